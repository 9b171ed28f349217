package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.Holdout;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is fitted, and how.
 *
 * @param hidden units of each hidden layer of a gate's network
 * @param models which models
 * @param celsius temperature of the curves
 * @param calcium_mM internal calcium of curves that depend on it
 * @param holdout the voltages that fits do not see
 */
public record KineticsSettings(
        List<Integer> hidden, Models models, double celsius, double calcium_mM, Holdout holdout) {
    /** Copies the list. */
    public KineticsSettings {
        hidden = List.copyOf(hidden);
    }

    /** Which models are fitted. */
    public enum Models {
        /** Networks. */
        LEARNED,
        /** The omnimodel in its five forms. */
        OMNI,
        /** Both. */
        BOTH;

        /** Whether networks are fitted. */
        public boolean hasLearned() {
            return this != OMNI;
        }

        /** Whether the omnimodel is fitted. */
        public boolean hasOmni() {
            return this != LEARNED;
        }
    }

    /** The network as the command line has it. */
    public String network() {
        return hidden.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
