package dev.ranvier.cli.model;

import dev.ranvier.formula.MechanismFormulas.Q10;
import dev.ranvier.mechanism.Mechanism;
import java.util.Optional;

/**
 * A channel or pool that a file gives by formulas.
 *
 * @param mechanism what they make
 * @param q10 how its rates depend on the temperature, if that is known
 */
record FormulaEntry(Mechanism mechanism, Optional<Q10> q10) {}
