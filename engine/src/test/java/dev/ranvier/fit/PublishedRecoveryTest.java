package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.Csv;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published recovery problem with its limits, training and unseen traces; skipped without the shared recordings. */
final class PublishedRecoveryTest {
    private static final double INTERVAL_ms = 0.1;
    private static final double TRAINED_mV = 0.05, LONG_mV = 0.1, UNSEEN_mV = 0.5, NEAR_THRESHOLD_mV = 1.5;
    private static final double X_INF = 0.01, TAU = 0.03, VISITED_ms = 0.5;

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void run_onPublishedRecording_meetsEveryLimitOfTheIssue(long seed) throws IOException {
        Csv csv = shared("hh_unknown_k.csv");
        double[] current =
                Arrays.stream(csv.column("i_pA")).map(pA -> pA * 1e-3).toArray();
        Experiment recording = Experiment.atRoot(
                "hh_unknown_k",
                new SampledSignal(INTERVAL_ms, csv.column("v_mV")),
                new SampledSignal(INTERVAL_ms, current));
        LearnedCurves none = LearnedCurves.initialise(List.of(1), 0);
        RecoveryResult result = new Recovery(
                        cell(none), List.of("k"), List.of(), List.of(recording), RecoverySettings.standard())
                .run(seed, progress -> {});
        assertThat(result.converged()).isTrue();
        assertThat(result.rmse_mV()).isLessThan(TRAINED_mV);
        LearnedCurves found = result.curves().getFirst();
        checkCurves(found, csv.column("v_mV"));
        Csv unseen = shared("hh_unseen_amplitudes.csv");
        for (int pA = 9; pA <= 21; pA += 2) {
            double rmse_mV = rmse_mV(found, new Stimulus.Step(5, 40, pA * 1e-3), unseen.column("v_" + pA + "pA_mV"));
            assertThat(rmse_mV).as("%d pA", pA).isLessThan(pA == 9 ? NEAR_THRESHOLD_mV : UNSEEN_mV);
        }
        double long_mV = rmse_mV(
                found, new Stimulus.Step(5, 90, 0.015), shared("hh_100ms.csv").column("v_mV"));
        assertThat(long_mV).as("100 ms").isLessThan(LONG_mV);
    }

    /** Hodgkin and Huxley's n at the nodes within 1 mV of which the recording stayed for long enough. */
    private static void checkCurves(LearnedCurves found, double[] v_mV) {
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        found.evaluate(grid, logit, logTau);
        double worstX = 0, worstTau = 0;
        int visited = 0;
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k), y = (v + 55) / 10;
            double samples = Arrays.stream(v_mV)
                    .filter(sample -> Math.abs(sample - v) < 1)
                    .count();
            if (samples * INTERVAL_ms > VISITED_ms) {
                double alpha = y == 0 ? 0.1 : -0.1 * y / Math.expm1(-y), beta = 0.125 * Math.exp(-(v + 65) / 80);
                worstX = Math.max(worstX, Math.abs(1 / (1 + Math.exp(-logit[k])) - alpha / (alpha + beta)));
                worstTau = Math.max(worstTau, Math.abs(Math.exp(logTau[k]) * (alpha + beta) - 1));
                visited++;
            }
        }
        assertThat(visited).isGreaterThan(50);
        assertThat(worstX).isCloseTo(0, within(X_INF));
        assertThat(worstTau).isCloseTo(0, within(TAU));
    }

    private static double rmse_mV(LearnedCurves curves, Stimulus stimulus, double[] expected_mV) {
        double dt_ms = RecoverySettings.standard().dt_ms();
        double[] v = Simulation.of(cell(curves), stimulus, (expected_mV.length - 1) * INTERVAL_ms)
                .withStep(RecoverySettings.standard().scheme(), dt_ms)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        for (int k = 0; k < v.length; k++) {
            v[k] -= expected_mV[k];
        }
        return Math.sqrt(Arrays.stream(v).map(x -> x * x).average().orElseThrow());
    }

    private static Cell cell(LearnedCurves curves) {
        TabulatedChannel potassium = new TabulatedChannel(
                "learned", VoltageGrid.STANDARD, List.of(new TabulatedGate("n", new Power.Fixed(4), curves)), 36, -75);
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion("k", potassium, Map.of()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    private static Csv shared(String name) throws IOException {
        Path file = Path.of("..", "..", "shared", "recordings", name);
        Assumptions.assumeTrue(Files.exists(file), "shared/recordings/" + name + " is absent");
        return Csv.parse(Files.readString(file));
    }
}
