package dev.ranvier.fit;

import static dev.ranvier.fit.FitProblems.SILENT;
import static dev.ranvier.fit.FitProblems.assertFound;
import static dev.ranvier.fit.FitProblems.conductance;
import static dev.ranvier.fit.FitProblems.experiment;
import static dev.ranvier.fit.FitProblems.problem;
import static dev.ranvier.fit.FitProblems.regional;
import static dev.ranvier.fit.FitProblems.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
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
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters found again from recordings that a model has made. */
final class FitTest {
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

    /**
     * Capacitance and conductances from samples that are farther apart than steps. A clamp that follows the straight lines between these
     * too closely is followed best by a cell without any of them.
     */
    @ParameterizedTest
    @EnumSource(
            value = Stages.class,
            names = {"FADING", "INTERMITTENT"})
    void capacitanceAndConductances_areFoundFromSamplesFarApart(Stages stages) {
        Cell cell = new Cell(
                3900,
                1,
                -70,
                List.of(
                        new Insertion(Pospischil.sodium()),
                        new Insertion(Pospischil.potassium()),
                        new Insertion(Pospischil.leak())));
        List<Parameter> parameters = capacitanceAndConductances(cell);
        FitProblem problem = problem(cell, parameters, experiment(cell, new Stimulus.Step(5, 50, 0.6), 60, 0, 4))
                .with(stages.stages());
        FitResult result = Fit.run(problem, settings(FitSettings.Method.LM, 4, 2), SILENT);
        assertThat(result.starts()).allSatisfy(start -> assertFound(parameters, start, 1e-3));
    }

    /**
     * The same from noise, and from a recording that begins at rest: what follows the noise best under a clamp is a cell without any of them,
     * which numbers that are tied to their starts do not become.
     */
    @Test
    void capacitanceAndConductances_areFoundFromANoisyRecordingThatBeginsAtRest() {
        double noise_mV = 0.5;
        Cell cell = StageSequenceTest.cell(new Insertion(StageSequenceTest.potassium()));
        List<Parameter> parameters = capacitanceAndConductances(cell);
        FitProblem problem =
                problem(cell, parameters, experiment(cell, new Stimulus.Step(20, 90, 0.4), 120, noise_mV, 4));
        FitResult result = Fit.run(problem, settings(FitSettings.Method.LM, 4, 2), SILENT);
        assertThat(result.starts())
                .allSatisfy(start -> assertThat(Math.sqrt(start.value())).isBetween(0.9 * noise_mV, 1.1 * noise_mV));
    }

    private static List<Parameter> capacitanceAndConductances(Cell cell) {
        List<Parameter> parameters = new ArrayList<>(List.of(new Parameter(
                "capacitance",
                new Quantity.Capacitance_uF_per_cm2(Region.everywhere()),
                new Transform.Log(),
                1,
                Optional.empty())));
        for (Insertion insertion : cell.insertions()) {
            parameters.add(conductance(cell, insertion.name(), new Transform.Log()));
        }
        return parameters;
    }

    /** Second order: a quarter by half the step. */
    @Test
    void halvedSteps_moveTheVoltageByTheOrderOfTheScheme() {
        FitProblem problem = regional(0);
        double[] theta = problem.block().start();
        double coarse_mV = Fit.byHalvedSteps_mV(problem, theta).getFirst(),
                fine_mV = Fit.byHalvedSteps_mV(problem.byHalvedSteps(), theta).getFirst();
        assertThat(coarse_mV / fine_mV).isBetween(3.8, 4.2);
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
                cell, experiments, objective, parameters, Scheme.STAGGERED, 0.025, new InitialCondition.AtVoltage());
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
                cell, experiments, objective, parameters, Scheme.STAGGERED, 0.025, new InitialCondition.AtVoltage());
        FitSettings settings =
                new FitSettings(method, 3, 0.3, 1, 400, 2, 1L << 29, AdamSettings.USUAL, Optional.empty());
        double relative = method == FitSettings.Method.ADAM ? 1e-2 : 1e-4;
        assertThat(Fit.run(problem, settings, SILENT).starts())
                .allSatisfy(start -> assertFound(parameters, start, relative));
    }

    private static double[] recorded(Cell cell, Stimulus stimulus, Probe probe) {
        return Simulation.of(cell, stimulus, 15).withProbes(0.025, probe).run().values(probe, 0);
    }
}
