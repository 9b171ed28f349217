package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

final class CommandLineTest {
    @Test
    void run_help_explainsEveryCommand() {
        Ran ran = Ran.of("--help");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("recover --demo", "Exit codes");
        for (Class<?> each : RanvierCommand.class.getAnnotation(Command.class).subcommands()) {
            String command = each.getAnnotation(Command.class).name();
            assertThat(ran.out()).containsPattern("(?m)^ +" + command + " ");
            Ran help = Ran.of(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Example", "ranvier " + command);
        }
    }

    @Test
    void run_version_isPrinted() {
        assertThat(Ran.of("--version").out()).startsWith("ranvier ");
    }

    @Test
    void run_usageErrors_exitWith2() {
        assertThat(Ran.of().complaint()).contains("a command is missing", "--help");
        assertThat(Ran.of("recovr").complaint()).contains("recover");
        assertThat(Ran.of("simulate", "m.yaml").complaint()).contains("--out");
        assertThat(Ran.of("simulate", "m.yaml", "--out", "x", "--bogus").complaint())
                .contains("--bogus");
    }

    @Test
    void resultsInThePlaceOfWhatIsRead_areRefused(@TempDir Path folder) throws IOException {
        Path recording = Files.writeString(folder.resolve("trace.csv"), "t_ms,v_mV\n0,-70\n0.1,-69\n");
        Path model = Files.writeString(folder.resolve("model.yaml"), "cell: {}\n");
        String r = recording.toString(),
                m = model.toString(),
                other = folder.resolve("x").toString();
        assertThat(Ran.of("recording", r, "--out", r).complaint()).contains("trace.csv is read");
        assertThat(Ran.of("recording", r, "--out", other, "--plot", other).complaint())
                .contains("written twice");
        assertThat(Ran.of("fit", m, "--recording", other, "--out", folder.toString())
                        .complaint())
                .contains("model.yaml is read");
        assertThat(Ran.of("validate", other, "--recording", r, "--out", folder.toString())
                        .complaint())
                .contains("trace.csv is read");
        assertThat(Ran.of("recording", r, "--from-ms", "1").complaint()).contains("is for --out");
        assertThat(Ran.of("recording", r, "--interval-ms", "1e-300").complaint())
                .contains("must lie in");
        assertThat(model).content().isEqualTo("cell: {}\n");
    }

    @Test
    void endlessFiles_areRefused() {
        Path zeros = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.isReadable(zeros), "there is no /dev/zero");
        assertThat(Ran.of("recording", "/dev/zero").complaint()).contains("/dev/zero");
        assertThat(Ran.of("morphology", "/dev/zero").complaint()).contains("no ordinary file");
        assertThat(Ran.of("bench", "compare", "/dev/zero", "/dev/zero").complaint())
                .contains("endless");
    }

    @Test
    void run_doctor_tellsAboutTheMachine() {
        Ran ran = Ran.of("doctor");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("java", "vectors", "cores", "memory", "native libraries", "Ranvier can run here");
        assertThat(Ran.of("doctor", "--json").out()).startsWith("{").contains("\"vector_bits\"", "\"ok\" : true");
    }

