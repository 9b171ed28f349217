package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a fit of the axon finds and writes. */
final class FitCommandTest extends AxonFits {
    private static void assertFound(Path out) throws IOException {
        List<Double> found = numbers(out.resolve("parameters.csv"), "value");
        assertThat(found.get(0)).isEqualTo(0.12, within(1e-6));
        assertThat(found.get(1)).isEqualTo(36, within(1e-3));
    }

    @Test
    void fit_oneRecording_writesEverythingAndTheModelRuns() throws IOException {
        Path out = folder.resolve("all");
        Ran ran = fit(model, driven, out, "--starts", "2", "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("start 1: loss ", "start 2: loss ", "fitted 2 numbers: best is start ")
                .contains("2 of 2 starts converged", "wrote model.yaml, ", "current.csv, summary.json and report.html")
                .containsOnlyOnce("start 1: loss ")
                .containsOnlyOnce("start 2: loss ");
        assertThat(ran.out()).startsWith("{").contains("\"rmse_mV\"", "\"k.conductance_mS_per_cm2\"", "\"starts\" : [");
        assertThat(out.resolve("summary.json")).hasContent(ran.out());
        assertThat(column(out.resolve("parameters.csv"), "name"))
                .containsExactly("na.conductance_S_per_cm2", "k.conductance_mS_per_cm2");
        assertFound(out);
        assertThat(Files.readAllLines(out.resolve("parameters.csv")).getFirst())
                .isEqualTo("name,start,value,standard_error,low,high,bound_hit,prior_mean,prior_sd");
        assertThat(column(out.resolve("starts.csv"), "start")).containsExactly("1", "2");
        assertThat(numbers(out.resolve("starts.csv"), "first na.conductance_S_per_cm2")
                        .getFirst())
                .isEqualTo(0.1, within(1e-12));
        assertThat(column(out.resolve("correlations.csv"), "na.conductance_S_per_cm2"))
                .first()
                .isEqualTo("1");
        assertThat(Files.readAllLines(out.resolve("trace.csv")))
                .hasSize(122)
                .startsWith("recording,t_ms,v_recorded_mV,v_model_mV");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("<svg", "Largest error", "correlation", "36 ± 100", "0.01 to 0.5", "To repeat")
                .doesNotContain("NaN", "src=");
        assertThat(folder.resolve("all").resolve("checkpoints")).doesNotExist();
        assertRuns(out);
    }

    /** Shown 5 mV too high, with 5 pA beside what was recorded: found where marked, and one of them named where not. */
    @Test
    void fit_recordingWithOffsets_findsOrNamesThem() throws IOException {
        List<Double> voltage_mV = numbers(Path.of(driven), "v_mV"), current_nA = numbers(Path.of(driven), "i_nA");
        String shifted = write("shifted.csv", table(voltage_mV, 5, current_nA, 0.005)),
                held = write("held.csv", table(voltage_mV, 0, current_nA, 0.005));
        String offsets = write("offsets.yaml", MARKED + "electrode: {offset_mV: {fit: 0}, holding_pA: {fit: 0}}\n");
        Path out = folder.resolve("offsets");
        Ran ran = fit(offsets, shifted, out);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<Double> found = numbers(out.resolve("parameters.csv"), "value");
        assertThat(found.get(0)).isEqualTo(0.12, within(1e-5));
        assertThat(found.get(2)).isEqualTo(5, within(1e-3));
        assertThat(found.get(3)).isEqualTo(5, within(1e-2));
        assertThat(fit(model, held, folder.resolve("held")).err())
                .contains("pA that is always injected and was not recorded would explain ");
    }

    /** With a hundredth of the sodium it cannot spike; where it can it does, and nothing is said. */
    @Test
    void fit_thatEndsSilent_isNamed() throws IOException {
        String silent = write(
                "silent.yaml",
                CELL.replace("0.12", "0.0012").replace("_cm2: 36", "_cm2: {fit: 36}")
                        + "loss: [robust_voltage: {scale_mV: 5}, spike_times: {unmatched: counted}]\n");
        Ran ran = fit(silent, driven, folder.resolve("silent"), "--stages", "free", "--steps", "3");
        assertThat(ran.err())
                .containsPattern("the model never spikes where the recordings have 1 spikes?: .*'unmatched: counted'");
        String spiking = write("spiking.yaml", MARKED + "loss: [robust_voltage: {scale_mV: 5}, spike_times: {}]\n");
        assertThat(fit(spiking, driven, folder.resolve("spiking")).err()).doesNotContain("never spikes");
    }

    /** The farthest first, five of them by name. */
    @Test
    void fit_recordingsThatAreNotFollowed_areNamed() throws IOException {
        List<Double> voltage_mV = numbers(Path.of(driven), "v_mV"), current_nA = numbers(Path.of(driven), "i_nA");
        List<String> more = new ArrayList<>(List.of("--steps", "1", "--method", "adam"));
        for (int k = 1; k <= 6; k++) {
            more.addAll(List.of("--recording", write("far" + k + ".csv", table(voltage_mV, 10 * k, current_nA, 0))));
        }
        String said = fit(model, driven, folder.resolve("far"), more.toArray(String[]::new))
                .err();
        assertThat(said)
                .containsSubsequence("far6.csv, and a straight", "far5.csv, and a straight", "far4.csv, and a straight")
                .containsSubsequence("far2.csv, more than", "farther than noise explains from 2 more")
                .doesNotContain("far1.csv, more than");
    }

    /** The prior says of the sodium what the recording does not. */
    @Test
    void fit_priorThatTheRecordingContradicts_isNamed() throws IOException {
        List<Double> voltage_mV = numbers(Path.of(driven), "v_mV"), current_nA = numbers(Path.of(driven), "i_nA");
        String wrong = write(
                "wrong-prior.yaml", CELL.replace("0.12", "{fit: {start: 0.1, prior_mean: 0.09, prior_sd: 0.002}}"));
        Ran ran = fit(wrong, write("again.csv", table(voltage_mV, 0, current_nA, 0)), folder.resolve("wrong-prior"));
        assertThat(ran.err())
                .containsPattern("na.conductance_S_per_cm2 = 0.[0-9]+ lies [0-9]+ deviations from what is known of it,"
                        + " 0.09 \\+- 0.002")
                .doesNotContain("hardly determine");
    }

    /** Under no current at all. */
    @Test
    void fit_voltageThatSynapsesMove_isNotTakenForOneOfAnotherCurrent() throws IOException {
        List<Double> voltage_mV = numbers(Path.of(driven), "v_mV");
        String idle = write(
                "idle.csv",
                table(voltage_mV, 0, voltage_mV.stream().map(_ -> 0.0).toList(), 0));
        String synapse = write(
                "synapse.yaml", MARKED + "synapses: [{times_ms: [1], weight_nS: 0.3, decay_ms: 4, reversal_mV: 0}]\n");
        assertThat(fit(model, idle, folder.resolve("idle"), "--steps", "1").err())
                .contains("and yet the voltage moves");
        assertThat(fit(synapse, idle, folder.resolve("synapse"), "--steps", "1").err())
                .doesNotContain("and yet the voltage moves");
    }

    private static String table(
            List<Double> voltage_mV, double offset_mV, List<Double> current_nA, double unrecorded_nA) {
        return IntStream.range(0, voltage_mV.size())
                .mapToObj(k -> 0.1 * k + "," + (voltage_mV.get(k) + offset_mV) + ","
                        + (current_nA.get(k) - unrecorded_nA) + "\n")
                .collect(Collectors.joining("", "t_ms,v_mV,i_nA\n", ""));
    }

    /** The written model gives the trace of the fit's first recording. */
    private static void assertRuns(Path out) throws IOException {
        assertThat(out.resolve("model.yaml"))
                .content()
                .startsWith("# Made by: ranvier fit ")
                .doesNotContain("fit:");
        Path again = folder.resolve("again");
        Ran simulated = Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        List<Double> simulation = numbers(again.resolve("trace.csv"), "v_mV");
        List<Double> fitted = numbers(out.resolve("trace.csv"), "v_model_mV");
        assertThat(fitted).hasSizeGreaterThanOrEqualTo(simulation.size());
        for (int k = 0; k < simulation.size(); k++) {
            assertThat(simulation.get(k)).isEqualTo(fitted.get(k), within(1e-9));
        }
    }

    @Test
    void fit_recordingsOfDifferentIntervals_fitsAll() throws IOException {
        Path out = folder.resolve("two");
        Ran ran = fit(
                write("driven-model.yaml", MARKED + STIMULUS),
                driven,
                out,
                "--recording",
                undriven,
                "--at",
                "soma",
                "--loss",
                "voltage+0.01*slope",
                "--method",
                "lbfgs",
                "--jobs",
                "1");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err())
                .contains("undriven/trace.csv: the model's stimulus is injected")
                .contains("the recorded current is injected at soma(0.5) in place of the model's stimulus");
        assertThat(numbers(out.resolve("parameters.csv"), "value").getFirst()).isEqualTo(0.12, within(1e-3));
        assertThat(column(out.resolve("trace.csv"), "recording"))
                .hasSize(121 + 241)
                .endsWith("2");
        assertThat(out.resolve("model.yaml"))
                .content()
                .contains(STIMULUS.strip())
                .doesNotContain("current.csv");
    }

