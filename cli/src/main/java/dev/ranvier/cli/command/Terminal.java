package dev.ranvier.cli.command;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Where standard error goes. Java's own {@code Console} tells only about standard input and output. */
final class Terminal {
    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** Whether standard error is a terminal, by {@code isatty} of the C library; false where there is none. */
    @SuppressWarnings("restricted")
    static boolean isStandardError() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> isatty = linker.defaultLookup().find("isatty");
        if (isatty.isEmpty()) {
            return false;
        }
        try {
            return (int) linker.downcallHandle(isatty.get(), FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                            .invokeExact(STANDARD_ERROR)
                    != 0;
        } catch (Throwable e) {
            throw new IllegalStateException("isatty", e);
        }
    }
}
