package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.cli.arrow.ArrowReader;
import dev.ranvier.cli.sweep.SweepFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepCommandTest {
    private static final String MODEL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: 0.036}
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003}
        stimulus:
          - step: {start_ms: 1, duration_ms: 12, amplitude_pA: 15}
        simulation: {duration_ms: 14, dt_ms: 0.025}
        """;

    private static final String PLAN = """
        model: model.yaml
        vary:
          - draw:
              method: sobol
              points: 20
              numbers:
                - {key: channels.na.conductance_S_per_cm2, uniform: {low: 0.06, high: 0.24}}
                - {key: channels.leak.conductance_S_per_cm2, log_uniform: {low: 0.0001, high: 0.001}}
          - {key: cell.cylinder.radius_um, values: [1, 1.5]}
          - {key: "stimulus[0].step.amplitude_pA", linear: {from: 10, to: 20, count: 2}}
        keep:
          spikes: [v]
          features: {names: [mean_frequency, AP_amplitude], stimulus_ms: [1, 13]}
          traces: [v, na.m]
        chunk_points: 8
        """;

    @TempDir
    private Path folder;

    private Path plan(String text) throws IOException {
        Files.writeString(folder.resolve("model.yaml"), MODEL);
        return Files.writeString(folder.resolve("plan.yaml"), text);
    }

    private Ran sweep(Path plan, String out, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("sweep", plan.toString(), "--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return Ran.of(arguments.toArray(String[]::new));
    }

    private byte[] merged(String out) throws IOException {
        return Files.readAllBytes(folder.resolve(out).resolve(SweepFolder.MERGED));
    }

    private double[] column(String out, String name) throws IOException {
        try (ArrowReader in = new ArrowReader(folder.resolve(out).resolve(SweepFolder.MERGED))) {
            List<Double> values = new ArrayList<>();
            for (int batch = 0; batch < in.batches(); batch++) {
                for (double value : in.numbers(in.schema().indexOf(name), batch)) {
                    values.add(value);
                }
            }
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private List<String> texts(String out, String name) throws IOException {
        try (ArrowReader in = new ArrowReader(folder.resolve(out).resolve(SweepFolder.MERGED))) {
            List<String> values = new ArrayList<>();
            for (int batch = 0; batch < in.batches(); batch++) {
                values.addAll(in.texts(in.schema().indexOf(name), batch));
            }
            return values;
        }
    }

    @Test
    void threadsShardsAndGapsFilledLater_giveTheSameBytes() throws IOException {
        Path plan = plan(PLAN);
        Ran whole = sweep(plan, "whole", "--jobs", "2", "--json");
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("\"points\" : 80").contains("\"done\" : 80");
        assertThat(folder.resolve("whole")).isDirectoryContaining("glob:**/report.html");
        assertThat(sweep(plan, "one", "--jobs", "1").exitCode()).isZero();
        assertThat(merged("one")).isEqualTo(merged("whole"));

        for (String shard : List.of("3/3", "1/3", "2/3")) {
            Ran part = sweep(plan, "shards", "--shard", shard);
            assertThat(part.exitCode()).as(part.err()).isZero();
            if (shard.equals("1/3")) {
                Path out = folder.resolve("shards");
                assertThat(Ran.of("sweep", "merge", out.toString()).complaint())
                        .contains("56 of 80 points are done", "first chunk that is missing is 3");
                assertThat(Ran.of("sweep", "status", out.toString(), "--json").out())
                        .contains("\"points_done\" : 56", "\"running\" : false", "\"merged\" : false");
            }
        }
        assertThat(merged("shards")).isEqualTo(merged("whole"));

        Files.delete(folder.resolve("one/chunks/0000004.arrow"));
        Files.writeString(folder.resolve("one/chunks/.7.00000000-0000-0000-0000-000000000000"), "half a chunk");
        Ran again = sweep(plan, "one");
        assertThat(again.err()).contains("8 points computed");
        assertThat(merged("one")).isEqualTo(merged("whole"));
        assertThat(folder.resolve("one/chunks")).isDirectoryNotContaining("glob:**/.*");
    }

    /** What varies is what stands in the file: each point is what 'simulate' makes of the edited model. */
    @Test
    void aPoint_isWhatSimulateSays() throws IOException {
        assertThat(sweep(plan(PLAN), "out").exitCode()).isZero();
        double sodium = column("out", "channels.na.conductance_S_per_cm2")[78];
        double leak = column("out", "channels.leak.conductance_S_per_cm2")[78];
        assertThat(column("out", "cell.cylinder.radius_um")[78]).isEqualTo(1.5);
        assertThat(column("out", "stimulus[0].step.amplitude_pA")[78]).isEqualTo(10);
        Path edited = Files.writeString(
                folder.resolve("edited.yaml"),
                MODEL.replace("0.12}", sodium + "}")
                        .replace("0.0003}", leak + "}")
                        .replace("radius_um: 1}", "radius_um: 1.5}")
                        .replace("amplitude_pA: 15", "amplitude_pA: 10"));
        Ran simulated = Ran.of(
                "simulate", edited.toString(), "--out", folder.resolve("alone").toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("alone/trace.csv"));
        double[] trace;
        try (ArrowReader in = new ArrowReader(folder.resolve("out/chunks/0000009.arrow"))) {
            trace = in.lists(in.schema().indexOf("v"), 0).get(6);
        }
        assertThat(trace).hasSize(rows.size() - 1);
        for (int k = 0; k < trace.length; k++) {
            assertThat(Double.parseDouble(rows.get(k + 1).split(",", -1)[1]))
                    .isCloseTo(trace[k], within(1e-9)); // as printed
        }
    }

    @Test
    void pointsThatCannotBe_areNamed_andTheOthersAreThere() throws IOException {
        Ran ran = sweep(
                plan(PLAN.replace("values: [1, 1.5]", "values: [1, -1]")
                        .replace(
                                "\"stimulus[0].step.amplitude_pA\", linear: {from: 10, to: 20, count: 2}",
                                "channels.k.conductance_S_per_cm2, values: [0.036, 2000]")),
                "out");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("60 refused", "first point 1: channels.k.conductance_S_per_cm2 may not be 2000.0");
        assertThat(texts("out", "outcome").subList(0, 4)).containsExactly("done", "refused", "refused", "refused");
        assertThat(texts("out", "message").get(2)).contains("cell.cylinder.radius_um: must be positive: -1");
        assertThat(column("out", "mean_frequency")[2]).isNaN();
        assertThat(column("out", "mean_frequency")[0]).isPositive();
    }

    @Test
    void pointsBeforeTheFirstThatCanBe_doNotEndTheSweep() throws IOException {
        for (String key : List.of("channels.na.conductance_S_per_cm2", "cell.cylinder.radius_um")) {
            Ran ran = sweep(
                    plan("model: model.yaml\nvary: [{key: " + key
                            + ", values: [-1, -2, 0.12]}]\nkeep: {spikes: [v]}\n"),
                    key);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(texts(key, "outcome")).containsExactly("refused", "refused", "done");
        }
        Path none = plan("""
            model: model.yaml
            vary: [{key: cell.cylinder.radius_um, values: [-1, -2]}]
            keep: {spikes: [v]}
            """);
        assertThat(sweep(none, "none").complaint()).contains("cell.cylinder.radius_um: must be positive: -2");
    }

    @Test
    void aNumberByTwoKeys_isRefused() throws IOException {
        assertThat(sweep(plan("""
            model: model.yaml
            vary:
              - {key: channels.na.conductance_S_per_cm2, values: [0.12, 0.2]}
              - {key: "channels[0].conductance_S_per_cm2", values: [0.1]}
            keep: {spikes: [v]}
            """), "out").complaint())
                .contains(
                        "channels.na.conductance_S_per_cm2 and channels[0].conductance_S_per_cm2 are the same number");
    }

    @Test
    void aPointThatDiverges_isSaid_andTheOthersAreThere() throws IOException {
        Path plan = plan("""
            model: model.yaml
            vary:
              - {key: channels.na.conductance_S_per_cm2, values: [0.12, 0.13]}
              - {key: simulation.duration_ms, values: [14, 16]}
            keep: {spikes: [v]}
            """);
        Files.writeString(
                folder.resolve("wild.csv"),
                "t_ms,i_nA\n"
                        + IntStream.rangeClosed(0, 20)
                                .mapToObj(t_ms -> t_ms + "," + (t_ms < 15 ? "0" : "1e308") + "\n")
                                .collect(Collectors.joining()));
        Files.writeString(
                folder.resolve("model.yaml"), MODEL.replace("stimulus:", "stimulus:\n  - sampled: {file: wild.csv}"));
        Ran ran = sweep(plan, "out");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("4 points, 2 diverged (first point 1: diverged at t_ms=15");
        assertThat(texts("out", "outcome")).containsExactly("done", "diverged", "done", "diverged");
        assertThat(texts("out", "message").get(3)).contains("diverged at t_ms=15", "last finite voltage");
        assertThat(column("out", "spikes_count")[0]).isEqualTo(1);
        assertThat(column("out", "spikes_count")[1]).isNaN();
    }

    @Test
    void aClampBesideRecordings_isRefused() throws IOException {
        plan(PLAN);
        Files.writeString(
                folder.resolve("recording.csv"),
                "t_ms,v_mV,i_pA\n"
                        + IntStream.range(0, 12)
                                .mapToObj(k -> 0.025 * k + "," + (-70 + 0.01 * k) + ",0\n")
                                .collect(Collectors.joining()));
        Files.writeString(folder.resolve("command.csv"), "t_ms,v_mV\n0,-70\n1,-70\n");
        Files.writeString(folder.resolve("model.yaml"), MODEL + "clamp: {file: command.csv, resistance_MOhm: 10}\n");
        Path plan = Files.writeString(folder.resolve("clamped.yaml"), """
            model: model.yaml
            vary: [{key: cell.capacitance_uF_per_cm2, values: [1, 2]}]
            recordings: {files: [recording.csv]}
            keep: {spikes: [v]}
            """);
        assertThat(sweep(plan, "out").complaint()).contains("model.yaml: clamp: recordings in a sweep");
    }

    @Test
    void anotherPlan_aFolderInUse_andBadPlans_areRefused() throws IOException {
        Path plan = plan(PLAN);
        assertThat(sweep(plan, "out").exitCode()).isZero();
        Files.writeString(folder.resolve("model.yaml"), MODEL.replace("-70", "-71"));
        assertThat(sweep(plan, "out").complaint()).contains("holds another sweep");
        plan(PLAN);
        SweepFolder held = new SweepFolder(folder.resolve("out"));
        try (SweepFolder.Held _ = held.hold(3, 4)) {
            assertThat(sweep(plan, "out").complaint()).contains("another run is sweeping in");
            assertThat(Ran.of("sweep", "status", folder.resolve("out").toString())
                            .exitCode())
                    .isZero();
        }
        assertThat(sweep(plan, "out").exitCode()).isZero();

        assertThat(sweep(plan(PLAN.replace("channels.na.", "channels.Na.")), "bad")
                        .complaint())
                .contains("there is no channels.Na.conductance_S_per_cm2", "did you mean 'na'?");
        assertThat(sweep(plan(PLAN.replace("cell.cylinder.radius_um", "cell.cylinder")), "bad")
                        .complaint())
                .contains("is more than a number");
        assertThat(sweep(plan(PLAN.replace("sobol", "sobel")), "bad").complaint())
                .contains("did you mean 'sobol'?");
        assertThat(sweep(plan(PLAN.replace("AP_amplitude", "AP_amplitud")), "bad")
                        .complaint())
                .contains("did you mean 'AP_amplitude'?");
        assertThat(sweep(plan(PLAN), "bad", "--shard", "4/3").complaint()).contains("must be one of 1/N to N/N");
        assertThat(Ran.of("sweep", "status", folder.toString()).complaint()).contains("there is no sweep in");
    }

    @Test
    void dryRun_saysHowMuch_andWritesNothing() throws IOException {
        Ran dry = Ran.of("sweep", plan(PLAN).toString(), "--dry-run", "--json");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("\"points\" : 80", "\"chunks\" : 10", "\"keys_read_anew\" : [");
        assertThat(dry.err()).contains("80 points in 10 chunks", "cell.cylinder.radius_um");
        assertThat(folder).isDirectoryNotContaining("glob:**/chunks");
    }

    @Test
    void recordingsTableAndRepeats_giveLossesGradientsAndSeeds() throws IOException {
        plan(PLAN);
        Path alone = folder.resolve("alone");
        assertThat(Ran.of("simulate", folder.resolve("model.yaml").toString(), "--out", alone.toString())
                        .exitCode())
                .isZero();
        Files.writeString(
                folder.resolve("points.csv"),
                "channels.na.conductance_S_per_cm2,channels.leak.conductance_S_per_cm2\n0.12,0.0003\n0.13,0.0003\n");
        Path plan = plan("""
            model: model.yaml
            vary: [{table: points.csv}]
            recordings: {files: [alone/trace.csv]}
            keep: {gradient: true}
            """);
        Ran ran = sweep(plan, "losses");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(column("losses", "loss1")[0]).isLessThan(1e-15);
        assertThat(column("losses", "loss1")[1]).isGreaterThan(0.1);
        assertThat(column("losses", "d loss / d channels.na.conductance_S_per_cm2")[1])
                .isPositive();

        Files.writeString(
                folder.resolve("model.yaml"),
                MODEL.replace(
                        "amplitude_pA: 15}",
                        "amplitude_pA: 15}\n  - noise: {mean_pA: 0, sd_pA: 2, correlation_ms: 3, seed: 1}"));
        Path noisy = Files.writeString(folder.resolve("noisy.yaml"), """
            model: model.yaml
            vary: [{key: "stimulus[0].step.amplitude_pA", values: [12, 15]}]
            repeats: {count: 3, seeds: ["stimulus[1].noise.seed"]}
            keep: {spikes: [v]}
            """);
        Ran repeated = sweep(noisy, "repeats");
        assertThat(repeated.exitCode()).as(repeated.err()).isZero();
        assertThat(column("repeats", "stimulus[1].noise.seed")).hasSize(6).doesNotHaveDuplicates();
    }
}
