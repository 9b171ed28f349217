package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model follows beside voltages and currents of electrodes: its axial current and calcium. */
final class ObservedQuantityTest {
    private static final String CELL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: dend, type: apical, parent: soma, length_um: 200, diameter_um: 3}
          compartments: {per_branch: 1}
        cell: {axial_resistivity_ohm_cm: RESISTIVITY, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: leak, type: pospischil-leak, conductance_S_per_cm2: 0.0001, reversal_mV: -70}
          - {name: na, type: pospischil-sodium, conductance_S_per_cm2: {soma: 0.05, otherwise: SODIUM}, v_t_mV: -60}
          - {name: kd, type: pospischil-potassium, conductance_S_per_cm2: 0.005, v_t_mV: -60}
          - {name: cal, type: pospischil-high-threshold-calcium, conductance_S_per_cm2: 0.0003 GATES}
          - {name: ca, type: destexhe-calcium-pool, depth_um: 1, tau_ms: 60}
        """;
    private static final String OPEN = cell("{fit: 180}", "{fit: 0.01}", "");
    private static final String RUN = """
        stimulus: [step: {start_ms: 2, duration_ms: 25, amplitude_nA: 0.4}]
        simulation: {duration_ms: 40, dt_ms: 0.025, sample_interval_ms: 0.1}
        record: [i, axial, "ca.calcium_mM@dend(0.5)"]
        """;

    @TempDir
    private static Path folder;

    private static String recording;

    @BeforeAll
    static void record() throws IOException {
        Path out = folder.resolve("recorded");
        Ran ran = Ran.of("simulate", write("true.yaml", cell("100", "0.02", "") + RUN), "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        recording = out.resolve("trace.csv").toString();
    }

    private static String cell(String resistivity, String sodium, String gates) {
        return CELL.replace("RESISTIVITY", resistivity)
                .replace("SODIUM", sodium)
                .replace("GATES", gates);
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** A command on a model, of the recording. */
    private static Ran of(String command, String model, String... more) throws IOException {
        String file = write("model.yaml", model + "simulation: {dt_ms: 0.025}\n");
        return Ran.of(Stream.concat(
                        Stream.of(
                                command,
                                file,
                                "--recording",
                                recording,
                                "--out",
                                folder.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static double value(String numbers, String name) {
        Matcher row = Pattern.compile("^" + Pattern.quote(name) + ",[^,]*,([^,]*),", Pattern.MULTILINE)
                .matcher(numbers);
        assertThat(row.find()).isTrue();
        return Double.parseDouble(row.group(1));
    }

    private static void assertFound(Ran fit) throws IOException {
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        String numbers = Files.readString(folder.resolve("out/parameters.csv"));
        assertThat(value(numbers, "axial_resistivity_ohm_cm")).isCloseTo(100, within(0.01));
        assertThat(value(numbers, "na.conductance_S_per_cm2@otherwise")).isCloseTo(0.02, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"axial, i_axial_nA", "ca.calcium_mM@dend(0.5), ca.calcium_mM"})
    void fit_toAQuantity_findsTheNumbers(String observed, String title) throws IOException {
        assertFound(of("fit", OPEN, "--observed", observed));
        assertThat(Files.readAllLines(folder.resolve("out/trace.csv")).getFirst())
                .isEqualTo("recording,t_ms," + title + "_recorded," + title + "_model");
    }

    @Test
    void fit_toAVoltageAndAQuantity_showsBoth() throws IOException {
        assertFound(of("fit", OPEN, "--recording", recording, "--observed", "voltage", "--observed", "axial"));
        assertThat(Files.readAllLines(folder.resolve("out/trace.csv")).getFirst())
                .isEqualTo("recording,t_ms,v_recorded_mV,v_model_mV,i_axial_nA_recorded,i_axial_nA_model");
    }

    @Test
    void recover_fromCalcium_findsTheGateOfTheChannelThatCarriesIt() throws IOException {
        String calcium = "ca.calcium_mM@dend(0.5)";
        Path renamed = folder.resolve("fluorescence.csv");
        Files.writeString(renamed, Files.readString(Path.of(recording)).replace(calcium, "fluo"));
        String model =
                write("recover.yaml", cell("100", "0.02", ", gates: {q: learned}") + "simulation: {dt_ms: 0.025}\n");
        Ran ran = Ran.of(
                "recover",
                model,
                "--recording",
                renamed.toString(),
                "--observed",
                calcium,
                "--columns",
                "observed=fluo",
                "--out",
                folder.resolve("recovered").toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("recovered channel cal", "in ca.calcium_mM");
    }

    @Test
    void validate_ofAQuantity_saysHowFarTheModelIsOff() throws IOException {
        Ran ran = of("validate", cell("100", "0.02", ""), "--observed", "axial");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("in i_axial_nA away from the recordings.")
                .doesNotContain("spikes");
    }

    @ParameterizedTest
    @CsvSource({
        "axia, did you mean 'axial'?",
        "v, say voltage",
        "clamp, cannot be recorded",
        "na.m, 'no column ''na.m'', which is to be the quantity observed'",
    })
    void whatCannotBeObserved_isRefused(String observed, String complaint) throws IOException {
        assertThat(of("fit", OPEN, "--observed", observed).complaint()).contains(complaint);
    }

    @Test
    void whatIsForVoltages_isRefused() throws IOException {
        assertThat(of("fit", OPEN, "--observed", "axial", "--lead-in-ms", "5").complaint())
                .contains("--lead-in-ms is for recordings of the voltage");
        assertThat(of("fit", OPEN, "--observed", "axial", "--bridge=3").complaint())
                .contains("are for recordings of the voltage");
        assertThat(of("fit", OPEN, "--observed", "axial", "--loss", "spike_times")
                        .complaint())
                .contains("is no voltage");
    }
}
