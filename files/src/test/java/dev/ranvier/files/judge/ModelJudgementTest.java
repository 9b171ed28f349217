package dev.ranvier.files.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelJudgementTest {
    private static Cell cell(double area_um2, double capacitance, double initial_mV, double sodium_mS) {
        return new Cell(
                area_um2,
                capacitance,
                initial_mV,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of("conductance_mS_per_cm2", sodium_mS)),
                        new Insertion(HodgkinHuxley.leak())));
    }

    private static final Cell USUAL = cell(1000, 1, -65, 120);

    private static List<String> driven(double amplitude_nA, double weight_uS, double dt_ms) {
        return ModelJudgement.warnings(
                USUAL,
                List.of(new Injection(0, new Stimulus.Step(1, 1, amplitude_nA))),
                List.of(new Synapse(
                        0, 0, List.of(new Conductance.Events(List.of(new Conductance.Event(1, weight_uS)), 0, 5)))),
                dt_ms);
    }

    @Test
    void aUsualModel_isNotNamed() {
        assertThat(ModelJudgement.warnings(USUAL)).isEmpty();
        assertThat(driven(0.1, 1e-3, 0.025)).isEmpty();
        assertThat(driven(0, 0, 0.025)).isEmpty();
    }

    @Test
    void numbersOfAnotherUnit_areNamed_eachByItsOwnWords() {
        assertThat(ModelJudgement.warnings(cell(1e7, 1, -65, 120)))
                .singleElement()
                .asString()
                .contains("um2 of membrane");
        assertThat(ModelJudgement.warnings(cell(1000, 0.01, -65, 120)))
                .singleElement()
                .asString()
                .contains("F/m2");
        assertThat(ModelJudgement.warnings(cell(1000, 1, -0.065, 120)))
                .singleElement()
                .asString()
                .contains("in millivolts");
        assertThat(ModelJudgement.warnings(cell(1000, 1, 300, 120)))
                .singleElement()
                .asString()
                .contains("in millivolts");
        assertThat(ModelJudgement.warnings(cell(1000, 1, -65, 120_000)))
                .singleElement()
                .asString()
                .contains("channel na");
        assertThat(driven(1000, 1e-3, 0.025)).singleElement().asString().contains("stimulus[0]", "more than");
        assertThat(driven(1e-12, 1e-3, 0.025)).singleElement().asString().contains("moves nothing");
        assertThat(driven(0.1, 500, 0.025)).singleElement().asString().contains("500 uS");
        assertThat(driven(0.1, 1e-3, 1)).singleElement().asString().contains("steps of 1 ms");
    }

    /** Those that papers published are never named, whatever the run. */
    @Test
    void curvesThatNoGateHas_areNamed() {
        assertThat(ModelJudgement.curves(
                        Catalogue.mechanisms().stream().map(Insertion::new).toList(), 50))
                .isEmpty();
        assertThat(curve("1/(1 + exp(-(v + 40)/8))", "5")).isEmpty();
        assertThat(curve("100/(1 + exp(-(v + 40)/8))", "5"))
                .singleElement()
                .asString()
                .contains("in percent?");
        assertThat(curve("1/(1 + exp(-(v + 40)/8))", "0.004"))
                .singleElement()
                .asString()
                .contains("in seconds?");
        assertThat(curve("1/(1 + exp(-(v + 40)/8))", "v/10"))
                .anyMatch(warning -> warning.contains("tau of n is negative at -110.0 mV"));
        assertThat(curve("1/(1 + exp(-(v + 4000)/8))", "5"))
                .singleElement()
                .asString()
                .contains("for millivolts?");
        assertThat(curve("1/(1 + exp(-(v + 40)/8))", "5000"))
                .singleElement()
                .asString()
                .contains("nothing of it moves");
        assertThat(curve("1/(v + 70)", "5")).anyMatch(warning -> warning.contains("singular"));
    }

    private static List<String> curve(String xInf, String tau_ms) {
        return ModelJudgement.curves(
                ModelReader.parse("m.yaml", """
                    cell: {area_um2: 1000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
                    channels:
                      - name: k
                        type: formula
                        conductance_mS_per_cm2: 1
                        reversal_mV: -77
                        gates: [{name: n, x_inf: %s, tau_ms: %s}]
                    """.formatted(xInf, tau_ms), Path.of(""))
                        .written(),
                20);
    }

    @Test
    void reversalPotentialsOfAnotherIonOrUnit_areNamed() {
        for (double reversal_mV : new double[] {-77, 0.05}) {
            Cell odd = new Cell(
                    1000,
                    1,
                    -65,
                    List.of(new Insertion("na", HodgkinHuxley.sodium(), Map.of("reversal_mV", reversal_mV))));
            assertThat(ModelJudgement.warnings(odd)).singleElement().asString().contains("channel na");
        }
        assertThat(ModelJudgement.spikeless(USUAL, 0)).isEmpty();
        assertThat(ModelJudgement.spikeless(
                        new Cell(1000, 1, -65, List.of(new Insertion(HodgkinHuxley.potassium()))), 0))
                .hasValueSatisfying(note -> assertThat(note).contains("above -75 mV", "lacks sodium"));
    }

    @Test
    void whatFallsOutsideOfTheRun_isCounted() {
        assertThat(ModelJudgement.missed("stimulus[0]", new Stimulus.Step(20, 5, 0.1), 0, 10))
                .isPresent();
        assertThat(ModelJudgement.missed("stimulus[0]", new Stimulus.Step(-5, 5, 0.1), 0, 10))
                .isPresent();
        assertThat(ModelJudgement.missed("stimulus[0]", new Stimulus.Step(20, 5, 0.1), 15, 25))
                .isEmpty();
        assertThat(ModelJudgement.missed("stimulus[0]", Stimulus.none(), 0, 10)).isEmpty();
        assertThat(ModelJudgement.missed("synapses[1]", List.of(-5.0, 1.0, 10.0), 0, 10))
                .hasValueSatisfying(note -> assertThat(note).contains("synapses[1]: 2 of 3 events", "-5 ms"));
        assertThat(ModelJudgement.missed("synapses[1]", List.of(), 0, 10)).isEmpty();
    }
}
