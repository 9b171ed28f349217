package dev.ranvier.fit;

import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.learned.CurveFit;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Recovers the kinetics of one channel of a cell from one recording: x_inf(V) and tau(V) of its gates, the same in all
 * compartments that have the channel, and together with them any parameters of the model.
 */
public final class Recovery {
    /** The Jacobian grows with the samples, the time with their square: 20,000 take 130 MB and seconds a step. */
    private static final int MOST_SAMPLES = 20_000;

    /** How much less the network heeds the curves at voltages that no compartment with the channel came near. */
    private static final double UNVISITED = 0.03, MARGIN_mV = 3;

    private final Cell cell;
    private final int channel;
    private final List<Parameter> parameters;
    private final Experiment experiment;
    private final int node;
    private final RecoverySettings settings;

    /**
     * The channel named {@code unknown} must be a {@link TabulatedChannel}; its present curves are not used.
     *
     * @param parameters what is fitted beside the curves: of this channel, of others, of the membrane or the cytoplasm
     */
    public Recovery(
            Cell cell, String unknown, List<Parameter> parameters, Experiment experiment, RecoverySettings settings) {
        this.cell = cell;
        this.channel = cell.indexOf(unknown);
        this.parameters = List.copyOf(parameters);
        this.experiment = experiment;
        this.settings = settings;
        if (!(cell.insertions().get(channel).channel() instanceof TabulatedChannel)) {
            throw new ModelException("channel " + unknown + " is given by formulas; only a channel given by its curves"
                    + " can be recovered");
        }
        this.node = experiment
                .clamp(cell.compartments())
                .map(VoltageClamp::node)
                .orElseThrow(
                        () -> new ModelException("a channel can be recovered from the voltage of a compartment, and "
                                + experiment.name() + " is of something else: " + experiment.observed()));
        SampledSignal voltage_mV = experiment.recorded();
        if (voltage_mV.length() > MOST_SAMPLES) {
            throw new ModelException("a recording to recover a channel from may have at most " + MOST_SAMPLES
                    + " samples: samples=" + voltage_mV.length() + ". Cut out a part, or sample more coarsely.");
        }
        double stride = voltage_mV.interval_ms() / settings.dt_ms();
        if (!(stride > 0.5) || Math.abs(stride - Math.rint(stride)) > 1e-6 * stride) {
            throw new ModelException("dt_ms must divide the recording's interval of " + voltage_mV.interval_ms()
                    + " ms: dt_ms=" + settings.dt_ms());
        }
        TraceProblem.checkSize(cell, experiment, settings);
    }

    /** Fits from the random network of {@code seed}; the same seed gives the same result. */
    public RecoveryResult run(long seed, Consumer<Progress> listener) {
        long start = System.nanoTime();
        List<Progress> history = new ArrayList<>();
        Consumer<Progress> both = progress -> {
            history.add(progress);
            listener.accept(progress);
        };
        List<LearnedCurves> initial = initialCurves(seed);
        double[] theta = switch (settings.method()) {
            case LM -> levenbergMarquardt(initial, both);
            case ADAM -> adam(initial, both);
        };
        try (TraceProblem problem = networkProblem(initial)) {
            Optional<double[]> error = problem.error_mV(theta, problem.samples());
            double rmse_mV = error.map(Recovery::rms).orElse(Double.POSITIVE_INFINITY);
            return new RecoveryResult(
                    seed,
                    rmse_mV,
                    history.size(),
                    (System.nanoTime() - start) * 1e-9,
                    rmse_mV <= Closeness.limit_mV(experiment.recorded()),
                    curves(theta),
                    problem.values(),
                    problem.trace(probes()),
                    history);
        }
    }

