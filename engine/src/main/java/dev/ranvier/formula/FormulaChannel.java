package dev.ranvier.formula;

import dev.ranvier.mechanism.Channel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A channel given by {@linkplain MechanismFormulas formulas}. */
public final class FormulaChannel extends FormulaCurrent implements Channel {
    private static final Made<Description, FormulaChannel> MADE = new Made<>();

    private final RateTables tables;
    private final AtomicReference<@Nullable Tabulated> last = new AtomicReference<>();

    /** What a channel is made of. */
    private record Description(Formulation formulas, String source, Map<String, String> written) {}

    /** What {@link #tabulated} made last, which equal cells share. */
    private record Tabulated(Map<String, Double> constant, FormulaChannel channel) {
        Tabulated {
            constant = Map.copyOf(constant);
        }
    }

    /**
     * The channel that formulas say; the same one for the same formulas.
     *
     * @param source where they were published; empty if that is not said
     * @param written the formulas by name, as their author wrote them; empty to show how they were understood
     * @throws FormulaException for a mechanism that is too large or has no steady state
     */
    public static FormulaChannel of(Formulation formulas, String source, Map<String, String> written) {
        return MADE.of(
                new Description(formulas, source, Map.copyOf(written)),
                _ -> new FormulaChannel(formulas, source, written, RateTables.NONE));
    }

    FormulaChannel(Formulation formulas, String source, Map<String, String> written, RateTables tables) {
        this.tables = tables;
        Compilation compilation = Compilation.ofCurrent(formulas, tables);
        super(
                formulas,
                source,
                written.isEmpty() ? formulas.understood("current [uA/cm2]") : written,
                compilation,
                compilation.current(),
                compilation.step(),
                compilation.rest(formulas.motions()));
    }

    /** The tables of its gates; none, but for a channel that was {@link #tabulated}. */
    public RateTables tables() {
        return tables;
    }

    /** Whether both compute the same: lanes of a batch can be cells with either. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaChannel channel
                && formulas().equals(channel.formulas())
                && tables.equals(channel.tables);
    }

    @Override
    public int hashCode() {
        return formulas().hashCode();
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
