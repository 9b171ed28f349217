package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StageSequenceTest {
    private static final List<Stage> STAGES = List.of(
            Stage.held(new Clamp.Steady(1)).withTether(1),
            Stage.held(new Clamp.Steady(0.3)).withTether(0.3),
            Stage.free());
    private static final double INTERVAL_ms = 0.1, NOISE_mV = 1, CURRENT_nA = 0.4;

    /**
     * Three spikes just above the threshold of a cell with an A current, noise of 1 mV: from 1 to 0.3 mS/cm2 at once, a spike is lost for
     * good.
     */
    @ParameterizedTest
    @ValueSource(longs = {2, 7})
    void recovery_ofACellNearThreshold_keepsItsSpikesAsTheClampFades(long seed) {
        RecoverySettings settings = new RecoverySettings(
                RecoverySettings.Method.LM, List.of(8), Scheme.STAGGERED, 0.025, new InitialCondition.AtVoltage());
        RecoveryResult found =
                new Recovery(unknown(), List.of("kd"), List.of(), List.of(recording(seed)), settings).run(1, _ -> {});
        assertThat(found.rmse_mV()).isBetween(0.9 * NOISE_mV, 1.1 * NOISE_mV);
    }

    @Test
    void stagesInBetween_arePutInBeforeALeap_untilClampsAreAlike() {
        StageSequence stages = new StageSequence(ofCurves());
        assertThat(stages.comesNearer(1e9)).as("nothing is before the first").isFalse();
        stages.pass(4);
        assertThat(stages.comesNearer(35)).as("less than three times 2 mV").isFalse();
        assertThat(stages.comesNearer(37)).isTrue();
        assertThat(stages.now().name()).isEqualTo("clamp 0.55 mS/cm2");
        assertThat(stages.now().tether()).isEqualTo(new Tether.OfSamples(0.55));
        assertThat(stages.comesNearer(37)).isTrue();
        assertThat(stages.comesNearer(37)).isTrue();
        assertThat(stages.now().name()).isEqualTo("clamp 0.86 mS/cm2");
        assertThat(stages.comesNearer(37)).as("0.93 is as good as 1").isFalse();
        for (String next : List.of("clamp 0.74 mS/cm2", "clamp 0.55 mS/cm2", "clamp 0.3 mS/cm2", "free")) {
            stages.pass(4);
            assertThat(stages.now().name()).isEqualTo(next);
        }
        assertThat(stages.comesNearer(37)).isTrue();
        assertThat(stages.now().name()).isEqualTo("clamp 0.15 mS/cm2");
        assertThat(stages.isLast()).isFalse();
    }

    @Test
    void numbers_whoseStartsShareStages_goThroughThemAsTheyAre() {
        Experiment experiment = recording(1);
        StageSequence stages = new StageSequence(FitProblems.problem(
                        unknown(), List.of(FitProblems.conductance(unknown(), "na", new Transform.Log())), experiment)
                .with(STAGES));
        stages.pass(4);
        assertThat(stages.comesNearer(1e9)).isFalse();
    }

    @Test
    void weightsOfANetwork_haveStagesPutIn_asCurvesHave() {
        LearnedFlow membrane = new LearnedFlow(LearnedFlow.Form.CONDUCTANCE, List.of(), 0);
        Cell cell = cell(new Insertion("kd", membrane.unknown("kd", membrane.first(1)), Map.of()));
        StageSequence stages = new StageSequence(FitProblems.problem(
                        cell, Parameter.ofNetwork("kd", membrane, membrane.first(1), Region.everywhere()), recording(1))
                .with(STAGES));
        stages.pass(4);
        assertThat(stages.comesNearer(1e9)).isTrue();
    }

    @Test
    void restored_goesOnAtTheSameStage() throws IOException {
        StageSequence stages = new StageSequence(ofCurves());
        stages.pass(4);
        stages.comesNearer(37);
        stages.comesNearer(37);
        stages.pass(5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stages.save(new DataOutputStream(bytes));
        StageSequence again = new StageSequence(ofCurves());
        again.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(again.now()).isEqualTo(stages.now());
        assertThat(again.before()).isEqualTo(stages.before());
        assertThat(again.comesNearer(44)).isEqualTo(stages.comesNearer(44)).isFalse();
        assertThat(again.comesNearer(46)).isEqualTo(stages.comesNearer(46)).isTrue();
        assertThat(again.now()).isEqualTo(stages.now());
    }

    /** Of a gate of potassium, by three stages. */
    private static FitProblem ofCurves() {
        Cell cell = unknown();
        Experiment experiment = recording(1);
        double[] recorded = experiment.recorded().values();
        return new FitProblem(
                cell,
                List.of(experiment),
                Objective.of(new VoltageError(new Sampling(INTERVAL_ms, recorded.length), recorded)),
                List.of(new GateSplines(cell, "kd", 0, LearnedCurves.initialise(List.of(1), 1))),
                STAGES,
                Scheme.STAGGERED,
                0.025,
                new InitialCondition.AtVoltage(),
                Optional.empty());
    }

    /** 110 ms, a step from 10 ms on. */
    private static Experiment recording(long seed) {
        double[] voltage = Simulation.of(cell(new Insertion(potassium())), new Stimulus.Step(10, 100, CURRENT_nA), 110)
                .withStep(Scheme.STAGGERED, 0.0125)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
        double[] current = new double[voltage.length];
        Arrays.setAll(current, k -> k >= 100 ? CURRENT_nA : 0);
        Random random = new Random(seed);
        Arrays.setAll(voltage, k -> voltage[k] + NOISE_mV * random.nextGaussian());
        return Experiment.atRoot(
                "noisy", new SampledSignal(INTERVAL_ms, voltage), new SampledSignal(INTERVAL_ms, current));
    }

    private static Cell unknown() {
        TabulatedChannel unknown = new TabulatedChannel(
                "unknown",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(1), 1))),
                20,
                -72);
        return cell(new Insertion("kd", unknown, Map.of()));
    }

    /** Connor, Walter and McKown's axon, Biophysical Journal 18 (1977) 81, with the numbers of Dayan and Abbott 2001, section 6.6. */
    static Cell cell(Insertion potassium) {
        FormulaChannel sodium = MechanismFormulas.named("na")
                .conductance(120)
                .reversal(55)
                .gateByRates("m", 3, "3.8*linoid((v + 29.7)/10)", "15.2*exp(-0.0556*(v + 54.7))")
                .gateByRates("h", 1, "0.266*exp(-0.05*(v + 48))", "3.8/(1 + exp(-0.1*(v + 18)))")
                .channel();
        FormulaChannel transientPotassium = MechanismFormulas.named("ka")
                .conductance(47.7)
                .reversal(-75)
                .gateByTarget(
                        "a",
                        3,
                        "(0.0761*exp(0.0314*(v + 94.22))/(1 + exp(0.0346*(v + 1.17))))^(1/3)",
                        "0.3632 + 1.158/(1 + exp(0.0497*(v + 55.96)))")
                .gateByTarget("b", 1, "(1/(1 + exp(0.0688*(v + 53.3))))^4", "1.24 + 2.678/(1 + exp(0.0624*(v + 50)))")
                .channel();
        Insertion leak = new Insertion(
                "leak", HodgkinHuxley.leak(), Map.of("conductance_mS_per_cm2", 0.3, "reversal_mV", -17.0));
        return new Cell(
                3900, 1, -68, List.of(new Insertion(sodium), potassium, new Insertion(transientPotassium), leak));
    }

    static Channel potassium() {
        return MechanismFormulas.named("kd")
                .conductance(20)
                .reversal(-72)
                .gateByRates("n", 4, "0.2*linoid((v + 45.7)/10)", "0.25*exp(-0.0125*(v + 55.7))")
                .channel();
    }
}