    @Test
    void fit_lossOfTheModel_isMinimised() throws IOException {
        String lossy = MARKED + STIMULUS + """
            loss:
              - voltage: {to_ms: 10}
              - slope: {weight: 0.01}
              - robust_voltage: {scale_mV: 8, from_ms: 10}
              - van_rossum: {tau_ms: 2, weight: 10, recording: 1}
              - spike_times: {scale_ms: 0.1, match_ms: 3}
              - features: {peak_voltage: 1, stimulus_ms: [1, 9]}
            """;
        Path out = folder.resolve("lossy");
        Ran ran = fit(write("lossy.yaml", lossy), driven, out, "--json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("\"loss_terms\" : \"voltage + 0.01*slope + robust_voltage + 10.0*van_rossum + spike_times +"
                        + " features\"");
        assertFound(out);
    }

    @Test
    void fit_sameSeed_givesTheSameBytes() throws IOException {
        List<String> starts = new ArrayList<>();
        for (String jobs : List.of("1", "2")) {
            Path out = folder.resolve("jobs" + jobs);
            fit(model, driven, out, "--starts", "3", "--seed", "5", "--jobs", jobs);
            starts.add(Files.readString(out.resolve("starts.csv")));
        }
        assertThat(starts.getFirst()).isEqualTo(starts.getLast());
    }

