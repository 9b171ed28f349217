package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stimulus edge inside a time step costs neither order nor accuracy, also on a cell that fires. */
final class StimulusEdgeTest {
    private static final double[] STEPS_ms = {0.02, 0.01, 0.005, 0.0025, 0.00125};
    private static final double TIME_ms = 4;
    /** Regression over four halvings of dt. */
    private static final double SLOPE = 0.025;

    /** The edge lies at the same fraction of the step, 0.4, at every dt. */
    @ParameterizedTest
    @EnumSource
    void order_withEdgeInsideAStep_isThatOfTheScheme(Scheme scheme) {
        double[] log2 = new double[STEPS_ms.length];
        for (int k = 0; k < log2.length; k++) {
            double edge_ms = 1 + 0.4 * STEPS_ms[k];
            log2[k] = Math.log(error(scheme, STEPS_ms[k], edge_ms)) / Math.log(2);
        }
        double slope = regression(log2);
        assertThat(slope).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(SLOPE));
    }

    /** The error with an edge anywhere in the step is at most 1.5 times that with the edge on its boundary. */
    @ParameterizedTest
    @EnumSource
    void error_doesNotDependOnWhereInAStepTheEdgeIs(Scheme scheme) {
        double dt_ms = 0.01, onBoundary = error(scheme, dt_ms, 1);
        for (double fraction : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
            double inside = error(scheme, dt_ms, 1 + fraction * dt_ms);
            assertThat(inside / onBoundary)
                    .as("%s edge at %s of a step", scheme, fraction)
                    .isBetween(0.5, 1.5);
        }
    }

    private static double error(Scheme scheme, double dt_ms, double edge_ms) {
        double h = 0.0005;
        // Where the edge is on the fine grid or not, extrapolation removes the second-order error.
        double exact = (4 * voltage(Scheme.STAGGERED, h / 2, edge_ms) - voltage(Scheme.STAGGERED, h, edge_ms)) / 3;
        return Math.abs(voltage(scheme, dt_ms, edge_ms) - exact);
    }

    private static double voltage(Scheme scheme, double dt_ms, double edge_ms) {
        double[] v = Simulation.of(Cells.published(), new Stimulus.Step(edge_ms, 20, 0.015), TIME_ms)
                .withStep(scheme, dt_ms)
                .withProbes(TIME_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        return v[v.length - 1];
    }

    /** Slope of log2 error against log2 dt, by least squares; each step is half the one before. */
    private static double regression(double[] log2Error) {
        double middle = (log2Error.length - 1) / 2.0, covariance = 0, variance = 0;
        for (int k = 0; k < log2Error.length; k++) {
            covariance -= (k - middle) * log2Error[k];
            variance += (k - middle) * (k - middle);
        }
        return covariance / variance;
    }
}
