package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every mechanism promises of its derivatives: of all that it computes by all that it reads, declared or not; what is not declared
 * is zero.
 */
abstract class MechanismContract {
    private static final double DT_ms = 0.025;
    private static final int ROUNDS = 40;
    /**
     * Central differences of fourth order with h = 1e-4 relative: truncation below 1e-8; outputs round by up to 200 units
     * in the last place, which over h is 5e-10 of the output.
     */
    private static final double DIFFERENCES = 2e-7, ROUNDING = 5e-10;
    /** Above the smallest value of our exponential. */
    private static final double SETTLED = 1e-300;

    abstract Mechanism mechanism();

    @Test
    void partials_byEveryInput_equalCentralDifferences() {
        checkPartials(mechanism());
    }

    /** A thing that a mechanism reads: a number of the column, or those that make a shared quantity. */
    private record Input(By by, int index, Column column, List<Integer> places) {
        Input(By by, int index, Column column) {
            this(by, index, column, List.of(0));
        }

        /** As the partial of an output. */
        Partial of(int output) {
            return new Partial(output, by, index);
        }
    }

    /** Fails for a partial that is wrong or left out: of advance at both values of theta, of steadyState, and of a channel's current. */
    static void checkPartials(Mechanism mechanism) {
        assertThat(mechanism.flaw()).isEmpty();
        for (double theta : new double[] {0.5, 1}) {
            checkUpdate(mechanism, mechanism.advance(), mechanism.advancePartials(), new Step(DT_ms, theta));
        }
        checkUpdate(mechanism, mechanism.steadyState(), mechanism.steadyStatePartials(), Step.SETTLED);
        Kinds.of(List.of(mechanism)).channels().values().forEach(MechanismContract::checkCurrent);
    }

    private static void checkUpdate(
            Mechanism mechanism, List<SiteKernel> update, List<SiteKernel> partials, Step step) {
        Random random = new Random(2);
        try (MechanismBench bench = new MechanismBench(mechanism, 8, DT_ms)) {
            bench.sites.step(step);
            for (int round = 0; round < ROUNDS; round++) {
                randomise(bench, mechanism.schema(), round, random);
                bench.run(update);
                bench.run(partials);
                double[] values = values(bench);
                List<Input> inputs = inputs(bench, mechanism.schema());
                inputs.add(new Input(By.ION_CURRENT, 0, bench.sites.i()));
                for (int k : mechanism.schema().stateIndices()) {
                    for (Input input : inputs) {
                        double value = total(mechanism.schema(), values, k, input);
                        check(input, k, value, () -> {
                            bench.run(update);
                            return bench.sites.next(k).get(0);
                        });
                        if (step.equals(Step.SETTLED) && input.by == By.STATE) {
                            assertThat(value)
                                    .as("steady state %d by %s", k, input)
                                    .isCloseTo(0, within(SETTLED));
                        }
                    }
                }
            }
        }
    }

    /** The slope is di/dv; and d/dv of {@code i(v) + slope(v) (u - v)} at fixed u is what is declared. */
    private static void checkCurrent(Channel channel) {
        Random random = new Random(3);
        try (MechanismBench bench = new MechanismBench(channel, 8, DT_ms)) {
            for (int round = 0; round < ROUNDS; round++) {
                randomise(bench, channel.schema(), round, random);
                checkSlope(bench, channel);
                bench.run(channel.currentPartials());
                double[] values = values(bench);
                for (Input input : inputs(bench, channel.schema())) {
                    double value = declared(channel.schema(), values, input.of(Partial.CURRENT));
                    check(input, Partial.CURRENT, value, () -> bench.linearisedCurrent(channel));
                }
            }
        }
    }

    private static void checkSlope(MechanismBench bench, Channel channel) {
        bench.current(channel);
        double slope = bench.sites.slope().get(0),
                i = bench.sites.i().get(0),
                v = bench.sites.v().get(0);
        double expected = differences(bench.sites.v(), () -> {
            bench.current(channel);
            return bench.sites.i().get(0);
        });
        double floor = ROUNDING * Math.abs(i) / Math.max(1e-2, Math.abs(v));
        assertThat(slope).as("di/dv at %s mV", v).isCloseTo(expected, within(DIFFERENCES * Math.abs(expected) + floor));
    }

