package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.mechanism.Partial;
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

    private static final String V = "v", U = "v'";

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
        Compilation compilation =
                new Compilation(formulas, formulas.states(), new Compilation.Input(V, By.VOLTAGE, 0), Slot.VOLTAGE);
        compilation.name(U, Slot.TAKEN_VOLTAGE);
        compilation.name("current'", Slot.CURRENT);
        compilation.name("slope'", Slot.SLOPE);
        compilation.input(new Compilation.Input(((Expression.Variable) WEIGHT).name(), By.WEIGHT, 0), Slot.WEIGHT);

        Expression i = formulas.output(), slope = formulas.slopeOfOutput();
        Map<Partial, Expression> ofCurrent = compilation.derivativesOfCurrent(formulas.linearisedOutput(V));
        List<Solution> step = Steps.of(formulas.motions(), compilation.lowest(), RateTables.NONE),
                rest = Rest.of(formulas.motions(), RateTables.NONE);
        List<Solution> event = List.of(new Solution.Explicit(events));
        Map<Partial, Expression> ofStep = compilation.derivatives(step),
                ofRest = compilation.derivatives(rest),
                ofEvent = compilation.derivatives(event);
        List.of(ofCurrent, ofStep, ofRest, ofEvent).forEach(partials -> compilation.declare(partials.keySet()));

        Map<Slot, Expression> sums = new LinkedHashMap<>();
        sums.put(Slot.CURRENT, add(variable("current'"), i));
        sums.put(Slot.SLOPE, add(variable("slope'"), slope));
        Differentiated current =
                new Differentiated(compilation.kernels(sums), compilation.partialsOfCurrent(ofCurrent));
        Differentiated advance = new Differentiated(compilation.values(step), compilation.partialsOfStates(ofStep)),
                steadyState = new Differentiated(compilation.values(rest), compilation.partialsOfStates(ofRest));
        receive = new Differentiated(compilation.values(event), compilation.partialsOfStates(ofEvent));
        super(
                formulas,
                source,
                written.isEmpty() ? understood(formulas, received) : written,
                new Compiled(compilation.schema(RateTables.NONE), advance, steadyState),
                current);
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
