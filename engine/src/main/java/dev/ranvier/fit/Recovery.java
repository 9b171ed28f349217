package dev.ranvier.fit;

import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.VoltageGrid;
import dev.ranvier.learned.CurveFit;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Recording;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Recovers the kinetics of one channel of a cell from one recording: x_inf(V) and tau(V) of its gates, and the parameters that
 * are left free.
 */
public final class Recovery {
    /** The Jacobian grows with the samples, the time with their square: 20,000 take 130 MB and seconds a step. */
    private static final int MOST_SAMPLES = 20_000;

    private static final double CLOSE_mV = 0.5, NOISE_FACTOR = 1.5;
    /** How much less the network heeds the curves at voltages that the recording did not come near. */
    private static final double UNVISITED = 0.03, MARGIN_mV = 3;
    /** The median of |x| over the standard deviation of a normal x, and the norm of third differences. */
    private static final double MEDIAN = 0.6745, THIRD_DIFFERENCE = Math.sqrt(20);

    private final Cell cell;
    private final int channel;
    private final Recording recording;
    private final RecoverySettings settings;

    /** The channel named {@code unknown} must be a {@link TabulatedChannel}; its present curves are not used. */
    public Recovery(Cell cell, String unknown, Recording recording, RecoverySettings settings) {
        this.cell = cell;
        this.channel = cell.indexOf(unknown);
        this.recording = recording;
        this.settings = settings;
        if (!(cell.insertions().get(channel).channel() instanceof TabulatedChannel)) {
            throw new ModelException("channel " + unknown + " is given by formulas; only a channel given by its curves"
                    + " can be recovered");
        }
        if (recording.voltage_mV().length() > MOST_SAMPLES) {
            throw new ModelException(
                    "a recording to recover a channel from may have at most " + MOST_SAMPLES + " samples: samples="
                            + recording.voltage_mV().length() + ". Cut out a part, or sample more coarsely.");
        }
        double stride = recording.voltage_mV().interval_ms() / settings.dt_ms();
        if (!(stride > 0.5) || Math.abs(stride - Math.rint(stride)) > 1e-6 * stride) {
            throw new ModelException("dt_ms must divide the recording's interval of "
                    + recording.voltage_mV().interval_ms() + " ms: dt_ms=" + settings.dt_ms());
        }
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
                    rmse_mV <= convergenceLimit_mV(recording),
                    curves(theta),
                    problem.parameters(),
                    history);
        }
    }

    /**
     * First the curves as splines, from the clamp to the free-running cell; then networks that learn these curves; last the
     * networks' weights on the trace itself.
     */
    private double[] levenbergMarquardt(List<LearnedCurves> initial, Consumer<Progress> listener) {
        double noise_mV = noise_mV(recording);
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
                taught.add(taught(initial.get(gate), splines.get(gate).curves()));
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

    private LearnedCurves taught(LearnedCurves start, double[][] curves) {
        double[] v = recording.voltage_mV().values();
        double low = Arrays.stream(v).min().orElseThrow(),
                high = Arrays.stream(v).max().orElseThrow();
        double[] weights = new double[curves[0].length];
        for (int node = 0; node < weights.length; node++) {
            double voltage = grid().voltage_mV(node);
            weights[node] = voltage > low - MARGIN_mV && voltage < high + MARGIN_mV ? 1 : UNVISITED;
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
        return new TraceProblem(
                cell, channel, gateBlocks, settings.freeParameters(), recording, settings.scheme(), settings.dt_ms());
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

    /** A fit has converged when its free-running RMSE is below this: 0.5 mV, or 1.5 times the recording's noise. */
    public static double convergenceLimit_mV(Recording recording) {
        return closeness_mV(recording.voltage_mV());
    }

    /** An RMSE up to which a model is as near to a recorded voltage as its noise allows. */
    public static double closeness_mV(SampledSignal voltage_mV) {
        return Math.max(CLOSE_mV, NOISE_FACTOR * noise_mV(voltage_mV));
    }

    /**
     * Standard deviation of white noise on the voltage, estimated from the median of its third differences, which a smooth
     * trace leaves near zero.
     */
    public static double noise_mV(Recording recording) {
        return noise_mV(recording.voltage_mV());
    }

    private static double noise_mV(SampledSignal voltage_mV) {
        double[] v = voltage_mV.values();
        if (v.length < 4) {
            return 0;
        }
        double[] third = new double[v.length - 3];
        for (int k = 0; k < third.length; k++) {
            third[k] = Math.abs(v[k + 3] - 3 * v[k + 2] + 3 * v[k + 1] - v[k]);
        }
        Arrays.sort(third);
        return third[third.length / 2] / (MEDIAN * THIRD_DIFFERENCE);
    }

    static double rms(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum / x.length);
    }
}
