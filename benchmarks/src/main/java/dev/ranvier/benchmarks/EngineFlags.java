package dev.ranvier.benchmarks;

/** Without these flags the engine does not run; every benchmark forks with them. */
final class EngineFlags {
    static final String VECTOR = "--add-modules=jdk.incubator.vector";
    static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    private EngineFlags() {}
}
