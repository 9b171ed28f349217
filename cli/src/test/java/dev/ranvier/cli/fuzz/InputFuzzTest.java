package dev.ranvier.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people write, almost right: models, plans, tables, morphologies, gates. */
final class InputFuzzTest {
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
    private static final String PLAN = """
        model: m.yaml
        vary:
          - draw:
              method: sobol
              points: 3
              numbers:
                - {key: channels.leak.reversal_mV, uniform: {low: -80, high: -60}}
                - {key: cell.cylinder.length_um, log_uniform: {low: 5, high: 20}}
          - {key: "stimulus[0].step.amplitude_pA", values: [5, 10]}
        keep: {spikes: [v], traces: [v]}
        chunk_points: 4
        """;
    private static final String CHANNEL = """
        source: Hodgkin and Huxley 1952
        conductance_mS_per_cm2: 36
        reversal_mV: -77
        parameters: {shift_mV: 2, least_ms: {default: 0.1, low: 0.001, high: 10}}
        let: {w: v + shift}
        gates:
          - {name: n, power: 4, alpha_per_ms: 0.1 * linoid((w + 55)/10), beta_per_ms: 0.125 * exp(-(w + 65)/80)}
          - {name: h, x_inf: 1/(1 + exp((v + 60)/8)), tau_ms: least + 10 ms}
        q10: {factor: 3, measured_degC: 6.3}
        """;
    private static final String JMH = """
        [{"jmhVersion": "1.37", "benchmark": "a.B.c", "mode": "avgt", "threads": 1, "forks": 2, "params": {"lanes": "8"},
          "primaryMetric": {"score": 3.0, "scoreError": 0.1, "scoreUnit": "us/op", "rawData": [[3.0, 3.1, 2.9], [3.0, 3.2, 3.1]]},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.0, "scoreUnit": "B/op", "rawData": [[0.0], [0.0]]}}}]
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
        Path fit = Files.writeString(made.resolve("fit.yaml"), POINT);
        Path csv = Files.writeString(made.resolve("r.csv"), recording);
        Path plan = Files.writeString(made.resolve("plan.yaml"), PLAN.replace("m.yaml", "fit.yaml"));
        Path channel = Files.writeString(made.resolve("k.channel.yaml"), CHANNEL);
        Path measured = Files.writeString(made.resolve("a.json"), JMH);
        for (List<String> command : List.of(
                List.of("sweep", plan.toString(), "--out", made.resolve("sweep").toString()),
                List.of("channel", channel.toString()),
                List.of("bench", "compare", measured.toString(), measured.toString()))) {
            Fuzzing.Ran ran = Fuzzing.run(command);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }
        assertThat(Fuzzing.run(fitting(fit, csv)).exitCode())
                .as("one step does not converge")
                .isEqualTo(3);
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

    private static List<String> simulating(Path here, String model, String... more) throws IOException {
        Path file = Files.writeString(here.resolve("m.yaml"), model);
        List<String> command = new ArrayList<>(List.of(
                "simulate", file.toString(), "--out", here.resolve("out").toString()));
        command.addAll(Arrays.asList(more));
        return command;
    }

    @Test
    void models() throws IOException {
        Fuzzing.fuzz(folder, (mutation, here) -> {
            Path file = Files.write(here.resolve("m.yaml"), mutation.of(MODEL));
            return List.of(
                    "simulate", file.toString(), "--out", here.resolve("out").toString());
        });
    }

    @Test
    void modelsWithMarks() throws IOException {
        Fuzzing.fuzz(
                folder,
                (mutation, here) -> fitting(
                        Files.write(here.resolve("m.yaml"), mutation.of(POINT)),
                        Files.writeString(here.resolve("r.csv"), recording)));
    }

    @Test
    void recordings() throws IOException {
        Fuzzing.fuzz(
                folder,
                (mutation, here) -> fitting(
                        Files.writeString(here.resolve("m.yaml"), POINT),
                        Files.write(here.resolve("r.csv"), mutation.of(recording))));
    }

    @Test
    void morphologies() throws IOException {
        Fuzzing.fuzz(folder, (mutation, here) -> {
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
        Fuzzing.fuzz(folder, (mutation, here) -> kinetics(Files.write(here.resolve("g.jsonl"), mutation.of(GATE))));
    }

    @Test
    void gatesAsTables() throws IOException {
        Fuzzing.fuzz(folder, (mutation, here) -> kinetics(Files.write(here.resolve("g.csv"), mutation.of(table))));
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

    /** The plan of a sweep, of a model that takes a millisecond. */
    @Test
    void plans() throws IOException {
        Fuzzing.fuzz(folder, (mutation, here) -> {
            Files.writeString(here.resolve("m.yaml"), POINT);
            Files.write(here.resolve("plan.yaml"), mutation.of(PLAN));
            return List.of(
                    "sweep",
                    here.resolve("plan.yaml").toString(),
                    "--jobs",
                    "1",
                    "--out",
                    here.resolve("out").toString());
        });
    }

    @Test
    void channelsByFormulas() throws IOException {
        Fuzzing.fuzz(
                folder,
                (mutation, here) -> List.of(
                        "channel",
                        Files.write(here.resolve("k.channel.yaml"), mutation.of(CHANNEL))
                                .toString()));
    }

    @Test
    void benchmarks() throws IOException {
        Fuzzing.fuzz(
                folder,
                (mutation, here) -> List.of(
                        "bench",
                        "compare",
                        Files.writeString(here.resolve("a.json"), JMH).toString(),
                        Files.write(here.resolve("b.json"), mutation.of(JMH)).toString()));
    }
}
