package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a fit says of what it cannot use, and that it leaves nothing. */
final class FitComplaintsTest extends AxonFits {
    @Test
    void fit_markedStimulusThatDoesNotDrive_exitsWith2() throws IOException {
        Path out = folder.resolve("not-driving");
        String marked = CELL + STIMULUS.replace("amplitude_pA: 20", "amplitude_pA: {fit: 20}");
        assertThat(fit(write("replaced.yaml", marked), undriven, out, "--recording", driven)
                        .complaint())
                .contains("replaced.yaml:6:62: stimulus[0].step.amplitude_pA cannot be fitted to " + driven)
                .contains("brings its own current", "Take the current's column out of the recording");
        String timed = CELL + STIMULUS.replace("start_ms: 1", "start_ms: {fit: 1}");
        assertThat(fit(write("timed.yaml", timed + "loss: [features: {spike_count: 1}]\n"), undriven, out)
                        .complaint())
                .contains("timed.yaml:7:", "when the stimulus is on is to be fitted", "stimulus_ms: [start, end]");
        assertThat(out).doesNotExist();
    }

    @Test
    void fit_badInput_exitsWith2AndLeavesNothing() throws IOException {
        Path out = folder.resolve("none");
        assertThat(Ran.of("fit", model, "--out", "x").complaint()).contains("--recording");
        assertThat(fit(write("plain.yaml", CELL), driven, out).complaint())
                .contains("plain.yaml:3:3: no number of the model is marked", "{fit: 0.1}");
        assertThat(fit(model, driven, out, "--method", "sgd").complaint()).contains("--method", "sgd");
        assertThat(fit(model, driven, out, "--starts", "0").complaint()).contains("--starts must be 1 or more: 0");
        assertThat(fit(model, driven, out, "--spread", "1").complaint()).contains("--spread must lie in [0, 1): 1");
        assertThat(fit(model, driven, out, "--steps", "0").complaint()).contains("--steps must be 1 or more: 0");
        assertThat(fit(model, driven, out, "--jobs", "0").complaint()).contains("--jobs must be 1 or more: 0");
        assertThat(fit(model, driven, out, "--memory", "0").complaint()).contains("--memory must be 1 MiB or more");
        assertThat(Ran.of("fit", model, "--recording", driven, "--out", "x", "--dt", "-1")
                        .complaint())
                .contains("--dt must be a positive time in ms: -1");
        assertThat(fit(model, driven, out, "--loss", "voltag").complaint()).contains("--loss", "voltag");
        assertThat(fit(model, driven, out, "--loss", "soft_dtw").complaint())
                .contains("soft_dtw is no sum of squares", "--method lbfgs");
        assertThat(fit(model, driven, out, "--at", "axon").complaint()).contains("--at: ", "axon", "soma");
        assertThat(fit(model, driven, out, "--at", "soma", "--at", "soma").complaint())
                .contains("--at is given 2 times and --recording 1 times");
        assertThat(fit(
                                write("rest.yaml", MARKED.replace("-65", "{fit: -65}") + "simulation: {start: rest}\n"),
                                driven,
                                out)
                        .complaint())
                .contains("rest.yaml:1:", "no effect on a run that starts at rest");
        assertThat(fit(write("unknown.yaml", MARKED + "los: []\n"), driven, out).complaint())
                .contains("did you mean 'loss'?");
        assertThat(fit(
                                write("clamped.yaml", MARKED + "clamp: {file: " + driven + ", resistance_MOhm: 1}\n"),
                                driven,
                                out)
                        .complaint())
                .contains("clamp: the recordings are taken as voltages in current clamp: say --observed current, or"
                        + " remove the clamp");
        assertThat(out).doesNotExist();
    }

