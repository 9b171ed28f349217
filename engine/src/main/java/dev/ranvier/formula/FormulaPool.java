package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.program.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pool of an ion given by {@linkplain MechanismFormulas formulas}. */
public final class FormulaPool extends FormulaMechanism implements IonPool {
    private static final String I = "i";
    private static final Made<Description, FormulaPool> MADE = new Made<>();

    private final Ion ion;

    /** What a pool is made of. */
    private record Description(Formulation formulas, Ion ion, String source, Map<String, String> written) {}

    /**
     * The pool that formulas say, the same one for the same formulas; its first state is the concentration.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public static FormulaPool of(Formulation formulas, Ion ion, String source, Map<String, String> written) {
        return MADE.of(
                new Description(formulas, ion, source, Map.copyOf(written)),
                _ -> new FormulaPool(formulas, ion, source, written));
    }

    private FormulaPool(Formulation formulas, Ion ion, String source, Map<String, String> written) {
        this.ion = ion;
        List<Field> states = new ArrayList<>(formulas.states());
        states.add(REVERSAL, Field.reversal(0));
        Compilation compilation = new Compilation(
                formulas, states, RateTables.NONE, new Compilation.Input(I, By.ION_CURRENT, 0), Slot.CURRENT);
        String concentration = Formulation.nameOf(states.get(CONCENTRATION)), next = Solution.after(concentration);
        Expression potential = new Substitution(Map.of(concentration, Algebra.variable(next))).in(formulas.output());
        Compilation.Part step = compilation.step(),
                reversal =
                        compilation.following(
                                REVERSAL,
                                potential,
                                Map.of(Partial.reversalByConcentration(), new Derivative(next).of(potential))),
                rest = compilation.rest(withoutCurrent(formulas.motions()));
        super(
                formulas,
                source,
                written.isEmpty() ? formulas.understood("reversal [mV]") : written,
                compilation,
                step.then(reversal),
                rest.then(reversal));
    }

    /** At the start no current has flowed. */
    private static List<Motion> withoutCurrent(List<Motion> motions) {
        Substitution none = new Substitution(Map.of(I, Algebra.ZERO));
        return motions.stream().map(motion -> motion.with(none)).toList();
    }

    /** Whether both compute the same: lanes of a batch can be cells with either. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaPool pool && formulas().equals(pool.formulas()) && ion.equals(pool.ion);
    }

    @Override
    public int hashCode() {
        return formulas().hashCode();
    }

    @Override
    public Ion ion() {
        return ion;
    }
}
