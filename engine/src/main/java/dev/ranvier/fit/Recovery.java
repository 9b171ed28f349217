package dev.ranvier.fit;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Tabulated;
import dev.ranvier.fit.Evidence.Suspect;
import dev.ranvier.learned.CurveFit;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SlopeError;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Recovers the kinetics of channels of a cell from recordings: x_inf(V) and tau(V) of their gates, the same in all compartments
 * that have the channel, and together with them any parameters of the model. Two fits: of the curves as splines, from the clamp to
 * the free-running cell, and of the weights of networks that have learned these curves.
 */
public final class Recovery {
    /** The Jacobian grows with the samples, the time with their square: 20,000 take 130 MB and seconds a step. */
    private static final int MOST_SAMPLES = 20_000;
    /** A run keeps every step. */
    private static final long MOST_BYTES = 2L << 30;

    private static final double MEBIBYTE = 1 << 20;

    /** How much less the network heeds the curves at voltages that no compartment with the channel came near. */
    private static final double UNVISITED = 0.03, MARGIN_mV = 3;
    /** Weight of the squared error of dV/dt, as if 0.1 ms of it were an error; on a recording with more noise it is left out. */
    private static final double SLOPE_WEIGHT_ms2 = 0.01, NOISY_mV = 0.1;
    /** Where a gate is half open at a start, how far that is scattered, and how steep and slow it is. */
    private static final double MIDPOINT_mV = -45, SPREAD_mV = 15, SLOPE_mV = 10, TAU_ms = 2;

    /** How many random networks are taught the curves at most, until one is as near as this in logit x_inf and ln tau. */
    private static final int MOST_NETWORKS = 4;

    private static final double WELL_TAUGHT = 1e-3;
    /** So many known numbers, those with the steepest slopes first, are fitted too where a recording is not explained. */
    private static final int MOST_FREED = 12;

    private static final long SEEDS = 1_000_003, NETWORKS = 7_919;
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private final Cell cell;
    private final List<String> unknown;
    private final List<Parameter> parameters;
    private final List<Experiment> experiments;
    private final RecoverySettings settings;
    private final double noise_mV;

    /**
     * The channels named {@code unknown} must be {@link Tabulated}; their present curves are not used.
     *
     * @param parameters what is fitted beside the curves: of these channels, of others, of the membrane or the cytoplasm
     */
    public Recovery(
            Cell cell,
            List<String> unknown,
            List<Parameter> parameters,
            List<Experiment> experiments,
            RecoverySettings settings) {
        this.cell = cell;
        this.unknown = List.copyOf(unknown);
        this.parameters = List.copyOf(parameters);
        this.experiments = List.copyOf(experiments);
        this.settings = settings;
        unknown.forEach(this::checkChannel);
        experiments.forEach(this::checkRecording);
        noise_mV = experiments.stream()
                .mapToDouble(Experiment::noise_mV)
                .max()
                .orElseThrow(() -> new ModelException("a channel is recovered from recordings, and there is none"));
        checkSize();
    }

    private void checkChannel(String name) {
        if (!(cell.insertions().get(cell.indexOf(name)).mechanism() instanceof Tabulated)) {
            throw new ModelException("channel " + name + " is given by formulas; only gates given by their curves"
                    + " can be recovered");
        }
    }

    private void checkRecording(Experiment experiment) {
        if (experiment.clamp(cell.compartments()).isEmpty()) {
            throw new ModelException("a channel can be recovered from the voltage of a compartment or the current that"
                    + " clamps it, and "
                    + experiment.name() + " is of something else: " + experiment.observed());
        }
        int samples = experiment.recorded().length();
        if (samples > MOST_SAMPLES) {
            throw new ModelException("a recording to recover a channel from may have at most " + MOST_SAMPLES
                    + " samples: samples=" + samples + ". Cut out a part, or sample more coarsely.");
        }
    }