    @Test
    void fit_badRecording_exitsWith2AndNamesTheLine() throws IOException {
        Path out = folder.resolve("none");
        String head = "t_ms,v_mV,i_nA\n";
        assertThat(fit(model, write("short.csv", head + rows(5)), out).complaint())
                .contains("short.csv:1: 5 samples, at least 10 are needed");
        assertThat(fit(model, write("nan.csv", head + rows(12).replace("7,-65", "7,NaN")), out)
                        .complaint())
                .contains("nan.csv:9: column 'v_mV' must hold a finite number: 'NaN'");
        assertThat(fit(model, write("unit.csv", "t_ms,v_mV,I_uA\n" + rows(12)), out)
                        .complaint())
                .contains("unit.csv:1: ", "i_nA or i_pA");
        assertThat(fit(model, folder.resolve("none.csv").toString(), out).complaint())
                .contains("recording not found");
        assertThat(fit(write("far.yaml", MARKED + "loss: [voltage: {recording: 2}]\n"), driven, out)
                        .complaint())
                .contains("far.yaml:6:", "loss: voltage: there is no recording 2, only 1");
        assertThat(fit(write("late.yaml", MARKED + "loss: [voltage: {from_ms: 50}]\n"), driven, out)
                        .complaint())
                .contains("late.yaml:6:", "no window holds 1 samples");
        assertThat(fit(write("sag.yaml", MARKED + "loss: [features: {ISI_CV: 1}]\n"), driven, out)
                        .complaint())
                .contains("sag.yaml:6:", "does not have the feature ISI_CV", "give a target");
        assertThat(fit(write("when.yaml", MARKED + "loss: [features: {peak_voltage: 1}]\n"), undriven, out)
                        .complaint())
                .contains("when.yaml:6:", "when the stimulus is on cannot be told", "stimulus_ms: [start, end]");
        assertThat(out).doesNotExist();
    }

    /** No jump of the current tells before the fit; what is found does. */
    @Test
    void fit_aCapacitanceThatNoMembraneHas_isNamed() throws IOException {
        StringBuilder rows = new StringBuilder("t_ms,v_mV,i_nA\n");
        for (int k = 0; k < 200; k++) {
            double phase = 0.05 * k;
            rows.append(k)
                    .append(',')
                    .append(-65 - Math.cos(phase))
                    .append(',')
                    .append(1000 * 0.05 * Math.sin(phase) * 1e-3)
                    .append('\n');
        }
        String passive = """
            cell: {area_um2: 1000, capacitance_uF_per_cm2: {fit: 1}, initial_voltage_mV: -66}
            channels: [{name: leak, type: hh-leak, conductance_S_per_cm2: {fit: 0.0001}, reversal_mV: -65}]
            """;
        Ran ran = fit(write("passive.yaml", passive), write("slow.csv", rows.toString()), folder.resolve("large"));
        assertThat(ran.err()).contains("no membrane has ", " uF/cm2, as was found; it has about 1");
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        IntStream.range(0, count).forEach(k -> rows.append(k).append(",-65,0\n"));
        return rows.toString();
    }

    @Test
    void fit_stateOfAnUnfinishedFit_isNotLost() throws IOException {
        Path out = folder.resolve("unfinished");
        Path state = Files.createDirectories(out.resolve("checkpoints").resolve("0123456789abcdef"));
        Files.writeString(state.resolve("starts-0.state"), "x");
        assertThat(fit(model, driven, out).complaint()).contains("checkpoints holds the state", "--resume");
        assertThat(fit(model, driven, out, "--resume").complaint())
                .contains("state of another fit: the model, a recording or an option is not as it was");
        assertThat(state.resolve("starts-0.state")).exists();
        Ran anew = fit(model, driven, folder.resolve("anew"), "--resume");
        assertThat(anew.exitCode()).as(anew.err()).isZero();
        assertThat(anew.err()).contains("nothing was saved to go on from");
    }

    @Test
    void fit_modelThatCannotRun_exitsWith3AndWritesNothing() throws IOException {
        Path out = folder.resolve("wild");
        write("wild.csv", "t_ms,i_nA\n0,1e308\n1000,1e308\n");
        String wild = write("wild.yaml", MARKED + STIMULUS.replaceFirst("step: [^}]*}", "sampled: {file: wild.csv}"));
        Ran ran = fit(wild, undriven, out);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.err()).contains("no start could be run");
        assertThat(out).doesNotExist();
    }
}
