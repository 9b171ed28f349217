package dev.ranvier.fit;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ways of a fit from its starts to the free-running model. */
public enum Stages {
    /** The free-running model at once. */
    FREE,
    /**
     * First the beginning of the recordings alone, where there are few spikes to be explained at once, then more and more of
     * them; under a clamp that holds the model to the recording, where hardly a spike is missed, then under a weaker one, at last
     * free. For models that can be exact.
     */
    FADING,
    /**
     * Clamped to the recording for 4 ms, then free for 4, 8, 16, 32, 64 ms, at last free to the end. For models that cannot be
     * exact, as reductions and models of real cells: a clamp that fades then leads them to where they fit a clamped cell.
     */
    INTERMITTENT,
    /**
     * Clamped to the recording for 4 ms, then free for 2, 4, 8, 16, 32, 64 ms, and not farther; windows move
     * after every step, which is taken if it lowers the value at the next place. For recordings of real cells, which no model explains to the end: there the last, free stage follows chance events
     * of the recording, and what it gains is lost on recordings that it was not shown. Starts are compared by their windows.
     */
    WINDOWS;
    /**
     * Strong enough that spikes come when they were recorded. Under much stronger clamps the model follows the straight lines between
     * samples, from whose corners the true model is farther than one without capacitance and conductances.
     */
    private static final double FIRST_mS_per_cm2 = 3, THEN_mS_per_cm2 = 0.3;

    /**
     * What an e-fold change of a number costs under a clamp of 1 mS/cm2, as an error of every sample: a cell with no capacitance and no
     * conductances follows the noise of the recording that it is clamped to, which the true one does not.
     */
    private static final double TETHER_mV = 0.3;

    /** What a sample is off at least, so that a prior decides about a number of which an exact recording says nothing. */
    private static final double EXACT_mV = 1e-6;

    private static final double HARD_mS_per_cm2 = 300, HELD_ms = 4;
    /** Multiples of it, without their whole parts, fill the places of a window evenly, however many there are. */
    private static final double GOLDEN = 0.6180339887498949;
    /** What a sample of a real recording is off at least. */
    private static final double REAL_mV = 3;
    /** Few spikes do not tell all that moves in a flexible cell. */
    private static final Tether BY_SPIKES = new Tether.BySpikes(5, 20);
    /** What a step gains at its place must not be lost at others. */
    private static final double REACH = 0.5;

    /** The stages in order. */
    public List<Stage> stages() {
        Stream<Stage> held = switch (this) {
            case FREE -> Stream.of();
            case FADING ->
                Stream.concat(
                        DoubleStream.of(0.125, 0.25, 0.5)
                                .mapToObj(part -> held(FIRST_mS_per_cm2).lookingAt(part)),
                        DoubleStream.of(FIRST_mS_per_cm2, THEN_mS_per_cm2).mapToObj(Stages::held));
            case INTERMITTENT ->
                Stream.concat(
                        DoubleStream.of(FIRST_mS_per_cm2, THEN_mS_per_cm2)
                                .mapToObj(clamp -> patient(new Clamp.Steady(clamp))),
                        DoubleStream.of(4, 8, 16, 32, 64)
                                .mapToObj(
                                        free_ms -> patient(new Clamp.Intermittent(HARD_mS_per_cm2, HELD_ms, free_ms))));
            case WINDOWS ->
                Stream.of(moving(2, 10), moving(4, 12), moving(8, 15), moving(16, 20), moving(32, 25), moving(64, 12))
                        .flatMap(stages -> stages);
        };
        return this == WINDOWS
                ? held.toList()
                : Stream.concat(held, Stream.of(Stage.free().withDeviation(EXACT_mV)))
                        .toList();
    }

    /** Windows that move before every step, which is judged where the next one begins: so no number follows what happens at their borders. */
    private static Stream<Stage> moving(double free_ms, int steps) {
        return IntStream.range(0, steps)
                .mapToObj(step -> Stage.held(windows(free_ms, step))
                        .judgedUnder(windows(free_ms, step + 1))
                        .withReach(REACH)
                        .withTether(BY_SPIKES)
                        .withDeviation(REAL_mV));
    }

    private static Clamp windows(double free_ms, int place) {
        return new Clamp.Intermittent(HARD_mS_per_cm2, HELD_ms, free_ms, GOLDEN * place % 1);
    }

    private static Stage held(double conductance_mS_per_cm2) {
        return Stage.held(new Clamp.Steady(conductance_mS_per_cm2)).withTether(TETHER_mV * conductance_mS_per_cm2);
    }

    /** Not ended by one idle step: where the model cannot be exact, progress comes and goes. */
    private static Stage patient(Clamp clamp) {
        return Stage.held(clamp).until(2e-3, 3, 20);
    }

    /** What suits a method where nothing else is known: Levenberg-Marquardt finds more from a clamp that fades. */
    public static Stages usual(FitSettings.Method method) {
        return method == FitSettings.Method.LM ? FADING : FREE;
    }
}
