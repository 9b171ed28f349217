package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Start;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of the trace at a tip of a tree whose potassium is learned everywhere, by every kind of block. */
final class TraceProblemTest {
    private static final double RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    /** A network's features are found by a Cholesky factor of condition 1e6. */
    private static final double NETWORK_DOT_PRODUCT = 1e-10;
    /** The derivative by the voltage jumps at the nodes of the table: the best of these must agree. */
    private static final double[] WIDTHS = {1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 3e-7};

    private static final int SAMPLES = 81;
    private static final double INTERVAL_ms = 0.1;
    private static final String G = "conductance_mS_per_cm2";

    enum Gates {
        SPLINES,
        NETWORKS;

        ParameterBlock block(GateTable table, int gate) {
            return switch (this) {
                case SPLINES -> new SplineBlock(table, LearnedCurves.initialise(List.of(5), gate + 3));
                case NETWORKS -> new NetworkBlock(table, LearnedCurves.initialise(List.of(6, 5), gate + 4));
            };
        }
    }

    static Stream<Arguments> problems() {
        return Stream.of(Scheme.values())
                .flatMap(scheme -> Stream.of(
                        Arguments.of(Gates.SPLINES, DOT_PRODUCT, scheme, new Start.AtVoltage()),
                        Arguments.of(Gates.NETWORKS, NETWORK_DOT_PRODUCT, scheme, new Start.AtVoltage()),
                        Arguments.of(Gates.SPLINES, DOT_PRODUCT, scheme, new Start.AtRest())));
    }

    private static TraceProblem problem(Gates gates, Scheme scheme, Start start) {
        Cell cell = TreeCells.hybrid();
        double[] current = new double[SAMPLES], voltage = new double[SAMPLES];
        Arrays.fill(current, 10, SAMPLES, 0.4);
        Arrays.setAll(voltage, k -> -60 + 10 * Math.sin(0.1 * k));
        Experiment experiment = new Experiment(
                "x",
                List.of(new Injection(0, new Stimulus.Sampled(new SampledSignal(INTERVAL_ms, current)))),
                List.of(),
                TreeCells.tip(cell),
                new SampledSignal(INTERVAL_ms, voltage));
        RecoverySettings settings =
                new RecoverySettings(RecoverySettings.Method.LM, List.of(6, 5), scheme, 0.025, start);
        TraceProblem problem =
                new TraceProblem(cell, cell.indexOf("k"), gates::block, parameters(start), experiment, settings);
        problem.clamp(0.02);
        return problem;
    }

