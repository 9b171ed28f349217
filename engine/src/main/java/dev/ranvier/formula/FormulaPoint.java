package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.program.Slot;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A current at a place, in nA, given by formulas: a synapse, for instance. */
public final class FormulaPoint implements PointProcess {
    /** The weight of an event in formulas. */
    public static final Expression WEIGHT = variable("weight'");

    private static final String V = "v", U = "v'";

    private final Formulation formulas;
    private final Map<String, String> lines;
    private final Schema schema;
    private final List<SiteKernel> current;
    private final List<SiteKernel> currentPartials;
    private final List<SiteKernel> advance;
    private final List<SiteKernel> advancePartials;
    private final List<SiteKernel> steadyState;
    private final List<SiteKernel> steadyStatePartials;
    private final List<SiteKernel> receive;
    private final List<SiteKernel> receivePartials;

    /**
     * The point process that formulas say; its current is in nA, the slope in uS.
     *
     * @param received states after an event, by states and parameters before it and {@link #WEIGHT}; those not named stay
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public FormulaPoint(Formulation formulas, Map<String, Expression> received) {
        this.formulas = formulas;
        Map<String, Expression> events = new LinkedHashMap<>();
        formulas.states().forEach(field -> {
            String state = Formulation.nameOf(field);
            events.put(state, unlessAbsent(state, received.getOrDefault(state, variable(state))));
        });
        this.lines = new LinkedHashMap<>(formulas.understood("current [nA]"));
        received.forEach((state, value) -> lines.put(state + " after an event", value.toString()));
        Compilation compilation =
                new Compilation(formulas, formulas.states(), new Compilation.Input(V, By.VOLTAGE, 0), Slot.VOLTAGE);
        compilation.name(U, Slot.TAKEN_VOLTAGE);
        compilation.name("current'", Slot.CURRENT);
        compilation.name("slope'", Slot.SLOPE);
        compilation.input(new Compilation.Input(((Expression.Variable) WEIGHT).name(), By.WEIGHT, 0), Slot.WEIGHT);

        Expression i = formulas.output(), slope = formulas.slopeOfOutput();
        Map<Partial, Expression> ofCurrent = compilation.derivativesOfCurrent(formulas.linearisedOutput());
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
        current = compilation.kernels(sums);
        currentPartials = compilation.partialsOfCurrent(ofCurrent);
        advance = compilation.values(step);
        advancePartials = compilation.partialsOfStates(ofStep);
        steadyState = compilation.values(rest);
        steadyStatePartials = compilation.partialsOfStates(ofRest);
        receive = compilation.values(event);
        receivePartials = compilation.partialsOfStates(ofEvent);
        schema = compilation.schema(RateTables.NONE);
    }

    /** No event has the weight 0. */
    private static Expression unlessAbsent(String state, Expression received) {
        Expression without = new Substitution(Map.of(((Expression.Variable) WEIGHT).name(), Algebra.ZERO)).in(received);
        return without.equals(variable(state))
                ? received
                : Algebra.conditional(Expression.Comparison.EQUAL, WEIGHT, Algebra.ZERO, variable(state), received);
    }

    /** The formulas themselves. */
    public Formulation formulas() {
        return formulas;
    }

    /** The formulas by name, as they were understood. */
    public Map<String, String> lines() {
        return Collections.unmodifiableMap(lines);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return current;
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return currentPartials;
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

    @Override
    public List<SiteKernel> receive() {
        return receive;
    }

    @Override
    public List<SiteKernel> receivePartials() {
        return receivePartials;
    }
}
