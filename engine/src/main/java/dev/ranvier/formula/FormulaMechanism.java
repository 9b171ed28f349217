package dev.ranvier.formula;

import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What all mechanisms are that are given by {@linkplain MechanismFormulas formulas}. */
abstract sealed class FormulaMechanism permits FormulaCurrent, FormulaPool {
    private final String source;
    private final Formulation formulas;
    private final Map<String, String> lines;
    private final Differentiated advance;
    private final Differentiated steadyState;
    private final Schema schema;

    /**
     * Kernels, and those of their partial derivatives.
     *
     * @param values the kernels
     * @param partials the others
     */
    record Differentiated(List<SiteKernel> values, List<SiteKernel> partials) {}

    /** Compiles a step of the states and their rest, the last parts whose kernels are made. */
    FormulaMechanism(
            Formulation formulas,
            String source,
            Map<String, String> lines,
            Compilation compilation,
            Compilation.Part step,
            Compilation.Part rest) {
        this.formulas = formulas;
        this.source = source;
        this.lines = lines;
        advance = step.kernels();
        steadyState = rest.kernels();
        schema = compilation.schema();
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

    /** Of the names and partials of the formulas. */
    public Schema schema() {
        return schema;
    }

    /** A step of the states. */
    public List<SiteKernel> advance() {
        return advance.values();
    }

    /** The partials of a step. */
    public List<SiteKernel> advancePartials() {
        return advance.partials();
    }

    /** The states at rest. */
    public List<SiteKernel> steadyState() {
        return steadyState.values();
    }

    /** The partials of the states at rest. */
    public List<SiteKernel> steadyStatePartials() {
        return steadyState.partials();
    }
}
