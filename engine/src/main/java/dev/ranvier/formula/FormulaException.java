package dev.ranvier.formula;

/** A formula that cannot be read, or a mechanism that makes no sense; the message is one line. */
public final class FormulaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String formula;
    private final String complaint;
    private final int line;
    private final int column;

    /**
     * A complaint.
     *
     * @param formula what the formula is for, such as {@code gates.n.alpha_per_ms}
     * @param line of the formula's text, from 1
     * @param column in that line, from 1
     * @param complaint what is wrong, and what would be right
     */
    FormulaException(String formula, int line, int column, String complaint) {
        super(formula + ", line " + line + ", column " + column + ": " + complaint);
        this.formula = formula;
        this.line = line;
        this.column = column;
        this.complaint = complaint;
    }

    /** A complaint about a mechanism as a whole, or about a part of it. */
    FormulaException(String part, String complaint) {
        super(part + ": " + complaint);
        this.formula = part;
        this.line = 0;
        this.column = 0;
        this.complaint = complaint;
    }

    /** What the formula is for. */
    public String formula() {
        return formula;
    }

    /** Line of the formula's text, from 1; 0 if the complaint is about no place in it. */
    public int line() {
        return line;
    }

    /** Column in that line, from 1; 0 likewise. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String complaint() {
        return complaint;
    }
}
