package dev.ranvier.formula;

import dev.ranvier.mechanism.SiteKernel;
import java.util.List;
import java.util.Map;

/** What mechanisms by formulas are that have a current: channels, and what stands at a place or between two. */
abstract sealed class FormulaCurrent extends FormulaMechanism permits FormulaAxial, FormulaChannel, FormulaPoint {
    private final Differentiated current;

    FormulaCurrent(
            Formulation formulas,
            String source,
            Map<String, String> lines,
            Compilation compilation,
            Compilation.Part current,
            Compilation.Part step,
            Compilation.Part rest) {
        this.current = current.kernels();
        super(formulas, source, lines, compilation, step, rest);
    }

    /** Adds the current and its slope. */
    public List<SiteKernel> current() {
        return current.values();
    }

    /** The partials of the current. */
    public List<SiteKernel> currentPartials() {
        return current.partials();
    }
}