    @Test
    void simulate_example_writesTraceAndPlot(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("run");
        Ran ran = Ran.of("simulate", "examples/hh.yaml", "--out", out.toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("4 spikes");
        assertThat(Files.readAllLines(out.resolve("trace.csv")))
                .hasSize(502)
                .startsWith("t_ms,v_mV,na.m,na.h,k.n,na.i_uA_per_cm2,k.i_uA_per_cm2");
        assertThat(out.resolve("trace.svg")).content().startsWith("<svg");
    }

    @Test
    void simulate_spikes_areThoseOfEveryStep_howeverFewRowsAreWritten(@TempDir Path folder) throws IOException {
        List<String> spikes = new ArrayList<>();
        for (String interval_ms : List.of("0.025", "5")) {
            String text = Files.readString(Path.of("examples/hh.yaml"))
                    .replace("sample_interval_ms: 0.1", "sample_interval_ms: " + interval_ms);
            Path model = Files.writeString(folder.resolve("m" + interval_ms + ".yaml"), text);
            Path out = folder.resolve("out" + interval_ms);
            assertThat(Ran.of("simulate", model.toString(), "--out", out.toString())
                            .err())
                    .contains("4 spikes");
            spikes.add(Files.readString(out.resolve("spikes.csv")));
        }
        assertThat(spikes.getFirst()).isEqualTo(spikes.getLast());
    }

    @Test
    void simulate_json_isAloneOnStandardOutput(@TempDir Path folder) {
        Ran ran = Ran.of("simulate", "examples/hh.yaml", "--out", folder.toString(), "--json");
        assertThat(ran.out()).startsWith("{").endsWith("}\n").contains("\"spikes\" : 4", "\"dt_ms\" : 0.025");
    }

    @Test
    void simulate_current_replacesTheStimulus(@TempDir Path folder) throws IOException {
        Path current = Files.writeString(folder.resolve("i.csv"), "t_ms,i_pA\n0,0\n10,0\n20,0\n");
        Ran ran = Ran.of(
                "simulate",
                "examples/hh.yaml",
                "--current",
                current.toString(),
                "--out",
                folder.resolve("o").toString());
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("0 spikes", "stimulus is replaced");
    }

    @Test
    void simulate_stepThatDoesNotDivide_saysWhatIsUsed(@TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of("examples/hh.yaml")).replace("dt_ms: 0.025", "dt_ms: 0.03");
        Path model = Files.writeString(folder.resolve("m.yaml"), text);
        Ran ran = Ran.of(
                "simulate", model.toString(), "--out", folder.resolve("o").toString(), "--json");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).contains("dt_ms 0.03 does not divide the sampling interval 0.1 ms: using 0.025");
        assertThat(ran.out()).contains("using 0.025");
    }

    @Test
    void simulate_voltageThatDiverges_exitsWith3AndLeavesNothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("wild.csv"), "t_ms,i_nA\n0,1e308\n1000,1e308\n");
        String text =
                Files.readString(Path.of("examples/hh.yaml")).replaceFirst("- step: .*", "- sampled: {file: wild.csv}");
        Path model = Files.writeString(folder.resolve("m.yaml"), text);
        Path out = folder.resolve("out");
        Ran ran = Ran.of("simulate", model.toString(), "--out", out.toString());
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("diverged at t_ms=", "smaller simulation.dt_ms");
        assertThat(out).doesNotExist();
    }

    /** The cell of Wang and Buzsaki (1996), its instantaneous sodium so dense that the equation of a step of 0.0125 ms is near one without solution. */
    @Test
    void simulate_stepsThatAreTooLong_areSaidToBe(@TempDir Path folder) throws IOException {
        String model = """
            cell: {area_um2: 10000, capacitance_uF_per_cm2: 1, initial_voltage_mV: -64}
            channels:
              - name: na
                type: formula
                conductance_mS_per_cm2: 120
                reversal_mV: 55
                let: {a: 0.1*(v + 35)/(1 - exp(-(v + 35)/10)), b: 4*exp(-(v + 60)/18)}
                gates: [{name: h, alpha_per_ms: 0.35*exp(-(v + 58)/20), beta_per_ms: 5/(exp(-0.1*(v + 28)) + 1)}]
                current_uA_per_cm2: conductance * (a/(a + b))^3 * h * (v - reversal)
              - name: k
                type: formula
                conductance_mS_per_cm2: 9
                reversal_mV: -90
                gates:
                  - name: n
                    power: 4
                    alpha_per_ms: 0.05*(v + 34)/(1 - exp(-0.1*(v + 34)))
                    beta_per_ms: 0.625*exp(-(v + 44)/80)
              - {name: leak, type: pas, conductance_mS_per_cm2: 0.1, reversal_mV: -65}
            stimulus: [step: {start_ms: 10, duration_ms: 20, amplitude_nA: CURRENT}]
            simulation: {duration_ms: 30, dt_ms: DT}
            """;
        Ran coarse = simulate(folder, model.replace("CURRENT", "0.1").replace("DT", "0.0125"));
        assertThat(coarse.exitCode()).isZero();
        assertThat(coarse.err()).contains("the steps of 0.0125 ms are too long for this model: the voltage at soma");
        assertThat(folder.resolve("out/report.html")).content().contains("are too long for this model");
        assertThat(simulate(folder, model.replace("CURRENT", "0.1").replace("DT", "0.005"))
                        .err())
                .doesNotContain("too long");
        assertThat(simulate(folder, model.replace("CURRENT", "1000").replace("DT", "0.005"))
                        .err())
                .doesNotContain("too long")
                .contains("which no membrane reaches: check the units");
    }

    private static Ran simulate(Path folder, String model) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), model);
        return Ran.of(
                "simulate", file.toString(), "--out", folder.resolve("out").toString());
    }

    @Test
    void simulate_badInput_exitsWith2AndLeavesNothing(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        assertThat(Ran.of("simulate", folder.resolve("none.yaml").toString(), "--out", out.toString())
                        .complaint())
                .contains("model file not found", "none.yaml");
        assertThat(Ran.of("simulate", "examples/hh-unknown-k.yaml", "--out", out.toString())
                        .complaint())
                .contains("hh-unknown-k.yaml:", "channel 'k' is yet to be learned");
        Path model = Files.writeString(folder.resolve("m.yaml"), "cell: {area_um2: -1}\nchannels: []\n");
        assertThat(Ran.of("simulate", model.toString(), "--out", out.toString()).complaint())
                .contains("m.yaml:1:18: cell.area_um2: must be positive: -1");
        assertThat(out).doesNotExist();
    }

    @Test
    void simulate_outputThatCannotBeWritten_exitsWith2(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(Ran.of(
                                "simulate",
                                "examples/hh.yaml",
                                "--out",
                                file.resolve("below").toString())
                        .complaint())
                .contains("output folder cannot be written");
    }

    @Test
    void run_debug_addsTheTrace(@TempDir Path folder) {
        String missing = folder.resolve("none.yaml").toString();
        assertThat(Ran.of("simulate", missing, "--out", "x", "--debug").err()).contains("\tat dev.ranvier");
        assertThat(Ran.of("simulate", missing, "--out", "x").err()).doesNotContain("\tat ");
    }
}
