package dev.ranvier.cli.judge;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.Hum;
import dev.ranvier.fit.Unrecorded;
import dev.ranvier.loss.SpikeTolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges what a fit has left: a distance that the electrode explains, and numbers that the data do not determine. */
public final class FitJudgement {
    /** What is known is mostly from the data. */
    private static final double MOSTLY = 0.5;

    private static final double LEAST_HUM_mV = 0.05,
            LEAST_BY_STEPS_mV = 0.015,
            OWN_STEPS = 1e-3,
            LEAST_OFFSET_mV = 1,
            MOST_OFFSET_mV = 100,
            PART = 0.8,
            LARGE_PART = 0.5,
            pA_PER_nA = 1000;

    private FitJudgement() {}

    /**
     * What to say of a recording that the model follows but for a constant; the differences are model minus recording, NaN where it is
     * not looked at.
     */
    public static Optional<String> offset(String recording, double[] difference_mV) {
        double[] seen = Arrays.stream(difference_mV).filter(Double::isFinite).toArray();
        double sum = 0, square = 0;
        for (double d : seen) {
            sum += d;
            square += d * d;
        }
        double mean_mV = sum / seen.length, part = mean_mV * sum / square;
        return Math.abs(mean_mV) >= LEAST_OFFSET_mV && Math.abs(mean_mV) <= MOST_OFFSET_mV && part >= PART
                ? Optional.of(recording + " lies " + Shown.number(Math.abs(mean_mV)) + " mV "
                        + (mean_mV < 0 ? "above" : "below") + " the model throughout, which is "
                        + Shown.number(100 * part)
                        + " % of the squared distance: is a liquid junction potential or another offset of the"
                        + " electrode left in it? --junction=" + Shown.number(-mean_mV) + " takes it out")
                : Optional.empty();
    }

    /**
     * What to say of a recording from which the model differs mostly by the hum of the mains; the differences are model minus recording,
     * NaN where it is not looked at.
     */
    public static Optional<String> hum(String recording, double interval_ms, double[] difference_mV) {
        return Hum.in(difference_mV, interval_ms)
                .filter(hum -> hum.amplitude() >= LEAST_HUM_mV)
                .map(hum -> "a hum of " + Shown.number(hum.amplitude()) + " mV at " + Shown.number(hum.f_Hz())
                        + " Hz is " + Shown.number(100 * hum.part()) + " % of what is left of " + recording
                        + ": is it the mains? Take it out, or record with the rig earthed");
    }

    /**
     * Whether steps half as long change a model by more than it leaves of a recording, and by more than matters. If it leaves next to
     * nothing, its steps are those by which the recording was simulated.
     */
    public static boolean areStepsCoarse(double byHalvedSteps_mV, double left_mV) {
        return Double.isFinite(byHalvedSteps_mV)
                && byHalvedSteps_mV > Math.max(LEAST_BY_STEPS_mV, left_mV)
                && left_mV > OWN_STEPS * byHalvedSteps_mV;
    }

    /** What to say of what an electrode may have done without a record, if it explains much of what is left. */
    public static Optional<String> unrecorded(
            Optional<Unrecorded.Suspect> offset_mV, Optional<Unrecorded.Suspect> holding_nA) {
        double byOffset = offset_mV.map(Unrecorded.Suspect::explained).orElse(0.0),
                byHolding = holding_nA.map(Unrecorded.Suspect::explained).orElse(0.0);
        if (Math.max(byOffset, byHolding) < LARGE_PART) {
            return Optional.empty();
        }
        String part = " would explain " + Shown.number(100 * Math.max(byOffset, byHolding))
                + " % of what is left, all that is marked being fitted again: ";
        if (byOffset > byHolding) {
            String offset = Shown.number(offset_mV.orElseThrow().value());
            return Optional.of("an offset of " + offset + " mV in the recorded voltage" + part
                    + "is it a liquid junction potential? --junction=" + offset
                    + " takes it out, electrode: {offset_mV: {fit: 0}} in the model finds it");
        }
        return Optional.of("a current of "
                + Shown.number(pA_PER_nA * holding_nA.orElseThrow().value())
                + " pA that is always injected and was not recorded" + part
                + "electrode: {holding_pA: {fit: 0}} in the model finds it");
    }

    /** What to say of a model that has, where it runs freely, no spike, less than half of those recorded, or more than twice as many. */
    public static Optional<String> spikes(long recorded, long found, SpikeTolerance.Unmatched unmatched) {
        if (recorded == 0 || (2 * found >= recorded && found <= 2 * recorded)) {
            return Optional.empty();
        }
        String many = " where the recordings have " + recorded + (recorded == 1 ? " spike: " : " spikes: ");
        if (found > 0) {
            return Optional.of("the model, run freely, has " + found + many
                    + "other starts (--starts 10, 'ranvier recording --cell --threshold') may lead nearer, or a channel"
                    + " is missing");
        }
        return Optional.of("the model never spikes" + many
                + (unmatched == SpikeTolerance.Unmatched.COUNTED
                        ? "spikes that are missed are pulled up by spike_times: {weight: 0.3, scale_ms: 3,"
                                + " match_ms: 20}, without 'unmatched: counted'"
                        : "begin elsewhere, as by 'ranvier recording --cell --threshold'"));
    }

    /**
     * The names of the numbers that the data hardly determine: they stand where a prior or a tether holds them, or are
     * positive and their standard error is as large as they are.
     *
     * @param learned which part of what is known of each the data say
     * @param relative the standard error of each as a part of it, NaN for one that may be negative
     */
    public static List<String> hardlyDetermined(List<String> names, List<Double> learned, List<Double> relative) {
        return IntStream.range(0, names.size())
                .filter(k -> learned.get(k) < MOSTLY || relative.get(k) > 1)
                .mapToObj(names::get)
                .toList();
    }

    /** The names of the numbers whose standard error is infinite: the data do not determine them. */
    public static List<String> undetermined(List<String> names, List<Double> standardErrors) {
        List<String> undetermined = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            if (!Double.isFinite(standardErrors.get(k))) {
                undetermined.add(names.get(k));
            }
        }
        return Collections.unmodifiableList(undetermined);
    }

    /** For people, names of some of the numbers that were fitted: those of a channel or gate as one, if they are all of its. */
    public static String together(List<String> names, List<String> fitted) {
        return names.stream()
                .map(name -> {
                    List<String> own = fitted.stream()
                            .filter(other -> owner(other).equals(owner(name)))
                            .toList();
                    return own.size() > 1 && name.contains(".") && names.containsAll(own)
                            ? owner(name) + " (all " + own.size() + ")"
                            : name;
                })
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What a number belongs to: its name but for the last part. */
    private static String owner(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
