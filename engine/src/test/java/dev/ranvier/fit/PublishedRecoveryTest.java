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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published recovery problem with its limits: the recording, currents never seen, and twice the time, as
 * make_recordings.py made them with NEURON.
 */
final class PublishedRecoveryTest {
    private static final double INTERVAL_ms = 0.1;
    /** What the README says of 20 seeds. */
    private static final double TRAINED_mV = 0.0037,
            UNSEEN_mV = 0.27,
            NEAR_THRESHOLD_mV = 0.6,
            X_INF = 0.005,
            TAU = 0.018;

    private static final double LONG_mV = 0.005, VISITED_ms = 0.5;

    @ParameterizedTest
    @ValueSource(longs = {0, 7})
    void run_onPublishedRecording_meetsEveryLimit(long seed) {
        Csv amplitudes = Csv.golden("recording_amplitudes.csv");
        double[] v_mV = amplitudes.column("v_15pA_mV"), current_nA = new double[v_mV.length];
        Arrays.fill(current_nA, 50, 450, 0.015);
        Experiment recording = Experiment.atRoot(
                "15 pA", new SampledSignal(INTERVAL_ms, v_mV), new SampledSignal(INTERVAL_ms, current_nA));
        LearnedCurves none = LearnedCurves.initialise(List.of(1), 0);
        RecoveryResult result = new Recovery(
                        cell(none), List.of("k"), List.of(), List.of(recording), RecoverySettings.standard())
                .run(seed, progress -> {});
        assertThat(result.converged()).isTrue();
        assertThat(result.rmse_mV()).isLessThan(TRAINED_mV);
        LearnedCurves found = result.curves().getFirst();
        checkCurves(found, v_mV);
        for (int pA = 9; pA <= 21; pA += 2) {
            double rmse_mV =
                    rmse_mV(found, new Stimulus.Step(5, 40, pA * 1e-3), amplitudes.column("v_" + pA + "pA_mV"));
            assertThat(rmse_mV).as("%d pA", pA).isLessThan(pA == 9 ? NEAR_THRESHOLD_mV : UNSEEN_mV);
        }
        double long_mV = rmse_mV(
                found,
                new Stimulus.Step(5, 90, 0.015),
                Csv.golden("recording_100ms.csv").column("v_mV"));
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
}
