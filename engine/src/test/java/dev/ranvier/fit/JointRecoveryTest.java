package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.CableProperties;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unknown potassium channel found together with other numbers of its cell, from recordings made at a finer step. */
final class JointRecoveryTest {
    private static final double INTERVAL_ms = 0.1, FINE_ms = 0.0025;
    private static final double SODIUM = 120, LEAK = 0.3, RESISTIVITY = 100;
    private static final String G = "conductance_mS_per_cm2";
    private static final Region EVERYWHERE = Region.everywhere();
    private static final Compartments AXON = new Cell(Cell.cylinderArea_um2(10, 1), 1, 0, List.of()).compartments();

    /** The numbers' factors off, and a seed. */
    @ParameterizedTest
    @CsvSource({"1, 1.1, 0.8, 0.85", "2, 0.8, 1.2, 1.2"})
    void axon_conductancesAndCapacitanceOff_areFoundWithTheCurves(
            long seed, double sodium, double leak, double capacitance) {
        Experiment experiment = recorded(axon(HodgkinHuxley.potassium(), 1, 1, 1), 0, 0.015);
        List<Parameter> parameters = List.of(
                conductance("na", SODIUM * sodium),
                conductance("leak", LEAK * leak),
                parameter(new Quantity.Capacitance_uF_per_cm2(EVERYWHERE), capacitance));
        RecoveryResult result = new Recovery(
                        axon(unknown(-75), sodium, leak, capacitance),
                        List.of("k"),
                        parameters,
                        List.of(experiment),
                        settings(0.0125))
                .run(seed, progress -> {});
        assertThat(result.rmse_mV()).isLessThan(0.01);
        assertThat(result.values().get(0)).isCloseTo(SODIUM, within(0.002 * SODIUM));
        assertThat(result.values().get(1)).isCloseTo(LEAK, within(0.02 * LEAK));
        assertThat(result.values().get(2)).isCloseTo(1, within(0.003));
        checkCurves(result, experiment);
    }

    /** Ten compartments, recorded in the middle of the dendrite. */
    @ParameterizedTest
    @CsvSource({"1, 1.2, 0.85", "2, 0.85, 1.15"})
    void ballAndStick_resistivityAndConductanceOff_areFoundWithTheCurves(long seed, double resistivity, double sodium) {
        Compartments tree = tree(9);
        Experiment experiment = recorded(cell(tree, HodgkinHuxley.neuronPotassium(), 1, 1), tree.at("dend", 0.5), 0.3);
        List<Parameter> parameters = List.of(
                parameter(new Quantity.AxialResistivity_ohm_cm(EVERYWHERE), RESISTIVITY * resistivity),
                conductance("na", SODIUM * sodium));
        RecoveryResult result = new Recovery(
                        cell(tree, unknown(-77), resistivity, sodium),
                        List.of("k"),
                        parameters,
                        List.of(experiment),
                        settings(0.025))
                .run(seed, progress -> {});
        assertThat(result.rmse_mV()).isLessThan(0.02);
        assertThat(result.values().get(0)).isCloseTo(RESISTIVITY, within(0.02 * RESISTIVITY));
        assertThat(result.values().get(1)).isCloseTo(SODIUM, within(0.005 * SODIUM));
        checkCurves(result, experiment);
    }

    /** The unknown channel's own conductance trades off with its curves; what is known of it decides. */
    @Test
    void prior_ofANumberThatTheRecordingDoesNotDetermine_decides() {
        Experiment experiment = recorded(axon(HodgkinHuxley.potassium(), 1, 1, 1), 0, 0.015);
        Parameter free = conductance("k", 30);
        Parameter known = new Parameter(
                free.name(), free.quantity(), free.transform(), free.start(), Optional.of(new Prior(36, 0.005)));
        RecoveryResult result = new Recovery(
                        axon(unknown(-75), 1, 1, 1),
                        List.of("k"),
                        List.of(known),
                        List.of(experiment),
                        settings(0.0125))
                .run(1, progress -> {});
        assertThat(result.values().getFirst()).isCloseTo(36, within(0.01));
        assertThat(result.rmse_mV()).isLessThan(0.01);
        checkCurves(result, experiment);
    }

