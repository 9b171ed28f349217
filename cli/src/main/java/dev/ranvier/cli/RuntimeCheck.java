package dev.ranvier.cli;

import java.util.Optional;

/**
 * Was the JVM started as Ranvier needs it? Refers to nothing that needs the vector API, so {@code Main} can ask before
 * it touches the engine.
 */
final class RuntimeCheck {
    static final int MINIMUM_JAVA = 25;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private RuntimeCheck() {}

    /** Returns if this JVM will do; else says what is missing and ends the process with exit code 2. */
    static void exitUnlessJvmIsReady() {
        problem(
                        Runtime.version().feature(),
                        ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent(),
                        RuntimeCheck.class.getModule().isNativeAccessEnabled())
                .ifPresent(message -> {
                    System.err.println(message);
                    System.exit(2);
                });
    }

    /** What is wrong with a JVM of this version with or without these flags, and what to do; empty if nothing is. */
    static Optional<String> problem(int java, boolean vectorModule, boolean nativeAccess) {
        if (java < MINIMUM_JAVA) {
            return Optional.of("ranvier: needs Java " + MINIMUM_JAVA + " or newer, this is Java " + java
                    + ". Start it with ./ranvier, which looks for a JDK, or set JAVA_HOME.");
        }
        String missing = (vectorModule ? "" : " --add-modules " + VECTOR_MODULE)
                + (nativeAccess ? "" : " --enable-native-access=ALL-UNNAMED");
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("ranvier: the JVM was started without" + missing
                        + ". Add that to the java command, or start Ranvier with ./ranvier, which does.");
    }
}
