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

/** Currents under voltage clamp: simulated through an electrode, and a cell fitted to them. */
final class VoltageClampCommandTest {
    private static final String CELL = """
        cell: {area_um2: 1000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -80}
        channels:
          - {name: k, type: neuron-hh-potassium, conductance_S_per_cm2: KBAR, reversal_mV: -95}
          - {name: leak, type: hh-leak, conductance_S_per_cm2: LEAK, reversal_mV: -70}
        """;
    private static final String KNOWN = CELL.replace("KBAR", "0.003").replace("LEAK", "0.0002");
    private static final String SIMULATION = "simulation: {duration_ms: 20, dt_ms: 0.025, sample_interval_ms: 0.025}\n";

    @TempDir
    private static Path folder;

    /** Three sweeps in one table: commands and currents. */
    private static String family;

    @BeforeAll
    static void record() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("t_ms");
        for (int step_mV : new int[] {-110, -20, 30}) {
            StringBuilder command = new StringBuilder("t_ms,v_mV\n");
            for (int k = 0; k <= 800; k++) {
                command.append(0.025 * k)
                        .append(',')
                        .append(k < 80 ? -80 : step_mV)
                        .append('\n');
            }
            write("command.csv", command.toString());
            String model = write("known.yaml", KNOWN + SIMULATION + """
                clamp: {file: command.csv, resistance_MOhm: 20, compensation: 0.6}
                record: [clamp]
                """);
            Path out = folder.resolve("sweep" + step_mV);
            Ran ran = Ran.of("simulate", model, "--out", out.toString());
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            List<String> trace = Files.readAllLines(out.resolve("trace.csv"));
            assertThat(trace.getFirst()).isEqualTo("t_ms,v_mV,i_clamp_nA");
            rows.set(0, rows.getFirst() + ",v" + step_mV + " (mV),i" + step_mV + " (nA)");
            for (int row = 1; row < trace.size(); row++) {
                String[] cells = trace.get(row).split(",", -1);
                if (rows.size() <= row) {
                    rows.add(cells[0]);
                }
                rows.set(row, rows.get(row) + "," + (row <= 80 ? -80 : step_mV) + "," + cells[2]);
            }
        }
        family = write("family.csv", String.join("\n", rows) + "\n");
    }

    private static String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ran fit(String model, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "fit",
                write("model.yaml", model),
                "--recording",
                family,
                "--sweep",
                "all",
                "--out",
                folder.resolve("fitted").toString()));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static double found(String summary, String name) {
        return Pattern.compile("\"" + name + "\".*?\"value\" ?: ?([-0-9.E]+)", Pattern.DOTALL)
                .matcher(summary)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fit_toCurrents_findsTheElectrode_andWritesAModelThatRuns() throws IOException {
        Ran ran = fit(
                CELL.replace("KBAR", "{fit: 0.002}").replace("LEAK", "{fit: 0.0001}") + """
                    clamp: {resistance_MOhm: {fit: 15}, compensation: 0.6}
                    simulation: {dt_ms: 0.025}
                    """, "--observed", "current");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("RMSE", " pA", "0.3 ms after each jump");
        Path out = folder.resolve("fitted");
        String summary = Files.readString(out.resolve("summary.json"));
        assertThat(found(summary, "clamp.resistance_MOhm")).isCloseTo(20, within(0.01));
        assertThat(found(summary, "k.conductance_S_per_cm2")).isCloseTo(0.003, within(1e-6));
        assertThat(found(summary, "leak.conductance_S_per_cm2")).isCloseTo(0.0002, within(4e-6));
        assertThat(summary).contains("\"rmse_pA\"");
        assertThat(Files.readAllLines(out.resolve("trace.csv")).getFirst())
                .isEqualTo("recording,t_ms,i_recorded_nA,i_model_nA,v_command_mV");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Current of the clamp", "Command");
        Ran again = Ran.of(
                "simulate",
                out.resolve("model.yaml").toString(),
                "--out",
                folder.resolve("again").toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    /** A recording that begins where the clamp has led is explained by a model that does, and that is what is written. */
    @Test
    void fit_toACellThatWasHeld_writesAModelThatIs() throws IOException {
        StringBuilder command = new StringBuilder("t_ms,v_mV\n");
        for (int k = 0; k <= 800; k++) {
            command.append(0.025 * k).append(',').append(k < 200 ? -60 : -20).append('\n');
        }
        write("command.csv", command.toString());
        Path held = folder.resolve("held"), out = folder.resolve("fitted"), again = folder.resolve("again");
        String clamp = "clamp: {file: command.csv, resistance_MOhm: 100}\n";
        Ran ran = Ran.of(
                "simulate",
                write("held.yaml", KNOWN + SIMULATION.replace("{", "{start: held, ") + clamp + "record: [clamp]\n"),
                "--out",
                held.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<String> rows = new ArrayList<>(List.of("t_ms,v_mV,i_nA"));
        List<String> trace = Files.readAllLines(held.resolve("trace.csv"));
        for (int row = 1; row < trace.size(); row++) {
            String[] cells = trace.get(row).split(",", -1);
            rows.add(cells[0] + "," + (row <= 200 ? -60 : -20) + "," + cells[2]);
        }
        Ran fitted = Ran.of(
                "fit",
                write("open.yaml", KNOWN + "clamp: {resistance_MOhm: {fit: 80}}\n"),
                "--recording",
                write("held.csv", String.join("\n", rows) + "\n"),
                "--observed",
                "current",
                "--dt",
                "0.025",
                "--out",
                out.toString());
        assertThat(fitted.exitCode()).as(fitted.err()).isZero();
        assertThat(fitted.err()).contains("held for long before");
        assertThat(found(Files.readString(out.resolve("summary.json")), "clamp.resistance_MOhm"))
                .isCloseTo(100, within(0.01));
        assertThat(out.resolve("model.yaml")).content().contains("start: held");
        assertThat(Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString())
                        .exitCode())
                .isZero();
        double first_mV = Double.parseDouble(trace.get(1).split(",", -1)[1]),
                again_mV =
                        Double.parseDouble(Files.readAllLines(again.resolve("trace.csv"))
                                .get(1)
                                .split(",", -1)[1]);
        assertThat(again_mV).isCloseTo(first_mV, within(1e-3)).isLessThan(-60.01);
    }

    /** Currents say what opens and how fast, a voltage how large the membrane is: its capacitance from a fast step. */
    @Test
    void fit_toCurrentsAndAVoltage_thenValidate() throws IOException {
        Path step = folder.resolve("step");
        Ran simulated = Ran.of("simulate", write("step.yaml", KNOWN + SIMULATION + """
            stimulus: [step: {start_ms: 2, duration_ms: 10, amplitude_pA: 30}]
            record: [i]
            """), "--out", step.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        String voltage = step.resolve("trace.csv").toString();
        Path out = folder.resolve("both");
        Ran ran = Ran.of(
                "fit",
                write(
                        "both.yaml",
                        CELL.replace("KBAR", "{fit: 0.002}")
                                        .replace("LEAK", "{fit: 0.0001}")
                                        .replace("cm2: 1,", "cm2: {fit: 1.4},")
                                + """
                                clamp: {resistance_MOhm: {fit: 15}, compensation: 0.6}
                                simulation: {dt_ms: 0.025}
                                """),
                "--recording",
                family,
                "--sweep",
                "all",
                "--observed",
                "current",
                "--recording",
                voltage,
                "--observed",
                "voltage",
                "--out",
                out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        String summary = Files.readString(out.resolve("summary.json"));
        assertThat(found(summary, "capacitance_uF_per_cm2")).isCloseTo(1, within(0.01));
        assertThat(found(summary, "k.conductance_S_per_cm2")).isCloseTo(0.003, within(1e-6));
        assertThat(found(summary, "clamp.resistance_MOhm")).isCloseTo(20, within(0.01));

        Path judged = folder.resolve("judged");
        Ran validation = Ran.of(
                "validate",
                out.resolve("model.yaml").toString(),
                "--recording",
                family,
                "--sweep",
                "2",
                "--observed",
                "current",
                "--out",
                judged.toString());
        assertThat(validation.exitCode()).as(validation.err()).isZero();
        assertThat(validation.err()).contains(" pA away from the recordings.").doesNotContain("spikes");
        String verdict = Files.readString(judged.resolve("summary.json"));
        assertThat(Pattern.compile("\"rmse_pA\" ?: ?([-0-9.E]+)")
                        .matcher(verdict)
                        .results()
                        .mapToDouble(match -> Double.parseDouble(match.group(1)))
                        .findFirst()
                        .orElseThrow())
                .isLessThan(1);
        assertThat(Files.readString(judged.resolve("report.html"))).contains("Current of the clamp", "Command");
    }

    @Test
    void recover_fromCurrents_findsCurves() throws IOException {
        String model = write("unknown.yaml", """
            cell: {area_um2: 1000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -80}
            channels:
              - name: k
                type: learned
                conductance_S_per_cm2: 0.003
                reversal_mV: -95
                gates: [{name: n, power: 4}]
              - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0002, reversal_mV: -70}
            clamp: {resistance_MOhm: 20, compensation: 0.6}
            simulation: {dt_ms: 0.1}
            """);
        Path out = folder.resolve("found");
        Ran ran = Ran.of(
                "recover",
                model,
                "--recording",
                family,
                "--sweep",
                "all",
                "--observed",
                "current",
                "--network",
                "6",
                "--out",
                out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("recovered channel k", " pA");
        assertThat(Files.readString(out.resolve("model.yaml"))).contains("file: command.csv");
        // the electrode keeps 8 of the 60 mV
        String[] atStep = Files.readAllLines(out.resolve("curves.csv")).stream()
                .map(row -> row.split(","))
                .filter(cells -> cells[1].equals("-28"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(atStep[2])).isCloseTo(0.7862, within(0.02));
    }

    @Test
    void badInput_isRefused() throws IOException {
        String marked = CELL.replace("KBAR", "{fit: 0.002}").replace("LEAK", "0.0002");
        assertThat(fit(marked, "--observed", "current").complaint()).contains("clamp: {resistance_MOhm: 10");
        assertThat(fit(marked + "clamp: {resistance_MOhm: 10}\n").complaint()).contains("--observed current");
        assertThat(fit(marked + "clamp: {resistance_MOhm: 10}\n", "--observed", "current", "--bridge", "10")
                        .complaint())
                .contains("--bridge is for current clamp");
        assertThat(fit(
                                marked + "clamp: {resistance_MOhm: 10, blank_ms: 50}\n",
                                "--observed",
                                "current",
                                "--from-ms",
                                "1.975")
                        .complaint())
                .contains("nothing is left");
        assertThat(fit(marked + "clamp: {resistance_MOhm: 10, compensation: 1}\n", "--observed", "current")
                        .complaint())
                .contains("clamp.compensation: must lie in [0, 1)");
        assertThat(fit(marked + "clamp: {resistance_MOhm: 10}\nloss: [slope: {}]\n", "--observed", "current")
                        .complaint())
                .contains("voltage only");
        assertThat(fit(
                                marked.replace("area_um2: 1000", "area_um2: {fit: 1000}")
                                        + "clamp: {resistance_MOhm: 10}\n",
                                "--observed",
                                "current")
                        .complaint())
                .contains("size of the cell");
        assertThat(fit(marked, "--observed", "current", "--observed", "voltage").complaint())
                .contains("--observed is given 2 times");
        assertThat(fit(marked, "--observed", "time").complaint()).contains("voltage or current");
        assertThat(fit(marked, "--leak-sweeps", "1").complaint()).contains("--observed current");
        Ran run = Ran.of(
                "simulate",
                write("bare.yaml", KNOWN + SIMULATION + "clamp: {resistance_MOhm: 10}\n"),
                "--out",
                folder.resolve("bare").toString());
        assertThat(run.complaint()).contains("missing key file");
    }
}
