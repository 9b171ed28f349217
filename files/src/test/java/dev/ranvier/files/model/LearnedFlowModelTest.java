package dev.ranvier.files.model;

import static dev.ranvier.files.model.MarkedModels.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Insertion;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code learned-conductance}, and {@code learned-current} across a membrane. */
final class LearnedFlowModelTest {
    private static final String CELL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: leak, type: pas}
        """;
    private static final String UNKNOWN =
            CELL + "  - {name: x, type: learned-conductance, conductance_mS_per_cm2: {fit: 36}, reversal_mV: -75}\n";
    private static final int WEIGHTS = 4 * (1 + 2) + 4 + 4 + (1 + 2) + 1 + 4 * 2;

    @Test
    void network_thatIsMissing_isToBeFitted_withItsPriors() {
        ModelFile model = parse(UNKNOWN);
        List<Parameter> parameters = model.fit().parameters();
        assertThat(parameters).hasSize(WEIGHTS + 1);
        assertThat(parameters)
                .filteredOn(p -> p.quantity() instanceof Quantity.NetworkWeight)
                .hasSize(WEIGHTS);
        Parameter bias = parameters.stream()
                .filter(parameter -> parameter.name().equals("x.f_bias"))
                .findFirst()
                .orElseThrow();
        assertThat(bias.start()).isEqualTo(-2);
        assertThat(bias.prior()).contains(new Prior(-2, 2));
        assertThat(model.cellToFit().insertions().getLast().name()).isEqualTo("x");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(model::cell)
                .withMessageContaining("m.yaml:4")
                .withMessageContaining("channel 'x' is yet to be learned")
                .withMessageContaining("ranvier fit");
    }

    @Test
    void gatesThatAreKnown_stayAsTheyAre_besideANetworkThatIsToBeLearned() {
        String gate =
                "  - {name: k, type: learned, conductance_mS_per_cm2: 36, reversal_mV: -75, gates: [{name: n, power: 4,"
                        + " network: {hidden: [1], weights: [1, 0, 2, 0, 0.5, 0]}}]}\n";
        assertThat(parse(CELL + gate).unknownChannels()).hasSize(1);
        assertThat(parse(UNKNOWN + gate).unknownChannels()).isEmpty();
    }

    @Test
    void network_thatIsFound_isWrittenIntoTheFile_andIsKnownThen() {
        ModelFile model = parse(UNKNOWN);
        List<Double> found = IntStream.range(0, WEIGHTS).mapToObj(k -> 0.1 * k).toList();
        ModelEdit edit = model.fit().text().edit(Path.of(""));
        model.fit().marks().forEach(mark -> edit.put(mark, mark.parts().size() == 1 ? List.of(40.0) : found));
        ModelFile known = parse(edit.text(List.of()));
        assertThat(known.fit().marks()).isEmpty();
        Insertion inserted = known.cell().insertions().getLast();
        assertThat(inserted.parameters().keySet()).containsExactlyInAnyOrder("conductance_mS_per_cm2", "reversal_mV");
        assertThat(inserted.mechanism().schema().states()).hasSize(2);
        assertThat(edit.text(List.of()))
                .contains("conductance_mS_per_cm2: 40.0")
                .contains("hidden: [4]");
    }

    @Test
    void current_acrossTheMembrane_hasAScale_andASizeOfItsOwn() {
        ModelFile model =
                parse(CELL + "  - {name: x, type: learned-current, across: membrane, scale_uA_per_cm2: 20, latents: 0,"
                        + " network: {hidden: []}}\n");
        assertThat(model.fit().parameters()).extracting(Parameter::name).containsExactly("x.f_x", "x.f_bias");
        FitMark mark = model.fit().marks().getFirst();
        assertThat(mark.writing())
                .isEqualTo(new FitMark.Writing.Network("x", new LearnedFlow(LearnedFlow.Form.CURRENT, List.of(), 0)));
    }

    @Test
    void conductance_thatSensesCalcium_hasAPlaceForIt() {
        ModelFile model = parse(CELL
                + "  - {name: pool, type: destexhe-calcium-pool}\n"
                + "  - {name: x, type: learned-conductance, conductance_mS_per_cm2: 1, reversal_mV: -95, senses:"
                + " calcium, latents: 1, network: {hidden: [], weights: [1, 2, 3, 4, 5, 6, 7, 8, 9]}}\n");
        assertThat(model.cell().insertions().getLast().mechanism().schema().parameters())
                .extracting(Field::name)
                .contains("calcium_mM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -75, network: {hidden: [1],"
                        + " weights: [1]} | make 17 weights, not 1",
                "type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -75, network: {hidden: [0]} |"
                        + " whole number",
                "type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -75, latents: -1 | must be a"
                        + " whole number, 0 or more",
                "type: learned-conductance, conductance_mS_per_cm2: 36 | reversal_mV",
                "type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -75, network: {weights: [1]} |"
                        + " hidden",
                "type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -75, senses: sodium | calcium",
                "type: learned-current, across: membrane | scale_uA_per_cm2",
                "type: learned-current, across: soma, scale_uA_per_cm2: 5 | with across: membrane; it is",
                "type: learned-current, across: membrane, scale_uA_per_cm2: 5, conductance_uS: 1 | conductance_uS"
            })
    void wrongInput_isRefusedWithItsLine(String keys, String complaint) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(CELL + "  - {name: x, " + keys + "}\n"))
                .withMessageContaining("m.yaml:4")
                .withMessageContaining(complaint);
    }
}
