package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipette in current clamp that is a branch of the cell: the current that does not charge it flows through its resistance; its
 * resistance and capacitance found.
 */
final class PipetteExampleTest {
    private static final double RESISTANCE_MOhm = 12,
            CAPACITANCE_pF = 4,
            CURRENT_nA = 0.4,
            FROM_ms = 5,
            TO_ms = 6,
            INTERVAL_ms = 0.025;

    @TempDir
    private Path folder;

    @Test
    void fit_throughThePipette_findsIt() throws IOException {
        String example = Files.readString(Path.of("examples/pipette.yaml"));
        String known =
                example.replace("{fit: 20}", "12").replace("{fit: 2}", "4").replace("{fit: 0.8}", "1");
        Path model = Files.writeString(folder.resolve("known.yaml"), known + "record: [v@pipette, i@pipette]\n");
        Path run = folder.resolve("run"), recording = folder.resolve("r.csv"), out = folder.resolve("out");
        Ran simulated = Ran.of("simulate", model.toString(), "--out", run.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        List<double[]> rows = Files.readAllLines(run.resolve("trace.csv")).stream()
                .skip(1)
                .map(row -> Arrays.stream(row.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
        for (int k = (int) (FROM_ms / INTERVAL_ms) + 12; k < (int) (TO_ms / INTERVAL_ms); k++) {
            double rise_mV_per_ms = (rows.get(k + 1)[2] - rows.get(k - 1)[2]) / (2 * INTERVAL_ms);
            double charging_nA = 1e-3 * CAPACITANCE_pF * rise_mV_per_ms;
            assertThat(rows.get(k)[2] - rows.get(k)[1])
                    .isCloseTo(RESISTANCE_MOhm * (CURRENT_nA - charging_nA), within(2e-3));
        }

        StringBuilder table = new StringBuilder("t_ms,v_mV,i_nA\n");
        rows.forEach(row -> table.append(row[0] + "," + row[2] + "," + row[3] + "\n"));
        Files.writeString(recording, table);
        Ran ran = Ran.of(
                "fit",
                "examples/pipette.yaml",
                "--recording",
                recording.toString(),
                "--at",
                "pipette",
                "--out",
                out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<String> found = Files.readAllLines(out.resolve("parameters.csv"));
        assertThat(value(found, "axial_resistivity_ohm_cm@axon")).isCloseTo(RESISTANCE_MOhm, within(1e-6));
        assertThat(value(found, "capacitance_uF_per_cm2@axon")).isCloseTo(CAPACITANCE_pF, within(1e-6));
        assertThat(value(found, "capacitance_uF_per_cm2@soma")).isCloseTo(1, within(1e-6));
    }

    private static double value(List<String> parameters, String name) {
        return parameters.stream()
                .filter(row -> row.startsWith(name + ","))
                .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[2]))
                .findFirst()
                .orElseThrow();
    }
}
