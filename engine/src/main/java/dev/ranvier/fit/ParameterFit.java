package dev.ranvier.fit;

/** Fits numbers of a model to recordings, from several starts at once. */
public final class ParameterFit {
    private ParameterFit() {}

    /** Runs a fit; refuses a problem whose parameters are not in the cell. */
    public static FitResult run(FitProblem problem, FitSettings settings, FitListener listener) {
        throw new UnsupportedOperationException("in work");
    }
}
