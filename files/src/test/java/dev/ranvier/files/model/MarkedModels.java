package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.parameter.Parameter;
import java.nio.file.Path;
import java.util.List;

/** Models in which tests mark numbers to be fitted, and the parameters that come of it. */
final class MarkedModels {
    static final String ONE = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12, reversal_mV: 50}
        """;

    static final String TREE = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: trunk, type: apical, parent: soma, at: 0.5, length_um: 200, diameter_um: 2}
            - {name: "tuft[0]", type: apical, parent: trunk, length_um: 100, diameter_um: 1}
            - {name: twig, type: basal, parent: soma, at: 0.5, length_um: 50, diameter_um: 1}
          compartments: {per_branch: 1}
        cell: {axial_resistivity_ohm_cm: 150, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: neuron-hh-leak, conductance_S_per_cm2: 0.0003}
        """;

    static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, Path.of(""));
    }

    static ModelFile marked(String text, String from, String to) {
        assertThat(text).contains(from);
        return parse(text.replace(from, to));
    }

    static List<Parameter> parameters(ModelFile model) {
        return model.fit().marks().stream()
                .flatMap(mark -> mark.parts().stream())
                .map(FitMark.Part::parameter)
                .toList();
    }

    private MarkedModels() {}
}
