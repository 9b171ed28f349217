package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pool of an ion given by {@linkplain MechanismFormulas formulas}. */
public final class FormulaPool extends FormulaMechanism implements IonPool {
    private static final String I = "i";

    private final Ion ion;

    /**
     * The pool that formulas say; its first state is the concentration.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public FormulaPool(Formulation formulas, Ion ion, String source, Map<String, String> written) {
        this.ion = ion;
        List<Field> states = new ArrayList<>(formulas.states());
        states.add(REVERSAL, Field.reversal(0));
        Compilation compilation =
                new Compilation(formulas, states, new Compilation.Input(I, By.ION_CURRENT, 0), Slot.CURRENT);

        List<Solution> step = Steps.of(formulas.motions(), compilation.lowest(), RateTables.NONE),
                rest = Rest.of(withoutCurrent(formulas.motions()), RateTables.NONE);
        Map<Partial, Expression> ofStep = new LinkedHashMap<>(compilation.derivatives(step)),
                ofRest = new LinkedHashMap<>(compilation.derivatives(rest));
        Map<Partial, Expression> ofReversal = new LinkedHashMap<>();
        String calcium = Formulation.nameOf(states.get(CONCENTRATION));
        Expression e =
                new Substitution(Map.of(calcium, Algebra.variable(Solution.after(calcium)))).in(formulas.output());
        ofReversal.put(Partial.reversalByConcentration(), new Derivative(Solution.after(calcium)).of(e));
        for (Compilation.Input input : compilation.inputs()) {
            Expression derivative = new Derivative(input.variable()).of(e);
            if (!derivative.equals(Algebra.ZERO)) {
                ofReversal.put(new Partial(REVERSAL, input.by(), input.index()), derivative);
            }
        }
        ofStep.putAll(ofReversal);
        ofRest.putAll(ofReversal);
        compilation.declare(ofStep.keySet());
        compilation.declare(ofRest.keySet());

        List<SiteKernel> follow = compilation.kernels(Map.of(Slot.next(REVERSAL), e));
        Differentiated
                advance =
                        new Differentiated(
                                SiteKernel.joined(compilation.values(step), follow),
                                compilation.partialsOfStates(ofStep)),
                steadyState =
                        new Differentiated(
                                SiteKernel.joined(compilation.values(rest), follow),
                                compilation.partialsOfStates(ofRest));
        super(
                formulas,
                source,
                written.isEmpty() ? formulas.understood("reversal [mV]") : written,
                new Compiled(compilation.schema(RateTables.NONE), advance, steadyState));
    }

    /** At the start no current has flowed. */
    private static List<Motion> withoutCurrent(List<Motion> motions) {
        Substitution none = new Substitution(Map.of(I, Algebra.ZERO));
        return motions.stream().map(motion -> motion.with(none)).toList();
    }

    @Override
    public Ion ion() {
        return ion;
    }
}
