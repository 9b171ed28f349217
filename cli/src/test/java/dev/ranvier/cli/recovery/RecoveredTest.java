package dev.ranvier.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.report.RecoveryReport;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.files.signal.VoltageFile;
import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecoveredTest {
    private static final String MODEL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak}
          - name: m
            type: learned
            conductance_mS_per_cm2: {fit: {start: 0.1, prior_mean: 0.1, prior_sd: 0.5}}
            reversal_mV: {fit: {start: -90, low: -100, high: -80}}
            gates: [{name: p, power: {fit: 2}}]
        """;

    private static final SampledSignal VOLTAGE_mV;

    static {
        double[] voltage_mV = new double[50];
        Arrays.setAll(voltage_mV, k -> -65 - 0.1 * k);
        VOLTAGE_mV = new SampledSignal(0.1, voltage_mV);
    }

    private static RecoveryTask task() {
        return new RecoveryInput(
                        ModelReader.parse("m.yaml", MODEL, Path.of("")),
                        "m.yaml",
                        List.of(new Recording.OfElectrode(
                                "a <b>/r.csv",
                                new VoltageFile(
                                        VOLTAGE_mV,
                                        Optional.of(new SampledSignal(0.1, new double[50])),
                                        List.of("a note")))),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        RecoverySettings.Method.LM,
                        List.of(2),
                        "ranvier recover")
                .task();
    }

    private static RecoveryResult result(long seed, double rmse_mV) {
        Cell cell = task().model().cellToRecover();
        return new RecoveryResult(
                seed,
                rmse_mV,
                2,
                0.5,
                rmse_mV < 0.5,
                List.of(LearnedCurves.initialise(List.of(2), seed)),
                List.of(0.2, -80.0, 1.5),
                List.of(new RecoveryResult.Run(
                        Simulation.of(cell, new Stimulus.Step(0, 1, 0), 4.9)
                                .withProbes(0.1, Probe.voltage(), Probe.gate("m", "p"))
                                .run(),
                        rmse_mV)),
                List.of(new Progress("first", 3), new Progress("second", Double.POSITIVE_INFINITY)));
    }

    @Test
    void of_seedThatDiverged_keepsTheOthers() {
        Recovered recovered =
                Recovered.of(task(), List.of(result(1, Double.POSITIVE_INFINITY), result(2, 0.3), result(3, 7)));
        assertThat(recovered.best().seed()).isEqualTo(2);
        assertThat(recovered.convergedSeeds()).isEqualTo(1);
        assertThat(Json.text(RecoverySummary.of(recovered, 1)).replaceAll("\\s+", ""))
                .contains("\"best_seed\":2", "{\"seed\":1,\"rmse_mV\":null,", "{\"seed\":3,\"rmse_mV\":7.0,");
        assertThat(RecoveryReport.html(RecoveryPage.of(recovered)))
                .contains("<td>diverged</td>", "2 (best)", "Note: a note")
                .doesNotContain("<b>/r.csv");
    }

    @Test
    void of_fittedNumbers_areShownInTheUnitsOfTheFile() {
        Recovered recovered = Recovered.of(task(), List.of(result(1, 0.1)));
        assertThat(recovered.numbers().stream().map(FittedNumber::name))
                .containsExactly("m.conductance_mS_per_cm2", "m.reversal_mV", "m.p_power");
        assertThat(recovered.numbers().stream().map(FittedNumber::value)).containsExactly(0.2, -80.0, 1.5);
        assertThat(recovered.boundsHit()).containsExactly("m.reversal_mV");
        assertThat(RecoveryReport.html(RecoveryPage.of(recovered)))
                .contains(
                        "Fitted numbers", "-100 to -80", "high one hit", "0.1 \u00b1 0.5", "at a bound: m.reversal_mV");
        assertThat(Json.text(RecoverySummary.of(recovered, 1)).replaceAll("\\s+", ""))
                .contains("{\"name\":\"m.p_power\",\"start\":2.0,\"value\":1.5}", "\"values\":[0.2,-80.0,1.5]")
                .contains("\"bounds_hit\":[\"m.reversal_mV\"]");
    }

    @Test
    void of_everySeedDiverged_stillMakesAReport() {
        Recovered recovered = Recovered.of(task(), List.of(result(1, Double.POSITIVE_INFINITY)));
        assertThat(RecoveryReport.html(RecoveryPage.of(recovered))).contains("Not converged", "diverged");
    }
}
