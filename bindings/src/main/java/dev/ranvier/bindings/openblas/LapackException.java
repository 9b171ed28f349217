package dev.ranvier.bindings.openblas;

/** A LAPACK routine did not succeed: what its {@code info} means. */
public final class LapackException extends ArithmeticException {
    private static final long serialVersionUID = 1;
    /** LAPACKE's own codes: it could not allocate work space, or room for a transposed copy. */
    private static final int NO_WORK_SPACE = -1010, NO_TRANSPOSED_COPY = -1011;

    private final int info;

    private LapackException(String message, int info) {
        super(message + " (info=" + info + ")");
        this.info = info;
    }

    /** Returns if {@code info} is 0; {@code positive} says what a positive info means, with %d in its place. */
    static void check(String routine, int info, String positive) {
        if (info == 0) {
            return;
        }
        throw new LapackException(routine + ": " + meaning(info, positive), info);
    }

    private static String meaning(int info, String positive) {
        if (info > 0) {
            return positive.formatted(info);
        }
        return info == NO_WORK_SPACE || info == NO_TRANSPOSED_COPY
                ? "not enough memory outside the heap"
                : "argument " + -info + " is not allowed, or holds NaN";
    }

    /** The code as LAPACK returned it. */
    public int info() {
        return info;
    }
}
