package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.program.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A current from a node to its parent, in nA, given by formulas: a gap junction, for instance. */
public final class FormulaAxial extends FormulaCurrent implements AxialCurrent {
    /** The voltage of the parent in formulas. */
    static final String V_PARENT = "v_parent";

    private static final String V = "v";

    /**
     * The current that formulas say; it is in nA, its slopes in uS.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    FormulaAxial(Formulation formulas, String source, Map<String, String> written) {
        Compilation compilation =
                new Compilation(formulas, formulas.states(), new Compilation.Input(V, By.VOLTAGE, 0), Slot.VOLTAGE);
        compilation.input(new Compilation.Input(V_PARENT, By.PARENT_VOLTAGE, 0), Slot.PARENT_VOLTAGE);
        compilation.name(Solution.after(V), Slot.TAKEN_VOLTAGE);
        compilation.name(Solution.after(V_PARENT), Slot.PARENT_TAKEN_VOLTAGE);
        compilation.name("current'", Slot.CURRENT);
        compilation.name("slope'", Slot.SLOPE);
        compilation.name("parent_slope'", Slot.PARENT_SLOPE);

        Map<Partial, Expression> ofCurrent = compilation.derivativesOfCurrent(formulas.linearisedOutput(V, V_PARENT));
        List<Solution> step = Steps.of(formulas.motions(), compilation.lowest(), RateTables.NONE),
                rest = Rest.of(formulas.motions(), RateTables.NONE);
        Map<Partial, Expression> ofStep = compilation.derivatives(step), ofRest = compilation.derivatives(rest);
        List.of(ofCurrent, ofStep, ofRest).forEach(partials -> compilation.declare(partials.keySet()));

        Map<Slot, Expression> sums = new LinkedHashMap<>();
        sums.put(Slot.CURRENT, add(variable("current'"), formulas.output()));
        sums.put(Slot.SLOPE, add(variable("slope'"), formulas.slopeOfOutput(V)));
        sums.put(Slot.PARENT_SLOPE, add(variable("parent_slope'"), formulas.slopeOfOutput(V_PARENT)));
        Differentiated current =
                new Differentiated(compilation.kernels(sums), compilation.partialsOfCurrent(ofCurrent));
        Differentiated advance = new Differentiated(compilation.values(step), compilation.partialsOfStates(ofStep)),
                steadyState = new Differentiated(compilation.values(rest), compilation.partialsOfStates(ofRest));
        super(
                formulas,
                source,
                written,
                new Compiled(compilation.schema(RateTables.NONE), advance, steadyState),
                current);
    }
}
