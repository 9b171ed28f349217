package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.LibraryGate;
import dev.ranvier.learned.LearnedCurves;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several recordings, several channels. */
final class RecoverSeveralTest {
    /** The membrane of the example hh.yaml. */
    private static final String SQUID = """
        cell:
          cylinder: {length_um: 10, radius_um: 1}
          capacitance_uF_per_cm2: 1
          initial_voltage_mV: -70
        channels:
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003, reversal_mV: -70}
        """;

    private static final String KNOWN = SQUID + """
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12, reversal_mV: 50}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: 0.036, reversal_mV: -75}
        """;
    private static final String UNKNOWN = SQUID + """
          - name: na
            type: learned
            conductance_S_per_cm2: 0.12
            reversal_mV: 50
            gates: [{name: m, power: 3}, {name: h, power: 1}]
          - name: k
            type: learned
            conductance_S_per_cm2: 0.036
            reversal_mV: -75
            gates: [{name: n, power: 4}]
        simulation: {dt_ms: 0.025}
        """;

    /** A passive cell with one slow outward gate. */
    private static final String SLOW = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak, reversal_mV: -65}
          - CHANNEL
        """;

    private static final String SLOW_KNOWN =
            SLOW.replace("CHANNEL", "{name: m, type: pospischil-m-current, conductance_mS_per_cm2: 0.1}");
    private static final String SLOW_UNKNOWN = SLOW.replace(
            "CHANNEL",
            "{name: m, type: learned, conductance_mS_per_cm2: 0.1, reversal_mV: -90, gates: [{name: p, power: 1}]}");
    private static final String STIMULUS = "stimulus: [step: {start_ms: 1, duration_ms: 5, amplitude_pA: 5}]\n";

    @TempDir
    private static Path folder;

    private static Path slowDriven, slowSilent;

    @BeforeAll
    static void record() throws IOException {
        String model =
                SLOW_KNOWN + STIMULUS + "simulation: {duration_ms: 9, dt_ms: 0.01, sample_interval_ms: INTERVAL}\n";
        slowDriven = recorded("slow-driven", model.replace("INTERVAL", "0.1") + "record: [i]\n");
        slowSilent = recorded("slow-silent", model.replace("INTERVAL", "0.06"));
    }

    private static Path recorded(String name, String model) throws IOException {
        Path out = folder.resolve(name);
        Ran ran = Ran.of("simulate", written(name + ".yaml", model), "--out", out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return out.resolve("trace.csv");
    }

    private static String written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ran recover(String model, Path out, List<Path> recordings, String... more) {
        List<String> arguments = new ArrayList<>(List.of("recover", model, "--out", out.toString()));
        recordings.forEach(recording -> arguments.addAll(List.of("--recording", recording.toString())));
        arguments.addAll(Arrays.asList(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private static List<String> column(Path table, String name) throws IOException {
        List<String> lines = Files.readAllLines(table);
        int index = List.of(lines.getFirst().split(",")).indexOf(name);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[index]).toList();
    }

    /** So coarsely the trace is found, and the curve of potassium near rest; in the spike the two channels trade off. */
    @Test
    void recover_sodiumAndPotassiumFromTwoAmplitudes_findsBoth() throws IOException {
        List<Path> recordings = new ArrayList<>();
        for (String amplitude : List.of("10", "20")) {
            recordings.add(recorded("squid-" + amplitude, KNOWN + """
                stimulus: [step: {start_ms: 1, duration_ms: 7, amplitude_pA: AMPLITUDE}]
                simulation: {duration_ms: 10, dt_ms: 0.025, sample_interval_ms: 0.1}
                record: [i]
                """.replace("AMPLITUDE", amplitude)));
        }
        Path out = folder.resolve("squid");
        Ran ran = recover(written("squid-unknown.yaml", UNKNOWN), out, recordings, "--network", "8", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("recovered channels na, k: seed 1", "1 of 1 seeds converged");
        assertThat(ran.out().replaceAll("\\s+", ""))
                .contains("\"recording\":\"" + recordings.getFirst(), "\"site\":\"soma(0.5)\"", "\"channel\":\"na\"")
                .contains("\"channels\":[\"na\",\"k\"]")
                .contains("\"recordings\":[{\"name\":\"" + recordings.getFirst())
                .contains("{\"name\":\"" + recordings.getLast())
                .containsPattern(
                        "\"samples\":101,\"interval_ms\":0.1,\"rmse_mV\":0\\.0\\d+,\"convergence_limit_mV\":0.5,\"explained\":[a-z]+,"
                            + "\"noise_mV\":[^,]+,\"noise_correlation\":[^,]+,\"ljung_box_20\":[^,]+}]");

        Path curves = out.resolve("curves.csv");
        List<String> gates = column(curves, "gate");
        assertThat(gates.stream().distinct()).containsExactly("na.m", "na.h", "k.n");
        int nearRest = gates.indexOf("k.n") + column(curves, "voltage_mV").indexOf("-60");
        assertThat(Double.parseDouble(column(curves, "x_inf").get(nearRest))).isEqualTo(0.3963, within(0.01));

        Path trace = out.resolve("trace.csv");
        assertThat(Files.readAllLines(trace))
                .hasSize(1 + 2 * 101)
                .startsWith("recording,t_ms,v_recorded_mV,v_model_mV,i_nA,na.m,na.h,k.n");
        assertThat(column(trace, "recording")).startsWith("1").endsWith("2");
        assertThat(column(trace, "i_nA")).containsOnly("0", "0.01", "0.02");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Channels na, k, recovered from 2 recordings", "Gate na.h", "Gate k.n")
                .contains("1: " + recordings.getFirst(), "2: " + recordings.getLast());

        Path again = folder.resolve("squid-again");
        Ran simulated = Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        assertThat(column(again.resolve("trace.csv"), "v_mV"))
                .isEqualTo(column(trace, "v_model_mV").subList(0, 101));
    }

    /** Of a sodium channel that is known but for its inactivation. */
    @Test
    void recover_oneGateOfAChannelWithFormulas_findsIt() throws IOException {
        Path recording = recorded("squid-h", KNOWN + """
            stimulus: [step: {start_ms: 1, duration_ms: 22, amplitude_pA: 15}]
            simulation: {duration_ms: 25, dt_ms: 0.025, sample_interval_ms: 0.1}
            record: [i]
            """);
        String model = (KNOWN + "simulation: {dt_ms: 0.025}\n")
                .replace("type: hh-sodium,", "type: hh-sodium, gates: {h: learned},");
        Path out = folder.resolve("inactivation");
        Ran ran = recover(written("squid-h-unknown.yaml", model), out, List.of(recording), "--network", "4");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("recovered channel na: seed 1", "1 of 1 seeds converged");
        Path curves = out.resolve("curves.csv");
        assertThat(column(curves, "gate")).containsOnly("h");
        int nearRest = column(curves, "voltage_mV").indexOf("-60");
        double alpha = 0.07 * Math.exp(-0.25), beta = 1 / (1 + Math.exp(2.5));
        assertThat(Double.parseDouble(column(curves, "x_inf").get(nearRest)))
                .isEqualTo(alpha / (alpha + beta), within(0.01));
        assertThat(Double.parseDouble(column(curves, "tau_ms").get(nearRest)))
                .isCloseTo(1 / (alpha + beta), withinPercentage(10));
        Path again = folder.resolve("inactivation-again");
        Ran simulated = Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        assertThat(column(again.resolve("trace.csv"), "v_mV"))
                .isEqualTo(column(out.resolve("trace.csv"), "v_model_mV"));
    }

    /** The slow current is a Boltzmann sigmoid, with a bell of another shape; the one of the library has nothing to do with it. */
    @Test
    void recover_comparedOnARecordingKeptAside_namesTheOthers() throws IOException {
        Path aside = recorded(
                "slow-aside",
                SLOW_KNOWN + STIMULUS.replace("amplitude_pA: 5", "amplitude_pA: 3")
                        + "simulation: {duration_ms: 9, dt_ms: 0.01, sample_interval_ms: 0.1}\nrecord: [i]\n");
        Path library = folder.resolve("channels.rvc");
        LibraryGate gate =
                new LibraryGate(new GateId("table", "mine", "n"), 4, true, LearnedCurves.initialise(List.of(2), 1));
        LibraryGate same = new LibraryGate(new GateId("table", "copy", "x"), 4, true, gate.curves());
        try (OutputStream out = Files.newOutputStream(library)) {
            new ChannelLibrary(6.3, List.of(same, gate)).write(out);
        }
        Path out = folder.resolve("compared");
        Ran ran = recover(
                written("slow-compared.yaml", SLOW_UNKNOWN),
                out,
                List.of(slowDriven),
                "--network",
                "3",
                "--held-out",
                aside.toString(),
                "--candidates",
                library + ":table");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        String comparison = Files.readString(out.resolve("summary.json"));
        double learned = heldOut_mV(comparison, "learned"),
                bell = heldOut_mV(comparison, "Boltzmann sigmoid and bell"),
                published = heldOut_mV(comparison, "table/copy and 1 alike");
        assertThat(learned).isLessThan(0.1).isLessThan(published);
        assertThat(bell).isLessThan(published);
        assertThat(ran.err().contains("Boltzmann sigmoid and bell in the place of what was learned"))
                .isEqualTo(bell < learned);
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Other channels in the same place", "Boltzmann sigmoid and bell", "table/copy and 1 alike");
        assertThat(recover(
                                written("squid-compared.yaml", UNKNOWN),
                                folder.resolve("none"),
                                List.of(slowDriven),
                                "--candidates",
                                library + ":tabel")
                        .complaint())
                .contains("the library has no family 'tabel'; it has table");
        assertThat(recover(
                                written("squid-unsaid.yaml", UNKNOWN),
                                folder.resolve("none"),
                                List.of(slowDriven),
                                "--candidates",
                                library.toString())
                        .complaint())
                .contains("say which family, as in LIBRARY.rvc:table; it has table");
    }

    private static double heldOut_mV(String json, String name) {
        Matcher found = Pattern.compile("\"name\" : \"" + Pattern.quote(name)
                        + "\",\\s*\"numbers\" : [^,]*,\\s*\"rmse_mV\" : [^,]*,\\s*\"held_out_rmse_mV\" : ([0-9.eE-]+)")
                .matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return Double.parseDouble(found.group(1));
    }

    /** The second recording has another interval, and no current: the model's stimulus is injected. */
    @Test
    void recover_recordingsOfDifferentIntervals_takesAStepForEach() throws IOException {
        Path out = folder.resolve("intervals");
        String model = written("slow-stimulus.yaml", SLOW_UNKNOWN + STIMULUS);
        Ran ran = recover(model, out, List.of(slowDriven, slowSilent), "--network", "3", "--dt", "0.025");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("dt_ms 0.025 does not divide the sampling interval 0.06 ms: using 0.02")
                .doesNotContain("sampling interval 0.1 ms")
                .contains("no current is recorded in " + slowSilent + ": the model's stimulus is injected");
        assertThat(column(out.resolve("trace.csv"), "recording"))
                .hasSize(91 + 151)
                .endsWith("2");
        assertThat(column(out.resolve("trace.csv"), "i_nA").subList(91, 91 + 151))
                .containsOnly("");
        assertThat(column(out.resolve("curves.csv"), "gate")).containsOnly("p");
        assertThat(out.resolve("summary.json")).content().contains("\"dt_ms\" : 0.025");
    }

    /** The second recording is of another cell. */
    @Test
    void recover_oneRecordingThatCannotBeFollowed_exitsWith3AndNamesIt() throws IOException {
        Path other = recorded(
                "slow-other",
                SLOW_KNOWN
                                .replace("initial_voltage_mV: -65", "initial_voltage_mV: -85")
                                .replace("reversal_mV: -65", "reversal_mV: -85")
                        + STIMULUS
                        + "simulation: {duration_ms: 9, dt_ms: 0.01, sample_interval_ms: 0.1}\nrecord: [i]\n");
        Path out = folder.resolve("other");
        Ran ran =
                recover(written("slow-unknown.yaml", SLOW_UNKNOWN), out, List.of(slowDriven, other), "--network", "3");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("no seed converged", " from " + other + " (limit 0.5 mV)");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Not converged", "away from the recordings", " from " + other + " (limit 0.5 mV)");
    }

    @Test
    void recover_recordingsThatDoNotGoTogether_exitsWith2() throws IOException {
        Path out = folder.resolve("none");
        String model = written("slow-bare.yaml", SLOW_UNKNOWN);
        List<Path> both = List.of(slowDriven, slowSilent);
        assertThat(recover(model, out, both).complaint())
                .contains(slowSilent + ": nothing is injected", "no column i_pA or i_nA")
                .doesNotContain(slowDriven.toString());
        assertThat(recover(model, out, List.of(slowDriven), "--at", "soma", "--at", "soma")
                        .complaint())
                .contains("--at is given 2 times and --recording 1 times");
        assertThat(recover(model, out, List.of(slowDriven, slowDriven, slowDriven), "--at", "soma", "--at", "soma")
                        .complaint())
                .contains("--at is given 2 times and --recording 3 times");
        assertThat(out).doesNotExist();
    }
}
