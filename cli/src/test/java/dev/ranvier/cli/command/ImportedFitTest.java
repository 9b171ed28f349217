package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits and recoveries of a cell with a channel and a synapse of NMODL files. */
final class ImportedFitTest {
    private static final String CHANNEL = """
        NEURON { SUFFIX kd USEION k READ ek WRITE ik RANGE gbar, vhalf }
        PARAMETER { gbar = 0.001 (S/cm2) vhalf = -50 (mV) }
        ASSIGNED { v (mV) ek (mV) ik (mA/cm2) }
        STATE { n }
        INITIAL { n = ninf(v) }
        BREAKPOINT { SOLVE s METHOD cnexp ik = gbar*n*(v - ek) }
        DERIVATIVE s { n' = (ninf(v) - n)/(1 + 4/(1 + ((v + 55)/20)^2)) }
        FUNCTION ninf(v) { ninf = 1/(1 + exp(-(v - vhalf)/6)) }
        """;
    private static final String SYNAPSE = """
        NEURON { POINT_PROCESS Fading NONSPECIFIC_CURRENT i RANGE tau, e }
        PARAMETER { tau = 2 (ms) e = 0 (mV) }
        ASSIGNED { v (mV) i (nA) }
        STATE { g (uS) }
        BREAKPOINT { SOLVE s METHOD cnexp i = g*(v - e) }
        DERIVATIVE s { g' = -g/tau }
        NET_RECEIVE(w (uS)) { g = g + w }
        """;
    private static final String MODEL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak, reversal_mV: -65}
          - {name: k, type: nmodl, file: kd.mod, gbar_S_per_cm2: 0.001, vhalf_mV: -50, ek_mV: -80}
          - {name: more, type: nmodl, file: kd.mod, gbar_S_per_cm2: 0.0005, vhalf_mV: -40, ek_mV: -80}
        synapses: [{type: nmodl, file: fading.mod, times_ms: [2, 5], weight_nS: 0.05, tau_ms: 2}]
        """;

    @TempDir
    private static Path folder;

    private static String recording;

    @BeforeAll
    static void record() throws IOException {
        Files.writeString(folder.resolve("kd.mod"), CHANNEL);
        Files.writeString(folder.resolve("fading.mod"), SYNAPSE);
        Path out = folder.resolve("recorded"), known = model("known", MODEL + """
            stimulus: [step: {start_ms: 1, duration_ms: 5, amplitude_pA: 4}]
            simulation: {duration_ms: 9, dt_ms: 0.025, sample_interval_ms: 0.1}
            record: [i]
            """);
        Ran ran = Ran.of("simulate", known.toString(), "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        recording = out.resolve("trace.csv").toString();
    }

    private static Path model(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private static Path ran(String command, Path model, String... more) {
        Path out = folder.resolve("out-" + model.getFileName());
        List<String> arguments = new ArrayList<>(
                List.of(command, model.toString(), "--recording", recording, "--out", out.toString(), "--dt", "0.025"));
        arguments.addAll(List.of(more));
        Ran ran = Ran.of(arguments.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return out;
    }

    @Test
    void fit_numbersOfImportedChannelAndSynapse_findsThem() throws IOException {
        Path out = ran(
                "fit",
                model(
                        "fit",
                        MODEL.replace("gbar_S_per_cm2: 0.001", "gbar_S_per_cm2: {fit: 0.0012}")
                                .replace("vhalf_mV: -50", "vhalf_mV: {fit: -47}")
                                .replace("weight_nS: 0.05", "weight_nS: {fit: 0.06}")
                                .replace("tau_ms: 2", "tau_ms: {fit: 2.5}")));
        List<String> rows = Files.readAllLines(out.resolve("parameters.csv"));
        double[] truth = {0.001, -50, 0.05, 2};
        for (int k = 1; k < rows.size(); k++) {
            String[] cells = rows.get(k).split(",", -1);
            double expected = truth[
                    List.of("k.gbar_S_per_cm2", "k.vhalf_mV", "synapses[0].weight_nS", "Fading0.tau_ms")
                            .indexOf(cells[0])];
            assertThat(Double.parseDouble(cells[2])).as(cells[0]).isCloseTo(expected, withinPercentage(0.1));
        }
        assertThat(rows).hasSize(5);
    }

    /** The other imported channel is known. */
    @Test
    void recover_aGateOfAnImportedChannelBesideAnother_followsTheRecording() throws IOException {
        assertFollowed(ran(
                "recover",
                model("gate", MODEL.replaceFirst("file: kd.mod,", "file: kd.mod, gates: {n: learned},")),
                "--network",
                "3"));
    }

    /** Within a tenth of a millivolt everywhere. */
    private static void assertFollowed(Path out) throws IOException {
        List<String> rows = Files.readAllLines(out.resolve("trace.csv"));
        assertThat(rows).hasSize(92);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            assertThat(Math.abs(Double.parseDouble(cells[1]) - Double.parseDouble(cells[2])))
                    .isLessThan(0.1);
        }
    }
}
