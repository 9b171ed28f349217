package dev.ranvier.benchmarks;

import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Fit;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Stages;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.RobustVoltageError;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SpikeTimeError;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Question: do all starts of a fit of a model that cannot be exact end at the same place, and how long do they take? A soma with a chain
 * of two compartments stands for a branched neuron: capacitance, four conductances and resistivity of each are fitted to the soma's
 * voltage under four noises of 200 ms, by intermittent stages and, beside them, fading ones.
 *
 * <p>Arguments: the morphology ({@code grown} or an SWC file) and the number of starts.
 */
public final class ChainFit {
    private static final int GHOSTS = 2;
    private static final double DURATION_ms = 200, INTERVAL_ms = 0.05, DT_ms = 0.025;
    /** Mean and deviation [nA] and correlation time [ms] of each noise. */
    private static final double[][] NOISES = {{0.3, 0.4, 3}, {0.5, 0.25, 3}, {0.7, 0.4, 3}, {0.4, 0.25, 10}};

    private static final double SCALE_mV = 8, CLOSE = 1.3;
    private static final SpikeTolerance SPIKES = new SpikeTolerance(-10, 0.1, 3);
    private static final int MOST_STEPS = 60;

    private ChainFit() {}

    /** Prints a line for every start and a summary for each way. */
    public static void main(String[] arguments) throws IOException {
        Cell full = PospischilCell.of(arguments.length > 0 ? arguments[0] : "grown", 1);
        int starts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        List<Experiment> experiments = new ArrayList<>();
        List<Objective.Term> terms = new ArrayList<>();
        for (double[] noise : NOISES) {
            Experiment experiment = recorded(full, noise, experiments.size());
            double[] v = experiment.recorded().values();
            Sampling sampling = new Sampling(INTERVAL_ms, v.length);
            double weight = 1.0 / NOISES.length;
            terms.add(new Objective.Term(experiments.size(), weight, new RobustVoltageError(sampling, v, SCALE_mV)));
            terms.add(new Objective.Term(experiments.size(), weight, new SpikeTimeError(sampling, v, SPIKES)));
            experiments.add(experiment);
        }
        Cell chain = GhostChain.of(full.compartments(), GHOSTS);
        for (Stages way : List.of(Stages.INTERMITTENT, Stages.FADING)) {
            FitProblem problem = FitProblem.ofNumbers(
                            chain,
                            experiments,
                            new Objective(terms),
                            numbers(),
                            Scheme.STAGGERED,
                            DT_ms,
                            new InitialCondition.AtVoltage())
                    .with(way.stages());
            report(way, problem, starts);
        }
    }

    private static Experiment recorded(Cell full, double[] noise, int number) {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(noise[0], noise[1], noise[2], number + 1);
        Stimulus stimulus = new Stimulus.Sampled(process.sampled(DT_ms, DURATION_ms));
        Simulation run = Simulation.of(full, stimulus, DURATION_ms)
                .withStep(Scheme.STAGGERED, DT_ms)
                .withProbes(INTERVAL_ms, Probe.voltage());
        return new Experiment(
                "noise " + number,
                List.of(new Injection(0, stimulus)),
                List.of(),
                0,
                new SampledSignal(INTERVAL_ms, run.run().voltage_mV(0)));
    }

    private static List<Parameter> numbers() {
        List<Parameter> numbers = new ArrayList<>();
        Map<String, Double> conductances = Map.of("na", 50.0, "k", 5.0, "leak", 0.1, "km", 0.004);
        for (int k = 1; k <= GHOSTS; k++) {
            Region where = new Region.OnBranches(Set.of(GhostChain.branch(k)));
            numbers.add(number(k + " C", new Quantity.Capacitance_uF_per_cm2(where), 1));
            numbers.add(number(k + " Ra", new Quantity.AxialResistivity_ohm_cm(where), 500));
            for (String channel : List.of("na", "k", "leak", "km")) {
                numbers.add(number(
                        k + " " + channel,
                        new Quantity.ChannelParameter(channel, "conductance_mS_per_cm2", where),
                        conductances.getOrDefault(channel, 1.0)));
            }
        }
        return numbers;
    }

    private static Parameter number(String name, Quantity quantity, double start) {
        return new Parameter(name, quantity, new Transform.Log(), start, Optional.empty());
    }

    private static void report(Stages way, FitProblem problem, int starts) {
        long begin_ns = System.nanoTime();
        FitSettings settings =
                FitSettings.usual().by(FitSettings.Method.LM, MOST_STEPS).from(starts);
        FitResult result = Fit.run(problem, settings, (start, steps, stage, value, status) -> {});
        double seconds = (System.nanoTime() - begin_ns) * 1e-9,
                best = result.bestStart().value();
        result.starts()
                .forEach(start -> System.out.printf("%12s %10.3f %4d steps%n", way, start.value(), start.steps()));
        long close = result.starts().stream()
                .filter(start -> start.value() <= CLOSE * best)
                .count();
        System.out.printf(
                "%s: best %.3f, %d of %d starts within %.1f times of it, %.0f s%n",
                way, best, close, starts, CLOSE, seconds);
        for (int e = 0; e < problem.experiments().size(); e++) {
            System.out.printf(
                    "  %s: %d spikes, model %d%n",
                    problem.experiments().get(e).name(),
                    spikes(problem.experiments().get(e).recorded().values()),
                    spikes(result.traces_mV().get(e).values()));
        }
    }

    private static long spikes(double[] v) {
        return IntStream.range(1, v.length)
                .filter(k -> v[k - 1] < SPIKES.threshold_mV() && v[k] >= SPIKES.threshold_mV())
                .count();
    }
}
