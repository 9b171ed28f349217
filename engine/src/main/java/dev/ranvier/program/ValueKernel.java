package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import java.util.Map;

/** A kernel that is no program, but can say what it does at a site as values of one: operation by operation, to the same bits. */
public interface ValueKernel extends SiteKernel {
    /**
     * Does it in a program.
     *
     * @param columns what stands at the site, and then also what the kernel leaves there
     */
    void inline(ProgramBuilder program, Map<Slot, Value> columns);
}
