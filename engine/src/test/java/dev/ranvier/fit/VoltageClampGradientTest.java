package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.loss.Objective;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Derivatives of a clamp's current, of a tree clamped at its tip from its first command on and for long before, beside those of a voltage and of other quantities recorded without
 * it; all by an electrode with an offset.
 */
final class VoltageClampGradientTest {
    private static final double RELATIVE = 1e-6, DOT_PRODUCT = 1e-12, INTERVAL_ms = 0.1;
    private static final double[] WIDTHS = {1e-4, 3e-5, 1e-5, 3e-6, 1e-6};
    private static final int SAMPLES = 61;
    private static final String G = "conductance_mS_per_cm2";
    private static final List<Injection> STEP = List.of(new Injection(0, new Stimulus.Step(1, 4, 0.6)));
    private static final Stage STAGE = Stage.held(new Clamp.Steady(0.02));

    private static FitProblem problem(Scheme scheme, boolean isLearned) {
        Cell cell = TreeCells.hybrid();
        int tip = TreeCells.tip(cell);
        double[] command = new double[SAMPLES], current = new double[SAMPLES], voltage = new double[SAMPLES];
        Arrays.setAll(command, k -> k < 10 ? -72 : k < 35 ? -21.3 : -48);
        Arrays.setAll(current, k -> 0.2 * Math.sin(0.2 * k));
        double[] held = current.clone();
        Arrays.fill(held, 0, 10, 0.3);
        Arrays.setAll(voltage, k -> -60 + 10 * Math.sin(0.1 * k));
        ClampedRecording clamped = new ClampedRecording(new SampledSignal(INTERVAL_ms, command), 40, 0.3);
        List<Experiment> experiments = new ArrayList<>(List.of(
                Experiment.underClamp("clamped", List.of(), tip, new SampledSignal(INTERVAL_ms, current), clamped)
                        .counting(12),
                Experiment.underClamp("held", List.of(), tip, new SampledSignal(INTERVAL_ms, held), clamped)
                        .counting(12),
                new Experiment("free", STEP, List.of(), tip, new SampledSignal(INTERVAL_ms, voltage))));
        int end = IntStream.range(0, cell.compartments().count())
                .filter(node -> !cell.compartments().isCompartment(node))
                .max()
                .orElseThrow();
        experiments.add(new Experiment("end", STEP, List.of(), end, new SampledSignal(INTERVAL_ms, voltage)));
        for (Probe quantity :
                List.of(new Probe.AxialCurrent(0), Probe.gate("na", "m"), Probe.gate("k", "n"), Probe.current("k"))) {
            experiments.add(
                    new Experiment(quantity.title(), STEP, List.of(), quantity, new SampledSignal(INTERVAL_ms, current))
                            .beside(new RecordedVoltage(tip, new SampledSignal(INTERVAL_ms, voltage)))
                            .counting(30));
        }
        List<ParameterBlock> blocks = new ArrayList<>();
        if (isLearned) {
            blocks.add(new GateSplines(cell, "k", 0, LearnedCurves.initialise(List.of(5), 3)));
        }
        blocks.add(new Numbers(List.of(
                parameter(new Quantity.SeriesResistance_MOhm(), 35),
                new Parameter(
                        "offset", new Quantity.ElectrodeOffset_mV(), new Transform.Linear(10), 4, Optional.empty()),
                parameter(new Quantity.ChannelParameter("na", G, Region.everywhere()), 110),
                parameter(new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), 1.2),
                parameter(new Quantity.AxialResistivity_ohm_cm(Region.everywhere()), 130))));
        return new FitProblem(
                cell,
                experiments,
                new Objective(IntStream.range(0, experiments.size())
                        .mapToObj(e -> experiments.get(e).term(e, 1))
                        .toList()),
                blocks,
                List.of(STAGE),
                scheme,
                0.025,
                new InitialCondition.AtVoltage(),
                Optional.empty());
    }

    private static Parameter parameter(Quantity quantity, double start) {
        return new Parameter(quantity.toString(), quantity, new Transform.Log(), start, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void columns_equalCentralDifferences_andBothWaysAgree(Scheme scheme) {
        FitProblem problem = problem(scheme, true);
        double[] theta = problem.block().start();
        try (WideJacobian jacobian = new WideJacobian(problem);
                JacobianProducts products = new JacobianProducts(problem, 1, 1L << 29)) {
            jacobian.lanes().enter(STAGE);
            products.lanes().enter(STAGE);
            jacobian.runForSteps(List.of(0), List.of(theta));
            products.runForSteps(List.of(0), List.of(theta));
            List<double[]> columns = jacobian.at(0, theta).columns();
            DampedSteps.Products both = products.products(0, theta);
            Random random = new Random(1);
            int ofGate = columns.size() - problem.parameters().size();
            for (int direction = ofGate - 1; direction < columns.size(); direction++) {
                double[] y = new double[columns.size()];
                y[direction] = 1;
                if (direction < ofGate) {
                    Arrays.setAll(y, k -> k < ofGate ? random.nextDouble() - 0.5 : 0);
                }
                double[] column = sum(columns, y), along = both.forward(y), back = both.transposed(along);
                double best = Double.POSITIVE_INFINITY;
                for (double width : WIDTHS) {
                    best = Math.min(best, distance(column, difference(jacobian, theta, y, width)) / norm(column));
                }
                assertThat(best).as("direction %d", direction).isLessThan(RELATIVE);
                assertThat(distance(column, along)).isLessThan(DOT_PRODUCT * norm(column));
                assertThat(dot(back, y)).isCloseTo(dot(along, along), within(DOT_PRODUCT * dot(along, along)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void columns_sideBySide_equalThoseOfOneDirectionAtATime(Scheme scheme) {
        FitProblem problem = problem(scheme, false);
        double[] theta = problem.block().start();
        try (WideJacobian wide = new WideJacobian(problem);
                ForwardJacobian narrow = new ForwardJacobian(problem, 1)) {
            for (Jacobian method : List.of(wide, narrow)) {
                method.lanes().enter(STAGE);
                method.runForSteps(List.of(0), List.of(theta));
            }
            for (int k = 0; k < theta.length; k++) {
                double[] expected = narrow.at(0, theta).columns().get(k);
                assertThat(norm(expected)).isPositive();
                assertThat(distance(wide.at(0, theta).columns().get(k), expected))
                        .isLessThan(DOT_PRODUCT * norm(expected));
            }
        }
    }

    private static double[] difference(WideJacobian jacobian, double[] theta, double[] y, double h) {
        double[] sum = new double[0], weights = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        for (int k = 0; k < weights.length; k++) {
            double[] there = theta.clone();
            double by = new double[] {-2, -1, 1, 2}[k] * h, weight = weights[k] / h;
            Arrays.setAll(there, p -> theta[p] + by * y[p]);
            jacobian.runForSteps(List.of(0), List.of(there));
            double[] residuals = jacobian.lanes().residuals(0, there).orElseThrow(),
                    before = sum.length == 0 ? new double[residuals.length] : sum;
            Arrays.setAll(before, s -> before[s] + weight * residuals[s]);
            sum = before;
        }
        return sum;
    }

    private static double[] sum(List<double[]> columns, double[] y) {
        double[] sum = new double[columns.getFirst().length];
        for (int k = 0; k < y.length; k++) {
            for (int s = 0; s < sum.length; s++) {
                sum[s] += y[k] * columns.get(k)[s];
            }
        }
        return sum;
    }

    private static double distance(double[] a, double[] b) {
        double[] difference = a.clone();
        Arrays.setAll(difference, k -> a[k] - b[k]);
        return norm(difference);
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
