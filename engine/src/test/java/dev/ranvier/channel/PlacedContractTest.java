package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.harris.Harris;
import dev.ranvier.channel.jahrstevens.JahrStevens;
import dev.ranvier.examples.AxialCurrentExample;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.nmodl.ModFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What mechanisms with places of their own promise of all that they compute by all that they read, and their formulas. */
final class PlacedContractTest {
    private static final double DT_ms = 0.025, DIFFERENCES = 1e-6, FLOOR = 1e-9, TWIN = 1e-12;
    private static final int ROUNDS = 30;

    static Stream<Placed> all() {
        return Stream.concat(
                Stream.of(
                        Harris.gapJunction(),
                        new AxialCurrentExample(),
                        JahrStevens.nmda(),
                        learned(1),
                        learned(0),
                        learned(2, 3, 4)),
                Stream.of("twoexp", "tiring")
                        .map(name -> (PointProcess) ModFiles.mechanism(name).mechanism()));
    }

    /** With random weights, all of them. */
    private static AxialCurrent learned(int latents, Integer... hidden) {
        LearnedFlow flow = new LearnedFlow(LearnedFlow.Form.AXIAL, List.of(hidden), latents);
        Random random = new Random(1);
        return (AxialCurrent) flow.unknown(
                "learned",
                flow.weights().stream().map(_ -> 0.4 * random.nextGaussian()).toList());
    }

    private record Input(By by, int index, Column column) {}

    @ParameterizedTest
    @MethodSource("all")
    void partials_byEveryInput_equalCentralDifferences(Placed placed) {
        assertThat(placed.flaw()).isEmpty();
        Random random = new Random(4);
        try (MechanismBench bench = new MechanismBench(placed, 8, DT_ms)) {
            for (int round = 0; round < ROUNDS; round++) {
                randomise(bench, placed, random);
                bench.sites.step(new Step(DT_ms, 1));
                checkUpdate(bench, placed, placed.advance(), placed.advancePartials(), false);
                bench.sites.step(Step.SETTLED);
                checkUpdate(bench, placed, placed.steadyState(), placed.steadyStatePartials(), false);
                if (placed instanceof PointProcess process) {
                    checkUpdate(bench, placed, process.receive(), process.receivePartials(), true);
                }
                bench.run(placed.currentPartials());
                check(bench, placed, Partial.CURRENT, false, () -> bench.linearisedCurrent(placed));
            }
        }
    }

    private static void checkUpdate(
            MechanismBench bench, Placed placed, List<SiteKernel> update, List<SiteKernel> partials, boolean events) {
        bench.run(partials);
        for (int k : placed.schema().stateIndices()) {
            check(bench, placed, k, events, () -> {
                bench.run(update);
                return bench.sites.next(k).get(0);
            });
        }
    }

    private static void check(MechanismBench bench, Placed placed, int of, boolean events, DoubleSupplier run) {
        List<Partial> declared = placed.schema().partials();
        double[] values = declared.stream()
                .mapToDouble(partial ->
                        bench.sites.partial(declared.indexOf(partial)).get(0))
                .toArray();
        for (Input input : inputs(bench, placed)) {
            if (input.by == By.WEIGHT && !events) {
                continue;
            }
            int index = declared.indexOf(new Partial(of, input.by, input.index));
            double expected = MechanismContract.differences(input.column, run);
            assertThat(index < 0 ? 0 : values[index])
                    .as("%d by %s in %s", of, input, placed.schema().name())
                    .isCloseTo(
                            expected, within(DIFFERENCES * Math.abs(expected) + FLOOR * Math.abs(run.getAsDouble())));
        }
    }

    private static List<Input> inputs(MechanismBench bench, Placed placed) {
        List<Input> inputs = new ArrayList<>(List.of(
                new Input(By.VOLTAGE, 0, bench.sites.v()),
                new Input(By.PARENT_VOLTAGE, 0, bench.sites.parentV()),
                new Input(By.WEIGHT, 0, bench.sites.weight())));
        placed.schema().stateIndices().forEach(k -> inputs.add(new Input(By.STATE, k, bench.sites.state(k))));
        for (int p = 0; p < placed.schema().parameters().size(); p++) {
            inputs.add(new Input(By.PARAMETER, p, bench.sites.parameter(p)));
        }
        for (int q = 0; q < placed.schema().shared().quantities(); q++) {
            inputs.add(new Input(By.SHARED, q, bench.sites.shared().shifted(-q)));
        }
        return inputs;
    }

