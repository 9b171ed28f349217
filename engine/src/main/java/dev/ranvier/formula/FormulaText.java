package dev.ranvier.formula;

/** Formulas as text. */
final class FormulaText {
    private FormulaText() {}

    static String of(Expression f) {
        return f.getClass().getSimpleName();
    }
}
