package dev.ranvier.fit;

import dev.ranvier.channel.Tabulated;
import dev.ranvier.learned.CurveFit;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Recovers the kinetics of channels of a cell from recordings: x_inf(V) and tau(V) of their gates, the same in all compartments
 * that have the channel, and together with them any parameters of the model. Two fits: of the curves as splines, from the clamp to
 * the free-running cell, and of the weights of networks that have learned these curves.
 */
public final class Recovery {
    /** Of the Jacobian's rows: 20,000 take 130 MB. */
    private static final int MOST_SAMPLES = 20_000;

    /** How much less the network heeds the curves at voltages that no compartment with the channel came near. */
    private static final double UNVISITED = 0.03, MARGIN_mV = 3;
    /** How many random networks are taught the curves at most, until one is as near as this in logit x_inf and ln tau. */
    private static final int MOST_NETWORKS = 4;

    private static final double WELL_TAUGHT = 1e-3;
    /** How many other starts are tried at most where the first does not lead to curves that explain the recordings. */
    private static final int OTHER_STARTS = 3;

    /** How many networks in the place of channels are tried under the strongest clamp that tells them apart. */
    private static final int HELD_NETWORKS = 8;

    private static final long NETWORKS = 7_919;
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private final Cell cell;
    private final List<Parameter> parameters;
    private final List<Experiment> experiments;
    private final RecoverySettings settings;
    private final RecoveryFits fits;

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
        this.parameters = List.copyOf(parameters);
        this.experiments = List.copyOf(experiments);
        this.settings = settings;
        unknown.forEach(this::checkChannel);
        experiments.forEach(this::checkRecording);
        fits = new RecoveryFits(cell, unknown, experiments, settings);
    }

    private void checkChannel(String name) {
        if (!(cell.insertions().get(cell.indexOf(name)).mechanism() instanceof Tabulated)) {
            throw new ModelException("channel " + name + " is given by formulas; only gates given by their curves"
                    + " can be recovered");
        }
    }

    private void checkRecording(Experiment experiment) {
        if (experiment.clamp(cell.compartments()).isEmpty()) {
            throw new ModelException(
                    "a channel can be recovered from the voltage of a compartment, from the current that"
                            + " clamps it, or from another quantity with the voltage beside it, and "
                            + experiment.name() + " has no voltage: " + experiment.observed());
        }
        int samples = experiment.recorded().length();
        if (samples > MOST_SAMPLES) {
            throw new ModelException("a recording to recover a channel from may have at most " + MOST_SAMPLES
                    + " samples: samples=" + samples + ". Cut out a part, or sample more coarsely.");
        }
        experiment.clamped().ifPresent(clamped -> checkCommand(experiment.name(), clamped.command_mV()));
    }

    /** Beyond the curves' last voltage a gate would do as there, and the curve would be bent to what happens beyond. */
    private static void checkCommand(String name, SampledSignal command_mV) {
        DoubleSummaryStatistics range = Arrays.stream(command_mV.values()).summaryStatistics();
        if (range.getMin() < GRID.low_mV() || range.getMax() > GRID.high_mV()) {
            throw new ModelException("curves can be recovered from " + GRID.low_mV() + " to " + GRID.high_mV()
                    + " mV, and the command of " + name + " goes from " + range.getMin() + " to " + range.getMax()
                    + " mV: leave this sweep out");
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
        Learning learning = settings.method() == RecoverySettings.Method.LM
                ? taught(random, seed, both)
                : new Learning(fits.problem(random, parameters, RecoveryStages.published()), Optional.empty());
        FitProblem problem = learning.problem;
        double[] theta = learned(learning, both);
        List<Trace> traces = Fit.traces(problem, theta, this::probes);
        List<RecoveryResult.Run> runs = IntStream.range(0, traces.size())
                .mapToObj(e ->
                        new RecoveryResult.Run(traces.get(e), experiments.get(e).rmse_mV(fits.observed(traces, e))))
                .toList();
        return new RecoveryResult(
                seed,
                fits.rmse_mV(traces),
                history.size(),
                (System.nanoTime() - start) * 1e-9,
                fits.haveConverged(traces),
                IntStream.range(0, random.size())
                        .mapToObj(k -> random.get(k).curves(problem.block().part(theta, k)))
                        .toList(),
                problem.block().values(theta),
                runs,
                history);
    }

    /** What the recordings say of a result of {@link #run} that did not diverge; the listener hears of fits of other curves and of suspects. */
    public Evidence evidence(RecoveryResult found, Consumer<Progress> listener) {
        return new RecoveryVerdict(fits, parameters, found, listener).evidence();
    }

    /**
     * How networks learn from the recordings.
     *
     * @param heldFirst the same under a clamp first, where the networks have been taught curves that had converged: what they have not learned
     *     of these may have cost a spike near threshold, which does not come back by itself
     */
    private record Learning(FitProblem problem, Optional<FitProblem> heldFirst) {}

    /** Where they end; the nearer of both ways where the first has not converged. */
    private double[] learned(Learning learning, Consumer<Progress> listener) {
        double[] theta = fits.fit(learning.problem, "network", listener);
        List<Trace> traces = fits.traces(learning.problem, theta);
        if (learning.heldFirst.isEmpty() || fits.haveConverged(traces)) {
            return theta;
        }
        double[] held = fits.fit(learning.heldFirst.get(), "network, held first", listener);
        return fits.rmse_mV(fits.traces(learning.problem, held)) < fits.rmse_mV(traces) ? held : theta;
    }

    /** The networks, and the numbers, to which a fit of splines leads. */
    private Learning taught(List<GateNetwork> random, long seed, Consumer<Progress> listener) {
        List<GateSplines> splines = fits.starts(seed);
        FitProblem problem = ofCurves(splines, parameters);
        double[] theta = fitted(problem, seed, "curves", listener);
        List<Trace> traces = fits.traces(problem, theta);
        for (int k = 0; k < OTHER_STARTS && !isNearEnough(traces); k++) {
            long another = UnknownGate.seed(seed, k);
            List<GateSplines> anywhere = fits.anywhere(another);
            FitProblem elsewhere = ofCurves(anywhere, RecoveryFits.anywhere(parameters, another));
            double[] other = fitted(elsewhere, another, "curves, another start", listener);
            List<Trace> run = fits.traces(problem, other);
            if (fits.rmse_mV(run) < fits.rmse_mV(traces)) {
                splines = anywhere;
                theta = other;
                traces = run;
            }
        }
        double level_mV = fits.level_mV(traces);
        boolean hadConverged = fits.haveConverged(traces);
        if (level_mV > fits.noise_mV()) {
            FitProblem smoother = fits.problem(splines, parameters, RecoveryStages.ofCurvesNearby(level_mV));
            theta = fits.fit(theta, smoother, "curves under correlated noise", listener);
        }
        List<DoubleSummaryStatistics> visited_mV = fits.visited_mV(problem, theta);
        List<GateNetwork> networks = new ArrayList<>();
        for (int k = 0; k < splines.size(); k++) {
            double[][] curves = splines.get(k).curves(problem.block().part(theta, k));
            networks.add(random.get(k).from(taught(UnknownGate.seed(seed, k), curves, visited_mV.get(k))));
        }
        FitProblem learning = fits.problem(
                networks,
                RecoveryFits.at(parameters, problem.block().values(theta)),
                parameters.isEmpty() ? RecoveryStages.ofCurvesNearby(level_mV) : RecoveryStages.ofTaught(level_mV));
        return new Learning(
                learning,
                Optional.of(learning.with(RecoveryStages.heldFirst(learning.stages(), level_mV)))
                        .filter(_ -> hadConverged));
    }

    /** Curves can be exact; of networks in the place of channels no more is asked than that next to nothing but noise is left. */
    private boolean isNearEnough(List<Trace> traces) {
        return hasNetworks() ? fits.areWithinNoise(traces) : fits.areExplained(traces);
    }

    private boolean hasNetworks() {
        return parameters.stream().anyMatch(Parameter::isWeight);
    }

    /** Where the fit of curves ends; networks in the place of channels begin with the best of several. */
    private double[] fitted(FitProblem problem, long seed, String what, Consumer<Progress> listener) {
        double[] start = problem.block().start();
        if (!hasNetworks()) {
            return fits.fit(start, problem, what, listener);
        }
        int gates = start.length - parameters.size();
        List<double[]> starts = new ArrayList<>(List.of(start));
        for (int k = 1; k < HELD_NETWORKS; k++) {
            double[] other = start.clone();
            double[] numbers = new Numbers(RecoveryFits.anywhere(parameters, UnknownGate.seed(seed, k))).start();
            System.arraycopy(numbers, 0, other, gates, numbers.length);
            starts.add(other);
        }
        List<Stage> stages = problem.stages();
        int telling = IntStream.range(0, stages.size())
                .filter(k -> fits.isTelling(problem.with(stages.subList(k, k + 1)), start))
                .findFirst()
                .orElse(0);
        double[] nearest = fits.nearest(starts, problem.with(stages.subList(telling, telling + 1)));
        return fits.fit(nearest, problem.with(stages.subList(telling, stages.size())), what, listener);
    }

    private FitProblem ofCurves(List<GateSplines> starts, List<Parameter> numbers) {
        return fits.problem(starts, numbers, RecoveryStages.ofCurves(fits.noise_mV()));
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

    /** What is recorded, and the gates in the same compartment, or, where a channel is not there, in its first one. */
    private List<Probe> probes(Experiment experiment) {
        List<Probe> probes = new ArrayList<>(List.of(experiment.observed()));
        for (UnknownGate gate : fits.gates()) {
            int[] sites = fits.compartmentsWith(gate.channel());
            int here = experiment.observed().node();
            int site = Arrays.stream(sites).anyMatch(node -> node == here) ? here : sites[0];
            probes.add(new Probe.Gate(site, gate.channel(), gate.of().name()));
        }
        return probes;
    }

    private List<GateNetwork> randomNetworks(long seed) {
        List<UnknownGate> gates = fits.gates();
        return IntStream.range(0, gates.size())
                .mapToObj(k -> new GateNetwork(
                        cell,
                        gates.get(k).channel(),
                        gates.get(k).number(),
                        LearnedCurves.initialise(settings.hidden(), UnknownGate.seed(seed, k))))
                .toList();
    }
}
