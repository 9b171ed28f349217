package dev.ranvier.fit;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SlopeError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The fits that a recovery is made of: of curves of gates and of numbers of a cell, to its recordings. */
final class RecoveryFits {
    /** Weight of the squared error of dV/dt, as if 0.1 ms of it were an error; on a recording with more noise it is left out. */
    private static final double SLOPE_WEIGHT_ms2 = 0.01, NOISY_mV = 0.1;

    /** How many times the noise. */
    private static final double TELLING = 3, WITHIN_NOISE = 1.03;

    private final Cell cell;
    private final List<String> unknown;
    private final List<Experiment> experiments;
    private final RecoverySettings settings;
    private final double noise_mV;

    /** Of the channels named {@code unknown}. */
    RecoveryFits(Cell cell, List<String> unknown, List<Experiment> experiments, RecoverySettings settings) {
        this.cell = cell;
        this.unknown = List.copyOf(unknown);
        this.experiments = List.copyOf(experiments);
        this.settings = settings;
        noise_mV = experiments.stream()
                .mapToDouble(Experiment::noise_mV)
                .max()
                .orElseThrow(() -> new ModelException("a channel is recovered from recordings, and there is none"));
    }

    /** Of the recordings, the largest. */
    double noise_mV() {
        return noise_mV;
    }

    /** The gates that are looked for, channel by channel. */
    List<UnknownGate> gates() {
        return UnknownGate.of(cell, unknown);
    }

    /** The curves of all gates, to be fitted from these. */
    List<GateSplines> splines(IntFunction<GateCurves> starts) {
        List<UnknownGate> gates = gates();
        return IntStream.range(0, gates.size())
                .mapToObj(k -> new GateSplines(
                        cell, gates.get(k).channel(), gates.get(k).number(), starts.apply(k)))
                .toList();
    }

    /** The same from where a recovery with this seed begins. */
    List<GateSplines> starts(long seed) {
        List<UnknownGate> gates = gates();
        return splines(k -> gates.get(k).start(seed, k));
    }

    /** The same from anywhere. */
    List<GateSplines> anywhere(long seed) {
        return splines(k -> gates().get(k).anywhere(seed, k));
    }

    /** The numbers, of which the weights of networks start elsewhere. */
    static List<Parameter> anywhere(List<Parameter> numbers, long seed) {
        Random random = new Random(seed);
        return numbers.stream()
                .map(number ->
                        number.isWeight() ? number.from(elsewhere(number.prior().orElseThrow(), random)) : number)
                .toList();
    }

    /** Half a deviation from what is expected. */
    private static double elsewhere(Prior expected, Random random) {
        return expected.mean() + 0.5 * expected.sd() * random.nextGaussian();
    }

    /** The numbers, which start at these values. */
    static List<Parameter> at(List<Parameter> numbers, List<Double> values) {
        return IntStream.range(0, numbers.size())
                .mapToObj(p -> numbers.get(p).from(values.get(p)))
                .toList();
    }

    /** The nodes of the compartments that have a channel. */
    int[] compartmentsWith(String channel) {
        Region where = cell.insertions().get(cell.indexOf(channel)).where();
        return IntStream.range(0, cell.compartments().count())
                .filter(node -> cell.compartments().isCompartment(node) && where.contains(cell.compartments(), node))
                .toArray();
    }

    /** Of each gate, the voltages of the compartments that have its channel, from one run of all recordings. */
    List<DoubleSummaryStatistics> visited_mV(FitProblem problem, double[] theta) {
        List<Probe> everywhere =
                unknown.stream().flatMap(this::voltages).distinct().toList();
        List<Trace> traces = Fit.traces(problem, theta, _ -> everywhere);
        return gates().stream()
                .map(gate -> voltages(gate.channel())
                        .flatMap(probe -> traces.stream().map(trace -> trace.values(probe, 0)))
                        .flatMapToDouble(Arrays::stream)
                        .summaryStatistics())
                .toList();
    }

    private Stream<Probe> voltages(String channel) {
        return IntStream.of(compartmentsWith(channel)).mapToObj(Probe.Voltage::new);
    }

    /** From the starts of gates and numbers. */
    FitProblem problem(List<? extends ParameterBlock> gates, List<Parameter> numbers, List<Stage> stages) {
        return problem(gates, numbers, stages, settings.dt_ms());
    }

    /** The same in haste: by steps of time that are twice as long. */
    FitProblem hasty(List<? extends ParameterBlock> gates, List<Parameter> numbers, List<Stage> stages) {
        return problem(gates, numbers, RecoveryStages.inHaste(stages), 2 * settings.dt_ms());
    }