    @Test
    void fit_outOfSteps_exitsWith3AndStillWrites() throws IOException {
        Path out = folder.resolve("short");
        Ran ran = fit(model, driven, out, "--steps", "1", "--method", "adam");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("start 1: ", "out of steps", "no start converged", "--steps");
        assertThat(out.resolve("report.html")).content().contains("Not converged", "out of steps");
        assertThat(out.resolve("summary.json")).content().contains("\"converged\" : false");
    }

    @Test
    void fit_boundInTheWay_isFlagged() throws IOException {
        Path out = folder.resolve("bound");
        String narrow = MARKED.replace("low: 0.01, high: 0.5", "low: 0.05, high: 0.101");
        Ran ran = fit(write("narrow.yaml", narrow), driven, out);
        assertThat(ran.err()).contains("at a bound: na.conductance_S_per_cm2", "more than its noise explains");
        assertThat(column(out.resolve("parameters.csv"), "bound_hit")).first().isEqualTo("high");
        assertThat(out.resolve("report.html")).content().contains("⚠ high one hit");
    }

    /** The leak of each dendrite of a passive cell, from the voltage at two places at once. */
    @Test
    void fit_numberPerBranch_isFoundFromTwoPlaces() throws IOException {
        String tree = """
            morphology:
              branches:
                - {name: soma, type: soma, length_um: 20, diameter_um: 20}
                - {name: "apical[0]", type: apical, parent: soma, at: 0.5, length_um: 300, diameter_um: 2}
                - {name: "basal[0]", type: basal, parent: soma, at: 0.5, length_um: 200, diameter_um: 1}
              compartments: {per_branch: 3}
            cell: {axial_resistivity_ohm_cm: 150, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - {name: leak, type: neuron-hh-leak, conductance_S_per_cm2: LEAK, reversal_mV: -65}
            stimulus: [step: {start_ms: 1, duration_ms: 20, amplitude_pA: 50}]
            simulation: {duration_ms: 30, dt_ms: 0.1, start: rest}
            """;
        String known = write(
                "known-tree.yaml",
                tree.replace("LEAK", "{soma: 1e-4, apical: 3e-4, basal: 2e-4}") + "record: [\"v@apical[0](0.5)\"]\n");
        String unknown =
                write("tree.yaml", tree.replace("LEAK", "{soma: 1e-4, dendrites: {fit: {start: 1e-4, per: branch}}}"));
        Path recorded = folder.resolve("tree"), out = folder.resolve("tree-fitted");
        assertThat(Ran.of("simulate", known, "--out", recorded.toString()).exitCode())
                .isZero();
        Path trace = recorded.resolve("trace.csv");
        List<String> t = column(trace, "t_ms"), v = column(trace, "v_mV@apical[0](0.5)");
        String dendrite = write(
                "dendrite.csv",
                IntStream.range(0, t.size())
                        .mapToObj(k -> t.get(k) + "," + v.get(k) + "\n")
                        .collect(Collectors.joining("", "t_ms,v_mV\n", "")));
        Ran ran = Ran.of(
                "fit",
                unknown,
                "--recording",
                trace.toString(),
                "--recording",
                dendrite,
                "--at",
                "soma",
                "--at",
                "apical[0](0.5)",
                "--out",
                out.toString());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(column(out.resolve("parameters.csv"), "name"))
                .containsExactly("leak.conductance_S_per_cm2@apical[0]", "leak.conductance_S_per_cm2@basal[0]");
        List<Double> found = numbers(out.resolve("parameters.csv"), "value");
        assertThat(found.get(0)).isEqualTo(3e-4, within(1e-9));
        assertThat(found.get(1)).isEqualTo(2e-4, within(1e-9));
        assertThat(out.resolve("report.html")).content().contains("not fitted there", "at apical[0](0.5): RMSE");
        assertRuns(out);
    }

