package dev.ranvier.fit;

import static dev.ranvier.fit.FitProblems.regional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.loss.Feature;
import dev.ranvier.loss.FeatureError;
import dev.ranvier.loss.FeatureTarget;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.EarlyStopping;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.MultiStart;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.parameter.Prior;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to a step sees the same derivatives. */
final class JacobianMethodsTest {
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
                new InitialCondition.AtRest());
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
}
