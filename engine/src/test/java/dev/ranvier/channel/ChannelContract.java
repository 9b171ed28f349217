package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every channel promises; a test of a channel extends this and adds the formulas of its source as a scalar twin. */
abstract class ChannelContract extends MechanismContract {
    private static final double DT_ms = 0.025;
    /** Eight units in the last place of sums of a few terms, and the cancellation of the linoid near its centre. */
    private static final double TWIN = 1e-12;

    abstract Channel channel();

    @Override
    Mechanism mechanism() {
        return channel();
    }

    /** x_inf of state k at v with default parameters, from the source. */
    abstract double xInf(int state, double v);

    /** tau [ms] of state k at v with default parameters, from the source. */
    abstract double tau_ms(int state, double v);

    /** The current at v with default parameters, from the source. */
    abstract double current(double v, double[] x);

    /** How far the twin may be off, relative to 1 (gates) or to the current. */
    double twinTolerance() {
        return TWIN;
    }

    @Test
    void advance_atAnyVoltage_equalsScalarTwin() {
        int states = channel().schema().states().size();
        Random random = new Random(1);
        try (MechanismBench bench = new MechanismBench(channel(), 8, DT_ms)) {
            for (double v = -120; v <= 80; v += 1) {
                bench.sites.v().fill(0, 8, v);
                double[] x = new double[states];
                for (int k = 0; k < states; k++) {
                    x[k] = random.nextDouble();
                    bench.sites.state(k).fill(0, 8, x[k]);
                }
                for (int k = 0; k < states; k++) {
                    double expected = xInf(k, v) + (x[k] - xInf(k, v)) * Math.exp(-DT_ms / tau_ms(k, v));
                    assertThat(bench.next(k))
                            .as("state %d at %s mV", k, v)
                            .isCloseTo(expected, within(twinTolerance()));
                }
                double i = current(v, x);
                assertThat(bench.current(channel()))
                        .as("current at %s mV", v)
                        .isCloseTo(i, within(TWIN * (1 + Math.abs(i))));
            }
        }
    }

    @Test
    void steadyState_isFixedPointOfAdvance() {
        try (MechanismBench bench = new MechanismBench(channel(), 8, DT_ms)) {
            for (double v : new double[] {-90, -65.3, -40, -12.5, 35}) {
                bench.sites.v().fill(0, 8, v);
                bench.sites.step(Step.SETTLED);
                bench.run(channel().steadyState());
                bench.sites.step(new Step(DT_ms, 1));
                for (int k = 0; k < channel().schema().states().size(); k++) {
                    bench.sites.state(k).copyFrom(bench.sites.next(k), 0, 8);
                }
                for (int k = 0; k < channel().schema().states().size(); k++) {
                    double settled = bench.sites.state(k).get(0);
                    assertThat(settled).isCloseTo(xInf(k, v), within(twinTolerance()));
                    assertThat(bench.next(k)).isCloseTo(settled, within(1e-15));
                }
            }
        }
    }

    @Test
    void advance_inAnyLane_givesTheSameBits() {
        Random random = new Random(3);
        double[] v = random.doubles(24, -100, 60).toArray(),
                x = random.doubles(24).toArray();
        try (MechanismBench wide = new MechanismBench(channel(), 24, DT_ms);
                MechanismBench narrow = new MechanismBench(channel(), 8, DT_ms)) {
            for (int lane = 0; lane < 24; lane++) {
                wide.sites.v().set(lane, v[lane]);
                for (int k = 0; k < channel().schema().states().size(); k++) {
                    wide.sites.state(k).set(lane, x[lane]);
                }
            }
            wide.run(channel().advance());
            for (int lane = 0; lane < 24; lane++) {
                narrow.sites.v().fill(0, 8, v[lane]);
                for (int k = 0; k < channel().schema().states().size(); k++) {
                    narrow.sites.state(k).fill(0, 8, x[lane]);
                }
                for (int k = 0; k < channel().schema().states().size(); k++) {
                    assertThat(narrow.next(k)).isEqualTo(wide.sites.next(k).get(lane));
                }
            }
        }
    }
}
