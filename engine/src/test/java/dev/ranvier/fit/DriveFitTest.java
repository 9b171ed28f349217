package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.PlacedCells;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of stimuli and synapses as parameters of a fit. */
final class DriveFitTest {
    private static final double DT_ms = 0.025, ALL_ms = 12;
    private static final int DENDRITE = 10;
    private static final Stimulus STEP = new Stimulus.Step(1.013, 6.007, 0.1),
            RAMP = new Stimulus.Ramp(2.011, 5.003, 0.01, 0.05),
            SAMPLES = new Stimulus.Sampled(new SampledSignal(2.01, new double[] {0.01, 0.02, 0.015, 0.01, 0.001})),
            SUM = new Stimulus.Sum(List.of(SAMPLES, new Stimulus.Step(3.01, 2.003, -0.02)));
    private static final Conductance
            EVENTS =
                    new Conductance.Events(
                            List.of(
                                    new Conductance.Event(1.01, 2e-4),
                                    new Conductance.Event(3, 3e-4),
                                    new Conductance.Event(5.37, 1e-4)),
                            0.4,
                            1.5),
            OPENED = new Conductance.Sampled(new SampledSignal(1.77, new double[] {1e-4, 3e-4, 2e-4, 1e-4}));

    private static final List<Injection> INJECTIONS = List.of(
            new Injection(0, STEP),
            new Injection(0, RAMP),
            new Injection(DENDRITE, SAMPLES),
            new Injection(0, SAMPLES),
            new Injection(DENDRITE, SUM));
    private static final List<Synapse> SYNAPSES = List.of(
            new Synapse(DENDRITE, 0, List.of(EVENTS)),
            new Synapse(DENDRITE, 0, List.of(EVENTS)),
            new Synapse(0, -80, List.of(OPENED)));

    /** One of each kind, from elsewhere than where the recording was made. */
    private static final List<Parameter> PARAMETERS = List.of(
            number(0, "start_ms", 1.113, new Transform.Log()),
            number(0, "duration_ms", 6.307, new Transform.Bounded(1, 20)),
            number(0, "amplitude_nA", 0.11, new Transform.Linear(0.01)),
            number(1, "start_ms", 2.111, new Transform.Log()),
            number(1, "duration_ms", 5.203, new Transform.Log()),
            number(1, "from_nA", 0.012, new Transform.Linear(0.01)),
            number(1, "to_nA", 0.045, new Transform.Linear(0.01)),
            number(2, "sample[1]_nA", 0.021, new Transform.Linear(0.01)),
            parameter("factor on samples", new Quantity.StimulusFactor(3), 1.1, new Transform.Log()),
            number(4, "part[1].amplitude_nA", -0.022, new Transform.Linear(0.01)),
            parameter("weight", new Quantity.SynapseWeight_uS(0), 2.3e-4, new Transform.Log()),
            parameter(
                    "one weight", new Quantity.SynapseParameter(1, "event[1].weight_uS"), 3.3e-4, new Transform.Log()),
            parameter("factor on a conductance", new Quantity.SynapseFactor(2), 0.9, new Transform.Log()));

    private static Parameter number(int injection, String name, double start, Transform transform) {
        return parameter(injection + "." + name, new Quantity.StimulusParameter(injection, name), start, transform);
    }

