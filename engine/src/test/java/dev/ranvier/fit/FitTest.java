package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Start;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.FeatureError;
import dev.ranvier.loss.FeatureTarget;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SoftDtw;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.EarlyStopping;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.MultiStart;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters found again from recordings that a model has made. */
final class FitTest {
    private static final String G = "conductance_mS_per_cm2";

    /** Four conductances of a pyramidal cell from its soma's spikes, four of them and two, from starts up to half off. */
    @ParameterizedTest
    @CsvSource({"10, 40, 70", "5, 25, 40"})
    void conductancesOfAPyramidalCell_areFoundFromEveryStart(double delay_ms, double current_ms, double duration_ms) {
        Cell cell = TreeCells.pyramidal(new Discretisation.PerBranch(1));
        List<Parameter> parameters = new ArrayList<>();
        for (Insertion insertion : cell.insertions()) {
            parameters.add(conductance(cell, insertion.name(), new Transform.Log()));
        }
        FitProblem problem = problem(cell, parameters, new Stimulus.Step(delay_ms, current_ms, 0.65), duration_ms, 0);
        FitResult result = Fit.run(problem, settings(FitSettings.Method.LM, 3, 2), SILENT);
        assertThat(result.starts()).allSatisfy(start -> {
            assertThat(start.hasConverged()).isTrue();
            assertFound(parameters, start, 1e-3);
        });
        assertThat(result.starts().get(1).first_value()).isGreaterThan(100);
    }

    /** Conductances by region: those of the soma and of the dendrites of a tapered tree. */
    @ParameterizedTest
    @EnumSource(
            value = FitSettings.Method.class,
            names = {"LM", "LBFGS"})
    void conductancesByRegion_areFound(FitSettings.Method method) {
        FitProblem problem = regional(0);
        FitSettings settings =
                new FitSettings(method, 3, 0.5, 1, 300, 2, 1L << 22, AdamSettings.USUAL, Optional.empty());
        FitResult result = Fit.run(problem, settings, SILENT);
        FitResult.Started best = result.bestStart();
        assertFound(problem.parameters(), best, method == FitSettings.Method.LM ? 1e-3 : 2e-2);
        if (method == FitSettings.Method.LM) {
            assertThat(result.starts()).allSatisfy(start -> assertFound(problem.parameters(), start, 1e-3));
        }
    }

    @Test
    void adam_comesCloser() {
        FitProblem problem = regional(0);
        FitSettings settings = new FitSettings(
                FitSettings.Method.ADAM, 2, 0.3, 1, 60, 1, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitResult.Started start = Fit.run(problem, settings, SILENT).starts().get(1);
        assertThat(start.value()).isLessThan(0.1 * start.first_value());
    }

    /** With noise of 1 mV every parameter lies within four of its standard errors, and the errors are no larger than need be. */
    @Test
    void standardErrors_areThoseOfTheNoise() {
        FitProblem problem = regional(1);
        FitResult result = Fit.run(problem, settings(FitSettings.Method.LM, 2, 2), SILENT);
        FitResult.Started best = result.bestStart();
        FitResult.Uncertainty uncertainty = result.uncertainty().orElseThrow();
        assertThat(best.value()).isCloseTo(1, within(0.1));
        for (int p = 0; p < problem.parameters().size(); p++) {
            double truth = problem.parameters().get(p).start(),
                    error = uncertainty.standardErrors().get(p);
            assertThat(best.values().get(p))
                    .as(problem.parameters().get(p).name())
                    .isCloseTo(truth, within(4 * error));
            assertThat(error).isPositive().isLessThan(0.2 * truth);
            assertThat(uncertainty.correlations().get(p).get(p)).isEqualTo(1);
        }
    }

    @Test
    void fit_onOneAndTwoThreads_andAloneOrInCompany_isTheSame() {
        FitProblem problem = regional(0);
        List<FitResult.Started> one =
                Fit.run(problem, settings(FitSettings.Method.LM, 9, 1), SILENT).starts();
        assertThat(Fit.run(problem, settings(FitSettings.Method.LM, 9, 2), SILENT)
                        .starts())
                .isEqualTo(one);
        assertThat(Fit.run(problem, settings(FitSettings.Method.LM, 2, 2), SILENT)
                        .starts())
                .isEqualTo(one.subList(0, 2));
    }

    /** A group of starts runs its recordings on the threads that are left. */
    @ParameterizedTest
    @EnumSource(FitSettings.Method.class)
    void fitOfSeveralRecordings_onOneAndTwoThreads_isTheSame(FitSettings.Method method) {
        FitProblem one = regional(0);
        Experiment second = experiment(one.cell(), new Stimulus.Step(1, 10, 0.4), 20, 0);
        double[] trace = second.recorded().values();
        List<Objective.Term> terms = new ArrayList<>(one.objective().terms());
        terms.add(new Objective.Term(1, 1, new VoltageError(new Sampling(0.025, trace.length), trace)));
        FitProblem problem = FitProblem.ofNumbers(
                one.cell(),
                List.of(one.experiments().getFirst(), second),
                new Objective(terms),
                one.parameters(),
                Scheme.STAGGERED,
                0.025,
                new Start.AtVoltage());
        List<List<FitResult.Started>> starts = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            FitSettings settings =
                    new FitSettings(method, 4, 0.5, 1, 8, threads, 1L << 22, AdamSettings.USUAL, Optional.empty());
            starts.add(Fit.run(problem, settings, SILENT).starts());
        }
        assertThat(starts.get(1)).isEqualTo(starts.get(0));
    }

