package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Objective;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lead in longer steps: what it does, and its derivatives. */
final class LeadTest {
    private static final double INTERVAL_ms = 0.1, DT_ms = 0.025, LEAD_ms = 60, DURATION_ms = 80, STEP_nA = 0.6;
    private static final String G = "conductance_mS_per_cm2";
    private static final Stage STAGE = Stage.held(new Clamp.Intermittent(30, 2, 4, 0.3));
    private static final List<Integer> ONE = List.of(0);

    /** Spikes of a cell with a slow potassium current; one compartment, whose steps are packed. */
    private static Cell adapting() {
        return new Cell(
                10_000,
                1,
                -70,
                List.of(
                        new Insertion("na", Pospischil.sodium(), Map.of(G, 50.0)),
                        new Insertion("k", Pospischil.potassium(), Map.of(G, 5.0)),
                        new Insertion("m", Pospischil.mCurrent(), Map.of(G, 0.3)),
                        new Insertion("leak", Pospischil.leak(), Map.of(G, 0.02))));
    }

    private static FitProblem problem(Cell cell, Scheme scheme, double amplitude_nA, List<Parameter> parameters) {
        Stimulus stimulus = new Stimulus.Step(2, DURATION_ms, amplitude_nA);
        double[] trace = Simulation.of(cell, stimulus, DURATION_ms).run().voltage_mV(0);
        double[] voltage = new double[(int) Math.round(DURATION_ms / INTERVAL_ms)];
        Arrays.setAll(voltage, k -> trace[(int) Math.round(k * INTERVAL_ms / DT_ms)]);
        Experiment experiment = new Experiment(
                        "soma",
                        List.of(new Injection(0, stimulus)),
                        List.of(),
                        0,
                        new SampledSignal(INTERVAL_ms, voltage))
                .led(LEAD_ms);
        return FitProblem.ofNumbers(
                cell,
                List.of(experiment),
                new Objective(List.of(experiment.term(0, 1))),
                parameters,
                scheme,
                DT_ms,
                new InitialCondition.AtVoltage());
    }

    private static List<Parameter> numbers(Cell cell) {
        return Stream.concat(
                        cell.insertions().stream()
                                .map(Insertion::name)
                                .filter(name -> !name.equals("pool"))
                                .map(name ->
                                        number(name, new Quantity.ChannelFactor(name, G, Region.everywhere()), 1.05)),
                        Stream.of(
                                number("c", new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), 1.05),
                                number("gain", new Quantity.StimulusGain(), 1.02)))
                .toList();
    }

    private static Parameter number(String name, Quantity quantity, double start) {
        return new Parameter(name, quantity, new Transform.Log(), start, Optional.empty());
    }

    static Stream<Arguments> cells() {
        return Stream.of(Scheme.values())
                .flatMap(scheme -> Stream.of(
                        Arguments.of(adapting(), STEP_nA, scheme),
                        Arguments.of(TreeCells.tree(), 0.9, scheme),
                        Arguments.of(TreeCells.calcium(), 0.3, scheme)));
    }

    /** It opens with every spike of the recording, as the recorded cell's did. */
    @Test
    void slowGate_isWhereThatOfTheRecordedCellWas() {
        Cell cell = adapting();
        FitProblem problem = problem(cell, Scheme.STAGGERED, STEP_nA, numbers(cell));
        try (StartLanes lanes = new StartLanes(problem, 1, (_, _) -> 2)) {
            lanes.run(ONE, List.of(problem.block().start()), experiment -> experiment.run(StepListener.NONE));
            Lead lead = lanes.experiments.getFirst().lead.orElseThrow();
            Column gate = lead.batch.rows().stateCursor();
            gate.moveTo(lead.batch.rows().stateBase(lead.steps, cell.indexOf("m"), 0));
            double[] recorded = gateOfRecordedCell(cell);
            assertThat(recorded[lead.sample]).isGreaterThan(4 * recorded[0]);
            assertThat(gate.get(0)).isCloseTo(recorded[lead.sample], within(0.02 * recorded[lead.sample]));
        }
    }

    private static double[] gateOfRecordedCell(Cell cell) {
        Probe gate = new Probe.Gate(
                0,
                "m",
                cell.insertions()
                        .get(cell.indexOf("m"))
                        .mechanism()
                        .schema()
                        .states()
                        .getFirst()
                        .name());
        return Simulation.of(cell, new Stimulus.Step(2, DURATION_ms, STEP_nA), DURATION_ms)
                .withProbes(INTERVAL_ms, gate)
                .run()
                .values(gate, 0);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void columns_inEveryWay_areTheSame_andCentralDifferences(Cell cell, double amplitude_nA, Scheme scheme) {
        FitProblem problem = problem(cell, scheme, amplitude_nA, numbers(cell));
        double[] theta = problem.block().start();
        List<double[]> points = List.of(theta);
        try (WideJacobian wide = new WideJacobian(problem);
                ForwardJacobian forwards = new ForwardJacobian(problem, 1);
                JacobianProducts unformed = new JacobianProducts(problem, 1, 1L << 19)) {
            for (JacobianMethod method : List.of(wide, forwards, unformed)) {
                method.lanes().enter(STAGE);
                method.runForSteps(ONE, points);
            }
            double[] residuals = wide.lanes().residuals(0, theta).orElseThrow();
            DampedSteps.Products products = unformed.products(0, theta);
            double[] slope = products.transposed(residuals);
            for (int p = 0; p < theta.length; p++) {
                double[] column = wide.at(0, theta).columns().get(p),
                        other = forwards.at(0, theta).columns().get(p);
                double[] unit = new double[theta.length];
                unit[p] = 1;
                double[] along = products.forward(unit);
                double size = Arrays.stream(column).map(Math::abs).max().orElseThrow(), dot = 0;
                double[] differences = differences(forwards, theta, p);
                for (int j = 0; j < column.length; j++) {
                    assertThat(other[j]).isCloseTo(column[j], within(1e-10 * size));
                    assertThat(along[j]).isCloseTo(column[j], within(1e-10 * size));
                    assertThat(differences[j]).as("%d, %d", p, j).isCloseTo(column[j], within(1e-6 * size));
                    dot += column[j] * residuals[j];
                }
                assertThat(slope[p]).isCloseTo(dot, within(1e-9 * (1 + Math.abs(dot))));
            }
        }
    }

    private static double[] differences(Jacobian method, double[] theta, int number) {
        double width = 3e-5;
        double[] above = residuals(method, theta, number, width), below = residuals(method, theta, number, -width);
        Arrays.setAll(above, j -> (above[j] - below[j]) / (2 * width));
        return above;
    }

    private static double[] residuals(Jacobian method, double[] theta, int number, double by) {
        double[] moved = theta.clone();
        moved[number] += by;
        method.lanes().run(ONE, List.of(moved), experiment -> experiment.run(StepListener.NONE));
        return method.lanes().residuals(0, moved).orElseThrow();
    }
}
