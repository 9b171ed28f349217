package dev.ranvier.bindings.openblas;

/** Whether a stored matrix stands for itself or for its transpose. */
public enum Transpose {
    /** {@code op(A) = A}. */
    NO,
    /** {@code op(A) = A^T}. */
    YES
}
