package dev.ranvier.benchmarks;

/**
 * The cell of {@link HodgkinHuxleyCell#mechanistic} in plain Java: one double at a time, {@code Math.exp}, arrays on the heap.
 * Same scheme, same currents, written as one would write it without the engine. Formulas: Hodgkin and Huxley (1952), rest
 * near -65 mV, with the constants of the published recovery problem.
 */
final class ScalarHodgkinHuxley {
    static final double G_NA = 120, E_NA = 50, G_K = 36, E_K = -75, G_LEAK = 0.3, E_LEAK = -70;
    private static final double C = 1, INITIAL_mV = -70, AREA_um2 = 2 * Math.PI * 10;
    /** 1 nA over 1 um2 in uA/cm2. */
    private static final double DENSITY = 1e5;

    private final double dt_ms;
    private final int firstOn;
    private final int firstOff;
    private final double[] amplitude_uA_per_cm2;
    private final double[] v;
    private final double[] m;
    private final double[] h;
    private final double[] n;

    /** With the stimuli of {@link HodgkinHuxleyCell#steps}. */
    ScalarHodgkinHuxley(int lanes, double dt_ms) {
        this.dt_ms = dt_ms;
        firstOn = (int) Math.rint(HodgkinHuxleyCell.ON_ms / dt_ms);
        firstOff = (int) Math.rint(HodgkinHuxleyCell.OFF_ms / dt_ms);
        amplitude_uA_per_cm2 = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            amplitude_uA_per_cm2[lane] = HodgkinHuxleyCell.amplitude_nA(lane, lanes) * DENSITY / AREA_um2;
        }
        v = new double[lanes];
        m = new double[lanes];
        h = new double[lanes];
        n = new double[lanes];
    }

    /** From the initial state; returns the voltages after {@code steps} steps, not a copy. */
    double[] run(int steps) {
        for (int lane = 0; lane < v.length; lane++) {
            v[lane] = INITIAL_mV;
            m[lane] = inf(alphaM(INITIAL_mV), betaM(INITIAL_mV));
            h[lane] = inf(alphaH(INITIAL_mV), betaH(INITIAL_mV));
            n[lane] = inf(alphaN(INITIAL_mV), betaN(INITIAL_mV));
        }
        for (int step = 0; step < steps; step++) {
            step(step >= firstOn && step < firstOff ? 1 : 0);
        }
        return v;
    }

    private void step(double on) {
        for (int lane = 0; lane < v.length; lane++) {
            double u = v[lane];
            double mk = m[lane] = advance(m[lane], alphaM(u), betaM(u));
            double hk = h[lane] = advance(h[lane], alphaH(u), betaH(u));
            double nk = n[lane] = advance(n[lane], alphaN(u), betaN(u));
            double na = G_NA * mk * mk * mk * hk, k = G_K * nk * nk * nk * nk;
            double i = na * (u - E_NA) + k * (u - E_K) + G_LEAK * (u - E_LEAK);
            double diagonal = C / dt_ms + 0.5 * (na + k + G_LEAK);
            v[lane] = u + (on * amplitude_uA_per_cm2[lane] - i) / diagonal;
        }
    }

    private double advance(double x, double alpha, double beta) {
        double inf = inf(alpha, beta);
        return inf + (x - inf) * Math.exp(-dt_ms * (alpha + beta));
    }

    private static double inf(double alpha, double beta) {
        return alpha / (alpha + beta);
    }

    private static double alphaM(double v) {
        return linoid((v + 40) / 10);
    }

    private static double betaM(double v) {
        return 4 * Math.exp(-(v + 65) / 18);
    }

    private static double alphaH(double v) {
        return 0.07 * Math.exp(-(v + 65) / 20);
    }

    private static double betaH(double v) {
        return 1 / (1 + Math.exp(-(v + 35) / 10));
    }

    static double alphaN(double v) {
        return 0.1 * linoid((v + 55) / 10);
    }

    static double betaN(double v) {
        return 0.125 * Math.exp(-(v + 65) / 80);
    }

    /** {@code y / (1 - exp(-y))}. */
    private static double linoid(double y) {
        return Math.abs(y) < 1e-6 ? 1 + y / 2 : y / (1 - Math.exp(-y));
    }
}
