package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Order by slope, stimulus edges, and the clamp against closed forms. */
final class SchemeTest {
    private static final double[] STEPS_ms = {0.04, 0.02, 0.01, 0.005};
    /** Regression over three halvings of dt. */
    private static final double SLOPE = 0.015;

    private static final double AREA_um2 = 1000;

    /** C 1, g 0.3: tau = 10/3 ms; v = -70 + I/g (1 - exp(-t/tau)), I = 1e5 0.01/1000 = 1 uA/cm2 from the start. */
    @ParameterizedTest
    @EnumSource
    void order_onPassiveCell_isThatOfTheScheme(Scheme scheme) {
        Cell cell = passive();
        double exact = -70 + 1 / 0.3 * (1 - Math.exp(-4 * 0.3));
        double slope = slope(dt_ms -> error(cell, new Stimulus.Step(0, 10, 0.01), scheme, dt_ms, 4, exact));
        assertThat(slope).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(SLOPE));
    }

    @ParameterizedTest
    @EnumSource
    void order_onSpikingCell_isThatOfTheScheme(Scheme scheme) {
        Stimulus stimulus = new Stimulus.Step(1, 20, 0.015);
        double time_ms = 4;
        double exact = richardson(Cells.published(), stimulus, time_ms);
        double slope = slope(dt_ms -> error(Cells.published(), stimulus, scheme, dt_ms / 4, time_ms, exact));
        assertThat(slope).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(SLOPE));
    }

    /** The scheme of equal gates tends to n^4: towards the cell that has that, with the order of the scheme. */
    @ParameterizedTest
    @EnumSource
    void order_onSpikingCellWithMarkovChannel_isThatOfTheScheme(Scheme scheme) {
        Stimulus stimulus = new Stimulus.Step(1, 20, 0.1);
        double time_ms = 5;
        double exact = richardson(
                new Cell(
                        Math.PI * 400,
                        1,
                        -65,
                        List.of(
                                new Insertion(HodgkinHuxley.sodium()),
                                new Insertion(HodgkinHuxley.neuronPotassium()),
                                new Insertion(HodgkinHuxley.neuronLeak()))),
                stimulus,
                time_ms);
        double slope = slope(dt_ms -> error(Cells.markov(), stimulus, scheme, dt_ms / 4, time_ms, exact));
        assertThat(slope).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(SLOPE));
    }

    /** An edge in the middle of a step costs no order: the step gets the mean current. */
    @Test
    void order_withEdgeInsideAStep_staysTwo() {
        Cell cell = passive();
        double edge_ms = 1.013;
        double exact = -70 + 1 / 0.3 * (1 - Math.exp(-(4 - edge_ms) * 0.3));
        Stimulus stimulus = new Stimulus.Step(edge_ms, 10, 0.01);
        for (double dt_ms : STEPS_ms) {
            // Measured 0.0054 dt^2; the current at one time of the step would be off by up to dt/2.
            assertThat(error(cell, stimulus, Scheme.STAGGERED, dt_ms, 4, exact)).isLessThan(0.01 * dt_ms * dt_ms);
        }
    }

    /** Leak 0.3 at -70, clamp 3 at -40: v = mean by conductance, reached with tau = C/(g + g_c). */
    @Test
    void clamp_onPassiveCell_approachesTheCommandExponentially() {
        VoltageClamp clamp = new VoltageClamp(new SampledSignal(1, new double[] {-40}), 3);
        double[] v = Simulation.of(passive(), Stimulus.none(), 2)
                .withClamp(clamp)
                .withStep(Scheme.STAGGERED, 0.001)
                .run()
                .voltage_mV(0);
        double end = (0.3 * -70 + 3 * -40) / 3.3;
        for (int k = 0; k < v.length; k += 100) {
            assertThat(v[k]).isCloseTo(end + (-70 - end) * Math.exp(-3.3 * k * 0.001), within(1e-5));
        }
    }

    private static Cell passive() {
        return new Cell(
                AREA_um2, 1, -70, List.of(new Insertion("leak", HodgkinHuxley.leak(), Map.of("reversal_mV", -70.0))));
    }

    private static double voltage(Cell cell, Stimulus stimulus, Scheme scheme, double dt_ms, double time_ms) {
        double[] v = Simulation.of(cell, stimulus, time_ms)
                .withStep(scheme, dt_ms)
                .withProbes(time_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        return v[v.length - 1];
    }

    private static double error(
            Cell cell, Stimulus stimulus, Scheme scheme, double dt_ms, double time_ms, double exact) {
        return Math.abs(voltage(cell, stimulus, scheme, dt_ms, time_ms) - exact);
    }

    /** (4 v(h/2) - v(h))/3 of the second-order scheme at a step far below those tested. */
    private static double richardson(Cell cell, Stimulus stimulus, double time_ms) {
        double h = 0.0002;
        double coarse = voltage(cell, stimulus, Scheme.STAGGERED, h, time_ms);
        double fine = voltage(cell, stimulus, Scheme.STAGGERED, h / 2, time_ms);
        return (4 * fine - coarse) / 3;
    }

    private static double slope(DoubleUnaryOperator error) {
        double first = error.applyAsDouble(STEPS_ms[0]);
        double last = error.applyAsDouble(STEPS_ms[STEPS_ms.length - 1]);
        return Math.log(first / last) / Math.log(STEPS_ms[0] / STEPS_ms[STEPS_ms.length - 1]);
    }
}