    /** A step's three numbers and a synapse's weight, from two recordings that share them. */
    @Test
    void fit_numbersOfStimulusAndSynapse_areFoundFromTwoRecordings() throws IOException {
        String whole = CELL + """
            stimulus:
              # what the amplifier says
              - step: {start_ms: START, duration_ms: DURATION, amplitude_pA: AMPLITUDE}   # of a pipette
            synapses: [{times_ms: [10, 14], weight_nS: WEIGHT, decay_ms: 2, reversal_mV: 0}]
            simulation: {duration_ms: 20, dt_ms: 0.025}
            """;
        String known = whole.replace("START", "3.01")
                .replace("DURATION", "4")
                .replace("AMPLITUDE", "4")
                .replace("WEIGHT", "0.05");
        String marked = whole.replace("START", "{fit: 2.6}")
                .replace("DURATION", "{fit: {start: 5, low: 1, high: 10}}")
                .replace("AMPLITUDE", "{fit: 5}")
                .replace("WEIGHT", "{fit: {start: 0.03, prior_mean: 0.05, prior_sd: 1}}");
        Path recorded = folder.resolve("driven-by-model"), out = folder.resolve("drive-fitted");
        assertThat(Ran.of("simulate", write("drive.yaml", known), "--out", recorded.toString())
                        .exitCode())
                .isZero();
        String trace = recorded.resolve("trace.csv").toString();
        Ran ran = fit(write("drive-marked.yaml", marked), trace, out, "--recording", trace);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(column(out.resolve("parameters.csv"), "name"))
                .containsExactly(
                        "stimulus[0].step.start_ms",
                        "stimulus[0].step.duration_ms",
                        "stimulus[0].step.amplitude_pA",
                        "synapses[0].weight_nS");
        List<Double> found = numbers(out.resolve("parameters.csv"), "value");
        List<Double> truth = List.of(3.01, 4.0, 4.0, 0.05);
        for (int k = 0; k < truth.size(); k++) {
            assertThat(found.get(k)).isEqualTo(truth.get(k), within(1e-6));
        }
        assertThat(out.resolve("model.yaml"))
                .content()
                .contains("  # what the amplifier says\n  - step: {start_ms: 3.0", "}   # of a pipette\n");
        assertRuns(out);
    }

    @Test
    void fit_marks_doNotChangeASimulation() throws IOException {
        String plain = CELL.replace("0.12", "0.1").replace("_cm2: 36", "_cm2: 45");
        List<String> traces = new ArrayList<>();
        for (String text : List.of(MARKED, plain)) {
            Path out = folder.resolve("simulated");
            String file = write("simulated.yaml", text + STIMULUS + "simulation: {duration_ms: 12}\n");
            assertThat(Ran.of("simulate", file, "--out", out.toString()).exitCode())
                    .isZero();
            traces.add(Files.readString(out.resolve("trace.csv")));
        }
        assertThat(traces.getFirst()).isEqualTo(traces.getLast());
    }
}
