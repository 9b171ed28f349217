package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two conductances of the squid axon's membrane, to be fitted to a spike of 12 ms. */
abstract class AxonFits {
    static final String CELL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12, reversal_mV: 50}
          - {name: k, type: neuron-hh-potassium, conductance_mS_per_cm2: 36}
          - {name: leak, type: neuron-hh-leak}
        """;
    static final String STIMULUS = "stimulus: [step: {start_ms: 1, duration_ms: 8, amplitude_pA: 20}]\n";
    static final String MARKED = CELL.replace("0.12", "{fit: {start: 0.1, low: 0.01, high: 0.5}}")
            .replace("_cm2: 36", "_cm2: {fit: {start: 45, prior_mean: 36, prior_sd: 100}}");

    @TempDir
    static Path folder;

    static String model;
    /** With its current, and with another interval and without it. */
    static String driven;

    static String undriven;

    @BeforeAll
    static void record() throws IOException {
        driven = recorded("driven", "0.1", "record: [i]\n");
        undriven = recorded("undriven", "0.05", "");
        model = write("marked.yaml", MARKED);
    }

    static String recorded(String name, String interval_ms, String more) throws IOException {
        String known = write(
                name + ".yaml",
                CELL + STIMULUS + "simulation: {duration_ms: 12, dt_ms: 0.025, sample_interval_ms: " + interval_ms
                        + "}\n" + more);
        Path out = folder.resolve(name);
        assertThat(Ran.of("simulate", known, "--out", out.toString()).exitCode())
                .isZero();
        return out.resolve("trace.csv").toString();
    }

    static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    static Ran fit(String model, String recording, Path out, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("fit", model, "--recording", recording, "--out", out.toString(), "--dt", "0.025"));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    /** Column {@code name} of a table, whose cells hold no commas. */
    static List<String> column(Path table, String name) throws IOException {
        List<String> rows = Files.readAllLines(table);
        int index = List.of(rows.getFirst().split(",", -1)).indexOf(name);
        return rows.stream().skip(1).map(row -> row.split(",", -1)[index]).toList();
    }

    static List<Double> numbers(Path table, String name) throws IOException {
        return column(table, name).stream().map(Double::valueOf).toList();
    }
}
