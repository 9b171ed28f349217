package dev.ranvier.fit;

import dev.ranvier.model.ModelException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to fit.
 *
 * @param method the optimiser
 * @param starts how many starts; the first is the model's own, the others are scattered around it
 * @param spread how far: a positive number times a factor in {@code [1 - spread, 1 + spread]}, any other moved by that part of
 *     its transform's unit of 10
 * @param seed of the scattering
 * @param mostSteps of a stage of a start
 * @param threads how many groups of starts, and with fewer groups how many recordings of each, run at once; the results do not depend on it
 * @param budget_bytes memory for the rows of one start's run; see {@code Checkpoints}
 * @param adam how long Adam's steps are
 * @param checkpoints a folder in which the state of the fit is kept, and from which it goes on when it is started again
 */
public record FitSettings(
        Method method,
        int starts,
        double spread,
        long seed,
        int mostSteps,
        int threads,
        long budget_bytes,
        AdamSettings adam,
        Optional<Path> checkpoints) {
    /** The optimisers. */
    public enum Method {
        /** Levenberg-Marquardt, begun under a clamp that follows the recording and is let go. */
        LM,
        /** L-BFGS with a strong Wolfe line search. */
        LBFGS,
        /** AdamW with warm-up and a cosine schedule. */
        ADAM
    }

    /** Refuses counts below one and a spread outside [0, 1). */
    public FitSettings {
        if (starts < 1 || mostSteps < 1 || threads < 1) {
            throw new ModelException("starts, steps and threads must be positive: starts=" + starts + " mostSteps="
                    + mostSteps + " threads=" + threads);
        }
        if (!(spread >= 0 && spread < 1)) {
            throw new ModelException("spread must lie in [0, 1): spread=" + spread);
        }
    }

    /** The same by another optimiser, and at most so many steps. */
    public FitSettings by(Method method, int mostSteps) {
        return new FitSettings(method, starts, spread, seed, mostSteps, threads, budget_bytes, adam, checkpoints);
    }

    /** The same from so many starts. */
    public FitSettings from(int starts) {
        return new FitSettings(method, starts, spread, seed, mostSteps, threads, budget_bytes, adam, checkpoints);
    }

    /** The same on so many threads. */
    public FitSettings on(int threads) {
        return new FitSettings(method, starts, spread, seed, mostSteps, threads, budget_bytes, adam, checkpoints);
    }

    /** The same with other steps of Adam. */
    public FitSettings with(AdamSettings adam) {
        return new FitSettings(method, starts, spread, seed, mostSteps, threads, budget_bytes, adam, checkpoints);
    }

    /** The same with a folder for its state. */
    public FitSettings keptIn(Path folder) {
        return new FitSettings(
                method, starts, spread, seed, mostSteps, threads, budget_bytes, adam, Optional.of(folder));
    }

    /** One start by Levenberg-Marquardt, 200 steps at most, 512 MiB. */
    public static FitSettings usual() {
        return new FitSettings(
                Method.LM,
                1,
                0.5,
                1,
                200,
                Runtime.getRuntime().availableProcessors(),
                512L << 20,
                AdamSettings.USUAL,
                Optional.empty());
    }
}