    private static Parameter parameter(String name, Quantity quantity, double start, Transform transform) {
        return new Parameter(name, quantity, transform, start, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void gradient_byEveryKind_equalsCentralDifferences(Scheme scheme) {
        FitProblem problem = problem(PARAMETERS, scheme, INJECTIONS, SYNAPSES, ALL_ms);
        double[] theta = ParameterSet.start(PARAMETERS);
        try (GradientSweeps sweeps = new GradientSweeps(problem, 1, 1L << 29)) {
            double[] gradient = gradient(sweeps, theta);
            for (int p = 0; p < theta.length; p++) {
                double h = 1e-4;
                double[] near = new double[4];
                for (int k = 0; k < 4; k++) {
                    double[] moved = theta.clone();
                    moved[p] += new double[] {-2, -1, 1, 2}[k] * h;
                    near[k] = value(sweeps, moved);
                }
                double expected = (8 * (near[2] - near[1]) - (near[3] - near[0])) / (12 * h);
                assertThat(gradient[p])
                        .as(PARAMETERS.get(p).name())
                        .isNotZero()
                        .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
            }
        }
    }

    /** Forwards and backwards, in a lane beside another that has other numbers. */
    @ParameterizedTest
    @EnumSource
    void tangents_agreeWithTheGradient_inEveryLane(Scheme scheme) {
        FitProblem problem = problem(PARAMETERS, scheme, INJECTIONS, SYNAPSES, ALL_ms);
        List<double[]> thetas = List.of(ParameterSet.start(PARAMETERS), ParameterSet.start(PARAMETERS));
        for (int p = 0; p < PARAMETERS.size(); p++) {
            thetas.get(1)[p] += 0.1;
        }
        List<Integer> both = List.of(0, 1);
        try (ForwardJacobian forwards = new ForwardJacobian(problem, 2);
                GradientSweeps backwards = new GradientSweeps(problem, 2, 1L << 20);
                GradientSweeps alone = new GradientSweeps(problem, 1, 1L << 20)) {
            forwards.runForSteps(both, thetas);
            for (int lane : both) {
                double[] theta = thetas.get(lane);
                double[] gradient = new GradientAnswers(backwards)
                        .answer(both, thetas)
                        .get(lane)
                        .gradient();
                assertThat(gradient(alone, theta)).containsExactly(gradient);
                double[] residuals = forwards.lanes().residuals(lane, theta).orElseThrow();
                for (int p = 0; p < theta.length; p++) {
                    double[] column = forwards.at(lane, theta).columns().get(p);
                    double dot = 0, size = 0;
                    for (int j = 0; j < residuals.length; j++) {
                        dot += 2 * residuals[j] * column[j];
                        size += 2 * Math.abs(residuals[j] * column[j]);
                    }
                    assertThat(gradient[p])
                            .as("%s in lane %d", PARAMETERS.get(p).name(), lane)
                            .isCloseTo(dot, within(1e-12 * size));
                }
            }
        }
    }

    private static double[] gradient(GradientSweeps sweeps, double[] theta) {
        return new GradientAnswers(sweeps)
                .answer(List.of(0), List.of(theta))
                .getFirst()
                .gradient();
    }

    private static double value(GradientSweeps sweeps, double[] theta) {
        sweeps.run(List.of(0), List.of(theta));
        return sweeps.lanes.objective(0);
    }

    /** Without spikes from far, with one from half as far: times do not enter a spiking trace in a convex way. */
    @ParameterizedTest
    @CsvSource({"0.03, false, 0.8", "0.1, true, 0.3"})
    void startDurationAndAmplitude_areFound(double amplitude_nA, boolean spikes, double spread) {
        List<Parameter> step = List.of(
                number(0, "start_ms", 10.013, new Transform.Log()),
                number(0, "duration_ms", 20.007, new Transform.Log()),
                number(0, "amplitude_nA", amplitude_nA, new Transform.Linear(amplitude_nA / 10)));
        Stimulus truth = new Stimulus.Step(10.013, 20.007, amplitude_nA);
        assertFound(problem(step, Scheme.STAGGERED, List.of(new Injection(0, truth)), List.of(), 50), spikes, spread);
    }

    /** Of events on the dendrite, seen at the soma: without a spike, and with one. */
    @ParameterizedTest
    @CsvSource({"5e-4, false", "5e-3, true"})
    void synapticWeight_isFound(double weight_uS, boolean spikes) {
        Conductance events = new Conductance.Events(
                List.of(new Conductance.Event(5, weight_uS), new Conductance.Event(9, weight_uS)), 0.4, 1.5);
        List<Parameter> weight =
                List.of(parameter("weight", new Quantity.SynapseWeight_uS(0), weight_uS, new Transform.Log()));
        List<Synapse> synapses = List.of(new Synapse(DENDRITE, 0, List.of(events)));
        assertFound(problem(weight, Scheme.STAGGERED, List.of(), synapses, 30), spikes, 0.9);
    }

    /** Of events at receptors that magnesium blocks, on two dendrites of a spiking tree, seen at the soma. */
    @Test
    void weightsOfReceptors_areFound() {
        Cell cell = PlacedCells.both();
        List<Arrivals> arrivals = PlacedCells.arrivals(cell);
        List<Injection> injections = List.of(new Injection(0, new Stimulus.Step(1, 8, 0.3)));
        double[] trace = Simulation.of(cell, Stimulus.none(), ALL_ms)
                .withInjections(injections)
                .withArrivals(arrivals)
                .withStep(Scheme.STAGGERED, DT_ms)
                .run()
                .voltage_mV(0);
        List<Parameter> weights = List.of(
                parameter("b2", new Quantity.EventWeight(0), 4e-3, new Transform.Log()),
                parameter("b4", new Quantity.EventWeight(1), 2e-3, new Transform.Log()));
        FitProblem problem = FitProblem.ofNumbers(
                cell,
                List.of(new Experiment(
                        "soma",
                        injections,
                        List.of(),
                        arrivals,
                        new Probe.Voltage(0),
                        new SampledSignal(DT_ms, trace))),
                Objective.of(new VoltageError(new Sampling(DT_ms, trace.length), trace)),
                weights,
                Scheme.STAGGERED,
                DT_ms,
                new InitialCondition.AtVoltage());
        assertFound(problem, true, 0.5);
    }

    private static void assertFound(FitProblem problem, boolean spikes, double spread) {
        double[] trace = problem.experiments().getFirst().recorded().values();
        assertThat(Arrays.stream(trace).anyMatch(v -> v > 0)).isEqualTo(spikes);
        FitSettings settings = new FitSettings(
                FitSettings.Method.LM, 9, spread, 1, 200, 2, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitResult result = Fit.run(problem, settings, (start, steps, stage, value, status) -> {});
        assertThat(result.starts()).allSatisfy(start -> {
            for (int p = 0; p < problem.parameters().size(); p++) {
                double truth = problem.parameters().get(p).start();
                assertThat(start.values().get(p))
                        .as("%s from %s", problem.parameters().get(p).name(), start.first())
                        .isCloseTo(truth, within(1e-4 * truth));
            }
        });
    }

    @Test
    void numbers_outOfRange_areLost() {
        List<Parameter> few = List.of(
                number(0, "start_ms", 1, new Transform.Linear(1)),
                number(0, "duration_ms", 6, new Transform.Linear(1)),
                parameter("weight", new Quantity.SynapseWeight_uS(0), 2e-4, new Transform.Linear(1e-4)));
        FitProblem problem = problem(few, Scheme.STAGGERED, INJECTIONS, SYNAPSES, 2);
        try (GradientSweeps sweeps = new GradientSweeps(problem, 1, 1L << 20)) {
            assertThat(value(sweeps, new double[] {0, 6, 0})).isFinite();
            assertThat(value(sweeps, new double[] {-0.1, 6, 2})).isInfinite();
            assertThat(value(sweeps, new double[] {1, 0, 2})).isInfinite();
            assertThat(value(sweeps, new double[] {1, 6, -0.1})).isInfinite();
        }
    }

    @Test
    void numbers_thatAreNotThere_areRefused() {
        assertRefused(new Quantity.StimulusParameter(5, "start_ms"), "there is no injection 5: there are 5");
        assertRefused(
                new Quantity.StimulusParameter(0, "from_nA"),
                "there is no number from_nA in StimulusParameters[injection=0]; there are [start_ms, duration_ms,"
                        + " amplitude_nA]");
        assertRefused(new Quantity.SynapseWeight_uS(-1), "there is no synapse -1: there are 3");
        assertRefused(new Quantity.SynapseWeight_uS(2), "synapse 2 has no weight: it is given by samples");
    }

    private static void assertRefused(Quantity quantity, String message) {
        FitProblem problem = problem(
                List.of(parameter("x", quantity, 1, new Transform.Log())), Scheme.STAGGERED, INJECTIONS, SYNAPSES, 2);
        assertThatThrownBy(() -> new ForwardJacobian(problem, 1))
                .isInstanceOf(ModelException.class)
                .hasMessage(message);
    }

    private static FitProblem problem(
            List<Parameter> parameters,
            Scheme scheme,
            List<Injection> injections,
            List<Synapse> synapses,
            double duration_ms) {
        Cell cell = TreeCells.ballAndStick();
        double[] trace = Simulation.of(cell, Stimulus.none(), duration_ms)
                .withInjections(injections)
                .withSynapses(synapses)
                .withStep(scheme, DT_ms)
                .run()
                .voltage_mV(0);
        Experiment experiment = new Experiment("soma", injections, synapses, 0, new SampledSignal(DT_ms, trace));
        return FitProblem.ofNumbers(
                cell,
                List.of(experiment),
                Objective.of(new VoltageError(new Sampling(DT_ms, trace.length), trace)),
                parameters,
                scheme,
                DT_ms,
                new InitialCondition.AtVoltage());
    }
}
