package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.jobs.SideBySide;
import dev.ranvier.kinetics.CurveFitter;
import dev.ranvier.kinetics.FittedCurves;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.OmnimodelCurves;
import dev.ranvier.kinetics.OmnimodelFitter;
import dev.ranvier.kinetics.Screening;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Fits all gates, several at the same time. Gates whose curves are the same to the last digit share one fit. A fit depends on
 * its curves and the settings alone, so results are the same for any number of jobs and after any interruption.
 */
public final class KineticsRun {
    /** To be raised by every change of the program that changes fits, so that none of an older program are kept. */
    private static final int FITS = 1;

    private final List<GateRecord> gates;
    private final Set<GateId> refused;
    private final KineticsSettings settings;
    private final CurveFitter fitter;
    private final OmnimodelFitter omniFitter;
    /** For every gate the number of its curves. */
    private final int[] numbers;

    private final List<Screening> curves = new ArrayList<>();
    private final List<Integer> gatesOfCurves = new ArrayList<>();

    /** Of these gates, beside which others were left out. */
    public KineticsRun(List<GateRecord> gates, Set<GateId> refused, KineticsSettings settings) {
        this.gates = List.copyOf(gates);
        this.refused = refused;
        this.settings = settings;
        this.fitter = new CurveFitter(settings.hidden(), settings.holdout());
        this.omniFitter = new OmnimodelFitter(settings.holdout());
        this.numbers = new int[gates.size()];
        Map<GateSamples, Integer> different = new LinkedHashMap<>();
        for (int k = 0; k < numbers.length; k++) {
            GateSamples samples = gates.get(k).samples();
            Integer known = different.putIfAbsent(samples, different.size());
            if (known == null) {
                curves.add(new Screening(samples));
                gatesOfCurves.add(0);
            }
            numbers[k] = known == null ? curves.size() - 1 : known;
            gatesOfCurves.set(numbers[k], gatesOfCurves.get(numbers[k]) + 1);
        }
    }

    /** How many different pairs of curves there are. */
    public int differentCurves() {
        return curves.size();
    }

    /**
     * Fits; what is done is kept in a journal in the folder, and what is there already is not done again.
     *
     * @param jobs how many fits run at the same time
     */
    public FittedKinetics run(Path folder, int jobs, KineticsListener listener) throws IOException {
        try (Journal journal = Journal.open(folder, fingerprint(), curves, fitter)) {
            int resumed = journal.kept().keySet().stream()
                    .mapToInt(gatesOfCurves::get)
                    .sum();
            List<CurveFits> fits = fit(journal, jobs, new Progress(resumed, listener));
            List<FittedGate> fitted = new ArrayList<>();
            for (int k = 0; k < numbers.length; k++) {
                fitted.add(new FittedGate(gates.get(k), curves.get(numbers[k]), numbers[k], fits.get(numbers[k])));
            }
            return new FittedKinetics(fitted, curves.size(), resumed, refused, settings);
        }
    }

    /** Deletes the journal of a folder whose results are in place. */
    public static void forget(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(Journal.NAME));
    }

    private final class Progress {
        private final KineticsListener listener;
        private int done;

        Progress(int done, KineticsListener listener) {
            this.done = done;
            this.listener = listener;
            listener.done(done);
        }

        synchronized void finished(int number) {
            done += gatesOfCurves.get(number);
            listener.done(done);
        }
    }

    /** Those of the journal, and the others, by number of their curves. */
    private List<CurveFits> fit(Journal journal, int jobs, Progress progress) {
        List<Callable<CurveFits>> tasks = new ArrayList<>();
        for (int number = 0; number < curves.size(); number++) {
            int mine = number;
            CurveFits kept = journal.kept().get(mine);
            tasks.add(() -> {
                if (kept != null) {
                    return kept;
                }
                CurveFits fit = fit(curves.get(mine));
                journal.add(mine, fit);
                progress.finished(mine);
                return fit;
            });
        }
        return SideBySide.run(tasks, jobs, "fit");
    }

    private CurveFits fit(Screening screening) {
        long start_ns = System.nanoTime();
        Optional<FittedCurves> learned = settings.models().hasLearned() && screening.isFittable()
                ? Optional.of(fitter.fit(screening))
                : Optional.empty();
        long middle_ns = System.nanoTime();
        List<OmnimodelCurves> omni =
                settings.models().hasOmni() && screening.isFittable() ? omniFitter.fit(screening) : List.of();
        return new CurveFits(learned, (middle_ns - start_ns) * 1e-9, omni, (System.nanoTime() - middle_ns) * 1e-9);
    }

    /** Of everything that the fits depend on. */
    private byte[] fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String kind = settings.network() + " " + settings.models() + " " + settings.holdout() + " " + FITS;
            digest.update(kind.getBytes(StandardCharsets.UTF_8));
            DataOutputStream out =
                    new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            for (Screening screening : curves) {
                GateSamples samples = screening.samples();
                for (int k = 0; k < samples.size(); k++) {
                    out.writeDouble(samples.voltage_mV()[k]);
                    out.writeDouble(samples.xInf()[k]);
                    out.writeDouble(samples.tau_ms()[k]);
                }
                out.writeInt(samples.size());
            }
            out.flush();
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
