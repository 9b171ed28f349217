package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The axon's potassium current as a network, learned from its spike. */
final class LearnedFlowFitTest extends AxonFits {
    private static final String SIZE = "latents: 1, network: {hidden: [2]}}";
    private static final String K = "  - {name: k, type: neuron-hh-potassium, conductance_mS_per_cm2: 36}\n";
    private static final String CONDUCTANCE = CELL.replace(
            K, "  - {name: x, type: learned-conductance, conductance_mS_per_cm2: 36, reversal_mV: -77, " + SIZE + "\n");

    private static void assertFollows(Path out, String file) throws IOException {
        List<Double> recorded = numbers(out.resolve("trace.csv"), "v_recorded_mV"),
                model = numbers(out.resolve("trace.csv"), "v_model_mV");
        double sum = 0;
        for (int k = 0; k < recorded.size(); k++) {
            sum += Math.pow(model.get(k) - recorded.get(k), 2);
        }
        assertThat(Math.sqrt(sum / recorded.size())).as(file).isLessThan(0.5);
        assertThat(out.resolve("model.yaml")).content().contains("network: {hidden: [2], weights: [");
        Path again = out.resolve("again");
        Ran simulated = Ran.of("simulate", out.resolve("model.yaml").toString(), "--out", again.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        List<Double> simulation = numbers(again.resolve("trace.csv"), "v_mV");
        for (int k = 0; k < simulation.size(); k++) {
            assertThat(simulation.get(k)).isEqualTo(model.get(k), within(1e-9));
        }
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Learned: x", "settled")
                .doesNotContain("NaN");
    }

    @Test
    void fit_findsAConductance_beside_aNumber() throws IOException {
        Path out = folder.resolve("conductance");
        Ran ran = fit(
                write("conductance.yaml", CONDUCTANCE.replace("0.12", "{fit: 0.1}")), driven, out, "--steps", "150");
        assertThat(ran.err()).doesNotContain("x.w1").doesNotContain("x.f_");
        assertThat(out.resolve("report.html")).content().contains("1 number and 15 weights");
        assertFollows(out, "fit");
        assertThat(column(out.resolve("parameters.csv"), "name")).hasSize(16).contains("x.z0_log_tau");
    }

    /** What flows from a dendrite that fires, seen at the soma. */
    @Test
    void fit_findsACurrentBetweenCompartments() throws IOException {
        String tree = """
            morphology:
              branches:
                - {name: soma, type: soma, length_um: 20, diameter_um: 20}
                - {name: dend, type: basal, parent: soma, length_um: 100, diameter_um: 2}
              compartments: {per_branch: 1}
            cell: {axial_resistivity_ohm_cm: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
            channels:
              - {name: leak, type: pas, conductance_S_per_cm2: 0.0003, reversal_mV: -65}
              - {name: na, type: hh-sodium, where: dend}
              - {name: k, type: hh-potassium, where: dend}
            """;
        String
                truth =
                        "  - {name: x, type: learned-current, where: dend, conductance_uS: 0.03, scale_nA: 0.4,"
                                + " latents: 1, network: {hidden: [2], weights: [1.2, -0.8, 0.5, -0.9, 1.1, 0.7, 0.3,"
                                + " -0.2, 1, -0.8, 0.4, -0.3, 0.6, 0.1, 3, 1.5, 1.6, 0.2, 1]}}\n",
                unknown =
                        "  - {name: x, type: learned-current, where: dend, conductance_uS: {fit: 0.05}, scale_nA: 0.5, "
                                + SIZE + "\n",
                run = """
                    stimulus: [step: {start_ms: 2, duration_ms: 20, amplitude_nA: 0.2}]
                    simulation: {duration_ms: 25, dt_ms: 0.025, sample_interval_ms: 0.1}
                    record: [v, i]
                    """;
        Path recorded = folder.resolve("recorded"), out = folder.resolve("axial");
        Ran simulated = Ran.of("simulate", write("truth.yaml", tree + truth + run), "--out", recorded.toString());
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        Ran ran = fit(
                write("axial.yaml", tree + unknown + "simulation: {dt_ms: 0.025}\n"),
                recorded.resolve("trace.csv").toString(),
                out,
                "--steps",
                "60");
        assertThat(ran.err()).contains("fitted 1 number and 19 weights");
        assertThat(Files.readString(out.resolve("report.html"))).contains("Learned: x", "the parent at -60 mV");
        List<Double> voltage = numbers(out.resolve("trace.csv"), "v_recorded_mV"),
                model = numbers(out.resolve("trace.csv"), "v_model_mV");
        double sum = 0;
        for (int k = 0; k < voltage.size(); k++) {
            sum += Math.pow(model.get(k) - voltage.get(k), 2);
        }
        assertThat(Math.sqrt(sum / voltage.size())).isLessThan(0.2);
    }

    @Test
    void recover_findsACurrent_withoutAnyGate() throws IOException {
        Path out = folder.resolve("current");
        String model = write(
                "current.yaml",
                CELL.replace(
                        K,
                        "  - {name: x, type: learned-current, across: membrane, scale_uA_per_cm2: 1500, " + SIZE
                                + "\n"));
        Ran ran = Ran.of("recover", model, "--recording", driven, "--out", out.toString(), "--dt", "0.025");
        assertThat(ran.err()).contains("channel x").doesNotContain("nothing of");
        assertFollows(out, "recover");
    }

    @Test
    void recover_findsAGate_besideAConductance() throws IOException {
        Path out = folder.resolve("both");
        String model =
                write("both.yaml", CONDUCTANCE.replace("reversal_mV: 50}", "reversal_mV: 50, gates: {m: learned}}"));
        Ran ran = Ran.of("recover", model, "--recording", driven, "--out", out.toString(), "--dt", "0.025");
        assertThat(ran.err()).contains("channels na, x");
        assertFollows(out, "both");
        assertThat(Files.readString(out.resolve("curves.csv"))).contains("m,");
    }

    @Test
    void simulate_ofWhatIsYetToBeLearned_isRefused() throws IOException {
        Ran ran = Ran.of(
                "simulate",
                write("unknown.yaml", CONDUCTANCE + STIMULUS + "simulation: {duration_ms: 12}\n"),
                "--out",
                folder.resolve("refused").toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("unknown.yaml:4", "channel 'x' is yet to be learned", "ranvier fit");
    }
}
