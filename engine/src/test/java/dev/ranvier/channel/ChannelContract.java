package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.memory.Column;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** What every channel promises; a test of a channel extends this and adds the formulas of its source as a scalar twin. */
abstract class ChannelContract {
    private static final double DT_ms = 0.025;
    /**
     * Central differences of fourth order with h = 1e-4 relative: truncation below 1e-8; a current of 100 uA/cm2 rounds by
     * 1e-14, which over the smallest h, 1e-6 mV, is 1e-9 absolute.
     */
    private static final double DIFFERENCES = 2e-7, FLOOR = 1e-2;
    /** Eight units in the last place of sums of a few terms, and the cancellation of the linoid near its centre. */
    private static final double TWIN = 1e-12;

    abstract Channel channel();

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
        try (ChannelBench bench = new ChannelBench(channel(), 8, DT_ms)) {
            for (double v = -120; v <= 80; v += 0.25) {
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
        try (ChannelBench bench = new ChannelBench(channel(), 8, DT_ms)) {
            for (double v : new double[] {-90, -65.3, -40, -12.5, 35}) {
                bench.sites.v().fill(0, 8, v);
                bench.sites.step(Mechanism.SETTLED_ms);
                bench.run(channel().steadyState());
                bench.sites.step(DT_ms);
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
    void partials_equalCentralDifferences() {
        Random random = new Random(2);
        Schema schema = channel().schema();
        try (ChannelBench bench = new ChannelBench(channel(), 8, DT_ms)) {
            for (int round = 0; round < 40; round++) {
                // Away from the nodes of a voltage table, whose slope jumps there.
                double v = -100 + 4 * round + 0.2 + 0.1 * random.nextDouble();
                bench.sites.v().fill(0, 8, v);
                bench.sites.u().fill(0, 8, v + random.nextGaussian());
                for (int k = 0; k < schema.states().size(); k++) {
                    bench.sites.state(k).fill(0, 8, 0.05 + 0.9 * random.nextDouble());
                }
                bench.run(channel().currentPartials());
                double[] partials = partials(bench, Partial.CURRENT);
                bench.run(channel().advancePartials());
                for (int j = 0; j < schema.partials().size(); j++) {
                    Partial partial = schema.partials().get(j);
                    Column input = input(bench, partial);
                    if (partial.of() == Partial.CURRENT) {
                        // d/dv of i(v) + slope(v) (u - v) at fixed u: di/dv - slope = 0, and what is declared remains.
                        check(partial, v, partials[j], differences(input, () -> bench.linearisedCurrent(channel())));
                    } else {
                        double value = bench.sites.partial(j).get(0);
                        check(partial, v, value, differences(input, () -> bench.next(partial.of())));
                    }
                }
            }
        }
    }

    private static double[] partials(ChannelBench bench, int of) {
        var list = bench.schemaPartials();
        double[] values = new double[list.size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = list.get(j).of() == of ? bench.sites.partial(j).get(0) : 0;
        }
        return values;
    }

    private static void check(Partial partial, double v, double value, double expected) {
        assertThat(value)
                .as("%s at %s mV", partial, v)
                .isCloseTo(expected, within(DIFFERENCES * (FLOOR + Math.abs(expected))));
    }

    private static Column input(ChannelBench bench, Partial partial) {
        return switch (partial.by()) {
            case VOLTAGE -> bench.sites.v();
            case STATE -> bench.sites.state(partial.index());
            case PARAMETER -> bench.sites.parameter(partial.index());
            case ION_CURRENT -> throw new IllegalArgumentException("only pools have it: " + partial);
        };
    }

    /** d output / d input in lane 0, by central differences of fourth order. */
    static double differences(Column input, DoubleSupplier output) {
        double x = input.get(0), h = 1e-4 * Math.max(1e-2, Math.abs(x));
        double[] values = new double[4];
        for (int k = 0; k < 4; k++) {
            input.set(0, x + new double[] {-2, -1, 1, 2}[k] * h);
            values[k] = output.getAsDouble();
        }
        input.set(0, x);
        return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
    }

    @Test
    void advance_inAnyLane_givesTheSameBits() {
        Random random = new Random(3);
        double[] v = random.doubles(24, -100, 60).toArray(),
                x = random.doubles(24).toArray();
        try (ChannelBench wide = new ChannelBench(channel(), 24, DT_ms);
                ChannelBench narrow = new ChannelBench(channel(), 8, DT_ms)) {
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
