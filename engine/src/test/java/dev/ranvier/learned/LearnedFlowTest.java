package dev.ranvier.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.learned.LearnedFlow.Form;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LearnedFlowTest {
    private static final VoltageGrid GRID = new VoltageGrid(-120, 20, 10);

    /** A unit of x and u and its bias; of it, x and u and the bias of f; a, b, ln tau and its slope of the latent. */
    private static final List<Double> WEIGHTS = List.of(0.7, -1.3, 0.2, 1.9, 0.3, 1.1, -0.4, 5.0, 1.5, 0.8, -0.6);

    @ParameterizedTest
    @EnumSource(names = {"CONDUCTANCE", "CURRENT"})
    void part_isThatOfTheFormulas_settledAndAtOnce(Form form) {
        LearnedFlow membrane = new LearnedFlow(form, List.of(1), 1);
        FormulaChannel part = membrane.part(WEIGHTS, 1);
        for (int k = 0; k < GRID.nodes(); k++) {
            double v_mV = GRID.voltage_mV(k);
            assertThat(StateCurves.settledCurrent(part, GRID).get(k)).isCloseTo(part(form, v_mV, v_mV), within(1e-12));
            assertThat(StateCurves.currentAtOnce(part, GRID, -65).get(k))
                    .isCloseTo(part(form, v_mV, -65), within(1e-12));
        }
    }

    private static double part(Form form, double v_mV, double before_mV) {
        double x = (v_mV + 10) / 70, z = 1 / (1 + Math.exp(-(5 * (before_mV + 10) / 70 + 1.5)));
        double u = form == Form.CONDUCTANCE ? Math.log((z + 1e-4) / 1.0001) : 2 * z - 1;
        double f = 1.9 * Math.tanh(0.7 * x - 1.3 * u + 0.2) + 0.3 * x + 1.1 * u - 0.4;
        return form == Form.CONDUCTANCE ? 1 / (1 + Math.exp(-f)) : Math.tanh(f);
    }

    /** With an ion there is one more input behind x, and of the latent one more weight. */
    @Test
    void part_followsTheConcentrationOfAnIon() {
        LearnedFlow membrane = new LearnedFlow(Form.CONDUCTANCE, List.of(), 1, Optional.of(Ion.CALCIUM));
        List<Double> weights = List.of(0.3, 1.7, 1.1, -0.4, 5.0, 1.5, 0.8, -0.6, 2.5);
        for (double calcium_mM : membrane.besides()) {
            double x = (GRID.voltage_mV(2) + 10) / 70, c = Math.log(calcium_mM / 0.001) / 5;
            double z = 1 / (1 + Math.exp(-(5 * x + 1.5 + 2.5 * c)));
            double f = 0.3 * x + 1.7 * c + 1.1 * Math.log((z + 1e-4) / 1.0001) - 0.4;
            assertThat(StateCurves.settledCurrent(membrane.part(weights, calcium_mM), GRID)
                            .get(2))
                    .isCloseTo(1 / (1 + Math.exp(-f)), within(1e-12));
        }
        assertThat(membrane.known("x", weights).schema().ions())
                .containsExactly(new IonUse.Senses(
                        Ion.CALCIUM,
                        membrane.known("x", weights).schema().parameters().stream()
                                .map(Field::name)
                                .toList()
                                .indexOf("calcium_mM")));
    }

    /** Between compartments the parent's voltage is the further input. */
    @Test
    void part_followsTheParentsVoltage() {
        LearnedFlow flow = new LearnedFlow(Form.AXIAL, List.of(), 1);
        List<Double> weights = List.of(0.3, 1.7, 1.1, -0.4, 5.0, 1.5, 0.8, -0.6, 2.5);
        for (double parent_mV : flow.besides()) {
            double x = (GRID.voltage_mV(2) + 10) / 70, y = (parent_mV + 10) / 70;
            double z = 1 / (1 + Math.exp(-(5 * x + 1.5 + 2.5 * y)));
            double f = 0.3 * x + 1.7 * y + 1.1 * (2 * z - 1) - 0.4;
            assertThat(StateCurves.settledCurrent(flow.part(weights, parent_mV), GRID)
                            .get(2))
                    .isCloseTo(Math.tanh(f), within(1e-12));
        }
        assertThat(flow.known("x", weights)).isInstanceOf(AxialCurrent.class);
    }

    @Test
    void latents_relaxWithATimeConstantThatFollowsTheVoltage() {
        Channel channel = (Channel) new LearnedFlow(Form.CURRENT, List.of(1), 1).known("x", WEIGHTS);
        StateCurves curves = StateCurves.of(channel, GRID);
        for (int k = 0; k < GRID.nodes(); k++) {
            double x = (GRID.voltage_mV(k) + 10) / 70;
            assertThat(curves.tau_ms().getFirst().get(k)).isCloseTo(Math.exp(0.8 - 0.6 * x), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONDUCTANCE", "CURRENT"})
    void unknown_isTheKnownChannel_withWeightsThatAreParameters(Form form) {
        LearnedFlow membrane = new LearnedFlow(form, List.of(3, 2), 2);
        List<Double> first = membrane.first(5);
        Channel unknown = (Channel) membrane.unknown("x", first), known = (Channel) membrane.known("x", first);
        assertThat(StateCurves.currentAtOnce(unknown, GRID, -80))
                .isEqualTo(StateCurves.currentAtOnce(known, GRID, -80));
        assertThat(unknown.schema().parameters())
                .filteredOn(field -> membrane.weights().stream()
                        .anyMatch(weight -> weight.name().equals(field.name())))
                .hasSize(3 * (1 + 2) + 3 + 2 * 3 + 2 + 2 + (1 + 2) + 1 + 4 * 2);
        assertThat(known.schema().parameters().size())
                .isEqualTo(unknown.schema().parameters().size()
                        - membrane.weights().size());
    }

    @Test
    void conductance_isBounded_andDoesNothingAtItsReversal() {
        LearnedFlow membrane = new LearnedFlow(Form.CONDUCTANCE, List.of(), 0);
        Channel open = (Channel) membrane.known("x", List.of(500.0, 400.0));
        assertThat(StateCurves.settledCurrent(open, GRID).getFirst()).isCloseTo(0, within(1e-9)); // x = -1.57
        assertThat(StateCurves.settledCurrent(open, GRID).getLast()).isCloseTo(60, within(1e-9)); // 1 mS/cm2 at 60 mV
        assertThat(StateCurves.settledCurrent(open, GRID).get(6)).isEqualTo(0); // at 0 mV
    }

    @Test
    void first_isTheSame_forTheSameSeed() {
        LearnedFlow membrane = new LearnedFlow(Form.CURRENT, List.of(4), 2);
        assertThat(membrane.first(1)).isEqualTo(membrane.first(1)).isNotEqualTo(membrane.first(2));
        assertThat(StateCurves.settledCurrent((Channel) membrane.known("x", membrane.first(1)), GRID))
                .allSatisfy(current -> assertThat(current).isEqualTo(0));
    }

    @Test
    void wrongSizes_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedFlow(Form.CURRENT, List.of(1), 1).known("x", List.of(1.0)))
                .withMessageContaining("make 11 weights, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedFlow(Form.CURRENT, List.of(0), 1))
                .withMessageContaining("hidden=[0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new LearnedFlow(Form.CURRENT, List.of(1), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedFlow(Form.AXIAL, List.of(1), 1, Optional.of(Ion.CALCIUM)))
                .withMessageContaining("follows no ion");
    }
}
