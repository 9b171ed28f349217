package dev.ranvier.kinetics;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Decides which values of a gate's curves a fit can use, and what is unusual about them. Flags never come from the file. */
public final class Screening {
    /** The tau of a gate that follows the voltage at once. */
    public static final double INSTANT_ms = 1e-4;

    private static final double ROUNDING = 1e-6, FLAT = 1e-3, CONSTANT = 1e-5, NOT_MONOTONE = 1e-3;
    private static final double OUTLIER_X_INF = 0.02, OUTLIER_LOG_TAU = 0.05, TIMES_SURROUNDINGS = 3;
    private static final double JUMP_PART = 0.1, JUMP_STEEPER = 10;

    private final GateSamples samples;
    private final boolean[] xUsable;
    private final boolean[] tauUsable;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    /** Screens the curves. */
    public Screening(GateSamples samples) {
        this.samples = samples;
        int n = samples.size();
        xUsable = new boolean[n];
        tauUsable = new boolean[n];
        double[] logTau = new double[n];
        for (int k = 0; k < n; k++) {
            double x = samples.xInf()[k], tau = samples.tau_ms()[k];
            xUsable[k] = x >= -ROUNDING && x <= 1 + ROUNDING;
            tauUsable[k] = tau > 0 && Double.isFinite(tau);
            logTau[k] = Math.log(tau);
            flagIf(!Double.isFinite(x) || !Double.isFinite(tau), Flag.MISSING_POINTS);
            flagIf(Double.isFinite(x) && !xUsable[k], Flag.X_INF_OUTSIDE_0_1);
            flagIf(tau <= 0, Flag.TAU_NOT_POSITIVE);
        }
        dropOutliers(samples.xInf(), xUsable, OUTLIER_X_INF);
        dropOutliers(logTau, tauUsable, OUTLIER_LOG_TAU);
        flagIf(count(tauUsable) == 0, Flag.INSTANTANEOUS);
        flagShapes(new Curve(samples.xInf(), xUsable), new Curve(logTau, tauUsable));
    }

    private void flagIf(boolean condition, Flag flag) {
        if (condition) {
            flags.add(flag);
        }
    }

    private static int count(boolean[] usable) {
        return (int) IntStream.range(0, usable.length).filter(k -> usable[k]).count();
    }

    /** A value is an outlier if the cubic through its four neighbours misses it by far more than these differ. */
    private void dropOutliers(double[] y, boolean[] usable, double least) {
        double[] v = samples.voltage_mV();
        for (int k = 2; k < y.length - 2; k++) {
            int[] around = {k - 2, k - 1, k + 1, k + 2};
            if (!usable[k] || !IntStream.of(around).allMatch(i -> usable[i])) {
                continue;
            }
            double expected = 0;
            for (int i : around) {
                double weight = 1;
                for (int j : around) {
                    weight *= i == j ? 1 : (v[k] - v[j]) / (v[i] - v[j]);
                }
                expected += weight * y[i];
            }
            double low = IntStream.of(around).mapToDouble(i -> y[i]).min().orElseThrow();
            double high = IntStream.of(around).mapToDouble(i -> y[i]).max().orElseThrow();
            if (Math.abs(y[k] - expected) > Math.max(least, TIMES_SURROUNDINGS * (high - low))) {
                usable[k] = false;
                flags.add(Flag.OUTLIER);
            }
        }
    }

    private void flagShapes(Curve x, Curve logTau) {
        flagIf(x.size() > 0 && x.range() < FLAT, Flag.X_INF_FLAT);
        flagIf(x.rise() > NOT_MONOTONE && x.fall() > NOT_MONOTONE, Flag.X_INF_NOT_MONOTONE);
        flagIf(logTau.size() > 0 && logTau.range() < CONSTANT, Flag.TAU_CONSTANT);
        flagIf(x.jumps() || logTau.jumps(), Flag.DISCONTINUOUS);
        flagIf(x.size() < GateSamples.FEWEST_VOLTAGES, Flag.NOT_FITTED);
    }

    /** The usable values of a curve. */
    private final class Curve {
        private final double[] y;
        private final int[] at;

        Curve(double[] y, boolean[] usable) {
            this.y = y;
            this.at = IntStream.range(0, y.length).filter(k -> usable[k]).toArray();
        }

        int size() {
            return at.length;
        }

        double range() {
            return IntStream.of(at).mapToDouble(k -> y[k]).max().orElse(0)
                    - IntStream.of(at).mapToDouble(k -> y[k]).min().orElse(0);
        }

        double rise() {
            return IntStream.range(1, at.length)
                    .mapToDouble(i -> Math.max(0, step(i)))
                    .sum();
        }

        double fall() {
            return IntStream.range(1, at.length)
                    .mapToDouble(i -> Math.max(0, -step(i)))
                    .sum();
        }

        private double step(int i) {
            return y[at[i]] - y[at[i - 1]];
        }

        private double slope(int i) {
            return Math.abs(step(i)) / (samples.voltage_mV()[at[i]] - samples.voltage_mV()[at[i - 1]]);
        }

        /** Whether a step is a good part of the range and far steeper than the steps before and after it. */
        boolean jumps() {
            double least = Math.max(JUMP_PART * range(), FLAT);
            return IntStream.range(2, at.length - 1)
                    .anyMatch(i -> Math.abs(step(i)) > least
                            && slope(i) > JUMP_STEEPER * Math.max(slope(i - 1), slope(i + 1)));
        }
    }

    /** What was screened. */
    public GateSamples samples() {
        return samples;
    }

    /** Whether x_inf at voltage {@code k} can be used. */
    public boolean xUsable(int k) {
        return xUsable[k];
    }

    /** Whether tau at voltage {@code k} can be used. */
    public boolean tauUsable(int k) {
        return tauUsable[k];
    }

    /** Whether there is enough to fit. */
    public boolean isFittable() {
        return !flags.contains(Flag.NOT_FITTED);
    }

    /** What is unusual. */
    public Set<Flag> flags() {
        return Collections.unmodifiableSet(flags);
    }
}
