package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A squid axon against what it did, and against what another does. */
final class ValidateCommandTest {
    private static final String CELL = """
        cell: {area_um2: AREA, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: na, type: hh-sodium}
          - {name: k, type: neuron-hh-potassium}
          - {name: leak, type: neuron-hh-leak}
        """;

    @TempDir
    private static Path folder;

    private static String model, recording;

    @BeforeAll
    static void record() throws IOException {
        model = write("model.yaml", CELL.replace("AREA", "100"));
        String known = write("known.yaml", CELL.replace("AREA", "100") + """
            stimulus: [step: {start_ms: 5, duration_ms: 40, amplitude_pA: 20}]
            simulation: {duration_ms: 50, dt_ms: 0.025, sample_interval_ms: 0.1}
            record: [i]
            """);
        Path out = folder.resolve("run");
        assertThat(Ran.of("simulate", known, "--out", out.toString()).exitCode())
                .isZero();
        recording = out.resolve("trace.csv").toString();
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ran validate(String model, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "validate", model, "--recording", recording, "--recording", recording, "--dt", "0.025", "--out"));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    /** A number of summary.json: the first behind all these names. */
    private static double number(Path out, String... names) throws IOException {
        String path = "\"" + String.join("\".*?\"", names) + "\"\\s*:\\s*([-+0-9.E]+)";
        return Pattern.compile(path, Pattern.DOTALL)
                .matcher(Files.readString(out.resolve("summary.json")))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameCell_coincidesWithItsRepeats() throws IOException {
        Path out = folder.resolve("same");
        Ran ran = validate(model, out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(number(out, "rmse_mV")).isLessThan(1e-3);
        assertThat(number(out, "spikes_recorded"))
                .isEqualTo(number(out, "spikes_model"))
                .isGreaterThan(4);
        assertThat(number(out, "coincidence_2_ms", "factor")).isCloseTo(1, within(1e-12));
        assertThat(number(out, "coincidence_2_ms", "between_repeats")).isCloseTo(1, within(1e-12));
        assertThat(Files.readString(out.resolve("report.html"))).contains("coincidence factor", "AP_width");
        assertThat(out.resolve("trace.csv")).exists();
    }

    @Test
    void anotherCell_isFoundWorse_andWhatComesBeforeIsNotJudged() throws IOException {
        String other = write("other.yaml", CELL.replace("AREA", "300"));
        Path out = folder.resolve("other"), late = folder.resolve("late");
        assertThat(validate(other, out.toString()).exitCode()).isZero();
        assertThat(number(out, "rmse_mV")).isGreaterThan(5);
        assertThat(number(out, "coincidence_2_ms", "factor")).isLessThan(0.7);
        assertThat(validate(model, late.toString(), "--score-from-ms", "30").exitCode())
                .isZero();
        assertThat(number(late, "spikes_recorded")).isLessThan(number(out, "spikes_recorded"));
    }

    /** A recording that begins in the middle of a train: only the lead brings the gates there. */
    @Test
    void leadIn_bringsTheModelToWhereTheRecordingBegins() throws IOException {
        Path led = folder.resolve("led"), alone = folder.resolve("alone");
        assertThat(validate(model, alone.toString(), "--from-ms", "11", "--score-from-ms", "20")
                        .exitCode())
                .isZero();
        assertThat(validate(model, led.toString(), "--from-ms", "11", "--lead-in-ms", "20")
                        .exitCode())
                .isZero();
        assertThat(number(led, "rmse_mV")).isLessThan(0.3 * number(alone, "rmse_mV"));
    }

    @Test
    void badInput_isRefused() {
        Path out = folder.resolve("bad");
        assertThat(validate(model, out.toString(), "--score-from-ms", "60").complaint())
                .contains("is to be judged from 60.0 ms on");
        assertThat(validate(model, out.toString(), "--lead-in-ms", "-1").complaint())
                .contains("--lead-in-ms");
        assertThat(out).doesNotExist();
    }
}
