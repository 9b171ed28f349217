package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the verdict makes of noise as machines have it: each fork has a speed of its own (standard deviation 3 %, what compilation
 * and memory layout do), each iteration another 2 %, and in one of 20 forks another program takes up to a third of the time. A
 * slowdown of 10 % is then found in 9 of 10 by some 16 forks of either, in 8 of 10 by 12, in 6 of 10 by 8.
 */
final class ComparisonPowerTest {
    private static final int TRIALS = 400, ITERATIONS = 5;
    private static final double OF_FORKS = 0.03, OF_ITERATIONS = 0.02, OTHER_PROGRAM = 0.05, MOST_STOLEN = 0.5;
    private static final double MARGIN = 0.05, CONFIDENCE = 0.95;

    private final Random random = new Random(5);

    private double[] forks_ns(int forks, double mean_ns) {
        double[] means = new double[forks];
        for (int fork = 0; fork < forks; fork++) {
            double own = mean_ns * Math.exp(OF_FORKS * random.nextGaussian());
            double stolen = random.nextDouble() < OTHER_PROGRAM ? 1 + MOST_STOLEN * random.nextDouble() : 1;
            for (int k = 0; k < ITERATIONS; k++) {
                means[fork] += own * stolen * Math.exp(OF_ITERATIONS * random.nextGaussian()) / ITERATIONS;
            }
        }
        return means;
    }

    private int share(int forks, double slowdown, Verdict verdict) {
        int count = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            JmhFile base = JmhFile.parse("b", Jmh.file(Jmh.entry("A.b", forks_ns(forks, 1000))));
            JmhFile next = JmhFile.parse("n", Jmh.file(Jmh.entry("A.b", forks_ns(forks, 1000 * slowdown))));
            count += Comparison.of(base, next, MARGIN, CONFIDENCE).count(verdict) > 0 ? 1 : 0;
        }
        return 100 * count / TRIALS;
    }

    @Test
    void compare_tenPercentSlower_isFoundInNineOfTen() {
        assertThat(share(20, 1.1, Verdict.SLOWER)).isGreaterThanOrEqualTo(90);
    }

    @Test
    void compare_identicalCode_raisesNoAlarm() {
        assertThat(share(20, 1, Verdict.SLOWER)).isLessThanOrEqualTo(1);
        assertThat(share(5, 1, Verdict.SLOWER)).isLessThanOrEqualTo(2);
        assertThat(share(2, 1, Verdict.SLOWER)).isLessThanOrEqualTo(5);
    }

    /** The interval holds the truth as often as it says; one over iterations, as if they were independent, would not. */
    @Test
    void interval_overForks_holdsTheTruthAndOneOverIterationsDoesNot() {
        int overForks = 0, overIterations = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Double> means = new ArrayList<>(), all = new ArrayList<>();
            for (int fork = 0; fork < 5; fork++) {
                double own = Math.exp(OF_FORKS * random.nextGaussian()), sum = 0;
                for (int k = 0; k < ITERATIONS; k++) {
                    double score = own * Math.exp(OF_ITERATIONS * random.nextGaussian());
                    all.add(score);
                    sum += score;
                }
                means.add(sum / ITERATIONS);
            }
            Ratio forks = Ratio.toOneNanosecond(means, CONFIDENCE), iterations = Ratio.toOneNanosecond(all, CONFIDENCE);
            overForks += forks.low() <= 1 && 1 <= forks.high() ? 1 : 0;
            overIterations += iterations.low() <= 1 && 1 <= iterations.high() ? 1 : 0;
        }
        assertThat(overForks).isBetween(92 * TRIALS / 100, 98 * TRIALS / 100);
        assertThat(overIterations).isLessThan(80 * TRIALS / 100);
    }
}
