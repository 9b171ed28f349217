package dev.ranvier.files.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelReaderTest {
    private static final double ROUNDING = 1e-12;

    private static final String GOOD = """
        cell:
          area_um2: 100
          capacitance_uF_per_cm2: 1
          initial_voltage_mV: -70
        channels:
          - name: na
            type: hh-sodium
            conductance_S_per_cm2: 0.12
          - name: k
            type: learned
            conductance_mS_per_cm2: {fit: 30}
            reversal_mV: -75
            gates:
              - {name: n, power: 4}
          - {name: leak, type: hh-leak}
        stimulus:
          - step: {start_ms: 5, duration_ms: 40, amplitude_pA: 15}
          - ramp: {start_ms: 0, duration_ms: 10, from_nA: 0, to_pA: 2}
        simulation:
          duration_ms: 50
          dt_ms: 0.05
          scheme: implicit-euler
          sample_interval_ms: 0.1
        record: [v, k.n, na.current, i]
        """;

    private static ModelFile parse(String text) {
        return ModelReader.parse("m.yaml", text, Path.of(""));
    }

    private static ThrowableAssertAlternative<BadInputException> assertRefused(String from, String to) {
        assertThat(GOOD).contains(from);
        return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> parse(GOOD.replace(from, to)));
    }

    @Test
    void parse_everySection_isUnderstood() {
        ModelFile model = parse(GOOD);
        assertThat(model.membrane().compartments().area_um2(0)).isEqualTo(100);
        assertThat(model.stimuli().getFirst().stimulus()).isEqualTo(new Stimulus.Step(5, 40, 0.015));
        assertThat(model.stimuli().getLast().stimulus()).isEqualTo(new Stimulus.Ramp(0, 10, 0, 0.002));
        assertThat(model.times().scheme()).isEqualTo(Scheme.IMPLICIT_EULER);
        assertThat(model.times().duration_ms()).contains(50.0);
        assertThat(model.probes().stream().map(ProbeEntry::probe))
                .containsExactly(
                        Probe.voltage(), Probe.gate("k", "n"), Probe.current("na"), new Probe.ElectrodeCurrent(0));
        ChannelEntry.Learned unknown = model.unknownChannels().getFirst();
        assertThat(unknown.parameters())
                .containsEntry("conductance_mS_per_cm2", Profile.of(30))
                .containsEntry("reversal_mV", Profile.of(-75));
        assertThat(unknown.gates().getFirst().power()).contains(new Power.Fixed(4));
        assertThat(unknown.isKnown()).isFalse();
    }

    @Test
    void parse_siemens_givesMillisiemens() {
        ChannelEntry.Given sodium = (ChannelEntry.Given) parse(GOOD).channels().getFirst();
        assertThat(sodium.parameters()).containsEntry("conductance_mS_per_cm2", Profile.of(120));
    }

    @Test
    void parse_cylinder_givesItsLateralArea() {
        double area = parse(GOOD.replace("area_um2: 100", "cylinder: {length_um: 10, diameter_um: 2}"))
                .membrane()
                .compartments()
                .area_um2(0);
        assertThat(area).isEqualTo(62.83185307179586, within(ROUNDING));
    }

    @Test
    void parse_celsius_setsTheRateFactorOfHodgkinHuxley() {
        ModelFile model = parse(GOOD.replace("area_um2: 100", "area_um2: 100\n  celsius_degC: 16.3"));
        ChannelEntry.Given sodium = (ChannelEntry.Given) model.channels().getFirst();
        assertThat(sodium.insertion()
                        .parameter(
                                sodium.mechanism().schema().parameterIndex("rate_factor"),
                                model.membrane().compartments(),
                                0))
                .isEqualTo(3, within(ROUNDING));
    }

    @Test
    void parse_celsiusWithoutDefinition_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(GOOD.replace("area_um2: 100", "area_um2: 100\n  celsius_degC: 36")
                        .replace("type: hh-sodium", "type: pospischil-sodium")))
                .withMessageContaining("m.yaml:3:17: cell.celsius_degC")
                .withMessageContaining("'pospischil-sodium'")
                .withMessageContaining("channels[0]");
    }

    @Test
    void parse_freePower_isRead() {
        LearnedGate fitted = parse(GOOD.replace("power: 4", "power: {fit: 3.5}"))
                .unknownChannels()
                .getFirst()
                .gates()
                .getFirst();
        assertThat(fitted.power()).contains(new Power.Free(3.5));
        LearnedGate fixed = parse(GOOD.replace("power: 4", "power: 3.5"))
                .unknownChannels()
                .getFirst()
                .gates()
                .getFirst();
        assertThat(fixed.power()).contains(new Power.Free(3.5));
    }

    @Test
    void parse_unknownKey_suggestsTheNearest() {
        assertRefused("capacitance_uF_per_cm2", "capacitence_uF_per_cm2")
                .withMessageStartingWith("m.yaml:3:3: cell.capacitence_uF_per_cm2: unknown key")
                .withMessageContaining("did you mean 'capacitance_uF_per_cm2'?");
        assertRefused("stimulus:", "stimulos:")
                .withMessageContaining("m.yaml:16:1: stimulos: unknown key; did you mean 'stimulus'?");
        assertRefused("reversal_mV: -75", "reversl_mV: -75")
                .withMessageContaining("m.yaml:12:5: channels[1].reversl_mV")
                .withMessageContaining("did you mean 'reversal_mV'?");
    }

    @Test
    void parse_unknownUnit_namesTheAccepted() {
        assertRefused("conductance_S_per_cm2", "conductance_nS_per_cm2")
                .withMessageContaining("m.yaml:8:5: channels[0].conductance_nS_per_cm2")
                .withMessageContaining("unknown unit 'nS_per_cm2' for conductance")
                .withMessageContaining("conductance_mS_per_cm2 or conductance_S_per_cm2");
    }

    @Test
    void parse_missingUnit_namesTheAccepted() {
        assertRefused("duration_ms: 50", "duration: 50")
                .withMessageContaining("m.yaml:20:3: simulation.duration")
                .withMessageContaining("write duration_ms");
    }

    @Test
    void parse_unknownChannelType_suggestsTheNearest() {
        assertRefused("hh-sodium", "hh-sodum")
                .withMessageContaining("m.yaml:7:11: channels[0].type: unknown channel type 'hh-sodum'")
                .withMessageContaining("did you mean 'hh-sodium'?");
    }

    @Test
    void parse_unknownScheme_suggestsTheNearest() {
        assertRefused("implicit-euler", "implicit-eular")
                .withMessageContaining("m.yaml:22:11: simulation.scheme")
                .withMessageContaining("did you mean 'implicit-euler'?");
    }

    @Test
    void parse_unknownProbe_suggestsTheNearest() {
        assertRefused("na.current", "na.curent")
                .withMessageContaining("m.yaml:24:18: record[2]")
                .withMessageContaining("did you mean 'na.current'?");
    }

    @Test
    void parse_notPositive_isRefused() {
        for (String size : new String[] {"0", "-1"}) {
            assertRefused("area_um2: 100", "area_um2: " + size)
                    .withMessage("m.yaml:2:13: cell.area_um2: must be positive: " + size);
            assertRefused("capacitance_uF_per_cm2: 1", "capacitance_uF_per_cm2: " + size)
                    .withMessageContaining("m.yaml:3:27: cell.capacitance_uF_per_cm2: must be positive");
            assertRefused("conductance_S_per_cm2: 0.12", "conductance_S_per_cm2: " + size)
                    .withMessageContaining("m.yaml:8:28: channels[0].conductance_S_per_cm2: must be positive");
            assertRefused("{fit: 30}", "{fit: " + size + "}")
                    .withMessageContaining("channels[1].conductance_mS_per_cm2.fit: must be positive");
            assertRefused("dt_ms: 0.05", "dt_ms: " + size)
                    .withMessageContaining("m.yaml:21:10: simulation.dt_ms: must be positive");
        }
    }

    @Test
    void parse_outOfRange_namesTheRange() {
        assertRefused("conductance_S_per_cm2: 0.12", "conductance_S_per_cm2: 1e9")
                .withMessageContaining("m.yaml:8:28")
                .withMessageContaining("must lie in [0.0, 1000.0]: 1e9");
        assertRefused("reversal_mV: -75", "reversal_mV: -75000")
                .withMessageContaining("m.yaml:12:18: channels[1].reversal_mV: must lie in [-1000.0, 1000.0]: -75000");
        assertRefused("power: 4", "power: 40").withMessageContaining("m.yaml:14:26: channels[1].gates[0].power");
    }

    @Test
    void parse_notANumber_isRefused() {
        assertRefused("area_um2: 100", "area_um2: big")
                .withMessage("m.yaml:2:13: cell.area_um2: must be a number, is big");
        assertRefused("area_um2: 100", "area_um2: \"100\"").withMessageContaining("the text \"100\"");
        assertRefused("area_um2: 100", "area_um2: .nan").withMessageContaining("must be a number");
        assertRefused("area_um2: 100", "area_um2: NaN").withMessageContaining("must be a finite number");
        assertRefused("area_um2: 100", "area_um2: 1e999").withMessageContaining("must be a finite number");
        assertRefused("area_um2: 100", "area_um2: [1]").withMessageContaining("is a list");
        assertRefused("area_um2: 100", "area_um2:")
                .withMessageContaining("m.yaml:2:12: cell.area_um2")
                .withMessageContaining("empty");
    }

    @Test
    void parse_missingKey_isNamed() {
        assertRefused("  initial_voltage_mV: -70\n", "")
                .withMessage("m.yaml:2:3: cell: missing key initial_voltage_mV");
        assertRefused("    conductance_mS_per_cm2: {fit: 30}\n", "")
                .withMessageContaining(
                        "m.yaml:9:5: channels[1]: missing key conductance_mS_per_cm2 or conductance_S_per_cm2");
        assertRefused("area_um2: 100", "celsius_degC: 6.3").withMessageContaining("area_um2, or cylinder");
    }

    @Test
    void parse_keyTwice_isRefused() {
        assertRefused("area_um2: 100", "area_um2: 100\n  area_um2: 200")
                .withMessageContaining("m.yaml:3:3: cell.area_um2: this key occurs twice, first in line 2");
    }

    @Test
    void parse_quantityInTwoUnits_isRefused() {
        assertRefused("conductance_S_per_cm2: 0.12", "conductance_S_per_cm2: 0.12\n    conductance_mS_per_cm2: 120")
                .withMessageContaining(
                        "the same quantity is given as conductance_mS_per_cm2 and as conductance_S_per_cm2");
    }

    @Test
    void parse_nameTwice_isRefused() {
        assertRefused("name: leak", "name: na")
                .withMessageContaining("m.yaml:15:5: channels[2]")
                .withMessageContaining("'na'");
    }

    @Test
    void parse_nameThatIsNoName_isRefused() {
        assertRefused("name: leak", "name: a.b").withMessageContaining("must be a letter followed by");
    }

    @Test
    void parse_brokenYaml_namesThePlace() {
        assertRefused("area_um2: 100", "area_um2: [100")
                .withMessageContaining("m.yaml:3:")
                .withMessageContaining("not valid YAML");
        assertRefused("  area_um2", "\tarea_um2")
                .withMessageContaining("m.yaml:2:")
                .withMessageContaining("not valid YAML");
    }

    @Test
    void parse_emptyFile_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse("# nothing\n"))
                .withMessageContaining("m.yaml: empty");
    }

    @Test
    void parse_wrongFormat_isRefused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse("format: ranvier-model/9\n" + GOOD))
                .withMessageContaining("m.yaml:1:9: format: this program reads ranvier-model/1");
    }

    @Test
    void parse_wrongNumberOfWeights_saysHowMany() {
        assertRefused("{name: n, power: 4}", "{name: n, power: 4, network: {hidden: [2], weights: [1, 2]}}")
                .withMessageContaining("m.yaml:14:")
                .withMessageContaining("channels[1].gates[0].network.weights")
                .withMessageContaining("10 weights");
    }

    @Test
    void read_sampledStimulus_looksBesideTheModel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("i.csv"), "t_ms,i_pA\n0,0\n1,5\n2,0\n");
        String text =
                GOOD.replace("- step: {start_ms: 5, duration_ms: 40, amplitude_pA: 15}", "- sampled: {file: i.csv}");
        Path file = Files.writeString(folder.resolve("m.yaml"), text);
        Stimulus stimulus = ModelReader.read(file).stimuli().getFirst().stimulus();
        assertThat(stimulus.mean_nA(1, 2)).isEqualTo(0.005, within(ROUNDING));
    }

    @Test
    void read_clamp_isUnderstood(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("v.csv"), "t_ms,v_mV\n0,-70\n1,0\n2,0\n");
        Path file = Files.writeString(folder.resolve("m.yaml"), GOOD + "clamp: {file: v.csv, resistance_MOhm: 1}\n");
        assertThat(ModelReader.read(file).clamp().orElseThrow().conductance_mS_per_cm2())
                .isEqualTo(1000);
    }

    @Test
    void cell_unknownChannel_saysToRecoverFirst() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(GOOD).cell())
                .withMessageContaining("m.yaml:9:5: channel 'k' is yet to be learned")
                .withMessageContaining("ranvier recover");
    }

    @Test
    void unknownChannels_none_isRefused() {
        String none = GOOD.replace("type: learned", "type: hh-potassium")
                .replace("{fit: 30}", "30")
                .replace("    gates:\n      - {name: n, power: 4}\n", "")
                .replace("[v, k.n, na.current, i]", "[v]");
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> parse(none).unknownChannels())
                .withMessageContaining("m.yaml:6:3: no channel has the type 'learned'");
    }

    @Test
    void gates_thatCannotBeLearned_areRefusedWithTheirPlace() {
        for (var wrong : Map.of(
                        "{n: learned}", "hh-sodium has no gate 'n'; it has m, h",
                        "{h: learnt}", "channels[0].gates.h: a gate is 'learned', or {learned: inactivation}",
                        "{h: {learned: closing}}", "unknown orientation 'closing'",
                        "{}", "at least one gate is needed")
                .entrySet()) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() ->
                            parse(GOOD.replace("type: hh-sodium", "type: hh-sodium\n    gates: " + wrong.getKey())))
                    .withMessageContaining("m.yaml:8:")
                    .withMessageContaining(wrong.getValue());
        }
    }

    @Test
    void unknownChannels_several_areInTheOrderOfTheFile() {
        String several = GOOD.replace(
                "{name: leak, type: hh-leak}",
                "{name: m, type: learned, conductance_mS_per_cm2: 1, reversal_mV: 0, gates: [{name: x, power: 1}]}");
        assertThat(parse(several).unknownChannels().stream().map(ChannelEntry::name))
                .containsExactly("k", "m");
    }

    @Test
    void parse_nestingAndAliasesWithoutEnd_areRefused() {
        for (String deep : new String[] {"cell: " + "[".repeat(5000), "cell:\n  " + "- ".repeat(5000) + "x"}) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> ModelReader.parse("m.yaml", deep, Path.of("")))
                    .withMessageContaining("nested more than 40 deep");
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ModelReader.parse("m.yaml", "cell: &c {area_um2: *c}\nchannels: []", Path.of("")))
                .withMessageContaining("m.yaml:1:21: *c stands inside of what it stands for");
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int k = 1; k < 8; k++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(k, k, k - 1, k - 1, k - 1, k - 1, k - 1, k - 1));
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ModelReader.parse("m.yaml", laughs.toString(), Path.of("")))
                .withMessageContaining("aliases (*name)");
    }

    @Test
    void parse_sizesOfNoCell_areRefused() {
        for (String[] wrong : new String[][] {{"1e-300", "-70"}, {"1e200", "-70"}, {"100", "1e9"}, {"0x1p3", "-70"}}) {
            String cell = """
                cell: {area_um2: %s, capacitance_uF_per_cm2: 1, initial_voltage_mV: %s}
                channels: [{name: leak, type: hh-leak}]
                """.formatted(wrong[0], wrong[1]);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> ModelReader.parse("m.yaml", cell, Path.of("")))
                    .withMessageStartingWith("m.yaml:1:")
                    .withMessageMatching(".*(must lie in|must be a number).*");
        }
    }
}