    /** From -100 to 56 mV, away from the nodes of a voltage table, whose slope jumps there. */
    private static void randomise(MechanismBench bench, Schema schema, int round, Random random) {
        double v = -100 + 4 * round + 0.2 + 0.1 * random.nextDouble();
        bench.sites.v().fill(0, 8, v);
        bench.sites.u().fill(0, 8, v + random.nextGaussian());
        double i = 0.01 + Math.exp(5 * random.nextGaussian());
        bench.sites.i().fill(0, 8, round % 4 == 0 ? i : -i);
        for (int k : schema.stateIndices()) {
            Field state = schema.states().get(k);
            double value = state.high() == 1
                    ? 0.05 + 0.9 * random.nextDouble()
                    : state.value() * Math.exp(-1 + 4 * random.nextDouble());
            bench.sites.state(k).fill(0, 8, value);
        }
        for (int p = 0; p < schema.parameters().size(); p++) {
            double value = schema.parameters().get(p).value();
            bench.sites.parameter(p).fill(0, 8, value * (0.9 + 0.2 * random.nextDouble()));
        }
    }

    private static List<Input> inputs(MechanismBench bench, Schema schema) {
        List<Input> inputs = new ArrayList<>(List.of(new Input(By.VOLTAGE, 0, bench.sites.v())));
        schema.stateIndices().forEach(k -> inputs.add(new Input(By.STATE, k, bench.sites.state(k))));
        for (int p = 0; p < schema.parameters().size(); p++) {
            inputs.add(new Input(By.PARAMETER, p, bench.sites.parameter(p)));
        }
        int quantities = schema.shared().quantities(), count = schema.shared().count();
        for (int q = 0; q < quantities; q++) {
            List<Integer> places = IntStream.iterate(q, k -> k < count, k -> k + quantities)
                    .boxed()
                    .toList();
            inputs.add(new Input(By.SHARED, q, bench.sites.shared(), places));
        }
        return inputs;
    }

    /** The declared partial and, through states that the output follows at once, the chain. */
    private static double total(Schema schema, double[] values, int of, Input input) {
        double sum = declared(schema, values, input.of(of));
        for (int k : schema.stateIndices()) {
            sum += declared(schema, values, new Partial(of, By.NEXT_STATE, k)) * declared(schema, values, input.of(k));
        }
        return sum;
    }

    private static double declared(Schema schema, double[] values, Partial partial) {
        int index = schema.partials().indexOf(partial);
        return index < 0 ? 0 : values[index];
    }

    private static double[] values(MechanismBench bench) {
        return bench.schemaPartials().stream()
                .mapToDouble(partial -> bench.sites
                        .partial(bench.schemaPartials().indexOf(partial))
                        .get(0))
                .toArray();
    }

    private static void check(Input input, int output, double value, DoubleSupplier run) {
        double expected = differences(input.column, input.places, run), x = input.column.get(input.places.getFirst());
        double floor = ROUNDING * Math.abs(run.getAsDouble()) / Math.max(1e-2, Math.abs(x));
        assertThat(value)
                .as("%s = %s", input.of(output), x)
                .isCloseTo(expected, within(DIFFERENCES * Math.abs(expected) + floor));
    }

    /** d output / d input in lane 0, by central differences of fourth order. */
    static double differences(Column input, DoubleSupplier output) {
        return differences(input, List.of(0), output);
    }

    /** By several numbers that move together. */
    private static double differences(Column input, List<Integer> places, DoubleSupplier output) {
        double[] x = places.stream().mapToDouble(input::get).toArray();
        double h = 1e-4 * Math.max(1e-2, Math.abs(x[0]));
        double[] values = new double[4];
        for (int k = 0; k < 4; k++) {
            move(input, places, x, new double[] {-2, -1, 1, 2}[k] * h);
            values[k] = output.getAsDouble();
        }
        move(input, places, x, 0);
        return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
    }

    private static void move(Column input, List<Integer> places, double[] from, double h) {
        for (int k = 0; k < places.size(); k++) {
            input.set(places.get(k), from[k] + h);
        }
    }
}
