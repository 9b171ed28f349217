package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calcium in its pool: the order of the schemes, the balance, and who sees it. */
final class PoolTest {
    private static final Stimulus STIMULUS = new Stimulus.Step(1, 90, 3);
    private static final Probe CALCIUM = Probe.gate("pool", "calcium_mM"), REVERSAL = Probe.gate("pool", "reversal_mV");
    private static final Probe CURRENT = Probe.current("ca");

    static Stream<Arguments> cells() {
        return Stream.of(Scheme.values())
                .flatMap(scheme ->
                        Stream.of(Arguments.of(Cells.calcium(), scheme), Arguments.of(Cells.buffered(), scheme)));
    }

    /** The calcium after the first spikes, which depends on everything else. */
    @ParameterizedTest
    @MethodSource("cells")
    void order_onSpikingCellWithPool_isThatOfTheScheme(Cell cell, Scheme scheme) {
        double time_ms = 8, fine = 0.0005;
        double exact = (4 * calcium_mM(cell, Scheme.STAGGERED, fine / 2, time_ms)
                        - calcium_mM(cell, Scheme.STAGGERED, fine, time_ms))
                / 3;
        double coarse = Math.abs(calcium_mM(cell, scheme, 0.004, time_ms) - exact);
        double half = Math.abs(calcium_mM(cell, scheme, 0.002, time_ms) - exact);
        double order = Math.log(coarse / half) / Math.log(2);
        assertThat(order).isCloseTo(scheme == Scheme.STAGGERED ? 2 : 1, within(0.025));
    }

    private static double calcium_mM(Cell cell, Scheme scheme, double dt_ms, double time_ms) {
        double[] values = Simulation.of(cell, STIMULUS, time_ms)
                .withStep(scheme, dt_ms)
                .withProbes(time_ms, CALCIUM)
                .run()
                .values(CALCIUM, 0);
        return values[values.length - 1];
    }

    /** Without removal the calcium is the integral of the current that was recorded, here by the trapezoidal rule. */
    @ParameterizedTest
    @EnumSource
    void calcium_withoutRemoval_isTheIntegralOfTheCurrent(Scheme scheme) {
        Cell cell = new Cell(
                Math.PI * 96 * 96,
                1,
                -70,
                List.of(
                        new Insertion(Pospischil.sodium()),
                        new Insertion(Pospischil.potassium()),
                        new Insertion(Pospischil.leak()),
                        new Insertion("ca", Pospischil.highThresholdCalcium(), Map.of()),
                        new Insertion("t", Pospischil.lowThresholdCalcium(), Map.of()),
                        new Insertion("pool", Destexhe.calciumPool(), Map.of("tau_ms", 1e9))));
        Probe t = Probe.current("t");
        Trace trace = Simulation.of(cell, STIMULUS, 20)
                .withStep(scheme, 0.005)
                .withProbes(0.005, CALCIUM, CURRENT, t)
                .run();
        double[] calcium = trace.values(CALCIUM, 0), high = trace.values(CURRENT, 0), low = trace.values(t, 0);
        double phi = 10 / (2 * 96485.33212), integral = 0;
        for (int k = 1; k < calcium.length; k++) {
            integral += 0.005 * (high[k] + high[k - 1] + low[k] + low[k - 1]) / 2;
        }
        double gain = calcium[calcium.length - 1] - calcium[0];
        assertThat(gain).isGreaterThan(1e-4);
        // First order: the current at the start of a step against its mean; second: curvature of a spike over 0.005 ms.
        double tolerance = scheme == Scheme.STAGGERED ? 1e-5 : 1e-3;
        assertThat(gain).isCloseTo(-phi * integral, within(tolerance * gain));
    }

    /** A recorded current is the one at the recorded voltage, gates and reversal. */
    @Test
    void recordedCurrent_seesTheReversalOfItsTime() {
        Probe q = Probe.gate("ca", "q"), r = Probe.gate("ca", "r");
        Trace trace = Simulation.of(Cells.calcium(), STIMULUS, 20)
                .withStep(Scheme.STAGGERED, 0.025)
                .withProbes(0.025, Probe.voltage(), CURRENT, REVERSAL, q, r)
                .run();
        double[] qs = trace.values(q, 0), rs = trace.values(r, 0), e = trace.values(REVERSAL, 0);
        for (int k = 0; k < qs.length; k++) {
            double expected = 0.1 * qs[k] * qs[k] * rs[k] * (trace.voltage_mV(0)[k] - e[k]);
            assertThat(trace.values(CURRENT, 0)[k]).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
        }
        assertThat(e[qs.length - 1]).isLessThan(80);
    }

    @Test
    void pool_inAnyLane_givesTheSameBits() {
        List<Stimulus> stimuli = IntStream.range(0, 13)
                .<Stimulus>mapToObj(k -> new Stimulus.Step(1, 90, 2 + 0.2 * k))
                .toList();
        Simulation simulation = Simulation.of(Cells.calcium(), STIMULUS, 20).withProbes(0.1, Probe.voltage(), CALCIUM);
        Trace together = simulation.withStimuli(stimuli).run();
        for (int lane : new int[] {0, 7, 12}) {
            Trace alone = simulation.withStimuli(List.of(stimuli.get(lane))).run();
            assertThat(together.voltage_mV(lane)).isEqualTo(alone.voltage_mV(0));
            assertThat(together.values(CALCIUM, lane)).isEqualTo(alone.values(CALCIUM, 0));
        }
    }

