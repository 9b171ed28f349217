package dev.ranvier.neuron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.channel.GateKinetics;
import dev.ranvier.channel.HybridChannel;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.catalogue.Catalogue;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.nmodl.ModFiles;
import dev.ranvier.nmodl.NmodlMechanism;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A channel that is exported and read again runs as before. */
final class RoundTripTest {
    /** Read again, a slope of a current that is not ohmic is NEURON's difference quotient, and the rest of a scheme its step of 1e9 ms. */
    private static final double SAME_mV = 1e-9, AS_NEURON_mV = 1e-5;

    private static final Set<String> AS_NEURON =
            Set.of("pospischil-low-threshold-calcium", "hh-potassium-scheme", "sin");

    /** One of each kind: gates, a scheme, calcium that is carried and sensed, a current that is not ohmic. */
    private static final Set<String> KINDS = Set.of(
            "mainen-sodium",
            "hh-potassium-scheme",
            "pospischil-low-threshold-calcium",
            "destexhe-calcium-potassium",
            "pas");

    static Stream<Channel> ofTheCatalogue() {
        return Catalogue.mechanisms().stream()
                .filter(mechanism -> KINDS.contains(mechanism.schema().name()))
                .map(Channel.class::cast);
    }

    @ParameterizedTest
    @MethodSource("ofTheCatalogue")
    void channelOfTheCatalogue_runsAsBefore(Channel channel) {
        NmodlFile file = FormulaNmodl.of(channel.schema().name(), ((FormulaChannel) channel).formulas(), List.of());
        assertSame(channel, file);
    }

    /** States, parameters and channels may be called as words of the language and of NEURON are. */
    static Stream<FormulaChannel> ofOtherNames() {
        return Stream.of(
                MechanismFormulas.named("sin")
                        .conductance(0.5)
                        .reversal(-80)
                        .reaction("c", "o", "0.2 * exp((v + 40)/20)", "0.1 * exp(-(v + 40)/15)")
                        .reaction("o", "i", "0.05", "0.01")
                        .current("conductance * o * (v - reversal)")
                        .channel(),
                MechanismFormulas.named("FROM")
                        .conductance(0.5)
                        .reversal(-80)
                        .parameter(new Field("pow", 1, 0, 10))
                        .parameter(new Field("STEP", 2, 0, 10))
                        .gateByTarget("t", 1, "1/(1 + exp(-(v + 40)/8))", "pow * STEP * 5")
                        .channel());
    }

    @ParameterizedTest
    @MethodSource("ofOtherNames")
    void channelOfSuchNames_runsAsBefore(FormulaChannel channel) {
        NmodlFile file = FormulaNmodl.of(channel.schema().name(), channel.formulas(), List.of());
        assertThat(file.suffix()).isNotEqualTo(channel.schema().name());
        assertSame(channel, file);
    }

    static Stream<TabulatedChannel> learned() {
        LearnedCurves narrow = LearnedCurves.initialise(List.of(6), 3),
                deep = LearnedCurves.initialise(List.of(5, 4), 4);
        return Stream.of(
                new TabulatedChannel(
                        "k",
                        VoltageGrid.STANDARD,
                        List.of(new TabulatedGate("n", new Power.Fixed(4), narrow)),
                        36,
                        -77),
                new TabulatedChannel(
                        "x-1",
                        VoltageGrid.STANDARD,
                        List.of(
                                new TabulatedGate("i", new Power.Free(2.5), deep),
                                new TabulatedGate("h", new Power.Fixed(1), narrow)),
                        10,
                        40));
    }

    @ParameterizedTest
    @MethodSource("learned")
    void learnedChannel_runsAsBefore(TabulatedChannel channel) {
        assertSame(channel, TabulatedNmodl.of(channel.schema().name(), channel, List.of("learned")));
    }

    static Stream<HybridChannel> hybrids() {
        LearnedCurves curves = LearnedCurves.initialise(List.of(5, 4), 4);
        return Stream.of(
                new HybridChannel(
                        (Channel) Catalogue.mechanisms().getFirst(),
                        VoltageGrid.STANDARD,
                        List.of(new GateKinetics("h", Orientation.INACTIVATION, curves))),
                new HybridChannel(
                        (Channel) ModFiles.mechanism("kdr").mechanism(),
                        VoltageGrid.STANDARD,
                        List.of(new GateKinetics("n", Orientation.ACTIVATION, curves))));
    }

    /** Sodium of which h is a network, and an imported channel. */
    @ParameterizedTest
    @MethodSource("hybrids")
    void channelWithALearnedGate_runsAsBefore(HybridChannel channel) {
        assertSame(channel, FormulaNmodl.of(channel.schema().name(), channel, List.of("learned")));
    }

    private static void assertSame(Channel channel, NmodlFile file) {
        Mechanism again = NmodlMechanism.of(file.suffix() + ".mod", file.text(), 36, name -> name)
                .mechanism();
        assertThat(again.schema().name()).isEqualTo(file.suffix());
        double[] before = trace(channel, Map.of()), after = trace(again, parameters(channel, again, file));
        assertThat(before.length).isEqualTo(after.length);
        double farthest = 0;
        for (int k = 0; k < before.length; k++) {
            farthest = Math.max(farthest, Math.abs(before[k] - after[k]));
        }
        assertThat(farthest).isLessThan(AS_NEURON.contains(channel.schema().name()) ? AS_NEURON_mV : SAME_mV);
    }

    /** Those of the channel, under the names that the file has for them. */
    private static Map<String, Double> parameters(Channel channel, Mechanism again, NmodlFile file) {
        Map<String, Double> parameters = new HashMap<>();
        channel.schema().parameters().forEach(field -> {
            NmodlFile.Variable variable = file.variables().get(field.name());
            assertThat(variable).as(field.name()).isNotNull();
            again.schema().parameters().stream()
                    .filter(other -> other.name().equals(variable.name())
                            || (other.name().startsWith(variable.name() + "_")
                                    && other.name()
                                            .substring(variable.name().length() + 1)
                                            .matches("mV|ms|mM|um|S_per_cm2|mS_per_cm2")))
                    .forEach(other -> parameters.put(other.name(), field.value() * variable.factor()));
        });
        return parameters;
    }

    private static double[] trace(Mechanism channel, Map<String, Double> parameters) {
        List<Mechanism> spiking = Catalogue.mechanisms();
        Cell cell = new Cell(
                1000,
                1,
                -65,
                List.of(
                        new Insertion("na", spiking.get(0), Map.of()),
                        new Insertion("k", spiking.get(1), Map.of()),
                        new Insertion("leak", spiking.get(2), Map.of()),
                        new Insertion("own", channel, parameters)));
        return Simulation.of(cell, new Stimulus.Step(2, 20, 0.2), 25)
                .withStep(Scheme.IMPLICIT_EULER, 0.025)
                .withProbes(0.025, Probe.voltage())
                .run()
                .voltage_mV(0);
    }
}
