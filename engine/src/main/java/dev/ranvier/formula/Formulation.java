package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.IonUse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * A mechanism in formulas, by {@linkplain #nameOf names} without units: what {@link MechanismFormulas} are read as, and what comes from
 * other languages. Beside its own names it knows {@code v}, the voltage [mV], an axial current also {@code v_parent}, and
 * a pool {@code i}, the current of its ion [uA/cm2].
 *
 * @param name its name
 * @param parameters its parameters
 * @param states its states
 * @param motions how they move
 * @param output the current of a channel [uA/cm2] or at a place [nA], the reversal potential of a pool [mV]
 * @param slope what a step takes for {@code d output / dv} [mS/cm2], where the model says that this is something else
 * @param ions what it has to do with ions
 */
public record Formulation(
        String name,
        List<Field> parameters,
        List<Field> states,
        List<Motion> motions,
        Expression output,
        Optional<Expression> slope,
        List<IonUse> ions) {
    private static final String V = "v";

    /** Copies the lists. */
    public Formulation {
        parameters = List.copyOf(parameters);
        states = List.copyOf(states);
        motions = List.copyOf(motions);
        ions = List.copyOf(ions);
    }

    /** The name of a parameter or state in formulas: what its name is without the unit that ends it. */
    public static String nameOf(Field field) {
        return Unit.Ending.of(field.name()).stem();
    }

    /** Whether a name ends with a unit, so that it would be another one in formulas. */
    public static boolean endsWithUnit(String name) {
        return Unit.Ending.of(name).unit().isPresent();
    }

    /** What a step takes for the slope of a current. */
    Expression slopeOfOutput() {
        return slopeOfOutput(V);
    }

    /** The same by the voltage of this name. */
    Expression slopeOfOutput(String voltage) {
        return slope.orElseGet(() -> new Derivative(voltage).of(output));
    }

    /**
     * {@code i(v) + slope(v) (u - v)}, u being {@code v'}; where the slope does not depend on v, that is {@code i(u)}. The same for
     * several voltages.
     */
    Expression linearisedOutput(String... voltages) {
        Map<String, Expression> then = new LinkedHashMap<>();
        Expression linearised = output;
        boolean isLinear = slope.isEmpty();
        for (String voltage : voltages) {
            Expression exact = slopeOfOutput(voltage),
                    v = Algebra.variable(voltage),
                    u = Algebra.variable(Solution.after(voltage));
            then.put(voltage, u);
            linearised = Algebra.add(linearised, Algebra.multiply(exact, Algebra.subtract(u, v)));
            isLinear &= Arrays.stream(voltages).noneMatch(other -> Names.occurs(other, exact));
        }
        return isLinear ? new Substitution(then).in(output) : linearised;
    }

    /**
     * Voltages at which quotients that no condition guards, {@code (v + 40)/(1 - exp(-(v + 40)/10))}, are 0/0, and are taken for their
     * limit [mV].
     */
    public NavigableSet<Double> limits_mV() {
        return Limits.of(this);
    }

    /** What was understood, as text: for each thing that the formulas say its name and the formula. */
    Map<String, String> understood(String outputName) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Motion motion : motions) {
            if (motion instanceof Motion.Relaxation gate) {
                lines.put(gate.state() + "_inf", gate.target().toString());
                lines.put(
                        gate.state() + "_tau [ms]",
                        Algebra.divide(Algebra.ONE, gate.rate()).toString());
            } else if (motion instanceof Motion.Update update) {
                lines.put(update.state() + " after dt", update.next().toString());
            } else {
                motion.slopes().forEach((state, slope) -> lines.put("d " + state + "/dt", slope.toString()));
            }
        }
        lines.put(outputName, output.toString());
        return lines;
    }
}
