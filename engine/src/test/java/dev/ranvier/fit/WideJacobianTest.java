package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.BoltzmannCurves;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.RobustVoltageError;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tangents side by side against those of one direction at a time, on a tree that is clamped in windows after a lead. */
final class WideJacobianTest {
    private static final double ROUNDING = 1e-10, RELATIVE = 1e-6, WIDTH = 1e-4;
    private static final int SAMPLES = 60, AREA = 6;
    private static final double INTERVAL_ms = 0.1;
    private static final String G = "conductance_mS_per_cm2";
    private static final Stage STAGE = Stage.held(new Clamp.Intermittent(30, 1, 1.5, 0.3));

    private static FitProblem problem(Scheme scheme) {
        Cell cell = TreeCells.tree();
        int tip = cell.compartments().at("b5", 0.9);
        double[] voltage = new double[SAMPLES];
        Arrays.setAll(voltage, k -> -62 + 8 * Math.sin(0.1 * k));
        Experiment experiment = new Experiment(
                        "tip",
                        List.of(new Injection(0, new Stimulus.Step(1, 4, 0.9))),
                        List.of(),
                        tip,
                        new SampledSignal(INTERVAL_ms, voltage))
                .led(0.8);
        List<Parameter> parameters = List.of(
                parameter(new Quantity.ChannelParameter("k", G, Region.everywhere()), new Transform.Log(), 30),
                parameter(
                        new Quantity.ChannelParameter("k", "reversal_mV", Region.everywhere()),
                        new Transform.Linear(10),
                        -76),
                parameter(new Quantity.ChannelParameter("na", G, Region.everywhere()), new Transform.Log(), 110),
                parameter(new Quantity.ChannelFactor("dendritic-na", G, Region.everywhere()), new Transform.Log(), 1.1),
                parameter(new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), new Transform.Log(), 1.2),
                parameter(new Quantity.AxialResistivity_ohm_cm(Region.everywhere()), new Transform.Log(), 130),
                parameter(new Quantity.Area_um2(), new Transform.Log(), 5000),
                parameter(new Quantity.StimulusParameter(0, "amplitude_nA"), new Transform.Linear(0.1), 0.8),
                parameter(new Quantity.StimulusParameter(0, "start_ms"), new Transform.Linear(1), 1.23),
                parameter(new Quantity.StimulusGain(), new Transform.Log(), 1.1));
        return new FitProblem(
                cell,
                List.of(experiment),
                Objective.of(new VoltageError(new Sampling(INTERVAL_ms, SAMPLES), voltage)),
                List.of(new Numbers(parameters)),
                List.of(STAGE),
                scheme,
                0.025,
                new InitialCondition.AtVoltage(),
                Optional.empty());
    }

    private static Parameter parameter(Quantity quantity, Transform transform, double start) {
        return new Parameter(quantity.toString(), quantity, transform, start, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void columns_equalThoseOfOneDirectionAtATime(Scheme scheme) {
        FitProblem problem = problem(scheme);
        double[] theta = problem.block().start();
        try (WideJacobian wide = new WideJacobian(problem);
                ForwardJacobian narrow = new ForwardJacobian(problem, 1)) {
            for (int twice = 0; twice < 2; twice++) { // nothing may be left of a run
                for (Jacobian method : List.of(wide, narrow)) {
                    method.lanes().enter(STAGE);
                    method.runForSteps(List.of(0), List.of(theta));
                }
            }
            List<double[]> expected = narrow.at(0, theta).columns();
            List<double[]> columns = wide.at(0, theta).columns();
            assertThat(columns).hasSameSizeAs(expected);
            for (int k = 0; k < columns.size(); k++) {
                double size = largest(expected.get(k));
                assertThat(size).as("column %d", k).isPositive();
                assertThat(columns.get(k)).as("column %d", k).containsExactly(expected.get(k), within(ROUNDING * size));
            }
        }
    }

    @Test
    void area_columnEqualsCentralDifferences() {
        FitProblem problem = problem(Scheme.STAGGERED);
        double[] theta = problem.block().start();
        try (WideJacobian wide = new WideJacobian(problem)) {
            wide.lanes().enter(STAGE);
            wide.runForSteps(List.of(0), List.of(theta));
            double[] column = wide.at(0, theta).columns().get(AREA);
            double[] above = residuals(wide, theta, AREA, WIDTH), below = residuals(wide, theta, AREA, -WIDTH);
            for (int j = 0; j < column.length; j++) {
                double difference = (above[j] - below[j]) / (2 * WIDTH);
                assertThat(column[j]).isCloseTo(difference, within(RELATIVE * largest(column)));
            }
        }
    }

    /** One compartment, whose steps are packed: held at the recording and free, forwards in both ways. */
    @Test
    void columns_ofOneCompartment_equalCentralDifferences() {
        double[] voltage = new double[SAMPLES];
        Arrays.setAll(voltage, k -> -65 + 30 * Math.sin(0.2 * k));
        SampledSignal current = new SampledSignal(INTERVAL_ms, new double[] {0.1, 0.1});
        FitProblem problem = FitProblem.ofNumbers(
                new Cell(
                        1000,
                        1,
                        -70,
                        List.of(
                                new Insertion(HodgkinHuxley.sodium()),
                                new Insertion(HodgkinHuxley.potassium()),
                                new Insertion(HodgkinHuxley.leak()))),
                List.of(Experiment.atRoot("r", new SampledSignal(INTERVAL_ms, voltage), current)),
                Objective.of(new RobustVoltageError(new Sampling(INTERVAL_ms, SAMPLES), voltage, 5)),
                List.of(
                        parameter(new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), new Transform.Log(), 1.1),
                        parameter(new Quantity.Area_um2(), new Transform.Log(), 1200)),
                Scheme.STAGGERED,
                INTERVAL_ms,
                new InitialCondition.AtVoltage());
        double[] theta = problem.block().start();
        try (WideJacobian wide = new WideJacobian(problem);
                ForwardJacobian narrow = new ForwardJacobian(problem, 1)) {
            for (Jacobian method : List.of(wide, narrow)) {
                for (Clamp clamp : List.of(new Clamp.Off(), new Clamp.Intermittent(30, 1, 1.5, 0.3))) {
                    method.lanes().enter(Stage.held(clamp));
                    method.runForSteps(List.of(0), List.of(theta));
                    List<double[]> columns = method.at(0, theta).columns();
                    for (int k = 0; k < theta.length; k++) {
                        double[] above = residuals(method, theta, k, WIDTH),
                                below = residuals(method, theta, k, -WIDTH);
                        double[] column = columns.get(k);
                        for (int j = 0; j < column.length; j++) {
                            assertThat(column[j])
                                    .isCloseTo((above[j] - below[j]) / (2 * WIDTH), within(RELATIVE * largest(column)));
                        }
                    }
                }
            }
        }
    }

    /** From below the grid of a gate's tables, where the first node is read, to -60 mV: what lies above is not felt. */
    @Test
    void columnsOfKnots_equalThoseBackwards_andAreNoneWhereTheVoltageNeverWas() {
        double[] voltage = new double[SAMPLES];
        Arrays.setAll(voltage, k -> -75 + Math.sin(0.2 * k));
        Cell cell = new Cell(
                1000,
                1,
                VoltageGrid.STANDARD.low_mV() - 6,
                List.of(
                        new Insertion(new TabulatedChannel(
                                "k",
                                VoltageGrid.STANDARD,
                                List.of(new TabulatedGate("n", new Power.Fixed(1), new BoltzmannCurves(-80, 10, 2))),
                                1,
                                -60)),
                        new Insertion(HodgkinHuxley.leak())));
        FitProblem problem = new FitProblem(
                cell,
                List.of(new Experiment("r", List.of(), List.of(), 0, new SampledSignal(INTERVAL_ms, voltage))),
                Objective.of(new VoltageError(new Sampling(INTERVAL_ms, SAMPLES), voltage)),
                List.of(new GateSplines(cell, "k", 0, new BoltzmannCurves(-80, 10, 2))),
                List.of(Stage.free()),
                Scheme.STAGGERED,
                INTERVAL_ms,
                new InitialCondition.AtVoltage(),
                Optional.empty());
        double[] theta = problem.block().start();
        try (WideJacobian wide = new WideJacobian(problem);
                ResidualJacobian backwards = new ResidualJacobian(problem, 1, 1L << 24)) {
            for (Jacobian method : List.of(wide, backwards)) {
                method.lanes().enter(Stage.free());
                method.runForSteps(List.of(0), List.of(theta));
            }
            List<double[]> columns = wide.at(0, theta).columns(),
                    expected = backwards.at(0, theta).columns();
            double largest = expected.stream()
                    .mapToDouble(WideJacobianTest::largest)
                    .max()
                    .orElseThrow();
            for (int k = 0; k < columns.size(); k++) {
                assertThat(columns.get(k))
                        .as("knot %d", k)
                        .containsExactly(expected.get(k), within(ROUNDING * largest));
            }
            assertThat(largest(columns.getFirst())).isPositive();
            assertThat(columns.stream().filter(column -> largest(column) == 0).count())
                    .isGreaterThan(columns.size() / 2);
        }
    }

    private static double[] residuals(Jacobian method, double[] theta, int number, double by) {
        double[] moved = theta.clone();
        moved[number] += by;
        method.lanes().run(List.of(0), List.of(moved), experiment -> experiment.run(StepListener.NONE));
        return method.lanes().residuals(0, moved).orElseThrow();
    }

    /** It begins at the first voltage, and is where the recording is at the end of the lead. */
    @Test
    void freeRun_followsTheRecordingDuringItsLead() {
        FitProblem problem = problem(Scheme.STAGGERED);
        Experiment experiment = problem.experiments().getFirst().led(2);
        FreeRun run = new FreeRun(problem.cell(), problem.scheme(), problem.dt_ms(), problem.start());
        double[] led = run.of(experiment).orElseThrow().values(),
                alone = run.of(experiment.led(0)).orElseThrow().values(),
                recorded = experiment.recorded().values();
        assertThat(led[0]).isEqualTo(recorded[0]);
        assertThat(led[19]).isCloseTo(recorded[19], within(0.2));
        assertThat(alone[0]).isEqualTo(-65);
        assertThat(Math.abs(alone[19] - recorded[19])).isGreaterThan(2);
        assertThat(Math.abs(led[50] - recorded[50])).isGreaterThan(2);
    }

    private static double largest(double[] column) {
        double largest = 0;
        for (double x : column) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }
}
