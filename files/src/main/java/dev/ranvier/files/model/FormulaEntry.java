package dev.ranvier.files.model;

import dev.ranvier.formula.MechanismFormulas.Q10;
import dev.ranvier.mechanism.Mechanism;
import java.util.Optional;
import java.util.Set;

/**
 * A channel or pool that a file gives by formulas.
 *
 * @param mechanism what they make
 * @param defaults parameters of which the file says the default, and nothing else
 * @param q10 how its rates depend on the temperature, if that is known
 */
record FormulaEntry(Mechanism mechanism, Set<String> defaults, Optional<Q10> q10) {
    /** Copies the set. */
    FormulaEntry {
        defaults = Set.copyOf(defaults);
    }

    /** As the type of an element elsewhere, whose own numbers are not defaults. */
    FormulaEntry asType() {
        return new FormulaEntry(mechanism, Set.of(), q10);
    }
}
