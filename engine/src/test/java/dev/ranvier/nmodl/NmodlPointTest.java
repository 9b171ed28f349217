package dev.ranvier.nmodl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Point processes of NMODL files. */
final class NmodlPointTest {
    private static final double DT_ms = 0.025, SAME_mV = 1e-9;

    private record Case(String file, Map<String, Double> numbers, boolean hasEvents) {}

    /** The traces are made by neuron/point_processes.py. */
    @Test
    void implicitEuler_equalsNeuron() {
        Csv csv = Csv.golden("point_processes_dt0.025.csv");
        for (Case one : List.of(
                new Case("decaying", Map.of("tau_ms", 2.0, "e_mV", -10.0), true),
                new Case("twoexp", Map.of("tau1_ms", 1.0, "tau2_ms", 6.0), true),
                new Case("tiring", Map.of("U", 0.5, "tau_facil_ms", 20.0), true),
                new Case("once", Map.of("gmax", 0.004), false),
                new Case("pulse", Map.of("amp", 0.1), false))) {
            Cell cell = new Cell(
                    Math.PI * 400,
                    1,
                    -65,
                    List.of(
                            new Insertion(HodgkinHuxley.sodium()),
                            new Insertion(HodgkinHuxley.neuronPotassium()),
                            new Insertion(HodgkinHuxley.neuronLeak()),
                            new Insertion("x", ModFiles.mechanism(one.file).mechanism(), one.numbers)));
            Simulation simulation = Simulation.of(cell, Stimulus.none(), 40)
                    .withStep(Scheme.IMPLICIT_EULER, DT_ms)
                    .withProbes(8 * DT_ms, Probe.voltage());
            if (one.hasEvents) {
                simulation = simulation.withArrivals(
                        List.of(new Arrivals("x", 0, List.of(EventTrain.of(4e-3, 2, 12, 14.5, 15, 30)))));
            }
            assertThat(simulation.run().voltage_mV(0))
                    .as(one.file)
                    .containsExactly(csv.column(one.file), within(SAME_mV));
        }
    }

    /** As INITIAL of Exp2Syn does, so that the cell can still set it. */
    @Test
    void parameterThatStatementsSet_isOneAndAVariable() {
        assertThat(ModFiles.mechanism("twoexp").mechanism().schema().parameters())
                .extracting(Field::name)
                .containsExactlyInAnyOrder("tau1_ms", "tau2_ms", "e_mV");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NET_RECEIVE(w) { w = 2*w }                               | NET_RECEIVE changes its weight
        NET_RECEIVE(w) { x = v*w }                              | NET_RECEIVE gives 'x' a value that depends on v
        NET_RECEIVE(w) { net_send(1, 1) }                       | net_send is not supported: a mechanism
        NET_RECEIVE(w) { if (flag == 0) { net_event(t) } }      | net_event is not supported: a mechanism
        NET_RECEIVE(w) { if (flag == 1) { WATCH (v > 1) 2 } }   | WATCH is not supported
        NET_RECEIVE() { x = 1 }                                 | NET_RECEIVE needs an argument
        PROCEDURE p() { x = scop_random() }                     | scop_random is not supported: inject noise
        PROCEDURE p() { INITIAL { x = 1 } }                     | INITIAL stands by itself, or in NET_RECEIVE
        """)
    void whatCannotBeTakenOver_isRefused(String block, String complaint) {
        assertThatExceptionOfType(NmodlException.class)
                .isThrownBy(() -> ModFiles.read("NEURON { POINT_PROCESS a NONSPECIFIC_CURRENT i } ASSIGNED { v i x } "
                        + "BREAKPOINT { " + (block.startsWith("PROCEDURE") ? "p() " : "") + "i = x } " + block))
                .withMessageStartingWith("test.mod, line 1, column ")
                .withMessageContaining(complaint);
    }
}