    private FitProblem problem(
            List<? extends ParameterBlock> gates, List<Parameter> numbers, List<Stage> stages, double dt_ms) {
        List<ParameterBlock> blocks = new ArrayList<>(gates);
        blocks.add(new Numbers(numbers));
        return new FitProblem(
                cell,
                experiments,
                objective(),
                blocks,
                stages,
                settings.scheme(),
                dt_ms,
                settings.start(),
                Optional.empty());
    }

    private Objective objective() {
        List<Objective.Term> terms = new ArrayList<>();
        for (int e = 0; e < experiments.size(); e++) {
            Experiment experiment = experiments.get(e);
            SampledSignal recorded = experiment.recorded();
            terms.add(experiment.term(e, 1));
            if (noise_mV <= NOISY_mV && experiment.clamped().isEmpty()) {
                Sampling sampling = new Sampling(recorded.interval_ms(), recorded.length());
                terms.add(new Objective.Term(e, SLOPE_WEIGHT_ms2, new SlopeError(sampling, recorded.values())));
            }
        }
        return new Objective(terms);
    }

    /** Where a problem ends from its start; the listener is told what is fitted. */
    double[] fit(FitProblem problem, String what, Consumer<Progress> listener) {
        return fit(problem.block().start(), problem, what, listener);
    }

    /** The same from another start. */
    double[] fit(double[] start, FitProblem problem, String what, Consumer<Progress> listener) {
        FitListener progress = (_, _, stage, value, status) -> {
            if (status != Status.DIVERGED) {
                listener.accept(new Progress(what + ", " + stage, Math.sqrt(value)));
            }
        };
        return Fit.from(List.of(start), problem, fitSettings(), progress)
                .bestStart()
                .point();
    }

    /** Whether under its only stage what the start lacks stands out of the noise. */
    boolean isTelling(FitProblem problem, double[] start) {
        return Math.sqrt(Fit.objective(problem, start) / problem.unitValue())
                > TELLING * Math.max(noise_mV, RecoveryEvidence.NEAR_mV);
    }

    /** Of several starts, where the one ends that comes nearest. */
    double[] nearest(List<double[]> starts, FitProblem problem) {
        return Fit.from(starts, problem, fitSettings(), (_, _, _, _, _) -> {})
                .bestStart()
                .point();
    }

    private FitSettings fitSettings() {
        return FitSettings.usual()
                .by(settings.method().optimiser(), settings.method().mostSteps())
                .with(AdamSettings.PUBLISHED);
    }

    /** What is recorded. */
    List<Trace> traces(FitProblem problem, double[] theta) {
        return Fit.traces(problem, theta, experiment -> List.of(experiment.observed()));
    }

    /** The run of experiment {@code e}, what is recorded of it. */
    double[] observed(List<Trace> traces, int e) {
        return traces.get(e).values(experiments.get(e).observed(), 0);
    }

    /** Model minus recording, of all recordings. */
    double[] residuals_mV(List<Trace> traces) {
        return IntStream.range(0, experiments.size())
                .boxed()
                .flatMapToDouble(e -> Arrays.stream(experiments.get(e).residuals_mV(observed(traces, e))))
                .toArray();
    }

    /** Infinite where a run diverged. */
    double rmse_mV(List<Trace> traces) {
        double[] residuals = residuals_mV(traces);
        double rmse_mV = Math.sqrt(squared(residuals) / Math.max(1, residuals.length));
        return Double.isFinite(rmse_mV) ? rmse_mV : Double.POSITIVE_INFINITY;
    }

    /** |x|^2. */
    static double squared(double[] x) {
        return Arrays.stream(x).map(value -> value * value).sum();
    }

    /** Whether what is left of every recording is noise. */
    boolean areExplained(List<Trace> traces) {
        return IntStream.range(0, experiments.size())
                .allMatch(e -> RecoveryEvidence.explanation(
                                experiments.get(e), experiments.get(e).residuals_mV(observed(traces, e)))
                        .explained());
    }

    /** Whether hardly more than its noise is left of every recording. */
    boolean areWithinNoise(List<Trace> traces) {
        return IntStream.range(0, experiments.size()).allMatch(e -> {
            Experiment experiment = experiments.get(e);
            return experiment.rmse_mV(observed(traces, e))
                    <= Math.max(RecoveryEvidence.NEAR_mV, WITHIN_NOISE * experiment.noise_mV());
        });
    }

    /** Whether every recording is followed within its limit. */
    boolean haveConverged(List<Trace> traces) {
        return IntStream.range(0, experiments.size()).allMatch(e -> {
            double[] observed = observed(traces, e);
            return experiments.get(e).rmse_mV(observed) <= experiments.get(e).limit_mV(observed);
        });
    }

    /** Of the noise, {@link Noise#level_mV}, from what is left; the largest of all recordings. */
    double level_mV(List<Trace> traces) {
        return IntStream.range(0, experiments.size())
                .mapToDouble(e -> experiments.get(e).noise(observed(traces, e)).level_mV())
                .max()
                .orElseThrow();
    }
}
