package dev.ranvier.formula;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.program.Slot;
import java.util.Map;

/** A current from a node to its parent, in nA, given by formulas: a gap junction, for instance. */
public final class FormulaAxial extends FormulaCurrent implements AxialCurrent {
    /** The voltage of the parent in formulas. */
    public static final String V_PARENT = "v_parent";

    /**
     * The current that formulas say; it is in nA, its slopes in uS.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    FormulaAxial(Formulation formulas, String source, Map<String, String> written) {
        Compilation compilation = Compilation.ofCurrent(formulas, RateTables.NONE);
        compilation.input(new Compilation.Input(V_PARENT, By.PARENT_VOLTAGE, 0), Slot.PARENT_VOLTAGE);
        compilation.drivenBy(V_PARENT, Slot.PARENT_TAKEN_VOLTAGE, Slot.PARENT_SLOPE);
        super(
                formulas,
                source,
                written,
                compilation,
                compilation.current(),
                compilation.step(),
                compilation.rest(formulas.motions()));
    }
}
