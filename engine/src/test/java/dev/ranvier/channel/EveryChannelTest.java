package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.examples.MarkovExample;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promises that need no formulas: derivatives are right, and lanes do not know of each other. */
final class EveryChannelTest {
    private static final double DT_ms = 0.025;

    static Stream<Channel> channels() {
        GateCurves curves = (grid, logitInf, logTau) -> {
            for (int k = 0; k < grid.nodes(); k++) {
                logitInf[k] = (grid.voltage_mV(k) + 40) / 9;
                logTau[k] = 0.5 - grid.voltage_mV(k) / 100;
            }
        };
        TabulatedChannel tabulated = new TabulatedChannel(
                "tabulated",
                VoltageGrid.STANDARD,
                List.of(
                        new TabulatedGate("a", new Power.Free(2.5), curves),
                        new TabulatedGate("b", new Power.Fixed(3), curves)),
                10,
                -80);
        return Stream.concat(
                Kinds.of(Catalogue.mechanisms()).channels().values().stream(),
                Stream.of(
                        tabulated,
                        MarkovExample.channel(),
                        learned(new LearnedFlow(LearnedFlow.Form.CONDUCTANCE, List.of(2), 2)),
                        learned(new LearnedFlow(LearnedFlow.Form.CURRENT, List.of(2, 2), 2)),
                        learned(new LearnedFlow(LearnedFlow.Form.CONDUCTANCE, List.of(2), 1, Optional.of(Ion.CALCIUM))),
                        new HybridChannel(
                                HodgkinHuxley.sodium(),
                                VoltageGrid.STANDARD,
                                List.of(new GateKinetics("h", Orientation.INACTIVATION, curves))),
                        new BumpCurrent(0.6, -0.8, 1.1, 0.5, 1.4),
                        new BumpGate(-2, -1, 0.5, 2, 3),
                        new SmoothSteps(-0.4, 0.3, 1.2, 0.7, 2)));
    }

    private static Channel learned(LearnedFlow membrane) {
        Random random = new Random(3);
        return (Channel) membrane.unknown(
                membrane.form().name() + membrane.sensed(),
                membrane.weights().stream()
                        .map(weight -> weight.mean() + 0.3 * weight.deviation() * random.nextGaussian())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("channels")
    void schema_namesAreDistinct(Channel channel) {
        Schema schema = channel.schema();
        assertThat(schema.states().stream().map(Field::name)).doesNotHaveDuplicates();
        assertThat(schema.parameters().stream().map(Field::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("channels")
    void partials_byEveryInput_equalCentralDifferences(Channel channel) {
        MechanismContract.checkPartials(channel);
    }

    /** Every output of every kernel, with parameters, voltage and states of its own in each lane. */
    @ParameterizedTest
    @MethodSource("channels")
    void outputs_inAnyLane_haveTheSameBits(Channel channel) {
        int lanes = 24;
        double[][] inputs = new double[lanes][];
        Random random = new Random(7);
        try (MechanismBench wide = new MechanismBench(channel, lanes, DT_ms);
                MechanismBench narrow = new MechanismBench(channel, 8, DT_ms)) {
            for (int lane = 0; lane < lanes; lane++) {
                inputs[lane] = randomInputs(channel.schema(), random);
                put(wide, channel.schema(), inputs[lane], lane, lane + 1);
            }
            double[][] together = outputs(wide, channel);
            for (int lane = 0; lane < lanes; lane++) {
                put(narrow, channel.schema(), inputs[lane], 0, 8);
                double[][] alone = outputs(narrow, channel);
                assertThat(together[lane]).isEqualTo(alone[0]).isEqualTo(alone[5]);
            }
        }
    }

    static double[] randomInputs(Schema schema, Random random) {
        List<Double> x = new ArrayList<>();
        x.add(-110 + 180 * random.nextDouble());
        x.add(-110 + 180 * random.nextDouble());
        schema.states().forEach(state -> x.add(random.nextDouble()));
        schema.parameters().forEach(p -> x.add(p.value() * (0.9 + 0.2 * random.nextDouble())));
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static void put(MechanismBench bench, Schema schema, double[] x, int from, int to) {
        int at = 0;
        bench.sites.v().fill(from, to, x[at++]);
        bench.sites.u().fill(from, to, x[at++]);
        for (int k = 0; k < schema.states().size(); k++) {
            bench.sites.state(k).fill(from, to, x[at++]);
        }
        for (int p = 0; at < x.length; p++) {
            bench.sites.parameter(p).fill(from, to, x[at++]);
        }
    }

    /** {@code [lane][output]}. */
    static double[][] outputs(MechanismBench bench, Mechanism mechanism) {
        List<Column> next = new ArrayList<>(), partials = new ArrayList<>();
        for (int k = 0; k < mechanism.schema().states().size(); k++) {
            next.add(bench.sites.next(k));
        }
        for (int j = 0; j < mechanism.schema().partials().size(); j++) {
            partials.add(bench.sites.partial(j));
            bench.sites.partial(j).fill(0, bench.lanes, 0); // which an earlier run has written
        }
        List<List<Double>> values = new ArrayList<>();
        for (int lane = 0; lane < bench.lanes; lane++) {
            values.add(new ArrayList<>());
        }
        bench.run(mechanism.advance());
        collect(next, values);
        bench.run(mechanism.advancePartials());
        collect(partials, values);
        bench.run(mechanism.steadyState());
        collect(next, values);
        bench.run(mechanism.steadyStatePartials());
        collect(partials, values);
        for (Channel channel : Kinds.of(List.of(mechanism)).channels().values()) {
            bench.current(channel);
            collect(List.of(bench.sites.i(), bench.sites.slope()), values);
            bench.run(channel.currentPartials());
            collect(partials, values);
        }
        return values.stream()
                .map(lane -> lane.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static void collect(List<Column> columns, List<List<Double>> values) {
        for (int lane = 0; lane < values.size(); lane++) {
            for (Column column : columns) {
                values.get(lane).add(column.get(lane));
            }
        }
    }
}