    /** Refuses recordings whose runs do not fit into memory. */
    private void checkSize() {
        FitProblem problem = problem(randomNetworks(0), parameters, Stages.FREE.stages());
        long bytes = SampleJacobian.bytes(problem);
        if (bytes > MOST_BYTES) {
            long steps = IntStream.range(0, experiments.size())
                    .mapToLong(e -> ExperimentLanes.steps(problem, e))
                    .sum();
            throw new ModelException("the " + steps + " steps of a run would take " + Math.round(bytes / MEBIBYTE)
                    + " MiB, and at most " + Math.round(MOST_BYTES / MEBIBYTE)
                    + " MiB are taken: cut out a part of the recording, take a larger dt_ms than " + settings.dt_ms()
                    + ", or cut the cell into fewer compartments");
        }
    }

    /** Fits from the starts of {@code seed}; the same seed gives the same result. */
    public RecoveryResult run(long seed, Consumer<Progress> listener) {
        long start = System.nanoTime();
        List<Progress> history = new ArrayList<>();
        Consumer<Progress> both = progress -> {
            history.add(progress);
            listener.accept(progress);
        };
        List<GateNetwork> random = randomNetworks(seed);
        FitProblem problem = settings.method() == RecoverySettings.Method.LM
                ? taught(random, seed, both)
                : problem(random, parameters, RecoveryStages.published());
        double[] theta = fit(problem, "network", both);
        List<Trace> traces = Fit.traces(problem, theta, this::probes);
        List<RecoveryResult.Run> runs = IntStream.range(0, traces.size())
                .mapToObj(e ->
                        new RecoveryResult.Run(traces.get(e), experiments.get(e).rmse_mV(observed(traces, e))))
                .toList();
        return new RecoveryResult(
                seed,
                rmse_mV(traces),
                history.size(),
                (System.nanoTime() - start) * 1e-9,
                IntStream.range(0, runs.size())
                        .allMatch(
                                e -> runs.get(e).rmse_mV() <= experiments.get(e).limit_mV(observed(traces, e))),
                IntStream.range(0, random.size())
                        .mapToObj(k -> random.get(k).curves(problem.block().part(theta, k)))
                        .toList(),
                problem.block().values(theta),
                runs,
                history);
    }

    /** What the recordings say of a result of {@link #run} that did not diverge; the listener hears of fits of suspects. */
    public Evidence evidence(RecoveryResult found, Consumer<Progress> listener) {
        List<Parameter> fitted = IntStream.range(0, parameters.size())
                .mapToObj(p -> parameters.get(p).from(found.values().get(p)))
                .toList();
        List<Gate> gates = gates();
        List<GateSplines> splines = IntStream.range(0, gates.size())
                .mapToObj(k -> new GateSplines(
                        cell,
                        gates.get(k).channel(),
                        gates.get(k).number(),
                        found.curves().get(k)))
                .toList();
        List<Trace> traces =
                found.runs().stream().map(RecoveryResult.Run::trace).toList();
        double level_mV = level_mV(traces);
        Evidence evidence = new RecoveryEvidence(problem(splines, fitted, Stages.FREE.stages()), splines, level_mV)
                .evidence(residuals_mV(traces));
        return evidence.isExplained()
                ? evidence.with(List.of())
                : evidence.with(evidence.suspects().stream()
                        .limit(MOST_FREED)
                        .map(suspect ->
                                freed(suspect.parameter(), splines, fitted, level_mV, found.rmse_mV(), listener))
                        .sorted(Comparator.comparingDouble(Suspect::explained).reversed())
                        .toList());
    }

    /** Model minus recording, of all recordings. */
    private double[] residuals_mV(List<Trace> traces) {
        return IntStream.range(0, experiments.size())
                .boxed()
                .flatMapToDouble(e -> Arrays.stream(experiments.get(e).residuals_mV(observed(traces, e))))
                .toArray();
    }

    /** Of the noise, {@link Noise#level_mV}, from what is left; the largest of all recordings. */
    private double level_mV(List<Trace> traces) {
        return IntStream.range(0, experiments.size())
                .mapToDouble(e -> experiments.get(e).noise(observed(traces, e)).level_mV())
                .max()
                .orElseThrow();
    }

