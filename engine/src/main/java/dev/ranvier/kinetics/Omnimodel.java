package dev.ranvier.kinetics;

import java.util.Locale;

/**
 * The "omnimodel", formulas that stand for any gate (Podlaski et al., eLife 2017;6:e22152), in five forms:
 *
 * <pre>
 *   x_inf = 1/(1 + exp(-a v + b)),          SM2: c/(1 + exp(-a v + b)) + d
 *   tau   = b/(exp(-(c_1 y + c_2 y^2 + ..)) + exp(e_1 y + e_2 y^2 + ..)),    y = v - a
 * </pre>
 *
 * with polynomials of order 1 (SM4), 2 (SM3), 3 (SM1, SM2) or 4 (SM5); v in mV, tau in ms.
 */
public enum Omnimodel {
    /** Plain sigmoid, order 3. */
    SM1(2, 3),
    /** Sigmoid of any height and foot, order 3. */
    SM2(4, 3),
    /** Plain sigmoid, order 2. */
    SM3(2, 2),
    /** Plain sigmoid, order 1. */
    SM4(2, 1),
    /** Plain sigmoid, order 4. */
    SM5(2, 4);

    private final int xParameters;
    private final int order;

    Omnimodel(int xParameters, int order) {
        this.xParameters = xParameters;
        this.order = order;
    }

    /** Number of parameters of x_inf: a, b or a, b, c, d. */
    public int xParameters() {
        return xParameters;
    }

    /** Order of the polynomials of tau, which has the parameters a, b, c_1 .., e_1 ... */
    public int order() {
        return order;
    }

    /** Number of parameters of tau. */
    public int tauParameters() {
        return 2 + 2 * order;
    }

    /** In lower case, as files have it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** x_inf at v for its parameters. */
    public static double xInf(double[] p, double v_mV) {
        double sigmoid = 1 / (1 + Math.exp(-p[0] * v_mV + p[1]));
        return p.length == 2 ? sigmoid : p[2] * sigmoid + p[3];
    }

    /** tau [ms] at v for its parameters. */
    public static double tau_ms(double[] p, double v_mV) {
        int order = (p.length - 2) / 2;
        double y = v_mV - p[0], left = 0, right = 0;
        for (int j = order; j >= 1; j--) {
            left = (left + p[1 + j]) * y;
            right = (right + p[1 + order + j]) * y;
        }
        return p[1] / (Math.exp(-left) + Math.exp(right));
    }
}
