package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A current at a place, in nA, given by formulas: a synapse, for instance. */
public final class FormulaPoint extends FormulaCurrent implements PointProcess {
    /** The weight of an event in formulas. */
    public static final Expression WEIGHT = variable("weight'");

    private final Differentiated receive;

    /**
     * The point process that formulas say; its current is in nA, the slope in uS.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @param received states after an event, by states and parameters before it and {@link #WEIGHT}; those not named stay
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public FormulaPoint(
            Formulation formulas, Map<String, Expression> received, String source, Map<String, String> written) {
        Map<String, Expression> events = new LinkedHashMap<>();
        formulas.states().forEach(field -> {
            String state = Formulation.nameOf(field);
            events.put(state, unlessAbsent(state, received.getOrDefault(state, variable(state))));
        });
        Compilation compilation = Compilation.ofCurrent(formulas, RateTables.NONE);
        compilation.input(new Compilation.Input(((Expression.Variable) WEIGHT).name(), By.WEIGHT, 0), Slot.WEIGHT);
        Compilation.Part current = compilation.current(),
                step = compilation.step(),
                rest = compilation.rest(formulas.motions()),
                event = compilation.states(List.of(new Solution.Explicit(events)));
        receive = event.kernels();
        super(
                formulas,
                source,
                written.isEmpty() ? understood(formulas, received) : written,
                compilation,
                current,
                step,
                rest);
    }

    private static Map<String, String> understood(Formulation formulas, Map<String, Expression> received) {
        Map<String, String> lines = new LinkedHashMap<>(formulas.understood("current [nA]"));
        received.forEach((state, value) -> lines.put(state + " after an event", value.toString()));
        return lines;
    }

    /** No event has the weight 0. */
    private static Expression unlessAbsent(String state, Expression received) {
        Expression without = new Substitution(Map.of(((Expression.Variable) WEIGHT).name(), Algebra.ZERO)).in(received);
        return without.equals(variable(state))
                ? received
                : Algebra.conditional(Expression.Comparison.EQUAL, WEIGHT, Algebra.ZERO, variable(state), received);
    }

    @Override
    public List<SiteKernel> receive() {
        return receive.values();
    }

    @Override
    public List<SiteKernel> receivePartials() {
        return receive.partials();
    }
}
