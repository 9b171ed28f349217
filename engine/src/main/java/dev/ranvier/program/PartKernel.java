package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;

/** A kernel that computes a piece of a program, and can tell which. */
abstract class PartKernel implements SiteKernel {
    private final Part part;

    PartKernel(Part part) {
        this.part = part;
    }

    /** What it computes. */
    Part part() {
        return part;
    }
}