    private double[] observed(List<Trace> traces, int e) {
        return traces.get(e).values(experiments.get(e).observed(), 0);
    }

    /** What becomes of a number that was taken as known if it is fitted too, all others from where they are. */
    private Suspect freed(
            Parameter suspect,
            List<GateSplines> splines,
            List<Parameter> fitted,
            double level_mV,
            double rmse_mV,
            Consumer<Progress> listener) {
        List<Parameter> numbers = new ArrayList<>(fitted);
        numbers.add(suspect);
        FitProblem problem = problem(splines, numbers, RecoveryStages.ofNetworks(level_mV));
        double[] theta = fit(problem, suspect.name() + " too", listener);
        double left_mV = rmse_mV(Fit.traces(problem, theta, experiment -> List.of(experiment.observed())));
        return new Suspect(
                suspect,
                problem.block().values(theta).getLast(),
                Math.max(0, 1 - left_mV * left_mV / (rmse_mV * rmse_mV)));
    }

    private double[] fit(FitProblem problem, String what, Consumer<Progress> listener) {
        return fit(problem.block().start(), problem, what, listener);
    }

    private double[] fit(double[] start, FitProblem problem, String what, Consumer<Progress> listener) {
        FitSettings settings = FitSettings.usual()
                .by(this.settings.method().optimiser(), this.settings.method().mostSteps())
                .with(AdamSettings.PUBLISHED);
        FitListener progress = (_, _, stage, value, status) -> {
            if (status != Status.DIVERGED) {
                listener.accept(new Progress(what + ", " + stage, Math.sqrt(value)));
            }
        };
        return Fit.from(List.of(start), problem, settings, progress).bestStart().theta().stream()
                .mapToDouble(x -> x)
                .toArray();
    }

    /** The networks, and the numbers, to which a fit of splines leads. */
    private FitProblem taught(List<GateNetwork> random, long seed, Consumer<Progress> listener) {
        List<Gate> gates = gates();
        List<GateSplines> splines = IntStream.range(0, gates.size())
                .mapToObj(k -> new GateSplines(
                        cell,
                        gates.get(k).channel(),
                        gates.get(k).number(),
                        gates.get(k).start(seed, k)))
                .toList();
        FitProblem problem = problem(splines, parameters, RecoveryStages.ofCurves(noise_mV));
        double[] theta = fit(problem, "curves", listener);
        double level_mV = level_mV(Fit.traces(problem, theta, experiment -> List.of(experiment.observed())));
        if (level_mV > noise_mV) {
            FitProblem smoother = problem(splines, parameters, RecoveryStages.ofNetworks(level_mV));
            theta = fit(theta, smoother, "curves under correlated noise", listener);
        }
        List<GateNetwork> networks = new ArrayList<>();
        for (int k = 0; k < splines.size(); k++) {
            double[][] curves = splines.get(k).curves(problem.block().part(theta, k));
            DoubleSummaryStatistics visited_mV =
                    visited_mV(problem, theta, gates.get(k).channel());
            networks.add(random.get(k).from(taught(seed * SEEDS + k, curves, visited_mV)));
        }
        List<Double> values = problem.block().values(theta);
        List<Parameter> found = IntStream.range(0, parameters.size())
                .mapToObj(p -> parameters.get(p).from(values.get(p)))
                .toList();
        return problem(networks, found, RecoveryStages.ofNetworks(level_mV));
    }

    /** The first of some random networks that learns the curves well, or the best of them. */
    private LearnedCurves taught(long seed, double[][] curves, DoubleSummaryStatistics visited_mV) {
        double low = visited_mV.getMin() - MARGIN_mV, high = visited_mV.getMax() + MARGIN_mV;
        double[] weights = new double[GRID.nodes()];
        for (int node = 0; node < weights.length; node++) {
            double voltage = GRID.voltage_mV(node);
            weights[node] = voltage > low && voltage < high ? 1 : UNVISITED;
        }
        CurveFit.Taught best = new CurveFit.Taught(LearnedCurves.initialise(settings.hidden(), seed), Double.MAX_VALUE);
        for (int k = 0; k < MOST_NETWORKS && best.error() > WELL_TAUGHT; k++) {
            LearnedCurves start = LearnedCurves.initialise(settings.hidden(), seed + k * NETWORKS);
            CurveFit.Taught taught = CurveFit.run(start, GRID, curves[0], curves[1], weights);
            best = taught.error() < best.error() ? taught : best;
        }
        return best.curves();
    }