    private static List<Parameter> parameters(Start start) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                parameter(new Quantity.ChannelParameter("k", G, Region.everywhere()), new Transform.Log(), 14),
                parameter(
                        new Quantity.ChannelParameter("k", "reversal_mV", Region.everywhere()),
                        new Transform.Linear(10),
                        -76),
                parameter(
                        new Quantity.ChannelParameter("na", G, Region.everywhere()),
                        new Transform.Bounded(50, 200),
                        110),
                parameter(
                        new Quantity.ChannelFactor("dendritic-na", G, new Region.OnBranches(Set.of("b1", "b3", "b5"))),
                        new Transform.Softplus(1),
                        1.1),
                parameter(new Quantity.Capacitance_uF_per_cm2(Region.everywhere()), new Transform.Log(), 1.2),
                parameter(new Quantity.AxialResistivity_ohm_cm(Region.everywhere()), new Transform.Log(), 130),
                parameter(new Quantity.StimulusGain(), new Transform.Log(), 1.1)));
        if (start instanceof Start.AtVoltage) {
            // At -65 mV, a node of the table, the derivative by the initial voltage does not exist.
            parameters.add(parameter(new Quantity.InitialVoltage_mV(), new Transform.Linear(10), -65.2));
        }
        return parameters;
    }

    private static Parameter parameter(Quantity quantity, Transform transform, double start) {
        return new Parameter(quantity.toString(), quantity, transform, start, Optional.of(new Prior(start + 1, 2)));
    }

    /** Every column of numbers, and a random sum of the gates' columns, against differences along their steps of theta. */
    @ParameterizedTest
    @MethodSource("problems")
    void features_equalCentralDifferences_andTheGradient(Gates gates, double dotProduct, Scheme scheme, Start start) {
        try (TraceProblem problem = problem(gates, scheme, start)) {
            double[] theta = problem.initial();
            Random random = new Random(1);
            double[] w = random.doubles(SAMPLES, -1, 1).toArray();
            assertThat(problem.error_mV(theta, SAMPLES)).isPresent();
            List<double[]> features = problem.features();
            double[] gradient = problem.gradient(w);
            int numbers = parameters(start).size(), ofGates = features.size() - numbers;
            for (int direction = 0; direction <= numbers; direction++) {
                double[] y = new double[features.size()];
                if (direction == numbers) {
                    Arrays.setAll(y, k -> k < ofGates ? random.nextDouble() - 0.5 : 0);
                } else {
                    y[ofGates + direction] = 1;
                }
                double[] byY = combined(features, y), delta = problem.step(y);
                double best = Double.POSITIVE_INFINITY;
                for (double width : WIDTHS) {
                    best = Math.min(best, distance(byY, difference(problem, theta, delta, width)) / norm(byY));
                }
                assertThat(best).as("direction %d", direction).isLessThan(RELATIVE);
                double terms = 0;
                for (int s = 0; s < SAMPLES; s++) {
                    terms += Math.abs(w[s] * byY[s]);
                }
                assertThat(dot(gradient, delta))
                        .as("direction %d", direction)
                        .isCloseTo(dot(w, byY), within(dotProduct * terms));
            }
        }
    }

    private static double[] difference(TraceProblem problem, double[] theta, double[] delta, double h) {
        double[] sum = new double[SAMPLES], weights = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        for (int k = 0; k < weights.length; k++) {
            double[] there = theta.clone();
            for (int p = 0; p < theta.length; p++) {
                there[p] += new double[] {-2, -1, 1, 2}[k] * h * delta[p];
            }
            double[] error = problem.error_mV(there, SAMPLES).orElseThrow();
            for (int s = 0; s < SAMPLES; s++) {
                sum[s] += weights[k] * error[s] / h;
            }
        }
        return sum;
    }

    /** A step that is asked for after a longer one has been tried and rejected. */
    @Test
    void step_afterAnotherPointWasTried_isTheSame() {
        try (TraceProblem problem = problem(Gates.NETWORKS, Scheme.STAGGERED, new Start.AtVoltage())) {
            double[] theta = problem.initial();
            problem.error_mV(theta, SAMPLES);
            double[] y = new Random(1).doubles(problem.features().size(), -1, 1).toArray();
            double[] step = problem.step(y);
            double[] there = theta.clone();
            Arrays.setAll(there, k -> theta[k] + step[k]);
            problem.error_mV(there, SAMPLES);
            assertThat(problem.step(y)).isEqualTo(step);
        }
    }

    @Test
    void priorsAndTethers_changeAsTheirFeaturesSay() {
        double tether = 3, h = 1e-6;
        try (TraceProblem problem = problem(Gates.SPLINES, Scheme.STAGGERED, new Start.AtVoltage())) {
            double[] theta = problem.initial();
            theta[theta.length - 1] += 0.1;
            problem.error_mV(theta, SAMPLES);
            int columns = problem.features().size(),
                    numbers = parameters(new Start.AtVoltage()).size();
            List<double[]> features = problem.priorFeatures(tether);
            assertThat(features).hasSize(columns);
            double[] gradient = new double[theta.length];
            problem.addPriors(gradient);
            double[] priors = problem.priors(0);
            for (int p = 0; p < numbers; p++) {
                double[] there = theta.clone();
                there[theta.length - numbers + p] += h;
                problem.error_mV(there, SAMPLES);
                double[] above = problem.priors(tether);
                there[theta.length - numbers + p] -= 2 * h;
                problem.error_mV(there, SAMPLES);
                double[] below = problem.priors(tether), feature = features.get(columns - numbers + p);
                for (int k = 0; k < above.length; k++) {
                    assertThat(feature[k])
                            .isCloseTo((above[k] - below[k]) / (2 * h), within(1e-7 * (1 + Math.abs(feature[k]))));
                }
                double expected = 2 * dot(Arrays.copyOf(feature, numbers), Arrays.copyOf(priors, numbers));
                assertThat(gradient[theta.length - numbers + p])
                        .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
            }
            assertThat(problem.priors(tether)[priors.length - 1]).isNotZero();
        }
    }

    @Test
    void numbersThatTheModelDoesNotAllow_areNoPoint() {
        try (TraceProblem problem = problem(Gates.SPLINES, Scheme.STAGGERED, new Start.AtVoltage())) {
            double[] theta = problem.initial();
            theta[theta.length - 8] = Math.log(1e7);
            assertThat(problem.error_mV(theta, SAMPLES)).isEmpty();
        }
    }

    private static double[] combined(List<double[]> columns, double[] y) {
        double[] sum = new double[SAMPLES];
        for (int k = 0; k < y.length; k++) {
            for (int s = 0; s < SAMPLES; s++) {
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
