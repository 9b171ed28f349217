/** OpenBLAS for Java, for the engine alone. */
@SuppressWarnings("module") // the engine is compiled later
module dev.ranvier.bindings {
    requires static org.jspecify;

    exports dev.ranvier.bindings.openblas to
            dev.ranvier.engine;
}