    /** The voltages of the compartments that have a channel. */
    private DoubleSummaryStatistics visited_mV(FitProblem problem, double[] theta, String channel) {
        List<Probe> voltages = IntStream.of(compartmentsWith(channel))
                .<Probe>mapToObj(Probe.Voltage::new)
                .toList();
        return Fit.traces(problem, theta, _ -> voltages).stream()
                .flatMap(trace -> voltages.stream().map(probe -> trace.values(probe, 0)))
                .flatMapToDouble(Arrays::stream)
                .summaryStatistics();
    }

    private int[] compartmentsWith(String channel) {
        Region where = cell.insertions().get(cell.indexOf(channel)).where();
        return IntStream.range(0, cell.compartments().count())
                .filter(node -> cell.compartments().isCompartment(node) && where.contains(cell.compartments(), node))
                .toArray();
    }

    /** What is recorded, and the gates in the same compartment, or, where a channel is not there, in its first one. */
    private List<Probe> probes(Experiment experiment) {
        List<Probe> probes = new ArrayList<>(List.of(experiment.observed()));
        for (Gate gate : gates()) {
            int[] sites = compartmentsWith(gate.channel());
            int here = experiment.observed().node();
            int site = Arrays.stream(sites).anyMatch(node -> node == here) ? here : sites[0];
            probes.add(new Probe.Gate(site, gate.channel(), gate.of().name()));
        }
        return probes;
    }

    /** Infinite where a run diverged. */
    private double rmse_mV(List<Trace> traces) {
        double rmse_mV = Math.sqrt(
                Arrays.stream(residuals_mV(traces)).map(x -> x * x).average().orElse(0));
        return Double.isFinite(rmse_mV) ? rmse_mV : Double.POSITIVE_INFINITY;
    }

    private FitProblem problem(List<? extends ParameterBlock> gates, List<Parameter> numbers, List<Stage> stages) {
        List<ParameterBlock> blocks = new ArrayList<>(gates);
        blocks.add(new Numbers(numbers));
        return new FitProblem(
                cell,
                experiments,
                objective(),
                blocks,
                stages,
                settings.scheme(),
                settings.dt_ms(),
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

    private List<GateNetwork> randomNetworks(long seed) {
        List<Gate> gates = gates();
        return IntStream.range(0, gates.size())
                .mapToObj(k -> new GateNetwork(
                        cell,
                        gates.get(k).channel(),
                        gates.get(k).number(),
                        LearnedCurves.initialise(settings.hidden(), seed * SEEDS + k)))
                .toList();
    }

    /** A gate that is looked for. */
    private record Gate(String channel, int number, GateKinetics of) {
        /** A sigmoid with the gate's orientation, half open near the threshold of most channels, and a bell, both drawn anew for each seed. */
        GateCurves start(long seed, int k) {
            Random random = new Random(seed * SEEDS + k);
            double sign = of.orientation() == Orientation.ACTIVATION ? 1 : -1;
            return new BoltzmannCurves(
                    MIDPOINT_mV + SPREAD_mV * (2 * random.nextDouble() - 1),
                    sign * SLOPE_mV,
                    TAU_ms * Math.pow(2, 2 * random.nextDouble() - 1));
        }
    }

    private List<Gate> gates() {
        return unknown.stream()
                .flatMap(name -> {
                    List<GateKinetics> gates = ((Tabulated)
                                    cell.insertions().get(cell.indexOf(name)).mechanism())
                            .tables()
                            .gates();
                    return IntStream.range(0, gates.size()).mapToObj(k -> new Gate(name, k, gates.get(k)));
                })
                .toList();
    }
}
