package dev.ranvier.channel.balbi;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import java.util.Locale;

/**
 * The human sodium channel Nav1.7 as a Markov scheme of six states, two of them open, {@code i = g (o1 + o2) (v - e)}:
 *
 * <pre>{@code
 *     c1 <---> c2 <---> o2
 *     ^         ^
 *     |         |                o1 + o2 + c2 + c1 + i2 + (i1) = 1
 *     v         v
 *   (i1) <---> o1
 *     ^
 *     |
 *     v
 *     i2
 * }</pre>
 *
 * i1 is the state that is left out, for at every voltage all others reach it soon: what elimination subtracts is never nearly all.
 * Every rate is a sum of one or two {@code b / (1 + exp((v - m)/k))}, times the rate factor, which is 1 at 20 degC.
 *
 * <p>Balbi, Massobrio and Hellgren Kotaleski, PLoS Comput. Biol. 13 (2017) e1005737; the numbers of Nav1.7 as its authors give them in
 * ModelDB 230137. Conductance and reversal potential are that of their model, 100 mS/cm2, and 50 mV.
 */
public final class Nav17 {
    private Nav17() {}

    /** The channel. */
    public static FormulaChannel channel() {
        return MechanismFormulas.named("balbi-nav1.7")
                .source("Balbi, Massobrio and Hellgren Kotaleski, PLoS Comput. Biol. 13 (2017) e1005737 (ModelDB"
                        + " 230137)")
                .conductance(100)
                .reversal(50)
                .reaction("i1", "o1", rate(1e-5, -52, 10), rate(4, -52, 12) + " + " + rate(8, -27, -12))
                .reaction("o2", "c2", rate(3, -75, 5) + " + " + rate(0.01, -35, -5), rate(0.01, -35, -5))
                .reaction("c2", "o1", rate(16, -23, -9), rate(2, -53, 9) + " + " + rate(16, -23, -9))
                .reaction("c1", "c2", rate(16, -18, -9), rate(6, -48, 9) + " + " + rate(16, -18, -9))
                .reaction("c1", "i1", rate(0.025, -55, -20), rate(0.085, -110, 5))
                .reaction("i1", "i2", rate(1e-5, -80, -20), rate(1e-5, -80, 20))
                .current("conductance * (o1 + o2) * (v - reversal)")
                .channel();
    }

    private static String rate(double b_per_ms, double m_mV, double k_mV) {
        return String.format(Locale.ROOT, "%s / (1 + exp((v - (%s))/(%s)))", b_per_ms, m_mV, k_mV);
    }

    /** {@code 3^((celsius - 20)/10)}, the factor on all rates at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 20) / 10);
    }
}