    /** Calcium at rest is above what the pool relaxes to, kept up by the current; nothing drifts. */
    @Test
    void restingState_withPool_staysAtRest() {
        Cell cell = Cells.calcium(new Insertion("t", Pospischil.lowThresholdCalcium(), Map.of()));
        Trace trace = Simulation.of(cell, Stimulus.none(), 50)
                .from(new InitialCondition.AtRest())
                .withProbes(0.1, Probe.voltage(), CALCIUM)
                .run();
        double[] v = trace.voltage_mV(0), calcium = trace.values(CALCIUM, 0);
        assertThat(calcium[0]).isGreaterThan(2.4e-4 * (1 + 1e-4));
        for (int k = 0; k < v.length; k++) {
            assertThat(v[k]).isCloseTo(v[0], within(1e-12));
            assertThat(calcium[k]).isCloseTo(calcium[0], within(1e-12 * calcium[0]));
        }
    }

    /** The same with a buffer, which is in balance with the calcium. */
    @Test
    void restingState_withBuffer_staysAtRest() {
        Probe bound = Probe.gate("pool", "bound_mM");
        Trace trace = Simulation.of(Cells.buffered(), Stimulus.none(), 50)
                .from(new InitialCondition.AtRest())
                .withProbes(0.1, Probe.voltage(), CALCIUM, bound)
                .run();
        double[] v = trace.voltage_mV(0), c = trace.values(CALCIUM, 0), b = trace.values(bound, 0);
        assertThat(c[0]).isGreaterThan(2.4e-4);
        for (int k = 0; k < v.length; k++) {
            assertThat(v[k]).isCloseTo(v[0], within(1e-8));
            assertThat(c[k]).isCloseTo(c[0], within(1e-8 * c[0]));
            assertThat(b[k]).isCloseTo(100 * c[k] * 0.03 / (100 * c[k] + 0.1), within(1e-8 * b[k]));
        }
    }

    @Test
    void currentOfAPool_isRefused() {
        assertThatThrownBy(() -> Simulation.of(Cells.calcium(), STIMULUS, 1)
                        .withProbes(0.1, Probe.current("pool"))
                        .run())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no current of its own");
    }

    @ParameterizedTest
    @EnumSource
    void run_thatGoesOnFromASavedState_hasTheBitsOfOneThatWasNotStopped(Scheme scheme) {
        Simulation simulation = Simulation.of(Cells.calcium(), STIMULUS, 20)
                .withStep(scheme, 0.025)
                .withProbes(0.025, Probe.voltage(), CALCIUM, CURRENT);
        Trace whole = simulation.run();
        Trace first = Simulation.of(Cells.calcium(), STIMULUS, 8)
                .withStep(scheme, 0.025)
                .run();
        Trace second = Simulation.of(Cells.calcium(), STIMULUS, 12)
                .withStep(scheme, 0.025)
                .withProbes(0.025, Probe.voltage(), CALCIUM, CURRENT)
                .from(new InitialCondition.From(first.end()))
                .run();
        for (Probe probe : List.of(Probe.voltage(), CALCIUM, CURRENT)) {
            double[] all = whole.values(probe, 0), rest = second.values(probe, 0);
            assertThat(rest).isEqualTo(java.util.Arrays.copyOfRange(all, all.length - rest.length, all.length));
        }
    }

    /** Two compartments that hardly know of each other: the one without a pool is as if there were none. */
    @Test
    void channels_withoutPoolInTheirCompartment_keepTheirParameters() {
        Compartments two = Compartments.ofTable(List.of(
                new Compartments.Row("with", 1, 0.5, Compartments.NO_NODE, 29_000, 1),
                new Compartments.Row("without", 3, 0.5, 0, 29_000, 1)));
        Insertion pool = new Insertion("pool", Destexhe.calciumPool(), Map.of("depth_um", 0.1))
                .in(new Region.OnBranches(Set.of("with")));
        List<Insertion> membrane = List.of(
                new Insertion(Pospischil.sodium()),
                new Insertion(Pospischil.potassium()),
                new Insertion(Pospischil.leak()),
                new Insertion("ca", Pospischil.highThresholdCalcium(), Map.of()));
        Probe without = new Probe.ChannelCurrent(1, "ca");
        List<Insertion> withPool = new java.util.ArrayList<>(membrane);
        withPool.add(pool);
        double[] i = currents(two, withPool, without), expected = currents(two, membrane, without);
        for (int k = 0; k < i.length; k++) {
            assertThat(i[k]).isCloseTo(expected[k], within(1e-9 * (1e-3 + Math.abs(expected[k]))));
        }
        assertThat(currents(two, withPool, CURRENT)).isNotEqualTo(currents(two, membrane, CURRENT));
    }

    private static double[] currents(Compartments tree, List<Insertion> insertions, Probe probe) {
        Cell cell = new Cell(tree, Profile.of(1), Profile.of(1e9), -60, insertions);
        return Simulation.of(cell, STIMULUS, 10).withProbes(0.1, probe).run().values(probe, 0);
    }

    @Test
    void cell_withTwoPoolsOfOneIon_isRefused() {
        assertThatThrownBy(() -> Cells.calcium(new Insertion("again", Destexhe.calciumPool(), Map.of())))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("[pool, again]");
    }

    @Test
    void cell_withValueForWhatThePoolSupplies_isRefused() {
        assertThatThrownBy(() -> Cells.calcium(
                        new Insertion("l", Pospischil.highThresholdCalcium(), Map.of("reversal_mV", 120.0))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("reversal_mV of channel l");
    }
}
