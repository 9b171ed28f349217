package dev.ranvier.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final Stimulus STEP = new Stimulus.Step(1, 20, 0.015);

    @Test
    void values_outsideTheirRange_areRefusedByNameAndValue() {
        Simulation good = Simulation.of(cell(), STEP, 10);
        refused(() -> good.withStep(Scheme.STAGGERED, -0.1), "dt_ms=-0.1");
        refused(() -> good.withStep(Scheme.STAGGERED, Double.NaN), "dt_ms=NaN");
        refused(() -> Simulation.of(cell(), STEP, 0.01), "duration_ms=0.01");
        refused(() -> Simulation.of(cell(), STEP, Double.POSITIVE_INFINITY), "duration_ms=Infinity");
        refused(() -> good.withProbes(0.03, Probe.voltage()), "sampleInterval_ms=0.03");
        refused(() -> new Stimulus.Step(Double.NaN, 1, 1), "start_ms=NaN");
        refused(() -> new Stimulus.Step(0, -1, 1), "duration_ms=-1");
        refused(() -> new Stimulus.Ramp(0, 0, 1, 1), "duration_ms=0");
        refused(() -> new SampledSignal(0.1, new double[0]), "at least one sample");
        refused(() -> new SampledSignal(0.1, new double[] {0, Double.NaN}), "sample 1=NaN");
        refused(() -> new VoltageClamp(new SampledSignal(1, new double[] {0}), -2), "conductance_mS_per_cm2=-2");
        refused(() -> VoltageClamp.density_mS_per_cm2(0, 1), "seriesResistance_MOhm=0");
        refused(() -> Cell.cylinderArea_um2(10, 0), "radius_um=0");
        assertThatThrownBy(() -> new Power.Fixed(0)).hasMessageContaining("power=0");
        assertThatThrownBy(() -> new Power.Free(13)).hasMessageContaining("power=13");
        assertThatThrownBy(() -> new VoltageGrid(-100, 0.5, 1)).hasMessageContaining("nodes=1");
    }

    @Test
    void probes_ofUnknownNames_areRefusedWithTheKnownOnes() {
        Simulation good = Simulation.of(cell(), STEP, 10);
        refused(() -> good.withProbes(0.025, Probe.gate("k", "n")).run(), "hh-potassium");
        refused(() -> good.withProbes(0.025, Probe.gate("hh-potassium", "m")).run(), "no gate m");
        Trace trace = good.run();
        assertThatThrownBy(() -> trace.values(Probe.injectedCurrent(), 0)).hasMessageContaining("not recorded");
    }

    /** 1 MOhm over 1000 um2 is 1e-6 S over 1e-5 cm2, which is 0.1 S/cm2. */
    @Test
    void density_ofASeriesResistance_isItsConductancePerArea() {
        assertThat(VoltageClamp.density_mS_per_cm2(1, 1000)).isCloseTo(100, within(1e-12));
    }

    /** Every tenth step of the run, bit for bit. */
    @Test
    void samples_atALongerInterval_areThoseOfEveryStep() {
        Trace all = Simulation.of(cell(), STEP, 20).run();
        Trace some = Simulation.of(cell(), STEP, 20)
                .withProbes(0.25, Probe.voltage(), Probe.injectedCurrent())
                .run();
        assertThat(some.samples()).isEqualTo(81);
        for (int k = 0; k < some.samples(); k++) {
            assertThat(some.voltage_mV(0)[k]).isEqualTo(all.voltage_mV(0)[10 * k]);
            double t_ms = some.time_ms(k);
            assertThat(some.values(Probe.injectedCurrent(), 0)[k]).isCloseTo(t_ms > 0.99 ? 0.015 : 0, within(1e-15));
        }
    }

    /** {@code i = g n^4 (v - e)} of the recorded gate and voltage, with both schemes. */
    @Test
    void channelCurrent_equalsItsFormulaOfTheRecordedGate() {
        Probe n = Probe.gate("hh-potassium", "n"), i = Probe.current("hh-potassium");
        for (Scheme scheme : Scheme.values()) {
            Trace trace = Simulation.of(cell(), STEP, 20)
                    .withStep(scheme, 0.025)
                    .withProbes(0.1, Probe.voltage(), n, i)
                    .run();
            for (int k = 0; k < trace.samples(); k++) {
                double expected = 36 * Math.pow(trace.values(n, 0)[k], 4) * (trace.voltage_mV(0)[k] + 75);
                assertThat(trace.values(i, 0)[k]).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
            }
        }
    }

    /** The staggered scheme's gates live between steps; what is recorded belongs to the sample's time, to second order. */
    @Test
    void staggeredGates_areRecordedAtTheTimeOfTheSample() {
        double coarse = gateAt8ms(0.02), middle = gateAt8ms(0.01), fine = gateAt8ms(0.005);
        assertThat((coarse - middle) / (middle - fine)).isCloseTo(4, within(0.01));
    }

    private static double gateAt8ms(double dt_ms) {
        Probe n = Probe.gate("hh-potassium", "n");
        double[] values = Simulation.of(cell(), STEP, 8)
                .withStep(Scheme.STAGGERED, dt_ms)
                .withProbes(4, n)
                .run()
                .values(n, 0);
        return values[values.length - 1];
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ModelException.class).hasMessageContaining(message);
    }

    private static Cell cell() {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
    }
}
