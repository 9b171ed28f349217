package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private static final double INTERVAL_ms = 0.1;
    private static final InitialCondition AT_VOLTAGE = new InitialCondition.AtVoltage();

    @Test
    void run_onSyntheticRecording_findsItAgain_andTheSameBitsForTheSameSeed() {
        Recovery recovery = new Recovery(cell(36), List.of("k"), List.of(), List.of(recording(0)), settings());
        RecoveryResult first = recovery.run(1, progress -> {}), second = recovery.run(1, progress -> {});
        assertThat(first.converged()).isTrue();
        assertThat(first.rmse_mV()).isLessThan(0.0075);
        assertThat(second.curves()).isEqualTo(first.curves());
        assertThat(second.rmse_mV()).isEqualTo(first.rmse_mV());
    }

    /** A network of one unit learns the curves so badly that a spike near threshold is lost, but under a clamp it comes back. */
    @Test
    void run_withANetworkThatLosesASpike_holdsItFirst() {
        RecoverySettings small =
                new RecoverySettings(RecoverySettings.Method.LM, List.of(1), Scheme.STAGGERED, 0.0125, AT_VOLTAGE);
        RecoveryResult result =
                new Recovery(cell(36), List.of("k"), List.of(), List.of(recording(0.0058, 0.3)), small).run(1, _ -> {});
        assertThat(result.history())
                .extracting(Progress::stage)
                .anyMatch(stage -> stage.startsWith("network, held first"));
        assertThat(result.rmse_mV()).isLessThan(1);
        assertThat(result.converged()).isTrue();
    }

    /** Conductance and curves trade off, x_inf^4 g: only their product in the current is certain. */
    @Test
    void run_withFreeConductance_keepsTheCurrentRight() {
        RecoveryResult result = new Recovery(
                        cell(30), List.of("k"), List.of(conductance("k", 30)), List.of(recording(0)), settings())
                .run(1, progress -> {});
        assertThat(result.rmse_mV()).isLessThan(0.0075);
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        result.curves().getFirst().evaluate(grid, logit, logTau);
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k) + 1e-9;
            if (v > -65 && v < 20) {
                double alpha = 0.01 * (v + 55) / (1 - Math.exp(-(v + 55) / 10));
                double beta = 0.125 * Math.exp(-(v + 65) / 80);
                double learned = result.values().getFirst() * Math.pow(1 / (1 + Math.exp(-logit[k])), 4);
                assertThat(learned / (36 * Math.pow(alpha / (alpha + beta), 4)))
                        .as("steady conductance at %s mV", v)
                        .isCloseTo(1, within(0.006));
            }
        }
    }

    @Test
    void gradientDescent_byThePublishedRecipe_comesNear() {
        RecoverySettings adam =
                new RecoverySettings(RecoverySettings.Method.ADAM, List.of(8), Scheme.STAGGERED, 0.05, AT_VOLTAGE);
        RecoveryResult result =
                new Recovery(cell(36), List.of("k"), List.of(), List.of(recording(0)), adam).run(1, progress -> {});
        assertThat(result.iterations()).isBetween(1000, 2000);
        assertThat(result.rmse_mV()).isLessThan(2);
    }

    @Test
    void noise_isEstimatedFromTheRecordingAlone() {
        for (double sd_mV : new double[] {0.5, 2}) {
            assertThat(Closeness.noise(recording(sd_mV).recorded())).isCloseTo(sd_mV, within(0.2 * sd_mV));
        }
        assertThat(Closeness.noise(recording(0).recorded())).isLessThan(0.0015);
    }

    @Test
    void recovery_ofMechanisticChannel_isRefused() {
        assertThatThrownBy(() ->
                        new Recovery(cell(36), List.of("hh-sodium"), List.of(), List.of(recording(0)), settings()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("hh-sodium");
    }

    @Test
    void run_stepThatDoesNotDivideTheInterval_takesTheNextSmaller() {
        List<RecoveryResult> results = DoubleStream.of(0.03, 0.025)
                .mapToObj(dt_ms -> new RecoverySettings(
                        RecoverySettings.Method.LM, List.of(3), Scheme.STAGGERED, dt_ms, AT_VOLTAGE))
                .map(settings -> new Recovery(cell(36), List.of("k"), List.of(), List.of(recording(0)), settings)
                        .run(1, progress -> {}))
                .toList();
        assertThat(results.getFirst().converged()).isTrue();
        assertThat(results.getFirst().curves()).isEqualTo(results.getLast().curves());
    }

    /** The same experiment with two results 20 mV apart: the model is the same in both. */
    @Test
    void run_twoRecordings_convergesOnlyIfBothAreFollowed() {
        Experiment good = recording(0);
        double[] shifted = good.recorded().values();
        for (int k = 0; k < shifted.length; k++) {
            shifted[k] += 20;
        }
        Experiment bad =
                new Experiment("shifted", good.injections(), List.of(), 0, new SampledSignal(INTERVAL_ms, shifted));
        RecoverySettings coarse =
                new RecoverySettings(RecoverySettings.Method.LM, List.of(3), Scheme.STAGGERED, 0.05, AT_VOLTAGE);
        RecoveryResult result =
                new Recovery(cell(36), List.of("k"), List.of(), List.of(good, bad), coarse).run(1, progress -> {});
        double first = result.runs().getFirst().rmse_mV(),
                second = result.runs().getLast().rmse_mV();
        assertThat(result.converged()).isFalse();
        assertThat(result.rmse_mV()).isCloseTo(Math.sqrt((first * first + second * second) / 2), within(1e-12));
        Probe shown = new Probe.ShownVoltage(0);
        assertThat(result.runs().getLast().trace().values(shown, 0))
                .isEqualTo(result.runs().getFirst().trace().values(shown, 0));
        assertThat(first + second).isGreaterThan(19.99);
    }

    private static RecoverySettings settings() {
        return new RecoverySettings(RecoverySettings.Method.LM, List.of(12, 12), Scheme.STAGGERED, 0.0125, AT_VOLTAGE);
    }

    private static Parameter conductance(String channel, double start) {
        return new Parameter(
                channel + ".conductance_mS_per_cm2",
                new Quantity.ChannelParameter(channel, "conductance_mS_per_cm2", Region.everywhere()),
                new Transform.Log(),
                start,
                Optional.empty());
    }

    /** The published cell with a potassium channel whose curves are not known. */
    private static Cell cell(double conductance_mS_per_cm2) {
        TabulatedChannel unknown = new TabulatedChannel(
                "unknown",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(1), 1))),
                conductance_mS_per_cm2,
                -75);
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion("k", unknown, Map.of()),
                        new Insertion(HodgkinHuxley.leak())));
    }

    /** 30 ms of the published cell, three spikes, computed at a fine step. */
    private static Experiment recording(double noise_mV) {
        return recording(0.015, noise_mV);
    }

    private static Experiment recording(double amplitude_nA, double noise_mV) {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
        double[] v = Simulation.of(cell, new Stimulus.Step(2, 26, amplitude_nA), 30)
                .withStep(Scheme.STAGGERED, 0.0025)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        Random random = new Random(1);
        double[] current = new double[v.length];
        for (int k = 0; k < v.length; k++) {
            v[k] += noise_mV * random.nextGaussian();
            current[k] = k >= 20 && k < 280 ? amplitude_nA : 0;
        }
        return Experiment.atRoot(
                "synthetic", new SampledSignal(INTERVAL_ms, v), new SampledSignal(INTERVAL_ms, current));
    }
}
