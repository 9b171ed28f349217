package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.DampedSteps;
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

/** What every kind of block says of the trace at a tip of a tree whose potassium is learned everywhere. */
final class ParameterBlockTest {
    private static final double RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    /** A network's features are found by a Cholesky factor of condition 1e6. */
    private static final double NETWORK_DOT_PRODUCT = 1e-10;
    /** The derivative by the voltage jumps at the nodes of the table: the best of these must agree. */
    private static final double[] WIDTHS = {1e-4, 3e-5, 1e-5, 3e-6, 1e-6, 3e-7};

    private static final int SAMPLES = 81;
    private static final double INTERVAL_ms = 0.1;
    private static final String G = "conductance_mS_per_cm2";
    private static final ParameterBlock.Penalties WEIGHTS = new ParameterBlock.Penalties(0.5, 3, 0.1);

    enum Gates {
        SPLINES,
        NETWORKS;

        ParameterBlock block(Cell cell, int gate) {
            return switch (this) {
                case SPLINES -> new GateSplines(cell, "k", gate, LearnedCurves.initialise(List.of(5), gate + 3));
                case NETWORKS -> new GateNetwork(cell, "k", gate, LearnedCurves.initialise(List.of(6, 5), gate + 4));
            };
        }
    }

    static Stream<Arguments> problems() {
        return Stream.of(Scheme.values())
                .flatMap(scheme -> Stream.of(
                        Arguments.of(Gates.SPLINES, DOT_PRODUCT, scheme, new InitialCondition.AtVoltage()),
                        Arguments.of(Gates.NETWORKS, NETWORK_DOT_PRODUCT, scheme, new InitialCondition.AtVoltage()),
                        Arguments.of(Gates.SPLINES, DOT_PRODUCT, scheme, new InitialCondition.AtRest())));
    }

    /** Two recordings of a tip, of different lengths. */
    private static FitProblem problem(Gates gates, Scheme scheme, InitialCondition start) {
        Cell cell = TreeCells.hybrid();
        List<Experiment> experiments = new ArrayList<>();
        List<Objective.Term> terms = new ArrayList<>();
        for (int samples : new int[] {SAMPLES, SAMPLES - 20}) {
            double[] current = new double[samples], voltage = new double[samples];
            Arrays.fill(current, 10, samples, 0.4);
            Arrays.setAll(voltage, k -> -60 + 10 * Math.sin(0.1 * k));
            Injection injection = new Injection(0, new Stimulus.Sampled(new SampledSignal(INTERVAL_ms, current)));
            terms.add(new Objective.Term(
                    experiments.size(), 1, new VoltageError(new Sampling(INTERVAL_ms, samples), voltage)));
            experiments.add(new Experiment(
                    "x" + samples,
                    List.of(injection),
                    List.of(),
                    TreeCells.tip(cell),
                    new SampledSignal(INTERVAL_ms, voltage)));
        }
        List<ParameterBlock> blocks = new ArrayList<>();
        for (int gate = 0;
                gate
                        < ((TabulatedChannel)
                                        cell.insertions().get(cell.indexOf("k")).mechanism())
                                .gates()
                                .size();
                gate++) {
            blocks.add(gates.block(cell, gate));
        }
        blocks.add(new Numbers(parameters(start)));
        return new FitProblem(
                cell,
                experiments,
                new Objective(terms),
                blocks,
                Stages.FREE.stages(),
                scheme,
                0.025,
                start,
                Optional.empty());
    }

    private static WideJacobian jacobian(FitProblem problem) {
        WideJacobian jacobian = new WideJacobian(problem);
        jacobian.lanes().enter(Stage.held(new Clamp.Steady(0.02)));
        jacobian.lanes().weigh(0, WEIGHTS);
        return jacobian;
    }

