package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.Site;
import dev.ranvier.fit.Design;
import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which current to inject next.
 *
 * @param task what was asked
 * @param now how sure the curves are
 * @param proposals one a candidate, the one that shrinks the bands most first
 * @param from_mV the lowest voltage at which bands are compared, the lowest that a candidate leads to
 * @param to_mV the highest
 */
public record Designed(Task task, List<Band> now, List<Proposal> proposals, double from_mV, double to_mV) {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    /**
     * What a person asks.
     *
     * @param model the model, its curves known
     * @param modelName what it is called
     * @param observed the recordings there are
     * @param site where the next one is recorded
     * @param injected where its current is injected
     * @param limits of the current
     * @param noise_mV on every sample
     * @param settings how time is stepped
     * @param notes what the person should know
     * @param commandLine how to repeat it
     */
    public record Task(
            ModelFile model,
            String modelName,
            List<Observed> observed,
            Site site,
            Site injected,
            Candidate.Limits limits,
            double noise_mV,
            RecoverySettings settings,
            List<String> notes,
            String commandLine) {
        /** Copies the lists. */
        public Task {
            observed = List.copyOf(observed);
            notes = List.copyOf(notes);
        }

        List<FoundGate> gates() {
            return FoundGate.known(model.unknownChannels());
        }
    }

    /**
     * A candidate, and what it would do.
     *
     * @param candidate the current
     * @param voltage_mV what the model does under it
     * @param bands how sure the curves would be
     * @param left what would be left of the bands of each curve, in the geometric mean over voltages: of x_inf and tau, gate by gate
     */
    record Proposal(Candidate candidate, SampledSignal voltage_mV, List<Band> bands, List<Double> left) {
        /** Of all bands. */
        double all() {
            return Math.exp(left.stream().mapToDouble(Math::log).average().orElseThrow());
        }
    }

    /** Copies the lists. */
    public Designed {
        now = List.copyOf(now);
        proposals = List.copyOf(proposals);
    }

    /** Tries all candidates. */
    public static Designed of(Task task) {
        Cell cell = task.model.cell();
        Design design = new Design(
                cell,
                task.model.unknownChannels().stream()
                        .map(channel -> channel.name())
                        .toList(),
                task.model.fit().parameters(),
                task.observed.stream().map(Observed::experiment).toList(),
                task.noise_mV,
                task.settings);
        List<Candidate> candidates = Candidate.within(task.limits);
        List<SampledSignal> voltages = candidates.stream()
                .map(candidate -> voltage_mV(cell, task, candidate))
                .toList();
        double from_mV = voltages.stream()
                .flatMapToDouble(v -> Arrays.stream(v.values()))
                .min()
                .orElseThrow();
        double to_mV = voltages.stream()
                .flatMapToDouble(v -> Arrays.stream(v.values()))
                .max()
                .orElseThrow();
        List<Band> now = design.now();
        List<Proposal> proposals = new ArrayList<>();
        for (Candidate candidate : candidates) {
            SampledSignal voltage_mV = voltages.get(proposals.size());
            List<Band> then = design.with(new Experiment(
                    candidate.name(), List.of(injection(task, candidate)), List.of(), task.site.node(), voltage_mV));
            proposals.add(new Proposal(candidate, voltage_mV, then, left(now, then, from_mV, to_mV)));
        }
        proposals.sort(Comparator.comparingDouble(Proposal::all));
        return new Designed(task, now, proposals, from_mV, to_mV);
    }

    private static Injection injection(Task task, Candidate candidate) {
        return new Injection(task.injected.node(), new Stimulus.Sampled(candidate.current_nA()));
    }

    private static SampledSignal voltage_mV(Cell cell, Task task, Candidate candidate) {
        double interval_ms = candidate.current_nA().interval_ms();
        Simulation simulation = new Simulation(
                cell,
                List.of(injection(task, candidate)),
                List.of(),
                List.of(),
                Optional.empty(),
                task.settings.start(),
                task.settings.scheme(),
                task.settings.dt_ms(),
                (candidate.current_nA().length() - 1) * interval_ms,
                interval_ms,
                List.of(new Probe.Voltage(task.site.node())));
        return new SampledSignal(interval_ms, simulation.run().values(new Probe.Voltage(task.site.node()), 0));
    }

    private static List<Double> left(List<Band> now, List<Band> then, double from_mV, double to_mV) {
        return IntStream.range(0, now.size())
                .boxed()
                .flatMap(gate -> Stream.of(
                        ofCurve(now.get(gate).logitInf(), then.get(gate).logitInf(), from_mV, to_mV),
                        ofCurve(now.get(gate).logTau(), then.get(gate).logTau(), from_mV, to_mV)))
                .toList();
    }

    private static double ofCurve(List<Double> now, List<Double> then, double from_mV, double to_mV) {
        return Math.exp(IntStream.range(0, GRID.nodes())
                .filter(k -> GRID.voltage_mV(k) >= from_mV && GRID.voltage_mV(k) <= to_mV)
                .mapToDouble(k -> Math.log(then.get(k) / now.get(k)))
                .average()
                .orElse(0));
    }
}
