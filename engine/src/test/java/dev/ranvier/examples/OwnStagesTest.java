package dev.ranvier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.fit.Clamp;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Fit;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Stage;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.RobustVoltageError;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SpikeTimeError;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fit by stages of one's own, to the spikes of one recording and to what another probe saw. */
final class OwnStagesTest {
    private static final Stimulus STIMULUS = new Stimulus.Step(5, 40, 0.015), WEAK = new Stimulus.Step(5, 40, 0.002);
    private static final double INTERVAL_ms = 0.1;

    @Test
    void conductances_areFoundThroughWindowsThatGrow() {
        Experiment experiment = recorded(STIMULUS, Probe.voltage());
        double[] v = experiment.recorded().values();
        Sampling sampling = new Sampling(INTERVAL_ms, v.length);
        Objective objective = new Objective(List.of(
                new Objective.Term(0, 1, new RobustVoltageError(sampling, v, 8)),
                new Objective.Term(0, 1, new SpikeTimeError(sampling, v, new SpikeTolerance(-20, 0.1, 3)))));
        List<Stage> stages = List.of(
                Stage.held(new Clamp.Steady(100)),
                Stage.held(new Clamp.Intermittent(300, 2, 4)).until(1e-3, 2, 30),
                Stage.held(new Clamp.Intermittent(300, 2, 16)).until(1e-3, 2, 30),
                Stage.free());
        Set<String> seen = new LinkedHashSet<>();
        FitResult result = Fit.run(
                problem(experiment, objective).with(stages),
                FitSettings.usual(),
                (start, steps, stage, value, status) -> seen.add(stage));
        assertThat(seen).containsExactly("clamp 100 mS/cm2", "windows 4 ms", "windows 16 ms", "free");
        assertThat(result.bestStart().values().get(0)).isCloseTo(120, within(0.12));
        assertThat(result.bestStart().values().get(1)).isCloseTo(36, within(0.036));
    }

    /** Whatever can be recorded can be fitted to: here the potassium current below threshold. */
    @Test
    void conductances_areFoundFromACurrent() {
        Experiment experiment = recorded(WEAK, Probe.current("k"));
        double[] i = experiment.recorded().values();
        Objective objective = Objective.of(new VoltageError(new Sampling(INTERVAL_ms, i.length), i)); // here in uA/cm2
        FitResult result = Fit.run(
                problem(experiment, objective).with(List.of(Stage.free())),
                FitSettings.usual(),
                (start, steps, stage, value, status) -> {});
        assertThat(result.bestStart().values().get(0)).isCloseTo(120, within(0.12));
        assertThat(result.bestStart().values().get(1)).isCloseTo(36, within(0.036));
    }

    private static Cell cell() {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of()),
                        new Insertion("k", HodgkinHuxley.potassium(), Map.of()),
                        new Insertion("leak", HodgkinHuxley.leak(), Map.of())));
    }

    private static Experiment recorded(Stimulus stimulus, Probe probe) {
        double[] values = Simulation.of(cell(), stimulus, 50)
                .withProbes(INTERVAL_ms, probe)
                .run()
                .values(probe, 0);
        return new Experiment(
                probe.title(),
                List.of(new Injection(0, stimulus)),
                List.of(),
                probe,
                new SampledSignal(INTERVAL_ms, values));
    }

    private static FitProblem problem(Experiment experiment, Objective objective) {
        List<Parameter> parameters = List.of(conductance("na", 100), conductance("k", 40));
        return FitProblem.ofNumbers(
                cell(),
                List.of(experiment),
                objective,
                parameters,
                Scheme.STAGGERED,
                0.0125,
                new InitialCondition.AtVoltage());
    }

    private static Parameter conductance(String channel, double start) {
        return new Parameter(
                channel,
                new Quantity.ChannelParameter(channel, "conductance_mS_per_cm2", Region.everywhere()),
                new Transform.Log(),
                start,
                Optional.empty());
    }
}
