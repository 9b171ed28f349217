package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Rig;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.simulate.Simulation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ElectrodeCurrentTest {
    private static final double DT_ms = 0.025;
    private static final Cell AXON = new Cell(
            Cell.cylinderArea_um2(10, 1),
            1,
            -70,
            List.of(
                    new Insertion(HodgkinHuxley.sodium()),
                    new Insertion(HodgkinHuxley.potassium()),
                    new Insertion(HodgkinHuxley.leak())));
    private static final Probe CURRENT = new Probe.ElectrodeCurrent(0);

    private static Simulation free(List<Stimulus> currents, Scheme scheme) {
        return Simulation.of(AXON, Stimulus.none(), 10).withStimuli(currents).withStep(scheme, DT_ms);
    }

    /** Beside other currents, in two lanes of which one is injected more. */
    private static Simulation clamped(Scheme scheme) {
        double density = VoltageClamp.density_mS_per_cm2(5, AXON.compartments().area_um2(0));
        return free(List.of(Stimulus.none(), new Stimulus.Step(2, 3, 0.01)), scheme)
                .withClamp(
                        new VoltageClamp(new SampledSignal(2, new double[] {-70, -70, -20, -20, -60, -60}), density));
    }

    /** Even where sodium makes the free membrane unstable, what rounding leaves is all that grows. */
    @ParameterizedTest
    @EnumSource
    void injectedAgain_theVoltageIsTheSame(Scheme scheme) {
        Trace clamped =
                clamped(scheme).withProbes(DT_ms, Probe.voltage(), CURRENT).run();
        List<Stimulus> again = List.of(
                new Stimulus.Sampled(new SampledSignal(DT_ms, clamped.values(CURRENT, 0))),
                new Stimulus.Sampled(new SampledSignal(DT_ms, clamped.values(CURRENT, 1))));
        Trace free = free(again, scheme).run();
        for (int lane = 0; lane < 2; lane++) {
            assertThat(Arrays.stream(clamped.voltage_mV(lane)).max().orElseThrow())
                    .isBetween(-25.0, 15.0);
            assertThat(free.voltage_mV(lane)).containsExactly(clamped.voltage_mV(lane), within(1e-7));
        }
    }

    /** From where the clamp holds the cell nothing moves, and a run from the command's voltage comes there. */
    @ParameterizedTest
    @EnumSource
    void heldAtFirst_itStaysWhereALongHoldLeads(Scheme scheme) {
        double density =
                VoltageClamp.density_mS_per_cm2(400, AXON.compartments().area_um2(0));
        Simulation hold = Simulation.of(AXON, Stimulus.none(), 200)
                .withStep(scheme, DT_ms)
                .withClamp(new VoltageClamp(new SampledSignal(200, new double[] {-50, -50}), density))
                .withProbes(DT_ms, Probe.voltage(), CURRENT);
        Trace fromCommand = hold.run(),
                held = hold.from(new InitialCondition.AtHold()).run();
        double[] current = held.values(CURRENT, 0), voltage = held.voltage_mV(0);
        double end_mV = fromCommand.voltage_mV(0)[voltage.length - 1];
        assertThat(end_mV).isBetween(-60.0, -51.0);
        assertThat(Arrays.stream(voltage)
                        .map(v -> Math.abs(v - voltage[0]))
                        .max()
                        .orElseThrow())
                .isLessThan(1e-8);
        assertThat(voltage[0]).isCloseTo(end_mV, within(1e-6));
        assertThat(Arrays.stream(current)
                        .map(i -> Math.abs(i - current[0]))
                        .max()
                        .orElseThrow())
                .isLessThan(1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void offset_holdsTheCellBelowTheCommand(Scheme scheme) {
        Simulation free = free(List.of(Stimulus.none()), scheme);
        double[] lower = free.withClamp(new VoltageClamp(0, new SampledSignal(5, new double[] {-75, -25}), 20))
                .run()
                .voltage_mV(0);
        double[] shown = free.withClamp(new VoltageClamp(0, new SampledSignal(5, new double[] {-70, -20}), 20, 5))
                .run()
                .voltage_mV(0);
        assertThat(shown).containsExactly(lower, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void betweenSamples_itIsTheMean(Scheme scheme) {
        double[] each = clamped(scheme).withProbes(DT_ms, CURRENT).run().values(CURRENT, 1);
        double[] fourth = clamped(scheme).withProbes(4 * DT_ms, CURRENT).run().values(CURRENT, 1);
        for (int k = 0; k < fourth.length - 1; k++) {
            double mean = Arrays.stream(each, 4 * k, 4 * k + 4).average().orElseThrow();
            assertThat(fourth[k]).isCloseTo(mean, within(1e-12));
        }
        assertThat(fourth[fourth.length - 1]).isEqualTo(fourth[fourth.length - 2]);
    }

    /** A meter reads one row. */
    @ParameterizedTest
    @EnumSource
    void ofANeuron_isRefused(Scheme scheme) {
        try (Neuron neuron = Neuron.of(Rig.of(AXON).withStep(scheme, DT_ms).withCurrent(0), 1)) {
            assertThatThrownBy(() -> neuron.output(CURRENT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("mean over steps");
        }
    }
}
