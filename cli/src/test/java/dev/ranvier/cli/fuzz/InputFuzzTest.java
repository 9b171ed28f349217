package dev.ranvier.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.command.RanvierCommand;
import dev.ranvier.saved.Sealed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are almost right: none crashes the program, hangs it, or makes it say more than what is wrong. So many cases of each
 * format as {@code -Dranvier.fuzz.cases} says, from the seed {@code -Dranvier.fuzz.first} on; a case is its seed.
 */
final class InputFuzzTest {
    private static final int CASES = Integer.getInteger("ranvier.fuzz.cases", 300);
    private static final long FIRST = Long.getLong("ranvier.fuzz.first", 1);
    private static final double MOST_SECONDS = 20;
    private static final int MOST_LINES = 12, MOST_CHARACTERS = 20_000;

    private static final String MODEL = """
        morphology:
          branches:
            - {name: soma, type: soma, length_um: 20, diameter_um: 20}
            - {name: dend, type: basal, parent: soma, at: 0.5, length_um: 100, diameter_um: [2, 1]}
          compartments: {per_branch: {soma: 1, otherwise: 3}}
        cell: {axial_resistivity_ohm_cm: {soma: 100, otherwise: 150}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: na, type: hh-sodium, where: [soma, {in: basal, distance_um: [0, 50]}], conductance_S_per_cm2: 0.12}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: {linear: {at_root: 0.036, per_um: -0.0001, low: 0.001, high: 1}}}
          - {name: leak, type: hh-leak}
        stimulus:
          - step: {start_ms: 0.2, duration_ms: 1, amplitude_nA: 0.1}
            at: dend(0.5)
          - noise: {mean_nA: 0, sd_pA: 5, correlation_ms: 3, seed: 1}
        synapses:
          - {at: dend(0.9), times_ms: [0.5, 1], weight_nS: 1, rise_ms: 0.5, decay_ms: 5, reversal_mV: 0}
          - {at: dend, type: nmda, times_ms: [0.5], weight_nS: 1, rise_ms: 2, decay_ms: 80}
        simulation: {duration_ms: 2, dt_ms: 0.05, sample_interval_ms: 0.1, scheme: staggered, spike_threshold_mV: -10}
        record: [v@dend(0.5), na.m, k.current, "axial@dend(0.2)"]
        """;
    private static final String POINT = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: leak, type: hh-leak, conductance_S_per_cm2: {fit: 0.0004}, reversal_mV: {fit: {start: -65, low: -90, high: -40}}}
        stimulus: [step: {start_ms: 0.2, duration_ms: 1, amplitude_pA: 15}]
        simulation: {duration_ms: 2, dt_ms: 0.1}
        loss: [voltage: {from_ms: 0, to_ms: 2}, slope: {weight: 0.01}]
        """;
    private static final String SWC = """
        # a cell
        1 1 0 0 0 5 -1
        2 1 0 4 0 4 1
        3 3 0 10 0 1 2
        4 3 0 60 0 0.8 3
        5 3 20 90 0 0.5 4
        6 3 -20 90 0 0.5 4
        7 2 0 -10 0 0.5 1
        8 2 0 -80 0 0.5 7
        """;
    private static final String GATE =
            "{\"family\": \"K\", \"channel\": \"c\", \"gate\": \"n\", \"exponent\": 4, \"in_family\": true, \"v\":"
                + " [-80, -60, -40, -20, 0, 20], \"data\": [{\"celsius\": [6.3], \"cai_mM\": 5e-05, \"xinf\": [0.01,"
                + " 0.1, 0.4, 0.8, 0.95, 0.99], \"tau\": [2, 4, 5, 3, 2, 1]}]}\n";

    @TempDir
    private static Path folder;

    private static String recording, table;
    private static byte[] state, library;

    /** A command and its file. */
    @FunctionalInterface
    private interface Case {
        List<String> command(Mutation mutation, Path here) throws IOException;
    }

    @BeforeAll
    static void rightFiles() throws IOException {
        StringBuilder rows = new StringBuilder("t_ms,v_mV,i_pA\n");
        for (int k = 0; k < 20; k++) {
            double on_ms = Math.max(0, (k - 4) * 0.1);
            rows.append(k / 10.0 + "," + (-70 + 8 * (1 - Math.exp(-on_ms / 3))) + "," + (k < 4 ? 0 : 1.5) + "\n");
        }
        recording = rows.toString();
        StringBuilder gates = new StringBuilder("channel,gate,voltage_mV,x_inf,tau_ms,exponent\n");
        for (int v = -80; v <= 40; v += 20) {
            gates.append("c,n," + v + "," + 1 / (1 + Math.exp((-30.0 - v) / 8)) + ",2,4\n");
        }
        table = gates.toString();
        Path made = folder.resolve("right");
        Files.createDirectories(made);
        Path model = Files.writeString(made.resolve("model.yaml"), MODEL);
        assertThat(run(List.of(
                                "simulate",
                                model.toString(),
                                "--out",
                                made.resolve("run").toString()))
                        .exitCode)
                .isZero();
        state = Files.readAllBytes(made.resolve("run/end.state"));
        Path gate = Files.writeString(made.resolve("gate.jsonl"), GATE);
        assertThat(run(List.of(
                                "kinetics",
                                gate.toString(),
                                "--network",
                                "3",
                                "--out",
                                made.resolve("kinetics").toString()))
                        .exitCode)
                .isZero();
        library = Files.readAllBytes(made.resolve("kinetics/channels.rvc"));
        Path fit = Files.writeString(made.resolve("fit.yaml"), POINT);
        Path csv = Files.writeString(made.resolve("r.csv"), recording);
        assertThat(run(fitting(fit, csv)).exitCode)
                .as("one step does not converge")
                .isEqualTo(3);
    }

    private record Ran(int exitCode, String out, String err, double seconds) {}

    private static Ran run(List<String> command) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        long begin_ns = System.nanoTime();
        int exitCode = RanvierCommand.run(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString(), (System.nanoTime() - begin_ns) * 1e-9);
    }

    private static List<String> fitting(Path model, Path recording) {
        return List.of(
                "fit",
                model.toString(),
                "--recording",
                recording.toString(),
                "--steps",
                "1",
                "--jobs",
                "1",
                "--out",
                model.resolveSibling("out").toString());
    }

    private static void fuzz(Case one) throws IOException {
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (long seed = FIRST; seed < FIRST + CASES; seed++) {
            Path here = Files.createDirectory(folder.resolve("case" + seed));
            Ran ran = run(one.command(new Mutation(seed), here));
            refused += ran.exitCode == 2 ? 1 : 0;
            String fault = fault(ran);
            if (!fault.isEmpty()) {
                wrong.add("seed " + seed + ": " + fault + ": " + ran.err.substring(0, Math.min(400, ran.err.length())));
            }
            delete(here);
        }
        assertThat(wrong).as("cases that went wrong, of " + CASES).isEmpty();
        assertThat(refused).as("cases that were refused, of " + CASES).isGreaterThan(CASES / 5);
    }

    /** What is wrong with an end; empty if nothing is. */
    private static String fault(Ran ran) {
        String said = ran.err.replace("\r", "").replace("\n", "");
        if (ran.exitCode != 0 && ran.exitCode != 2 && ran.exitCode != 3) {
            return "exit code " + ran.exitCode;
        }
        if (ran.err.contains("\tat ") || ran.err.contains("not enough memory") || ran.err.contains("Exception")) {
            return "a trace, or no memory";
        }
        if (ran.seconds > MOST_SECONDS) {
            return ran.seconds + " s";
        }
        if (ran.err.lines().count() > MOST_LINES || ran.err.length() > MOST_CHARACTERS) {
            return "it says too much";
        }
        return said.chars().anyMatch(Character::isISOControl) ? "control characters" : "";
    }

    private static void delete(Path here) throws IOException {
        try (var files = Files.walk(here)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> simulating(Path here, String model, String... more) throws IOException {
        Path file = Files.writeString(here.resolve("m.yaml"), model);
        List<String> command = new ArrayList<>(List.of(
                "simulate", file.toString(), "--out", here.resolve("out").toString()));
        command.addAll(Arrays.asList(more));
        return command;
    }

    @Test
    void models() throws IOException {
        fuzz((mutation, here) -> {
            Path file = Files.write(here.resolve("m.yaml"), mutation.of(MODEL));
            return List.of(
                    "simulate", file.toString(), "--out", here.resolve("out").toString());
        });
    }

    @Test
    void modelsWithMarks() throws IOException {
        fuzz((mutation, here) -> fitting(
                Files.write(here.resolve("m.yaml"), mutation.of(POINT)),
                Files.writeString(here.resolve("r.csv"), recording)));
    }

    @Test
    void recordings() throws IOException {
        fuzz((mutation, here) -> fitting(
                Files.writeString(here.resolve("m.yaml"), POINT),
                Files.write(here.resolve("r.csv"), mutation.of(recording))));
    }

    @Test
    void morphologies() throws IOException {
        fuzz((mutation, here) -> {
            Files.write(here.resolve("c.swc"), mutation.of(SWC));
            String repair = mutation.once(2)
                    ? ", repair: {least_radius_um: 0.1, fragments: " + (mutation.once(2) ? "drop" : "connect")
                            + ", ids: renumber, coincident: merge, soma: one_sphere, columns: ignore_extra,"
                            + " zero_parent: root}"
                    : "";
            return simulating(
                    here,
                    "morphology: {swc: c.swc" + repair + ", compartments: {per_branch: 2}}\n"
                            + "cell: {axial_resistivity_ohm_cm: 100,"
                            + " capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}\n"
                            + "channels: [{name: leak, type: hh-leak}]\n"
                            + "simulation: {duration_ms: 0.5, dt_ms: 0.1}\n");
        });
    }

    @Test
    void gatesAsLines() throws IOException {
        fuzz((mutation, here) -> kinetics(Files.write(here.resolve("g.jsonl"), mutation.of(GATE))));
    }

    @Test
    void gatesAsTables() throws IOException {
        fuzz((mutation, here) -> kinetics(Files.write(here.resolve("g.csv"), mutation.of(table))));
    }

    private static List<String> kinetics(Path file) {
        return List.of(
                "kinetics",
                file.toString(),
                "--network",
                "2",
                "--jobs",
                "1",
                "--out",
                file.resolveSibling("out").toString());
    }

    /** Half of them under a right checksum. */
    @Test
    void states() throws IOException {
        byte[] content =
                Sealed.read(new ByteArrayInputStream(state), 0x52_4e_56_53, 3).readAllBytes();
        fuzz((mutation, here) -> {
            byte[] changed = mutation.of(state);
            if (mutation.once(2)) {
                byte[] forged = mutation.of(content);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Sealed.write(out, 0x52_4e_56_53, 3, data -> data.write(forged));
                changed = out.toByteArray();
            }
            Path file = Files.write(here.resolve("s.state"), changed);
            return simulating(here, MODEL, "--from", file.toString());
        });
    }

    /** Half of them under a right checksum. */
    @Test
    void libraries() throws IOException {
        byte[] content = new GZIPInputStream(new ByteArrayInputStream(library)).readAllBytes();
        fuzz((mutation, here) -> {
            byte[] changed = mutation.of(library);
            if (mutation.once(2)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
                    zipped.write(mutation.of(content));
                }
                changed = out.toByteArray();
            }
            return List.of(
                    "channel", Files.write(here.resolve("l.rvc"), changed).toString(), "K/c");
        });
    }
}
