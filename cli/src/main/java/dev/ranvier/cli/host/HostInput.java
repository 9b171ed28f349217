package dev.ranvier.cli.host;

import dev.ranvier.embed.Clamp;
import dev.ranvier.embed.Input;
import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Rig;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.Site;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An input that a host asks for in words: {@code current}, {@code conductance@soma(0.5) -80}, {@code clamp@soma(0.5) 10}. */
sealed interface HostInput {
    /** The rig with this input too. */
    Rig on(Rig rig);

    /** A current. */
    record OfCurrent(int node) implements HostInput {
        @Override
        public Rig on(Rig rig) {
            return rig.withCurrent(node);
        }
    }

    /** A conductance. */
    record OfConductance(int node, double reversal_mV) implements HostInput {
        @Override
        public Rig on(Rig rig) {
            return rig.withConductance(node, reversal_mV);
        }
    }

    /** The clamp. */
    record OfClamp(int node, double conductance_mS_per_cm2) implements HostInput {
        @Override
        public Rig on(Rig rig) {
            return rig.withClamp(node, conductance_mS_per_cm2);
        }
    }

    /** All lanes. */
    int ALL = -1;

    /** What sets an input, of a lane or of {@link #ALL}. */
    @FunctionalInterface
    interface Dial {
        void set(int lane, double value);
    }

    /** Inputs in the order of the text, split at semicolons. */
    static List<HostInput> parse(String text, Compartments compartments) {
        return Arrays.stream(text.split(";"))
                .map(word -> one(word.strip(), compartments))
                .toList();
    }

    private static HostInput one(String text, Compartments compartments) {
        Matcher words = Pattern.compile("(current|conductance|clamp)(?:@(\\S+))?(?:\\s+(\\S+))?")
                .matcher(text);
        if (!words.matches()) {
            throw new BadInputException("an input must be written as current, current@soma(0.5),"
                    + " conductance@soma(0.5) -80 or clamp@soma(0.5) 10: '" + text + "'");
        }
        int node = Optional.ofNullable(words.group(2))
                .map(place -> Site.named(compartments, place, text))
                .orElseGet(() -> Site.root(compartments))
                .node();
        Optional<String> number = Optional.ofNullable(words.group(3));
        return switch (words.group(1)) {
            case "conductance" -> new OfConductance(node, number(text, number, "its reversal in mV"));
            case "clamp" -> new OfClamp(node, number(text, number, "its conductance in mS/cm2"));
            default -> {
                if (number.isPresent()) {
                    throw new BadInputException("a current is set by ranvier_set, not here: '" + text + "'");
                }
                yield new OfCurrent(node);
            }
        };
    }

    private static double number(String text, Optional<String> number, String what) {
        try {
            return Double.parseDouble(number.orElseThrow(
                    () -> new BadInputException("after the place there must be " + what + ": '" + text + "'")));
        } catch (NumberFormatException _) {
            throw new BadInputException(what + " must be a number: '" + text + "'");
        }
    }

    /** What sets each of these inputs of a neuron that has them. */
    static List<Dial> dials(List<HostInput> inputs, Neuron neuron) {
        List<Dial> dials = new ArrayList<>();
        int currents = 0, conductances = 0;
        for (HostInput input : inputs) {
            dials.add(
                    switch (input) {
                        case OfCurrent _ -> dial(neuron.current_nA(currents++));
                        case OfConductance _ -> dial(neuron.conductance_uS(conductances++));
                        case OfClamp _ -> dial(neuron.clamp(), neuron.lanes());
                    });
        }
        return dials;
    }

    private static Dial dial(Input input) {
        return (lane, value) -> {
            if (lane == ALL) {
                input.set(value);
            } else {
                input.set(lane, value);
            }
        };
    }

    private static Dial dial(Clamp clamp, int lanes) {
        return (lane, value) -> {
            if (lane != ALL && (lanes > 1 || lane != 0)) {
                throw new BadInputException("a clamp holds all lanes alike, which is lane -1: " + lane);
            }
            if (Double.isNaN(value)) {
                clamp.release();
            } else {
                clamp.hold(value);
            }
        };
    }
}
