package dev.ranvier.formula;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pool of an ion given by {@linkplain MechanismFormulas formulas}. */
public final class FormulaPool implements IonPool {
    private static final String I = "i";

    private final String source;
    private final Formulation formulas;
    private final Map<String, String> lines;
    private final Ion ion;
    private final Schema schema;
    private final List<SiteKernel> advance;
    private final List<SiteKernel> advancePartials;
    private final List<SiteKernel> steadyState;
    private final List<SiteKernel> steadyStatePartials;

    /**
     * The pool that formulas say; its first state is the concentration.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public FormulaPool(Formulation formulas, Ion ion, String source, Map<String, String> written) {
        this.source = source;
        this.formulas = formulas;
        this.lines = written.isEmpty() ? formulas.understood("reversal [mV]") : written;
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
        advance = SiteKernel.joined(compilation.values(step), follow);
        advancePartials = compilation.partialsOfStates(ofStep);
        steadyState = SiteKernel.joined(compilation.values(rest), follow);
        steadyStatePartials = compilation.partialsOfStates(ofRest);
        schema = compilation.schema(RateTables.NONE);
    }

    /** At the start no current has flowed. */
    private static List<Motion> withoutCurrent(List<Motion> motions) {
        Substitution none = new Substitution(Map.of(I, Algebra.ZERO));
        return motions.stream().map(motion -> motion.with(none)).toList();
    }

    /** Where the formulas were published; empty if that is not said. */
    public String source() {
        return source;
    }

    /** The formulas themselves. */
    public Formulation formulas() {
        return formulas;
    }

    /** The formulas by name: as they were written, or else as they were understood. */
    public Map<String, String> lines() {
        return Collections.unmodifiableMap(lines);
    }

    @Override
    public Ion ion() {
        return ion;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> advance() {
        return advance;
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return advancePartials;
    }

    @Override
    public List<SiteKernel> steadyState() {
        return steadyState;
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return steadyStatePartials;
    }
}
