package dev.ranvier.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
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
