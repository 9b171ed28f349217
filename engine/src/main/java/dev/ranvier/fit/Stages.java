package dev.ranvier.fit;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Ways of a fit from its starts to the free-running model. */
public final class Stages {
    private static final double HARD_mS_per_cm2 = 300, HELD_ms = 4;

    private Stages() {}

    /** What suits a method for a model that can be exact: Levenberg-Marquardt finds more from a clamp that fades. */
    public static List<Stage> usual(FitSettings.Method method) {
        return method == FitSettings.Method.LM ? fading() : free();
    }

    /** The free-running model at once. */
    public static List<Stage> free() {
        return List.of(Stage.free());
    }

    /**
     * First the beginning of the recordings alone, where there are few spikes to be explained at once, then more and more of
     * them; under a clamp that holds the model to the recording, where the problem is almost linear and no spike can be missed,
     * then under weaker ones, at last free. For models that can be exact.
     */
    public static List<Stage> fading() {
        Stage hard = Stage.held(new Clamp.Steady(HARD_mS_per_cm2));
        return Stream.of(
                        DoubleStream.of(0.125, 0.25, 0.5).mapToObj(hard::lookingAt),
                        DoubleStream.of(HARD_mS_per_cm2, 30, 3, 0.3, 0.03)
                                .mapToObj(clamp -> Stage.held(new Clamp.Steady(clamp))),
                        Stream.of(Stage.free()))
                .flatMap(stages -> stages)
                .toList();
    }

    /**
     * Clamped to the recording for 4 ms, then free for 4, 8, 16, 32, 64 ms, at last free to the end. For models that cannot be
     * exact, as reductions and models of real cells: a clamp that fades then leads them to where they fit a clamped cell.
     */
    public static List<Stage> intermittent() {
        return Stream.of(
                        DoubleStream.of(100, 10).mapToObj(clamp -> Stage.held(new Clamp.Steady(clamp))),
                        DoubleStream.of(4, 8, 16, 32, 64)
                                .mapToObj(free_ms -> Stage.held(
                                        new Clamp.Intermittent(HARD_mS_per_cm2, HELD_ms, free_ms))),
                        Stream.of(Stage.free()))
                .flatMap(stages -> stages)
                .toList();
    }
}