    /** Hodgkin and Huxley's n, where the recording stayed for half a millisecond. */
    private static void checkCurves(RecoveryResult result, Experiment experiment) {
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        result.curves().getFirst().evaluate(grid, logit, logTau);
        double[] recorded = experiment.recorded().values();
        int visited = 0;
        for (int k = 0; k < grid.nodes(); k++) {
            double v = grid.voltage_mV(k) + 1e-9, y = (v + 55) / 10;
            if (IntStream.range(0, recorded.length)
                            .filter(s -> Math.abs(recorded[s] - v) < 1)
                            .count()
                    > 5) {
                double alpha = -0.1 * y / Math.expm1(-y), beta = 0.125 * Math.exp(-(v + 65) / 80);
                assertThat(1 / (1 + Math.exp(-logit[k])))
                        .as("x_inf at %s mV", v)
                        .isCloseTo(alpha / (alpha + beta), within(0.01));
                assertThat(Math.exp(logTau[k]) * (alpha + beta))
                        .as("tau at %s mV", v)
                        .isCloseTo(1, within(0.03));
                visited++;
            }
        }
        assertThat(visited).isGreaterThan(40);
    }

    private static RecoverySettings settings(double dt_ms) {
        return new RecoverySettings(
                RecoverySettings.Method.LM, List.of(16, 16), Scheme.STAGGERED, dt_ms, new InitialCondition.AtVoltage());
    }

    private static Parameter conductance(String channel, double start) {
        return parameter(new Quantity.ChannelParameter(channel, G, EVERYWHERE), start);
    }

    private static Parameter parameter(Quantity quantity, double start) {
        return new Parameter(quantity.toString(), quantity, new Transform.Log(), start, Optional.empty());
    }

    private static TabulatedChannel unknown(double reversal_mV) {
        return new TabulatedChannel(
                "unknown",
                VoltageGrid.STANDARD,
                List.of(new TabulatedGate("n", new Power.Fixed(4), LearnedCurves.initialise(List.of(1), 1))),
                36,
                reversal_mV);
    }

    /** The published cell. */
    private static Cell axon(Channel potassium, double sodium, double leak, double capacitance) {
        return new Cell(
                AXON,
                Profile.of(capacitance),
                Profile.of(RESISTIVITY),
                -70,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of(G, SODIUM * sodium)),
                        new Insertion("k", potassium, Map.of()),
                        new Insertion("leak", HodgkinHuxley.leak(), Map.of(G, LEAK * leak))));
    }

    private static Compartments tree(int dendritic) {
        return new MorphologyBuilder()
                .soma(20, 20)
                .cylinder("dend", SwcType.BASAL, "soma", 1, 300, 2)
                .build()
                .discretise(
                        new Discretisation.ByName(Map.of("soma", 1), new Discretisation.PerBranch(dendritic)),
                        CableProperties.uniform(RESISTIVITY, 1));
    }

    /** Squid channels everywhere. */
    private static Cell cell(Compartments tree, Channel potassium, double resistivity, double sodium) {
        return new Cell(
                tree,
                Profile.of(1),
                Profile.of(RESISTIVITY * resistivity),
                -65,
                List.of(
                        new Insertion("na", HodgkinHuxley.sodium(), Map.of(G, SODIUM * sodium)),
                        new Insertion("k", potassium, Map.of()),
                        new Insertion("leak", HodgkinHuxley.neuronLeak(), Map.of())));
    }

    /** 40 ms with a current into the root, seen at a node. */
    private static Experiment recorded(Cell cell, int node, double amplitude_nA) {
        Stimulus.Step step = new Stimulus.Step(2, 33, amplitude_nA);
        double[] v = Simulation.of(cell, step, 40)
                .withStep(Scheme.STAGGERED, FINE_ms)
                .withProbes(INTERVAL_ms, new Probe.Voltage(node))
                .run()
                .values(new Probe.Voltage(node), 0);
        return new Experiment(
                "synthetic", List.of(new Injection(0, step)), List.of(), node, new SampledSignal(INTERVAL_ms, v));
    }
}