    /** Stopped after every so many steps, a fit goes on to the same bits. */
    @ParameterizedTest
    @EnumSource(FitSettings.Method.class)
    void fit_stoppedAndResumed_isTheSame(FitSettings.Method method, @TempDir Path folder) {
        FitProblem problem = regional(0);
        FitSettings whole = new FitSettings(method, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitSettings kept = new FitSettings(method, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        List<FitResult.Started> expected = Fit.run(problem, whole, SILENT).starts();
        int stops = 0;
        for (int after = 3; stops < 3; after += 4) {
            int[] heard = {after};
            try {
                Fit.run(problem, kept, (start, steps, stage, value, status) -> {
                    if (heard[0]-- == 0) {
                        throw new CancellationException();
                    }
                });
                break;
            } catch (CancellationException stopped) {
                stops++;
            }
        }
        assertThat(stops).isPositive();
        assertThat(Fit.run(problem, kept, SILENT).starts()).isEqualTo(expected);
        assertThat(Fit.run(problem, kept, SILENT).starts())
                .as("once more from the state that it ended with")
                .isEqualTo(expected);
    }

    @Test
    void checkpointsOfAnotherFit_areRefused(@TempDir Path folder) {
        FitProblem problem = regional(0);
        FitSettings kept = new FitSettings(
                FitSettings.Method.LM, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThatThrownBy(() -> Fit.run(problem, kept, (start, steps, stage, value, status) -> {
                    if (steps == 2) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        FitSettings other = new FitSettings(
                FitSettings.Method.LM, 2, 0.4, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThatThrownBy(() -> Fit.run(problem, other, SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("starts-0.state")
                .hasMessageContaining("other parameters or settings");
    }

    /** What describes thousands of parameters is long; so is one name. */
    @Test
    void checkpoints_ofALongDescription_areKept(@TempDir Path folder) {
        Cell cell = TreeCells.tree();
        Parameter sodium = conductance(cell, "na", new Transform.Log());
        Parameter named = new Parameter(
                "x".repeat(100_000), sodium.quantity(), sodium.transform(), sodium.start(), sodium.prior());
        FitProblem problem = problem(cell, List.of(named), new Stimulus.Step(2, 2, 0.3), 5, 1);
        FitSettings kept = new FitSettings(
                FitSettings.Method.LM, 1, 0.5, 1, 3, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThat(Fit.run(problem, kept, SILENT).starts()).hasSize(1);
    }

    @Test
    void look_seesTheRun_andThenTheRecording() {
        FitProblem problem = regional(0);
        double[] recorded = problem.experiments().getFirst().recorded().values(),
                theta = ParameterSet.start(problem.parameters());
        theta[0] += 0.3;
        int horizon = (recorded.length + 1) / 4;
        try (ForwardJacobian jacobian = new ForwardJacobian(problem, 1)) {
            jacobian.runForSteps(List.of(0), List.of(theta));
            double[] whole = jacobian.lanes().traces(0)[0],
                    slope = jacobian.at(0, theta).columns().getFirst();
            jacobian.lanes().enter(Stage.free().lookingAt(0.25));
            jacobian.runForSteps(List.of(0), List.of(theta));
            double[] part = jacobian.lanes().traces(0)[0],
                    partSlope = jacobian.at(0, theta).columns().getFirst();
            assertThat(Arrays.copyOf(part, horizon)).isEqualTo(Arrays.copyOf(whole, horizon));
            assertThat(Arrays.copyOfRange(part, horizon, part.length))
                    .isEqualTo(Arrays.copyOfRange(recorded, horizon, part.length));
            assertThat(Arrays.copyOf(partSlope, horizon)).isEqualTo(Arrays.copyOf(slope, horizon));
            assertThat(Arrays.copyOfRange(partSlope, horizon, part.length)).containsOnly(0);
            assertThat(slope[horizon - 1]).isNotZero();
        }
    }

    /** Both ways to a Jacobian, and a gradient, for features of a spiking trace and two priors; of a part of it and of all. */
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1})
    void jacobian_forwardsAndBackwards_isTheSame(double part) {
        FitProblem voltage = regional(0);
        Experiment experiment = voltage.experiments().getFirst();
        Sampling sampling = new Sampling(0.025, experiment.recorded().length());
        List<FeatureTarget> targets = Stream.of("AP_amplitude", "AHP_depth", "time_to_first_spike")
                .map(name -> new FeatureTarget(Feature.named(name), 10, 2))
                .toList();
        List<Parameter> parameters = voltage.parameters().stream()
                .map(p -> new Parameter(
                        p.name(), p.quantity(), p.transform(), 1.1 * p.start(), Optional.of(new Prior(p.start(), 2))))
                .toList();
        FitProblem problem = FitProblem.ofNumbers(
                voltage.cell(),
                voltage.experiments(),
                Objective.of(new FeatureError(sampling, new StimulusWindow(2, 27), targets)),
                parameters,
                voltage.scheme(),
                voltage.dt_ms(),
                new Start.AtRest());
        double[] theta = ParameterSet.start(parameters);
        List<Integer> both = List.of(0, 1);
        List<double[]> points = List.of(theta, theta);
        try (ForwardJacobian forwards = new ForwardJacobian(problem, 2);
                ResidualJacobian backwards = new ResidualJacobian(problem, 2, 1L << 22);
                JacobianProducts unformed = new JacobianProducts(problem, 2, 1L << 22);
                GradientSweeps gradients = new GradientSweeps(problem, 2, 1L << 22)) {
            Stream.of(forwards.lanes(), backwards.lanes(), unformed.lanes(), gradients.lanes)
                    .forEach(lanes -> {
                        lanes.enter(Stage.free().lookingAt(part));
                        lanes.weigh(1, new ParameterBlock.Penalties(0.7, 0.3, 0));
                    });
            forwards.runForSteps(both, points);
            backwards.runForSteps(both, points);
            double[] residuals = forwards.lanes().residuals(1, theta).orElseThrow();
            unformed.runForSteps(both, points);
            DampedSteps.Products products = unformed.products(1, theta);
            double[] slope = products.transposed(residuals);
            double[] gradient =
                    new GradientAnswers(gradients).answer(both, points).get(1).gradient();
            for (int p = 0; p < theta.length; p++) {
                double[] a = forwards.at(1, theta).columns().get(p),
                        b = backwards.at(1, theta).columns().get(p);
                double dot = 0;
                for (int j = 0; j < a.length; j++) {
                    assertThat(b[j]).isCloseTo(a[j], within(1e-10 * (1 + Math.abs(a[j]))));
                    dot += 2 * residuals[j] * a[j];
                }
                assertThat(gradient[p]).isCloseTo(dot, within(1e-9 * (1 + Math.abs(dot))));
                assertThat(2 * slope[p]).isCloseTo(dot, within(1e-9 * (1 + Math.abs(dot))));
                double[] unit = new double[theta.length];
                unit[p] = 1;
                double[] column = products.forward(unit);
                for (int j = 0; j < a.length; j++) {
                    assertThat(column[j]).isCloseTo(a[j], within(1e-10 * (1 + Math.abs(a[j]))));
                }
            }
        }
    }

    @Test
    void levenbergMarquardt_withoutAMatrix_findsTheParameters() {
        FitProblem problem = regional(0);
        double[] theta = ParameterSet.start(problem.parameters());
        for (int k = 0; k < theta.length; k++) {
            theta[k] += 0.03 * (k % 2 == 0 ? 1 : -1);
        }
        try (JacobianProducts unformed = new JacobianProducts(problem, 1, 1L << 29)) {
            LevenbergMarquardt descent = new LevenbergMarquardt(
                    theta, LevenbergMarquardt.Damping.CAUTIOUS.from(1e-3), LevenbergMarquardt.Stop.at(1e-6));
            MultiStart<LeastSquares.Question, LeastSquares.Answer> start =
                    new MultiStart<>(List.of(descent), EarlyStopping.never());
            start.run(new LeastSquaresAnswers(unformed), 20, (k, optimiser) -> {});
            double[] found =
                    ParameterSet.values(problem.parameters(), start.best(0).point());
            for (int k = 0; k < found.length; k++) {
                double truth = problem.parameters().get(k).start();
                assertThat(found[k]).isCloseTo(truth, within(1e-2 * truth));
            }
        }
    }

    @Test
    void levenbergMarquardt_onSoftDtw_isRefused() {
        FitProblem voltage = regional(0);
        double[] trace = voltage.experiments().getFirst().recorded().values();
        FitProblem problem = FitProblem.ofNumbers(
                voltage.cell(),
                voltage.experiments(),
                Objective.of(new SoftDtw(new Sampling(0.025, trace.length), trace, 0.5, 3, 10)),
                voltage.parameters(),
                voltage.scheme(),
                voltage.dt_ms(),
                voltage.start());
        assertThatThrownBy(() -> Fit.run(problem, settings(FitSettings.Method.LM, 1, 1), SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("L-BFGS");
        FitSettings few = new FitSettings(
                FitSettings.Method.LBFGS, 2, 0.2, 1, 40, 2, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitResult.Started start = Fit.run(problem, few, SILENT).starts().get(1);
        assertThat(start.value()).isLessThan(0.5 * start.first_value());
    }

    /** What no recording determines stays where its prior has it. */
    @Test
    void prior_holdsWhatTheRecordingLeavesOpen() {
        Cell cell = TreeCells.tree();
        Parameter gain = new Parameter(
                "gain", new Quantity.StimulusGain(), new Transform.Linear(0.1), 0.9, Optional.of(new Prior(0.7, 0.1)));
        Parameter sodium = conductance(cell, "na", new Transform.Log());
        Stimulus nothing = Stimulus.none();
        FitResult result = Fit.run(
                problem(cell, List.of(gain, sodium), nothing, 10, 0), settings(FitSettings.Method.LM, 1, 1), SILENT);
        assertThat(result.bestStart().values().getFirst()).isCloseTo(0.7, within(1e-6));
    }

    /** Two recordings, and features of one of them. */
    @Test
    void severalRecordings_andFeatures_determineTogether() {
        Cell cell = TreeCells.ballAndStick();
        Stimulus weak = new Stimulus.Step(2, 30, 0.05), strong = new Stimulus.Step(2, 30, 0.3);
        List<Experiment> experiments = List.of(experiment(cell, weak, 35, 0), experiment(cell, strong, 35, 0));
        Sampling sampling =
                new Sampling(0.025, experiments.getFirst().recorded().length());
        StimulusWindow window = new StimulusWindow(2, 32);
        double[] spikes = experiments.get(1).recorded().values();
        List<FeatureTarget> targets = Stream.of("spike_count", "AP_amplitude", "AHP_depth", "time_to_first_spike")
                .map(Feature::named)
                .map(feature -> new FeatureTarget(
                        feature, feature.value(spikes, sampling, window).orElseThrow(), 0.1))
                .toList();
        Objective objective = new Objective(List.of(
                new Objective.Term(
                        0,
                        1,
                        new VoltageError(
                                sampling, experiments.getFirst().recorded().values())),
                new Objective.Term(1, 0.1, new FeatureError(sampling, window, targets))));
        List<Parameter> parameters = List.of(
                conductance(cell, "na", new Transform.Bounded(40, 300)),
                conductance(cell, "k", new Transform.Softplus(10)),
                conductance(cell, "pas", new Transform.Log()));
        FitProblem problem = FitProblem.ofNumbers(
                cell, experiments, objective, parameters, Scheme.STAGGERED, 0.025, new Start.AtVoltage());
        FitSettings settings = new FitSettings(
                FitSettings.Method.LM, 4, 0.2, 1, 100, 2, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitResult result = Fit.run(problem, settings, SILENT);
        assertThat(result.starts().subList(1, 4)).anySatisfy(start -> assertFound(parameters, start, 1e-2));
    }

    /** What else can be recorded of a model: the current between soma and dendrites, and a channel's own, without a clamp. */
    @ParameterizedTest
    @EnumSource
    void fitToCurrents_findsConductances(FitSettings.Method method) {
        Cell cell = TreeCells.ballAndStick();
        Stimulus stimulus = new Stimulus.Step(2, 10, 0.02);
        List<Experiment> experiments = Stream.of(new Probe.AxialCurrent(0), new Probe.ChannelCurrent(0, "k"))
                .map(probe -> new Experiment(
                        probe.title(),
                        List.of(new Injection(0, stimulus)),
                        List.of(),
                        probe,
                        new SampledSignal(0.025, recorded(cell, stimulus, probe))))
                .toList();
        Objective objective = new Objective(IntStream.range(0, experiments.size())
                .mapToObj(e -> {
                    double[] y = experiments.get(e).recorded().values();
                    double size = Arrays.stream(y).map(x -> x * x).average().orElseThrow();
                    return new Objective.Term(e, 1 / size, new VoltageError(new Sampling(0.025, y.length), y));
                })
                .toList());
        List<Parameter> parameters =
                List.of(conductance(cell, "pas", new Transform.Log()), conductance(cell, "k", new Transform.Log()));
        FitProblem problem = FitProblem.ofNumbers(
                cell, experiments, objective, parameters, Scheme.STAGGERED, 0.025, new Start.AtVoltage());
        FitSettings settings =
                new FitSettings(method, 3, 0.3, 1, 400, 2, 1L << 29, AdamSettings.USUAL, Optional.empty());
        double relative = method == FitSettings.Method.ADAM ? 1e-2 : 1e-4;
        assertThat(Fit.run(problem, settings, SILENT).starts())
                .allSatisfy(start -> assertFound(parameters, start, relative));
    }

    private static double[] recorded(Cell cell, Stimulus stimulus, Probe probe) {
        return Simulation.of(cell, stimulus, 15).withProbes(0.025, probe).run().values(probe, 0);
    }

    static final FitListener SILENT = (start, steps, stage, value, status) -> {};

    private static void assertFound(List<Parameter> parameters, FitResult.Started start, double relative) {
        for (int p = 0; p < parameters.size(); p++) {
            double truth = parameters.get(p).start();
            assertThat(start.values().get(p))
                    .as("%s from %s", parameters.get(p).name(), start.first().get(p))
                    .isCloseTo(truth, within(relative * Math.abs(truth)));
        }
    }

    /** Sodium and potassium of soma and dendrites, the dendrites' leak and the resistivity of a tapered tree. */
    private static FitProblem regional(double noise_mV) {
        Cell cell = TreeCells.tree();
        List<Parameter> parameters = new ArrayList<>();
        for (String name : List.of("na", "k", "dendritic-na", "dendritic-k")) {
            parameters.add(conductance(cell, name, new Transform.Log()));
        }
        parameters.add(new Parameter(
                "axial resistivity",
                new Quantity.AxialResistivity_ohm_cm(Region.everywhere()),
                new Transform.Log(),
                120,
                Optional.empty()));
        return problem(cell, parameters, new Stimulus.Step(2, 25, 0.3), 30, noise_mV);
    }

    private static FitSettings settings(FitSettings.Method method, int starts, int threads) {
        return new FitSettings(method, starts, 0.5, 1, 100, threads, 1L << 29, AdamSettings.USUAL, Optional.empty());
    }

    private static Parameter conductance(Cell cell, String channel, Transform transform) {
        Insertion insertion = cell.insertions().get(cell.indexOf(channel));
        int node = 0;
        while (!cell.compartments().isCompartment(node) || !insertion.where().contains(cell.compartments(), node)) {
            node++;
        }
        return new Parameter(
                channel,
                new Quantity.ChannelParameter(channel, G, Region.everywhere()),
                transform,
                insertion.parameter(0, cell.compartments(), node),
                Optional.empty());
    }

    private static FitProblem problem(
            Cell cell, List<Parameter> parameters, Stimulus stimulus, double duration_ms, double noise_mV) {
        Experiment experiment = experiment(cell, stimulus, duration_ms, noise_mV);
        double[] trace = experiment.recorded().values();
        Objective objective = Objective.of(new VoltageError(new Sampling(0.025, trace.length), trace));
        return FitProblem.ofNumbers(
                cell, List.of(experiment), objective, parameters, Scheme.STAGGERED, 0.025, new Start.AtVoltage());
    }

    private static Experiment experiment(Cell cell, Stimulus stimulus, double duration_ms, double noise_mV) {
        double[] trace = Simulation.of(cell, stimulus, duration_ms).run().voltage_mV(0);
        Random random = new Random(4);
        for (int k = 0; k < trace.length; k++) {
            trace[k] += noise_mV * random.nextGaussian();
        }
        return new Experiment(
                "soma", List.of(new Injection(0, stimulus)), List.of(), 0, new SampledSignal(0.025, trace));
    }
}
