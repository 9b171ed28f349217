package dev.ranvier.fit;

import dev.ranvier.model.ModelException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A part of a fit: what is looked at, how the model is held to it, and what is added to the objective meanwhile.
 *
 * @param part of every recording, from its beginning, that is looked at; what comes later counts as it was recorded
 * @param clamp how the model is held to the recordings
 * @param judge how it is held where the stage's steps are judged, if elsewhere: there is one step, taken if it lowers the value there
 * @param roughness weight of the curves' roughness, in units of a sample
 * @param tether what ties numbers to where they start
 * @param deviation what a sample may be off at least, in units of the objective's root: weighs priors, where the recordings
 *     themselves are pulled near
 * @param reach part of the longest steps of numbers that is taken at most
 * @param settled a step that lowers the value by less than this part of it is idle
 * @param patience idle steps in a row that end the stage
 * @param mostSteps at most so many steps
 * @param rounds how often the stage is gone through where there are priors, which are weighed anew each time
 */
public record Stage(
        double part,
        Clamp clamp,
        Optional<Clamp> judge,
        double roughness,
        Tether tether,
        double deviation,
        double reach,
        double settled,
        int patience,
        int mostSteps,
        int rounds) {
    /** Of two clamps so near each other one is enough, and one so weak is as good as none. */
    private static final double NEAR = 0.9, WEAKEST_mS_per_cm2 = 0.01;

    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final int UNLIMITED = Integer.MAX_VALUE, MOST_ROUNDS = 4;
    private static final double SETTLED = 1e-9, SETTLED_ON_THE_WAY = 1e-2;
    private static final int MOST_ON_THE_WAY = 15;

    /** Refuses parts outside (0, 1] and counts below one. */
    public Stage {
        if (!(part > 0 && part <= 1) || mostSteps < 1 || rounds < 1) {
            throw new ModelException("a stage needs a part in (0, 1], and at least one step and round: part=" + part
                    + " mostSteps=" + mostSteps + " rounds=" + rounds);
        }
    }

    /** The whole recordings, not held, until nothing is gained any more. */
    public static Stage free() {
        return new Stage(
                1, new Clamp.Off(), Optional.empty(), 0, Tether.NONE, 0, 1, SETTLED, 1, UNLIMITED, MOST_ROUNDS);
    }

    /** Held, on the way. */
    public static Stage held(Clamp clamp) {
        return new Stage(1, clamp, Optional.empty(), 0, Tether.NONE, 1, 1, SETTLED_ON_THE_WAY, 1, MOST_ON_THE_WAY, 1);
    }

    /** One step of it, taken if it lowers the value under another clamp. */
    public Stage judgedUnder(Clamp judge) {
        return new Stage(
                part, clamp, Optional.of(judge), roughness, tether, deviation, reach, settled, patience, 1, rounds);
    }

    /** The stage as its steps are judged. */
    Stage judging() {
        return new Stage(
                part,
                judge.orElse(clamp),
                Optional.empty(),
                roughness,
                tether,
                deviation,
                reach,
                settled,
                patience,
                mostSteps,
                rounds);
    }

    /** A clamp between its own and that of a weaker stage [mS/cm2]; none where these are near each other, or it is not held all the time. */
    OptionalDouble clampTowards(Stage weaker) {
        if (!(clamp instanceof Clamp.Steady(double from)) || part != weaker.part) {
            return OptionalDouble.empty();
        }
        double to = switch (weaker.clamp) {
            case Clamp.Off _ -> from / 4;
            case Clamp.Steady(double conductance) -> conductance;
            case Clamp.Intermittent _ -> from;
        };
        double middle = new BigDecimal(Math.sqrt(from * to), TWO_DIGITS).doubleValue();
        return middle > NEAR * from || middle < WEAKEST_mS_per_cm2 ? OptionalDouble.empty() : OptionalDouble.of(middle);
    }

    /** The same under another clamp, as long as it is held; what ties numbers to where they start does so in proportion to it. */
    Stage under(double clamp_mS_per_cm2) {
        double ratio = clamp instanceof Clamp.Steady(double from) ? clamp_mS_per_cm2 / from : 1;
        Tether tied =
                tether instanceof Tether.OfSamples(double error_mV) ? new Tether.OfSamples(ratio * error_mV) : tether;
        return new Stage(
                part,
                new Clamp.Steady(clamp_mS_per_cm2),
                judge,
                roughness,
                tied,
                deviation,
                reach,
                settled,
                patience,
                mostSteps,
                rounds);
    }

    /** The same for the first part of the recordings. */
    public Stage lookingAt(double part) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same with a weight of the curves' roughness. */
    public Stage withRoughness(double roughness) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same with numbers tied to where they start: what a change by 1 of a coordinate costs, as an error of every sample. */
    public Stage withTether(double error_mV) {
        return withTether(new Tether.OfSamples(error_mV));
    }

    /** The same with numbers tied to where they start. */
    public Stage withTether(Tether tether) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same for so many steps, until so many in a row gain less than a part of the value. */
    public Stage until(double settled, int patience, int mostSteps) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same with what a sample may be off at least. */
    public Stage withDeviation(double deviation) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same by steps that are shorter. */
    public Stage withReach(double reach) {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, rounds);
    }

    /** The same, gone through once. */
    public Stage once() {
        return new Stage(part, clamp, judge, roughness, tether, deviation, reach, settled, patience, mostSteps, 1);
    }

    /** For how long the model runs free at a time: for ever, unless it is held now and then. */
    double free_ms() {
        return clamp instanceof Clamp.Intermittent windows ? windows.free_ms() : Double.POSITIVE_INFINITY;
    }

    /** Whether the same runs serve both. */
    boolean looksAtTheSame(Stage other) {
        return part == other.part && clamp.equals(other.clamp);
    }

    /** Whether it is another but for the places of the windows in which the model runs free. */
    boolean isElsewhere(Stage other) {
        return clamp instanceof Clamp.Intermittent here
                && other.clamp instanceof Clamp.Intermittent there
                && here.shifted(there.phase()).equals(there);
    }

    /** What it is called in reports, as in "clamp 10 mS/cm2", "windows 8 ms", "first 25 %" or "free". */
    public String name() {
        if (part < 1) {
            return "first " + shown(100 * part) + " %";
        }
        return switch (clamp) {
            case Clamp.Off _ -> "free";
            case Clamp.Steady(double conductance) -> "clamp " + shown(conductance) + " mS/cm2";
            case Clamp.Intermittent(double _, double _, double free_ms, double _) ->
                "windows " + shown(free_ms) + " ms";
        };
    }

    private static String shown(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
