package dev.ranvier.cli.judge;

import dev.ranvier.cli.output.Printable;
import dev.ranvier.kinetics.Flag;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.Screening;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges the curves of a gate: what cannot be those of a channel is named and not fitted. */
public final class GateJudgement {
    private static final int LONGEST_NAME = 255;
    private static final double LEAST_POWER = 0.1, LARGEST_POWER = 12;
    /** Nobody measures a channel over less than this, and nobody's percentages stay below it. */
    private static final double VOLTS_mV = 1, PERCENT = 40, HUNDRED_PERCENT = 105;

    private static final double SLOWEST_ms = 500, TURN = 0.05;
    private static final int MANY_TURNS = 4;
    private static final double FARTHEST_mV = 1000, OPEN_ROUNDING = 0.02, FASTEST_ms = 0.02;

    private GateJudgement() {}

    /** Why the gate cannot be used; empty if it can. The exponent is NaN where it is not known. */
    public static Optional<String> refusal(GateId id, double exponent, GateSamples samples) {
        if (!Stream.of(id.family(), id.channel(), id.gate()).allMatch(GateJudgement::isName)) {
            return Optional.of("gate " + id + ": a name has at most " + LONGEST_NAME
                    + " characters, none of them a control character or half a character");
        }
        if (!Double.isNaN(exponent) && !(exponent >= LEAST_POWER && exponent <= LARGEST_POWER)) {
            return Optional.of(
                    "gate " + id + ": exponent must lie in [" + LEAST_POWER + ", " + LARGEST_POWER + "]: " + exponent);
        }
        double farthest_mV = largest(samples.voltage_mV()), open = largest(samples.xInf());
        if (farthest_mV <= VOLTS_mV) {
            return Optional.of("gate " + id + ": no voltage exceeds " + farthest_mV
                    + " mV: these look like volts, and tau like seconds. Multiply both by 1000");
        }
        if (farthest_mV > FARTHEST_mV) {
            return Optional.of("gate " + id + ": its voltages reach " + farthest_mV
                    + " mV, which no membrane does: is their unit the millivolt?");
        }
        if (open > PERCENT && open <= HUNDRED_PERCENT) {
            return Optional.of("gate " + id + ": x_inf goes up to " + open
                    + ": this looks like percent. x_inf lies within 0 and 1: divide it by 100");
        }
        if (outside(samples.xInf()) > samples.size() / 2 && outside(samples.tau_ms()) == 0) {
            return Optional.of("gate " + id + ": x_inf reaches " + open + " and tau stays within 0 and 1, where x_inf"
                    + " belongs: are the two swapped?");
        }
        return Optional.empty();
    }

    /** How many values lie outside of 0 and 1, where x_inf is. */
    private static long outside(double[] values) {
        return Arrays.stream(values)
                .filter(x -> x < -OPEN_ROUNDING || x > 1 + OPEN_ROUNDING)
                .count();
    }

    /** What to say of values that no gate has, without which it is fitted; empty of a gate without such. */
    public static Optional<String> doubt(GateId id, GateSamples samples) {
        long open = outside(samples.xInf());
        long fast = Arrays.stream(samples.tau_ms()).filter(tau -> tau < 0).count();
        double slowest_ms = largest(samples.tau_ms());
        if (open > 0) {
            return Optional.of("gate " + id + ": x_inf reaches " + largest(samples.xInf()) + ", and " + open + " of "
                    + samples.size()
                    + " values lie outside of 0 and 1: they are left out. Is it in percent, or scaled?");
        }
        if (fast > 0) {
            return Optional.of("gate " + id + ": tau is negative at " + fast + " of " + samples.size()
                    + " voltages: these values are left out");
        }
        if (Arrays.stream(samples.tau_ms()).allMatch(Double::isNaN)) {
            return Optional.of(
                    "gate " + id + ": no tau is given, and it is taken to follow the voltage at once: leave the"
                            + " gate out if its tau is not known");
        }
        if (new Screening(samples).flags().contains(Flag.OUTLIER)) {
            return Optional.of(
                    "gate " + id + ": one value stands far off a smooth course on both sides and is left out:"
                            + " is it an error? If the curve is so steep, give more voltages there");
        }
        if (slowest_ms > Screening.INSTANT_ms && slowest_ms < FASTEST_ms) {
            return Optional.of("gate " + id + ": tau is at most " + slowest_ms + " ms: is it in seconds?");
        }
        double fastest_ms =
                Arrays.stream(samples.tau_ms()).filter(Double::isFinite).min().orElse(0);
        if (fastest_ms > SLOWEST_ms) {
            return Optional.of("gate " + id + ": tau is at least " + fastest_ms
                    + " ms at every voltage, which is slow for a gate: is it in microseconds?");
        }
        int turns = turns(samples.xInf());
        return turns >= MANY_TURNS
                ? Optional.of("gate " + id + ": x_inf goes up and down " + turns + " times over " + samples.size()
                        + " voltages: is this the curve of a gate, or noise?")
                : Optional.empty();
    }

    /** How often a curve turns by more than rounding. */
    private static int turns(double[] curve) {
        int turns = 0;
        for (int k = 1; k < curve.length - 1; k++) {
            double before = curve[k] - curve[k - 1], behind = curve[k + 1] - curve[k];
            turns += before * behind < 0 && Math.min(Math.abs(before), Math.abs(behind)) > TURN ? 1 : 0;
        }
        return turns;
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && Printable.isPlain(name);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
