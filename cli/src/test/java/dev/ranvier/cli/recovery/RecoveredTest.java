package dev.ranvier.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.model.ModelReader;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.report.RecoveryReport;
import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Recording;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecoveredTest {
    private static final String MODEL = """
        cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -65}
        channels:
          - {name: leak, type: hh-leak}
          - name: m
            type: learned
            conductance_mS_per_cm2: {fit: 0.1}
            reversal_mV: {fit: -90}
            gates: [{name: p, power: {fit: 2}}]
        """;

    private static RecoveryTask task() {
        double[] voltage_mV = new double[50];
        Arrays.setAll(voltage_mV, k -> -65 - 0.1 * k);
        return new RecoveryTask(
                ModelReader.parse("m.yaml", MODEL, Path.of("")),
                "m.yaml",
                new Recording(new SampledSignal(0.1, voltage_mV), new SampledSignal(0.1, new double[50])),
                "a <b>/r.csv",
                RecoverySettings.standard(),
                List.of("a note"),
                "ranvier recover");
    }

    private static RecoveryResult result(long seed, double rmse_mV) {
        return new RecoveryResult(
                seed,
                rmse_mV,
                2,
                0.5,
                rmse_mV < 0.5,
                List.of(LearnedCurves.initialise(List.of(2), seed)),
                Map.of("conductance_mS_per_cm2", 0.2, "reversal_mV", -80.0, "p_power", 1.5),
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
    void of_fittedParameters_areInTheModel() {
        Recovered recovered = Recovered.of(task(), List.of(result(1, 0.1)));
        assertThat(recovered.channel().conductance_mS_per_cm2().value()).isEqualTo(0.2);
        assertThat(recovered.channel().reversal_mV().value()).isEqualTo(-80);
        assertThat(recovered.channel().fittedParameters()).isEmpty();
        assertThat(recovered.model().cell().insertions()).hasSize(2);
    }

    @Test
    void fittedParameters_allMarked_areNamedAsInTheSchema() {
        assertThat(task().unknown().fittedParameters())
                .containsExactly("conductance_mS_per_cm2", "p_power", "reversal_mV");
    }

    @Test
    void of_everySeedDiverged_stillMakesAReport() {
        Recovered recovered = Recovered.of(task(), List.of(result(1, Double.POSITIVE_INFINITY)));
        assertThat(RecoveryReport.html(RecoveryPage.of(recovered))).contains("Not converged", "diverged");
    }
}
