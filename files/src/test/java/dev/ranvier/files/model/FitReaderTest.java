package dev.ranvier.files.model;

import static dev.ranvier.files.model.MarkedModels.ONE;
import static dev.ranvier.files.model.MarkedModels.TREE;
import static dev.ranvier.files.model.MarkedModels.marked;
import static dev.ranvier.files.model.MarkedModels.parameters;
import static dev.ranvier.files.model.MarkedModels.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.Power;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Prior;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** Marks {@code fit:} of a model file. */
final class FitReaderTest {
    private static final double ROUNDING = 1e-12;

    private static List<String> names(ModelFile model) {
        return parameters(model).stream().map(Parameter::name).toList();
    }

    private static ThrowableAssertAlternative<BadInputException> assertRefused(String text, String from, String to) {
        return assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> marked(text, from, to));
    }

    /** The branches of the compartments that a parameter is of. */
    private static List<Integer> branches(ModelFile model, int parameter) {
        Compartments tree = model.membrane().compartments();
        Region where = where(parameters(model).get(parameter).quantity());
        return IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && where.contains(tree, node))
                .map(tree::branch)
                .boxed()
                .toList();
    }

    private static Region where(Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter parameter -> parameter.where();
            case Quantity.ChannelFactor factor -> factor.where();
            default -> throw new AssertionError(quantity);
        };
    }

    @Test
    void parse_number_isAPositiveParameterInTheEnginesUnit() {
        ModelFile model = marked(ONE, "0.12", "{fit: 0.1}");
        Parameter parameter = parameters(model).getFirst();
        assertThat(parameter.name()).isEqualTo("na.conductance_S_per_cm2");
        assertThat(parameter.start()).isEqualTo(100);
        assertThat(parameter.transform()).isEqualTo(new Transform.Log());
        assertThat(parameter.prior()).isEmpty();
        assertThat(parameter.quantity()).isInstanceOf(Quantity.ChannelParameter.class);
        assertThat(model.fit().marks().getFirst().factor()).isEqualTo(1000);
        assertThat(model.cell()
                        .insertions()
                        .getFirst()
                        .parameter(0, model.cell().compartments(), 0))
                .isEqualTo(100);
    }

    @Test
    void parse_everyKey_isUnderstoodInTheKeysUnit() {
        Parameter parameter = parameters(marked(
                        ONE, "0.12", "{fit: {start: 0.1, low: 0.01, high: 0.2, prior_mean: 0.12, prior_sd: 0.05}}"))
                .getFirst();
        assertThat(parameter.transform()).isEqualTo(new Transform.Bounded(10, 200));
        assertThat(parameter.prior()).contains(new Prior(120, 50));
    }

    @Test
    void parse_numberThatMayBeNegative_movesLinearly() {
        assertThat(parameters(marked(ONE, "reversal_mV: 50", "reversal_mV: {fit: 45}"))
                        .getFirst()
                        .transform())
                .isEqualTo(new Transform.Linear(10));
    }

    @Test
    void parse_membrane_canBeMarked() {
        ModelFile model = parse(TREE.replace("150", "{fit: 120}")
                .replace("_cm2: 1,", "_cm2: {fit: 1.1},")
                .replace("initial_voltage_mV: -65", "initial_voltage_mV: {fit: -66}"));
        assertThat(names(model))
                .containsExactly("capacitance_uF_per_cm2", "axial_resistivity_ohm_cm", "initial_voltage_mV");
        assertThat(model.membrane().initialVoltage_mV()).isEqualTo(-66);
        assertThat(model.cell().capacitance_uF_per_cm2().at(model.cell().compartments(), 0))
                .isEqualTo(1.1);
        assertThat(names(parse(ONE.replace("_cm2: 1,", "_cm2: {fit: 1.1},"))))
                .containsExactly("capacitance_uF_per_cm2");
    }

    @Test
    void parse_regions_haveWhatIsLeftToThem() {
        ModelFile model =
                marked(TREE, "0.0003", "{soma: {fit: 1e-4}, trunk: 2e-4, apical: {fit: 3e-4}, otherwise: {fit: 4e-4}}");
        assertThat(names(model))
                .containsExactly(
                        "leak.conductance_S_per_cm2@soma",
                        "leak.conductance_S_per_cm2@apical",
                        "leak.conductance_S_per_cm2@otherwise");
        assertThat(branches(model, 0)).containsExactly(0);
        assertThat(branches(model, 1)).containsExactly(2); // the trunk is taken
        assertThat(branches(model, 2)).containsExactly(3);
    }

    @Test
    void parse_per_splits() {
        assertThat(names(marked(TREE, "0.0003", "{fit: {start: 1e-4, per: branch}}")))
                .containsExactly(
                        "leak.conductance_S_per_cm2@soma",
                        "leak.conductance_S_per_cm2@trunk",
                        "leak.conductance_S_per_cm2@tuft[0]",
                        "leak.conductance_S_per_cm2@twig");
        ModelFile model = marked(TREE, "0.0003", "{soma: 1e-4, dendrites: {fit: {start: 1e-4, per: region}}}");
        assertThat(names(model))
                .containsExactly("leak.conductance_S_per_cm2@apical", "leak.conductance_S_per_cm2@basal");
        assertThat(branches(model, 0)).containsExactly(1, 2);
        assertThat(branches(model, 1)).containsExactly(3);
    }

    @Test
    void parse_scaleOfAProfile_isAFactorOnTheCellsOwnValues() {
        ModelFile model = marked(
                TREE,
                "0.0003",
                "{soma: 1e-4, otherwise: {exponential: {at_root: 2e-4, far: 1e-4, length_um: 100, scale: {fit: {start:"
                        + " 2, low: 1, high: 6}}}}}");
        Parameter parameter = parameters(model).getFirst();
        assertThat(parameter.name()).isEqualTo("leak.conductance_S_per_cm2.scale@otherwise");
        assertThat(parameter.quantity()).isInstanceOf(Quantity.ChannelFactor.class);
        assertThat(parameter.start()).isEqualTo(1);
        assertThat(parameter.transform()).isEqualTo(new Transform.Bounded(0.5, 3));
        assertThat(model.fit().marks().getFirst().factor()).isEqualTo(0.5);
        assertThat(branches(model, 0)).containsExactly(1, 2, 3);
        int trunk = model.cell().compartments().at("trunk", 0.5);
        double distance_um = model.cell().compartments().pathDistance_um(trunk);
        assertThat(model.cell()
                        .insertions()
                        .getFirst()
                        .parameter(0, model.cell().compartments(), trunk))
                .isEqualTo(2 * (0.1 + 0.1 * Math.exp(-distance_um / 100)), within(ROUNDING));
    }

    @Test
    void parse_learnedChannel_canBeMarked() {
        ModelFile model = parse("""
            cell: {area_um2: 100, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
            channels:
              - name: k
                type: learned
                conductance_mS_per_cm2: {fit: {start: 30, low: 1, high: 100}}
                reversal_mV: {fit: -75}
                gates: [{name: n, power: {fit: 3.5}}]
            """);
        assertThat(names(model)).containsExactly("k.conductance_mS_per_cm2", "k.reversal_mV", "k.n_power");
        assertThat(model.unknownChannels().getFirst().parameters())
                .containsEntry("conductance_mS_per_cm2", Profile.of(30));
        assertThat(model.unknownChannels().getFirst().gates().getFirst().power())
                .contains(new Power.Free(3.5));
    }

    @Test
    void parse_numbersOfStimuli_areParametersInTheEnginesUnit() {
        ModelFile model = parse(TREE + """
            stimulus:
              - step: {start_ms: 1, duration_ms: {fit: {start: 5, low: 2, high: 8}}, amplitude_pA: {fit: -50}}
              - at: trunk(0.3)
                ramp: {start_ms: {fit: 2}, duration_ms: 5, from_nA: 0, to_nA: {fit: {start: 0, low: -1, high: 1}}}
            """);
        assertThat(names(model))
                .containsExactly(
                        "stimulus[0].step.duration_ms",
                        "stimulus[0].step.amplitude_pA",
                        "stimulus[1].ramp.start_ms@trunk(0.3)",
                        "stimulus[1].ramp.to_nA@trunk(0.3)");
        assertThat(parameters(model).stream().map(Parameter::quantity))
                .containsExactly(
                        new Quantity.StimulusParameter(0, "duration_ms"),
                        new Quantity.StimulusParameter(0, "amplitude_nA"),
                        new Quantity.StimulusParameter(1, "start_ms"),
                        new Quantity.StimulusParameter(1, "to_nA"));
        assertThat(parameters(model).stream().map(Parameter::transform))
                .containsExactly(
                        new Transform.Bounded(2, 8),
                        new Transform.Linear(0.005),
                        new Transform.Log(),
                        new Transform.Bounded(-1, 1));
        assertThat(parameters(model).get(1).start()).isEqualTo(-0.05);
        assertThat(model.fit().marks().get(1).factor()).isEqualTo(1e-3);
        assertThat(model.injections())
                .containsExactly(
                        new Injection(model.stimuli().get(0).site().node(), new Stimulus.Step(1, 5, -0.05)),
                        new Injection(model.stimuli().get(1).site().node(), new Stimulus.Ramp(2, 5, 0, 0)));
    }

    @Test
    void parse_weightOfASynapse_isOneParameter() {
        ModelFile model = parse(TREE + """
            synapses:
              - {times_ms: [1], weight_nS: 2, decay_ms: 2, reversal_mV: 0}
              - {times_ms: [1, 3], weight_nS: {fit: 5}, decay_ms: 2, reversal_mV: 0, at: trunk}
            """);
        Parameter weight = parameters(model).getFirst();
        assertThat(weight.name()).isEqualTo("synapses[1].weight_nS@trunk(0.5)");
        assertThat(weight.quantity()).isEqualTo(new Quantity.SynapseWeight_uS(1));
        assertThat(weight.start()).isEqualTo(5e-3);
        assertThat(weight.transform()).isEqualTo(new Transform.Log());
        assertThat(model.conductances().get(1).conductances().getFirst().values())
                .containsExactly(5e-3, 5e-3);
    }

    @Test
    void parse_badMarksOfStimuliAndSynapses_areRefused() {
        String driven = TREE + """
            stimulus: [step: {start_ms: 1, duration_ms: 5, amplitude_pA: 50}]
            synapses: [{times_ms: [3], weight_nS: 5, decay_ms: 2, reversal_mV: 0}]
            simulation: {duration_ms: 10}
            """;
        assertRefused(driven, "start_ms: 1", "start_ms: {fit: -1}")
                .withMessageContaining("m.yaml:11:35: stimulus[0].step.start_ms.fit: must be positive: -1");
        assertRefused(driven, "start_ms: 1", "start_ms: {fit: {start: 1, low: -1, high: 2}}")
                .withMessageContaining("start_ms.fit.low: must lie in [0.0, ");
        assertRefused(driven, "duration_ms: 5", "duration_ms: {fit: {start: 5, low: 0, high: 9}}")
                .withMessageContaining("duration_ms.fit.low: must lie in [1.0E-9, ");
        assertRefused(driven, "amplitude_pA: 50", "amplitude_pA: {fit: 0}")
                .withMessageContaining("amplitude_pA.fit: from 0 a fit does not know how far to go");
        assertRefused(driven, "amplitude_pA: 50", "amplitude_pA: {fit: {start: 50, per: branch}}")
                .withMessageContaining("amplitude_pA.fit.per: unknown key");
        assertRefused(driven, "weight_nS: 5", "weight_nS: {fit: 0}")
                .withMessageContaining("synapses[0].weight_nS.fit: must be positive: 0");
        assertRefused(driven, "[3]", "[{fit: 3}]")
                .withMessageContaining("synapses[0].times_ms[0]: cannot be fitted")
                .withMessageContaining("the weight of a synapse");
        assertRefused(driven, "decay_ms: 2", "decay_ms: {fit: 2}").withMessageContaining("cannot be fitted");
        assertRefused(
                        driven,
                        "step: {start_ms: 1, duration_ms: 5, amplitude_pA: 50}",
                        "noise: {mean_nA: {fit: 1}, sd_nA: 1, correlation_ms: 1, seed: 1}")
                .withMessageContaining("stimulus[0].noise.mean_nA: cannot be fitted");
    }

    @Test
    void parse_outOfRange_namesTheRange() {
        assertRefused(ONE, "0.12", "{fit: 1e9}")
                .withMessageContaining("m.yaml:3:62: channels[0].conductance_S_per_cm2.fit: must lie in [0.0, 1000.0]");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, low: -1, high: 1}}")
                .withMessageContaining("conductance_S_per_cm2.fit.low: must lie in [0.0, 1000.0]: -1");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, low: 0, high: 1e9}}").withMessageContaining("fit.high");
        assertRefused(ONE, "0.12", "{fit: 0}").withMessageContaining("fit: must be positive: 0");
        assertRefused(ONE, "0.12", "{fit: x}").withMessageContaining("fit: must be a number, is x");
        assertRefused(ONE, "0.12", "{fit: NaN}").withMessageContaining("fit: must be a finite number");
        assertRefused(ONE, "-70", "{fit: -7000}").withMessageContaining("cell.initial_voltage_mV.fit: must lie in");
    }

    @Test
    void parse_badBounds_areRefused() {
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, low: 0.2, high: 0.2}}")
                .withMessageContaining("fit.low: must be below high = 0.2: 0.2");
        assertRefused(ONE, "0.12", "{fit: {start: 0.3, low: 0.1, high: 0.2}}")
                .withMessageContaining("fit.start: a fit must start between its bounds")
                .withMessageContaining("high = 0.2: 0.3");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, low: 0.1, high: 0.2}}")
                .withMessageContaining("fit.start: a fit must start between its bounds");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, low: 0.01}}")
                .withMessageContaining("low and high belong together");
    }

    @Test
    void parse_badPrior_isRefused() {
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, prior_mean: 0.1}}")
                .withMessageContaining("fit.prior_mean: prior_mean and prior_sd belong together");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, prior_sd: 0.1}}")
                .withMessageContaining("fit.prior_sd: prior_mean and prior_sd belong together");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, prior_mean: 0.1, prior_sd: 0}}")
                .withMessageContaining("fit.prior_sd: must be positive: 0");
    }

    @Test
    void parse_badKeys_areRefused() {
        assertRefused(ONE, "0.12", "{fit: {strt: 0.1}}").withMessageContaining("did you mean 'start'?");
        assertRefused(ONE, "0.12", "{fit: {low: 0.1, high: 1}}").withMessageContaining("missing key start");
        assertRefused(ONE, "0.12", "{fit: 0.1, low: 0.01}").withMessageContaining("low: unknown key");
        assertRefused(ONE, "0.12", "{fit: {start: 0.1, per: branches}}")
                .withMessageContaining("fit.per: one number per what? 'branches'; did you mean 'branch'?");
        assertRefused(ONE, "-70", "{fit: {start: -70, per: branch}}")
                .withMessageContaining("initial_voltage_mV.fit.per: unknown key");
    }

    @Test
    void parse_whatCannotBeFitted_saysWhatCan() {
        assertRefused(ONE, "area_um2: 100", "cylinder: {length_um: 10, radius_um: {fit: 1}}")
                .withMessageContaining("cell.cylinder.radius_um: cannot be fitted. A channel's parameters");
        assertRefused(TREE, "0.0003", "{linear: {at_root: {fit: 1e-4}, per_um: 0}}")
                .withMessageContaining("linear.at_root: cannot be fitted")
                .withMessageContaining("the scale of a profile");
        assertRefused(TREE, "150", "{linear: {at_root: 150, per_um: 0, scale: {fit: 1}}}")
                .withMessageContaining("scale: a factor on this number cannot be fitted");
    }

    @Test
    void parse_regionWithoutACompartmentLeft_isRefused() {
        assertRefused(TREE, "0.0003", "{dendrites: 1e-4, apical: {fit: 2e-4}, otherwise: 1e-4}")
                .withMessageContaining("apical: no compartment is left");
        assertRefused(TREE, "0.0003", "{apical: {fit: 2e-4}, otherwise: 1e-4}, where: soma")
                .withMessageContaining("apical: no compartment is left for this number: the channel is not there");
    }
}
