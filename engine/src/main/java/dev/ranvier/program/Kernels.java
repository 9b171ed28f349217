package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import java.util.List;

/**
 * A program as the engine runs it.
 *
 * @param kernels in order; unmodifiable, and classes are made when one is first asked for
 * @param scratch how many work columns of the sites they use, from the first
 */
public record Kernels(List<SiteKernel> kernels, int scratch) {
    /** What runs a program in this process. */
    public static Kernels of(Program program) {
        return Execution.ofThisProcess().kernels(program);
    }

    /** By the interpreter. */
    public static Kernels interpreted(Program program) {
        Interpreter interpreter = new Interpreter(program);
        return new Kernels(List.of(interpreter), interpreter.scratch());
    }

    /** By classes made for it. */
    public static Kernels generated(Program program) {
        return GeneratedKernels.of(program);
    }
}