    private static void randomise(MechanismBench bench, Placed placed, Random random) {
        double v = -70 + 80 * random.nextDouble(), parent = v + 20 * random.nextGaussian();
        bench.sites.v().fill(0, 8, v);
        bench.sites.u().fill(0, 8, v + random.nextGaussian());
        bench.sites.parentV().fill(0, 8, parent);
        bench.sites.parentU().fill(0, 8, parent + random.nextGaussian());
        bench.sites.weight().fill(0, 8, random.nextDouble());
        for (int k : placed.schema().stateIndices()) {
            bench.sites.state(k).fill(0, 8, 0.05 + 0.9 * random.nextDouble());
        }
        for (int p = 0; p < placed.schema().parameters().size(); p++) {
            Field field = placed.schema().parameters().get(p);
            bench.sites.parameter(p).fill(0, 8, field.value() * (0.9 + 0.2 * random.nextDouble()));
        }
    }

    @Test
    void junction_equalsItsFormulas() {
        AxialCurrent junction = Harris.gapJunction();
        try (MechanismBench bench = new MechanismBench(junction, 8, DT_ms)) {
            for (double across = -60; across <= 60; across += 7.3) {
                bench.sites.v().fill(0, 8, -65 + across);
                bench.sites.parentV().fill(0, 8, -65);
                bench.sites.u().copyFrom(bench.sites.v(), 0, 8);
                bench.sites.parentU().copyFrom(bench.sites.parentV(), 0, 8);
                double[] sides = {across, -across}, x = {0.7, 0.4};
                for (int k = 0; k < 2; k++) {
                    bench.sites.state(k).fill(0, 8, x[k]);
                }
                double open = 0.05 + 0.95 * 0.7 * 0.4;
                assertThat(bench.linearisedCurrent(junction)).isCloseTo(1e-3 * open * across, within(TWIN));
                for (int k = 0; k < 2; k++) {
                    double alpha = 0.0013 * Math.exp(-0.077 * (sides[k] - 14.9)),
                            beta = 0.0013 * Math.exp(0.14 * (sides[k] - 14.9)),
                            inf = alpha / (alpha + beta);
                    assertThat(bench.next(k))
                            .isCloseTo(inf + (x[k] - inf) * Math.exp(-DT_ms * (alpha + beta)), within(TWIN));
                }
            }
        }
    }

    /** Whatever the weights are: at most S beside Ohm's law, and two histories come together with the time constant. */
    @Test
    void learnedCurrent_isBounded_andForgets() {
        LearnedFlow flow = new LearnedFlow(LearnedFlow.Form.AXIAL, List.of(5), 1);
        Random random = new Random(2);
        List<Double> weights = flow.weights().stream()
                .map(weight -> switch (weight.name()) {
                    case "z0_log_tau" -> Math.log(10);
                    case "z0_tau_slope" -> 0.0;
                    default -> 50 * random.nextGaussian();
                })
                .toList();
        AxialCurrent current = (AxialCurrent) flow.known("learned", weights);
        try (MechanismBench bench = new MechanismBench(current, 8, DT_ms)) {
            bench.sites.step(new Step(5, 1));
            for (double v = -100; v <= 60; v += 9.7) {
                bench.sites.v().fill(0, 8, v);
                bench.sites.u().fill(0, 8, v);
                bench.sites.parentV().fill(0, 8, -65);
                bench.sites.parentU().fill(0, 8, -65);
                double[] next = new double[2];
                for (int k = 0; k < 2; k++) {
                    bench.sites.state(0).fill(0, 8, k);
                    double learned = bench.linearisedCurrent(current) - 0.01 * (v + 65);
                    assertThat(learned).isBetween(-1 - TWIN, 1 + TWIN);
                    bench.run(current.advance());
                    next[k] = bench.sites.next(0).get(0);
                    assertThat(next[k]).isBetween(0.0, 1.0);
                }
                assertThat(next[1] - next[0]).isCloseTo(Math.exp(-0.5), within(TWIN));
            }
        }
    }

    /** The block, and a conductance that rises to the weight and no further. */
    @Test
    void receptor_equalsItsFormulas() {
        PointProcess nmda = JahrStevens.nmda();
        double rise = 2, decay = 80, peak_ms = rise * decay / (decay - rise) * Math.log(decay / rise);
        try (MechanismBench bench = new MechanismBench(nmda, 8, DT_ms)) {
            bench.sites.weight().fill(0, 8, 3e-3);
            bench.run(nmda.receive());
            for (int k = 0; k < 2; k++) {
                bench.sites.state(k).copyFrom(bench.sites.next(k), 0, 8);
            }
            bench.sites.step(new Step(peak_ms, 1));
            bench.run(nmda.advance());
            for (int k = 0; k < 2; k++) {
                bench.sites.state(k).copyFrom(bench.sites.next(k), 0, 8);
            }
            for (double v = -100; v <= 40; v += 10.7) {
                bench.sites.v().fill(0, 8, v);
                bench.sites.u().fill(0, 8, v);
                double block = 1 / (1 + 1 / 3.57 * Math.exp(-0.062 * v));
                assertThat(bench.linearisedCurrent(nmda)).isCloseTo(3e-3 * block * v, within(TWIN));
            }
        }
    }
}
