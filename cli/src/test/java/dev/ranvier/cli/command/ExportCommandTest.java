package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
    private static final String LEARNED = """
          - name: k
            type: learned
            conductance_S_per_cm2: 0.036
            reversal_mV: -77
            gates:
              - name: n
                power: 4
                network:
                  hidden: [3]
                  weights: [1.2, 2.5, -2.5, 0.73, 0.8, -1.5, 7, 0, 0, 0, -1.2, -1.2, -0.3, 0.2]
        """;
    private static final String MODEL = """
        cell: {area_um2: 1000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: na, type: hh-sodium}
        %s  - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003, reversal_mV: -54.3}
        stimulus:
          - step: {start_ms: 10, duration_ms: 80, amplitude_nA: 0.15}
        simulation: {duration_ms: 40, dt_ms: 0.025, scheme: implicit-euler, sample_interval_ms: 0.1}
        """;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = folder.resolve("model.yaml");
        Files.writeString(model, MODEL.formatted(LEARNED));
    }

    private static List<String> resource(String name) {
        try (InputStream in = ExportCommandTest.class.getResourceAsStream("/export/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran export(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "export";
        all[1] = model.toString();
        all[2] = "--out";
        all[3] = folder.resolve("out").toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Ran.of(all);
    }

    private static double[] voltage_mV(List<String> trace) {
        return trace.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                .toArray();
    }

    private double[] simulated_mV(String channel) throws IOException {
        Path file = folder.resolve("run.yaml"), out = folder.resolve("run");
        Files.writeString(file, MODEL.formatted(channel));
        Ran ran = Ran.of("simulate", file.toString(), "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return voltage_mV(Files.readAllLines(out.resolve("trace.csv")));
    }

    private static double farthest(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b).hasSizeGreaterThan(100);
        double farthest = 0;
        for (int k = 0; k < a.length; k++) {
            farthest = Math.max(farthest, Math.abs(a[k] - b[k]));
        }
        return farthest;
    }

    /** The file of the test is the one that NEURON 8.2.2 ran with cell.py; its trace has seven spikes. */
    @Test
    void learnedChannel_isTheFileThatNeuronRan_andItsTraceIsOurs() throws IOException {
        assertThat(export("--format", "nmodl").exitCode()).isZero();
        List<String> file = Files.readAllLines(folder.resolve("out/k.mod"));
        assertThat(file.stream().filter(line -> !line.startsWith("Channel 'k' of")))
                .isEqualTo(resource("k.mod").stream()
                        .filter(line -> !line.startsWith("Channel 'k' of"))
                        .toList());
        assertThat(Files.readString(folder.resolve("out/cell.py"))).contains("INSERTED = [", "(\"k\", [0]),", "0.15");
        assertThat(farthest(simulated_mV(LEARNED), voltage_mV(resource("neuron_trace.csv"))))
                .isLessThan(1e-8);
    }

    @Test
    void learnedChannel_exportedAndReadAgain_runsAsBefore() throws IOException {
        assertThat(export("--format", "nmodl", "--channel", "k").exitCode()).isZero();
        assertThat(folder.resolve("out/cell.py")).doesNotExist();
        double[] again =
                simulated_mV("  - {name: k, type: nmodl, file: out/k.mod, gbar_S_per_cm2: 0.036, e_mV: -77}\n");
        assertThat(farthest(again, simulated_mV(LEARNED))).isLessThan(1e-6);
    }

    /** Formulas are the network itself; a learned channel interpolates it. Spikes shift by some microseconds. */
    @Test
    void learnedChannel_asFormulas_isItsNetwork() throws IOException {
        assertThat(export("--format", "formula", "--channel", "k").exitCode()).isZero();
        double[] again = simulated_mV("  - {name: k, type: formula, file: out/k.channel.yaml,"
                + " conductance_S_per_cm2: 0.036, reversal_mV: -77}\n");
        assertThat(farthest(again, simulated_mV(LEARNED))).isLessThan(0.3);
    }

    @Test
    void curves_areATableOfEveryGate() throws IOException {
        assertThat(export("--format", "csv").exitCode()).isZero();
        List<String> table = Files.readAllLines(folder.resolve("out/k.csv"));
        assertThat(table).hasSize(522).startsWith("channel,gate,exponent,voltage_mV,x_inf,tau_ms");
        assertThat(table.get(1)).startsWith("k,n,4,-150,0.0010895");
    }

    @Test
    void unknownChannel_isRefusedWithTheNearestName() {
        assertThat(export("--format", "nmodl", "--channel", "K").complaint()).contains("has no channel 'K'", "'k'");
    }

    @Test
    void channelYetToBeLearned_isRefused() throws IOException {
        Files.writeString(
                model,
                MODEL.formatted("  - {name: k, type: learned, conductance_S_per_cm2: 0.036, reversal_mV: -77,"
                        + " gates: [{name: n, power: 4}]}\n"));
        assertThat(export("--format", "csv").complaint()).contains("yet to be learned");
    }
}
