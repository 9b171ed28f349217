package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Marks on the size of a single compartment. */
final class MarkedSizeTest {
    private static ModelFile cell(String size) {
        return ModelReader.parse("m.yaml", """
            cell: {SIZE, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
            channels: [{name: leak, type: pas}]
            """.replace("SIZE", size), Path.of(""));
    }

    @Test
    void area_isThatOfTheMembrane() {
        ModelFile model = cell("area_um2: {fit: 120}");
        assertThat(model.cell().compartments().area_um2(0)).isEqualTo(120);
        assertThat(model.fit().parameters().getFirst().quantity()).isEqualTo(new Quantity.Area_um2());
    }

    @Test
    void length_isTheAreaOverThatOfAMicrometre() {
        ModelFile model = cell("cylinder: {length_um: {fit: 30}, diameter_um: 2}");
        Parameter length = model.fit().parameters().getFirst();
        assertThat(length.name()).isEqualTo("cylinder.length_um");
        assertThat(length.start()).isCloseTo(60 * Math.PI, within(1e-9));
        assertThat(model.cell().compartments().area_um2(0)).isEqualTo(length.start());
        assertThat(model.fit().factors().getFirst()).isCloseTo(2 * Math.PI, within(1e-9));
    }
}
