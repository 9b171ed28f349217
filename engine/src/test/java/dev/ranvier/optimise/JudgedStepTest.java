package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JudgedStepTest extends OptimiserContract<LeastSquares.Question, LeastSquares.Answer> {
    /** How often a step is tried. */
    private static final int TRIALS = 3;

    @Override
    JudgedStep optimiser(double[] start) {
        return new JudgedStep(start, Damping.CAUTIOUS);
    }

    @Override
    LeastSquares.Answer answer(LeastSquares.Question question) {
        return valley.answer(question);
    }

    @Override
    LeastSquares.Answer notANumber() {
        return new LeastSquares.Answer.Residuals(Optional.empty());
    }

    /** Asks the valley for a step, and then its judge. */
    private JudgedStep judged(JudgedStep step, LeastSquares judge) {
        step.tell(valley.answer(step.ask()));
        step.tell(valley.answer(step.ask()));
        while (step.status() == Status.RUNNING) {
            step.tell(judge.answer(step.ask()));
        }
        return step;
    }

    @Test
    void step_thatTheJudgeFindsLower_isTakenAtTheJudgesValue() {
        JudgedStep step = judged(optimiser(new double[] {-1.2, 1}), new Hill(-1));
        assertThat(step.status()).isEqualTo(Status.CONVERGED);
        assertThat(step.steps()).isEqualTo(1);
        assertThat(step.point()[0]).isGreaterThan(-1.2);
        assertThat(step.value()).isCloseTo(Math.exp(-2 * step.point()[0]), within(1e-12));
        assertThat(step.damping()).isLessThan(1);
    }

    @Test
    void step_thatTheJudgeFindsHigher_isTriedShorterAndNotTaken() {
        JudgedStep step = judged(optimiser(new double[] {-1.2, 1}), new Hill(1));
        assertThat(step.status()).isEqualTo(Status.STALLED);
        assertThat(step.point()).containsExactly(-1.2, 1);
        assertThat(step.steps()).isEqualTo(1);
        assertThat(step.damping()).isEqualTo(Math.pow(Damping.CAUTIOUS.more(), TRIALS));
    }

    /** Where the judge knows no value, any is better. */
    @Test
    void step_fromWhereTheJudgeHasNoValue_isTaken() {
        JudgedStep step = judged(optimiser(new double[] {-1.2, 1}), new Hill(-1) {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return super.residuals(theta).filter(_ -> theta[0] > -1.2);
            }
        });
        assertThat(step.status()).isEqualTo(Status.CONVERGED);
        assertThat(step.point()[0]).isGreaterThan(-1.2);
    }

    /** {@code r = exp(sign theta_0)}. */
    private static class Hill implements LeastSquares {
        private final double sign;

        Hill(double sign) {
            this.sign = sign;
        }

        @Override
        public Optional<double[]> residuals(double[] theta) {
            return Optional.of(new double[] {Math.exp(sign * theta[0])});
        }

        @Override
        public DampedSteps steps(double[] theta, double[] residuals) {
            throw new AssertionError("a judge is not asked for steps");
        }
    }
}
