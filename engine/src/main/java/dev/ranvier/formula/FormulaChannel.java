package dev.ranvier.formula;

import static dev.ranvier.formula.Algebra.add;
import static dev.ranvier.formula.Algebra.variable;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Partial.By;
import dev.ranvier.program.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A channel given by {@linkplain MechanismFormulas formulas}. */
public final class FormulaChannel extends FormulaCurrent implements Channel {
    private static final String V = "v", U = "v'";

    private final RateTables tables;
    private final AtomicReference<@Nullable Tabulated> last = new AtomicReference<>();

    /** What {@link #tabulated} made last, which equal cells share. */
    private record Tabulated(Map<String, Double> constant, FormulaChannel channel) {
        Tabulated {
            constant = Map.copyOf(constant);
        }
    }

    /**
     * The channel that formulas say.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public FormulaChannel(Formulation formulas, String source, Map<String, String> written) {
        this(formulas, source, written, RateTables.NONE);
    }

    FormulaChannel(Formulation formulas, String source, Map<String, String> written, RateTables tables) {
        this.tables = tables;
        Compilation compilation =
                new Compilation(formulas, formulas.states(), new Compilation.Input(V, By.VOLTAGE, 0), Slot.VOLTAGE);
        compilation.name(U, Slot.TAKEN_VOLTAGE);
        compilation.name("current'", Slot.CURRENT);
        compilation.name("slope'", Slot.SLOPE);

        Expression i = formulas.output(), slope = formulas.slopeOfOutput();
        Map<Partial, Expression> ofCurrent = compilation.derivativesOfCurrent(formulas.linearisedOutput(V));
        List<Solution> step = Steps.of(formulas.motions(), compilation.lowest(), tables),
                rest = Rest.of(formulas.motions(), tables);
        Map<Partial, Expression> ofStep = compilation.derivatives(step), ofRest = compilation.derivatives(rest);
        compilation.declare(ofCurrent.keySet());
        compilation.declare(ofStep.keySet());
        compilation.declare(ofRest.keySet());

        Map<Slot, Expression> sums = new LinkedHashMap<>();
        sums.put(Slot.CURRENT, add(variable("current'"), i));
        sums.put(Slot.SLOPE, add(variable("slope'"), slope));
        Differentiated current =
                new Differentiated(compilation.kernels(sums), compilation.partialsOfCurrent(ofCurrent));
        Differentiated advance = new Differentiated(compilation.values(step), compilation.partialsOfStates(ofStep)),
                steadyState = new Differentiated(compilation.values(rest), compilation.partialsOfStates(ofRest));
        super(
                formulas,
                source,
                written.isEmpty() ? formulas.understood("current [uA/cm2]") : written,
                new Compiled(compilation.schema(tables), advance, steadyState),
                current);
    }

    /** The tables of its gates; none, but for a channel that was {@link #tabulated}. */
    public RateTables tables() {
        return tables;
    }

    @Override
    public FormulaChannel tabulated(Map<String, Double> constant) {
        Tabulated made = last.get();
        if (made == null || !made.constant.equals(constant)) {
            made = new Tabulated(constant, Tabulation.of(this, constant));
            last.set(made);
        }
        return made.channel;
    }
}