    private List<Probe> probes() {
        Insertion insertion = cell.insertions().get(channel);
        int site = insertion.where().contains(cell.compartments(), node)
                ? node
                : IntStream.range(0, cell.compartments().count())
                        .filter(other -> cell.compartments().isCompartment(other)
                                && insertion.where().contains(cell.compartments(), other))
                        .findFirst()
                        .orElseThrow();
        List<Probe> probes = new ArrayList<>(List.of(experiment.observed()));
        unknown().gates().forEach(gate -> probes.add(new Probe.Gate(site, insertion.name(), gate.name())));
        return probes;
    }

    /**
     * First the curves as splines, from the clamp to the free-running cell; then networks that learn these curves; last the
     * networks' weights on the trace itself.
     */
    private double[] levenbergMarquardt(List<LearnedCurves> initial, Consumer<Progress> listener) {
        double noise_mV = Closeness.noise_mV(experiment.recorded());
        List<SplineBlock> splines = new ArrayList<>();
        List<LearnedCurves> taught = new ArrayList<>();
        double[] free;
        try (TraceProblem problem = problem((table, gate) -> {
            splines.add(new SplineBlock(table, initial.get(gate)));
            return splines.getLast();
        })) {
            double[] theta = new ClampHomotopy(problem, noise_mV, listener)
                    .run(ClampHomotopy.FROM_CLAMP, problem.initial(), "curves");
            problem.error_mV(theta, problem.samples());
            for (int gate = 0; gate < initial.size(); gate++) {
                taught.add(taught(initial.get(gate), splines.get(gate).curves(), problem.visited_mV()));
            }
            int gates = splines.stream().mapToInt(ParameterBlock::size).sum();
            free = Arrays.copyOfRange(theta, gates, theta.length);
        }
        try (TraceProblem problem = networkProblem(taught)) {
            double[] theta = problem.initial();
            System.arraycopy(free, 0, theta, theta.length - free.length, free.length);
            return new ClampHomotopy(problem, noise_mV, listener).run(ClampHomotopy.FREE, theta, "network");
        }
    }

    private LearnedCurves taught(LearnedCurves start, double[][] curves, DoubleSummaryStatistics visited_mV) {
        double low = visited_mV.getMin() - MARGIN_mV, high = visited_mV.getMax() + MARGIN_mV;
        double[] weights = new double[curves[0].length];
        for (int node = 0; node < weights.length; node++) {
            double voltage = grid().voltage_mV(node);
            weights[node] = voltage > low && voltage < high ? 1 : UNVISITED;
        }
        return CurveFit.run(start, grid(), curves[0], curves[1], weights);
    }

    private double[] adam(List<LearnedCurves> initial, Consumer<Progress> listener) {
        try (TraceProblem problem = networkProblem(initial)) {
            return new GrowingHorizon(problem, listener).run();
        }
    }

    private TraceProblem networkProblem(List<LearnedCurves> initial) {
        return problem((table, gate) -> new NetworkBlock(table, initial.get(gate)));
    }

    private TraceProblem problem(BiFunction<GateTable, Integer, ParameterBlock> gateBlocks) {
        return new TraceProblem(cell, channel, gateBlocks, parameters, experiment, settings);
    }

    private List<LearnedCurves> initialCurves(long seed) {
        List<LearnedCurves> curves = new ArrayList<>();
        for (int gate = 0; gate < unknown().gates().size(); gate++) {
            curves.add(LearnedCurves.initialise(settings.hidden(), seed * 1_000_003 + gate));
        }
        return curves;
    }

    private List<LearnedCurves> curves(double[] theta) {
        List<LearnedCurves> curves = new ArrayList<>();
        int size = LearnedCurves.weightCount(settings.hidden());
        for (int gate = 0; gate < unknown().gates().size(); gate++) {
            curves.add(LearnedCurves.of(settings.hidden(), Arrays.copyOfRange(theta, gate * size, (gate + 1) * size)));
        }
        return curves;
    }

    private TabulatedChannel unknown() {
        return (TabulatedChannel) cell.insertions().get(channel).channel();
    }

    private VoltageGrid grid() {
        return unknown().grid();
    }

    static double rms(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum / x.length);
    }
}