    private static List<Parameter> parameters(InitialCondition start) {
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
        if (start instanceof InitialCondition.AtVoltage) {
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
    void columns_equalCentralDifferences_andTheGradient(
            Gates gates, double dotProduct, Scheme scheme, InitialCondition start) {
        FitProblem problem = problem(gates, scheme, start);
        try (WideJacobian jacobian = jacobian(problem);
                JacobianProducts products = new JacobianProducts(problem, 1, 1L << 29)) {
            products.lanes().enter(Stage.held(new Clamp.Steady(0.02)));
            products.lanes().weigh(0, WEIGHTS);
            double[] theta = problem.block().start();
            theta[theta.length - 1] += 0.1;
            Random random = new Random(1);
            double[] w =
                    random.doubles(residuals(jacobian, theta).length, -1, 1).toArray();
            Jacobian.Linearised linearised = jacobian.at(0, theta);
            products.runForSteps(List.of(0), List.of(theta));
            double[] gradient = products.products(0, theta).transposed(w);
            int numbers = parameters(start).size(),
                    columns = linearised.columns().size(),
                    ofGates = columns - numbers;
            for (int direction = 0; direction <= numbers; direction++) {
                double[] y = new double[columns];
                if (direction == numbers) {
                    Arrays.setAll(y, k -> k < ofGates ? random.nextDouble() - 0.5 : 0);
                } else {
                    y[ofGates + direction] = 1;
                }
                double[] byY = combined(linearised.columns(), y),
                        delta = linearised.step().apply(y);
                double best = Double.POSITIVE_INFINITY;
                for (double width : WIDTHS) {
                    best = Math.min(best, distance(byY, difference(jacobian, theta, delta, width)) / norm(byY));
                }
                assertThat(best).as("direction %d", direction).isLessThan(RELATIVE);
                double terms = 0;
                for (int s = 0; s < w.length; s++) {
                    terms += Math.abs(w[s] * byY[s]);
                }
                assertThat(dot(gradient, delta))
                        .as("direction %d", direction)
                        .isCloseTo(dot(w, byY), within(dotProduct * terms));
            }
        }
    }

    private static double[] residuals(WideJacobian jacobian, double[] theta) {
        jacobian.runForSteps(List.of(0), List.of(theta));
        return jacobian.lanes().residuals(0, theta).orElseThrow();
    }

    /** Without tangents. */
    private static double[] run(WideJacobian jacobian, double[] theta) {
        jacobian.run(List.of(0), List.of(theta));
        return jacobian.lanes().residuals(0, theta).orElseThrow();
    }

    private static double[] difference(WideJacobian jacobian, double[] theta, double[] delta, double h) {
        double[] sum = new double[run(jacobian, theta).length], weights = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        for (int k = 0; k < weights.length; k++) {
            double[] there = theta.clone();
            for (int p = 0; p < theta.length; p++) {
                there[p] += new double[] {-2, -1, 1, 2}[k] * h * delta[p];
            }
            double[] residuals = run(jacobian, there);
            for (int s = 0; s < sum.length; s++) {
                sum[s] += weights[k] * residuals[s] / h;
            }
        }
        return sum;
    }

    /** Forwards, in a random direction of all of theta, against the columns backwards. */
    @ParameterizedTest
    @MethodSource("problems")
    void forwards_isTheSameAsBackwards(Gates gates, double dotProduct, Scheme scheme, InitialCondition start) {
        FitProblem problem = problem(gates, scheme, start);
        double[] theta = problem.block().start(),
                thetaDot = new Random(2).doubles(theta.length, -1, 1).toArray();
        try (JacobianProducts products = new JacobianProducts(problem, 1, 1L << 29)) {
            products.lanes().enter(Stage.held(new Clamp.Steady(0.02)));
            products.lanes().weigh(0, WEIGHTS);
            products.runForSteps(List.of(0), List.of(theta));
            DampedSteps.Products both = products.products(0, theta);
            double[] along = both.forward(thetaDot), back = both.transposed(along);
            double terms = 0;
            for (int p = 0; p < theta.length; p++) {
                terms += Math.abs(back[p] * thetaDot[p]);
            }
            assertThat(dot(back, thetaDot)).isCloseTo(dot(along, along), within(DOT_PRODUCT * terms));
        }
    }

    /** A step that is asked for after a longer one has been tried and rejected. */
    @Test
    void step_afterAnotherPointWasTried_isTheSame() {
        FitProblem problem = problem(Gates.NETWORKS, Scheme.STAGGERED, new InitialCondition.AtVoltage());
        try (WideJacobian jacobian = jacobian(problem)) {
            double[] theta = problem.block().start(), there = theta.clone();
            residuals(jacobian, theta);
            Jacobian.Linearised linearised = jacobian.at(0, theta);
            double[] y =
                    new Random(1).doubles(linearised.columns().size(), -1, 1).toArray();
            double[] step = linearised.step().apply(y);
            Arrays.setAll(there, k -> theta[k] + step[k]);
            jacobian.run(List.of(0), List.of(there));
            assertThat(linearised.step().apply(y)).isEqualTo(step);
        }
    }

    @Test
    void numbersThatTheModelDoesNotAllow_areNoPoint() {
        FitProblem problem = problem(Gates.SPLINES, Scheme.STAGGERED, new InitialCondition.AtVoltage());
        try (WideJacobian jacobian = jacobian(problem)) {
            double[] theta = problem.block().start();
            theta[theta.length - 8] = Math.log(1e7);
            jacobian.run(List.of(0), List.of(theta));
            assertThat(jacobian.lanes().residuals(0, theta)).isEmpty();
        }
    }

    private static double[] combined(List<double[]> columns, double[] y) {
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
