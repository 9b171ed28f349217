package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {
    private static final List<String> KNOWN = List.of("capacitance_uF_per_cm2", "initial_voltage_mV", "v");

    @Test
    void of_oneLetterWrong_findsTheName() {
        assertThat(NearestName.of("capacitence_uF_per_cm2", KNOWN)).contains("capacitance_uF_per_cm2");
    }

    @Test
    void of_wrongCase_findsTheName() {
        assertThat(NearestName.of("Initial_Voltage_MV", KNOWN)).contains("initial_voltage_mV");
    }

    @Test
    void of_nothingNear_isEmpty() {
        assertThat(NearestName.of("temperature", KNOWN)).isEmpty();
    }

    @Test
    void hint_nothingNear_listsWhatIsKnown() {
        assertThat(NearestName.hint("temperature", KNOWN))
                .isEqualTo("Known: capacitance_uF_per_cm2, initial_voltage_mV, v");
    }
}
