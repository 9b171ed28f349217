package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.Csv;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More of NEURON than its voltage under a current step: several currents at once, the gates, the voltage clamp. */
final class NeuronReferenceTest {
    /** Twice what is measured; twelve digits are printed. */
    private static final double SAME_mV = 4e-10, SAME_GATE = 4e-12;

    private static final double AREA_um2 = Math.PI * 400;

    /** 0.02, 0.1 and 0.2 nA, from no spike to four, as three lanes of one batch. */
    @Test
    void implicitEuler_ofThreeCurrentsBesideEachOther_equalsNeuronAtBothSteps() {
        for (double dt_ms : new double[] {0.025, 0.005}) {
            Csv csv = Csv.golden("neuron_hh_currents_dt" + dt_ms + ".csv");
            Trace trace = Simulation.of(squid(), Stimulus.none(), 60)
                    .withStimuli(List.of(
                            new Stimulus.Step(5, 45, 0.02),
                            new Stimulus.Step(5, 45, 0.1),
                            new Stimulus.Step(5, 45, 0.2)))
                    .withStep(Scheme.IMPLICIT_EULER, dt_ms)
                    .withProbes(0.1, Probe.voltage())
                    .run();
            assertSame(trace.voltage_mV(0), csv.column("v_0.02nA"), SAME_mV);
            assertSame(trace.voltage_mV(1), csv.column("v_0.1nA"), SAME_mV);
            assertSame(trace.voltage_mV(2), csv.column("v_0.2nA"), SAME_mV);
        }
    }

    @Test
    void gates_ofHodgkinHuxley_equalNeuron() {
        Csv csv = Csv.golden("neuron_hh_dt0.025.csv");
        Probe m = Probe.gate("hh-sodium", "m");
        Probe h = Probe.gate("hh-sodium", "h");
        Probe n = Probe.gate("neuron-hh-potassium", "n");
        Trace trace = Simulation.of(squid(), new Stimulus.Step(5, 45, 0.1), 60)
                .withStep(Scheme.IMPLICIT_EULER, 0.025)
                .withProbes(0.025, m, h, n)
                .run();
        assertSame(trace.values(m, 0), csv.column("m"), SAME_GATE);
        assertSame(trace.values(h, 0), csv.column("h"), SAME_GATE);
        assertSame(trace.values(n, 0), csv.column("n"), SAME_GATE);
    }

    @Test
    void gates_ofPospischil_equalNeuron() {
        Csv csv = Csv.golden("pospischil_cal_dt0.025.csv");
        Cell cell = new Cell(
                Math.PI * 96 * 96,
                1,
                -70,
                List.of(
                        new Insertion("na", Pospischil.sodium(), Map.of()),
                        new Insertion("k", Pospischil.potassium(), Map.of()),
                        new Insertion("leak", Pospischil.leak(), Map.of()),
                        new Insertion(
                                "m", Pospischil.mCurrent(), Map.of("conductance_mS_per_cm2", 0.2, "tau_max_ms", 1e3)),
                        new Insertion("ca", Pospischil.highThresholdCalcium(), Map.of())));
        List<Probe> probes = List.of(
                Probe.gate("na", "m"),
                Probe.gate("na", "h"),
                Probe.gate("k", "n"),
                Probe.gate("m", "p"),
                Probe.gate("ca", "q"),
                Probe.gate("ca", "r"));
        Trace trace = Simulation.of(cell, new Stimulus.Step(2, 38, 1.5), 44)
                .withStep(Scheme.IMPLICIT_EULER, 0.025)
                .withProbes(0.025, probes.toArray(Probe[]::new))
                .run();
        List<String> columns = List.of("m", "h", "n", "p", "q", "r");
        for (int k = 0; k < columns.size(); k++) {
            assertSame(trace.values(probes.get(k), 0), csv.column(columns.get(k)), SAME_GATE);
        }
    }

    /** SEClamp holds levels; samples at dt/2 give the step its level exactly, since the engine looks at the middle of a step. */
    @Test
    void clamp_withTheLevelsOfSeclamp_equalsNeuron() {
        Csv csv = Csv.golden("neuron_seclamp_dt0.025.csv");
        double dt_ms = 0.025;
        double[] expected = csv.column("v_mV");
        double[] command = new double[2 * expected.length];
        for (int k = 0; k < command.length; k++) {
            int step = k / 2;
            double t_ms = (step + 0.5) * dt_ms;
            command[k] = t_ms < 5 ? -65 : t_ms < 15 ? -10 : -80;
        }
        Trace trace = Simulation.of(squid(), Stimulus.none(), 25)
                .withClamp(new VoltageClamp(
                        new SampledSignal(dt_ms / 2, command), VoltageClamp.density_mS_per_cm2(1, AREA_um2)))
                .withStep(Scheme.IMPLICIT_EULER, dt_ms)
                .run();
        assertSame(trace.voltage_mV(0), expected, SAME_mV);
    }

    private static Cell squid() {
        return new Cell(
                AREA_um2,
                1,
                -65,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.neuronPotassium()),
                        new Insertion(HodgkinHuxley.neuronLeak())));
    }

    private static void assertSame(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst = 0;
        for (int k = 0; k < actual.length; k++) {
            worst = Math.max(worst, Math.abs(actual[k] - expected[k]));
        }
        assertThat(worst).isLessThan(tolerance);
    }
}
