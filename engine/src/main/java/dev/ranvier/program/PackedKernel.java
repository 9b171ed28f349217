package dev.ranvier.program;

/** A step of a whole cell: from a row of states to the next. */
@FunctionalInterface
public interface PackedKernel {
    /** One step; all are addresses in {@link dev.ranvier.memory.Column#MEMORY}. Allocates nothing. */
    void step(long row, long nextRow, long frame);
}
