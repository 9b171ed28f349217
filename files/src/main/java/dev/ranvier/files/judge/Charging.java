package dev.ranvier.files.judge;

import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Closeness;
import dev.ranvier.model.SampledSignal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges whether a recorded current charged a membrane of this size where it is switched: {@code C dV/dt = I}.
 *
 * @param name of the recording, for complaints
 * @param voltage_mV what was recorded
 * @param current_nA what was injected
 * @param membrane what it was injected into
 */
record Charging(String name, SampledSignal voltage_mV, SampledSignal current_nA, MembraneSize membrane) {
    /** Noise reaches no farther than so many of its deviations. */
    static final double NOISES = 6;
    /** Over which a slope is measured: longer than a filter, shorter than a membrane takes. */
    static final double SLOPE_ms = 0.5;
    /** Of one sample, where channels and not the current move the voltage. */
    static final double JUMP_mV = 15;
    /** Of a jump or of a switch: what moves by less beside it is quiet. */
    static final double QUIET_PART = 0.1;

    /** A current is level before a switch if it is as near as this part of the switch to its mean there. */
    private static final double LEVEL = 0.25;

    private static final double USUAL_uA_PER_CM2 = 1000;
    /** How far off a charging current may be: electrodes, filters, fast channels and the guess of the cell's size play a part. */
    private static final double WRONG_FACTOR = 8;
    /** How far off it is where units are: by a thousand, and what the guess of the cell's size is wrong by. */
    private static final double IMPOSSIBLE_FACTOR = 100;
    /** A gain that is told from what an electrode and a membrane do, if it is the same over one sample and over several. */
    private static final double GAIN = 1.6, SAME_GAIN = 1.3;
    /** So many times its noise a bend over several samples is no jump at one of them, which would stand out of the noise there. */
    private static final double CLEAR = 2;
    /** A bend of the voltage that is more than the steps in which it was digitised. */
    private static final double LEAST_BEND_mV = 0.02;

    /** The largest switch of the current must charge the membrane: {@code delta(dV/dt) = delta I / C}. */
    Optional<String> wrongCurrent() {
        double[] i = current_nA.values();
        double dt_ms = voltage_mV.interval_ms();
        int wide = wide(), at = largestSwitch(i);
        double step_nA = i[at] - i[at - 1];
        double expected = step_nA / membrane.capacitance_nF();
        double found = bend_mV_per_ms(at, 1), slowly = bend_mV_per_ms(at, wide);
        double noise = bendNoise_mV_per_ms();
        Optional<Double> steady = steadyBend_mV_per_ms(i, at);
        double most = Math.max(Math.abs(found), Math.abs(slowly)), least = Math.min(Math.abs(found), Math.abs(slowly));
        boolean tooLarge = Math.abs(expected) > WRONG_FACTOR * Math.max(Math.max(most, noise), LEAST_BEND_mV / dt_ms);
        boolean tooSmall = membrane.isOnePiece()
                && step_nA != 0
                && Math.max(steady.map(Math::abs).orElse(0.0), least > noise ? least : 0)
                        > WRONG_FACTOR * Math.abs(expected);
        boolean isAgainst = membrane.isOnePiece()
                && (steady.stream()
                                .anyMatch(bend -> bend * step_nA < 0
                                        && Math.abs(bend) < WRONG_FACTOR * Math.abs(expected)
                                        && Math.abs(slope_mV_per_ms(at - wide, at)) < Math.abs(expected) / 2)
                        || (Math.abs(slope_mV_per_ms(at)) < Math.abs(expected) / 2
                                && most > noise
                                && most < WRONG_FACTOR * Math.abs(expected)
                                && Math.max(found * step_nA, slowly * step_nA) < 0));
        if (membrane.isOnePiece() && isReversed(i, Math.abs(step_nA) / 2)) {
            return Optional.of(
                    name + ": the voltage moves before the current is switched, and is quiet behind it, as at "
                            + Shown.number(at * dt_ms) + " ms: is the trace reversed in time? Turn its rows round");
        }
        if ((tooLarge && isPassiveAt(at)) || ((tooSmall || isAgainst) && most * dt_ms > LEAST_BEND_mV)) {
            return Optional.of(name + ": at " + Shown.number(at * dt_ms) + " ms the current changes by "
                    + Shown.number(step_nA) + " nA, " + Shown.number(membrane.density_uA_per_cm2(step_nA))
                    + " uA/cm2 of membrane, which would change the voltage by " + Shown.number(expected)
                    + " mV/ms; it changes by " + Shown.number(steady.orElse(found))
                    + ". Are the units " + (isAgainst ? "and the signs " : "")
                    + "of current, voltage and time, and the size of the cell, right?");
        }
        double largest = membrane.density_uA_per_cm2(
                Arrays.stream(i).map(Math::abs).max().orElse(0));
        return largest > USUAL_uA_PER_CM2
                ? Optional.of(name + ": the current reaches " + Shown.number(largest)
                        + " uA/cm2 of membrane, which is unusual: are its unit and the size of the cell right?")
                : Optional.empty();
    }

    /**
     * How many times faster the voltage changes at the largest switch of the current than a membrane of this size lets it; empty where
     * that is not clear: under several currents at once, where an electrode or noise covers it.
     */
    private Optional<Double> chargingRatio() {
        if (!membrane.isOnePiece()) {
            return Optional.empty();
        }
        double[] i = current_nA.values();
        int wide = wide(), at = largestSwitch(i);
        double step_nA = i[at] - i[at - 1];
        if (at <= wide || at + wide >= i.length || step_nA == 0 || !isOneSwitch(i, at, wide)) {
            return Optional.empty();
        }
        double expected = step_nA / membrane.capacitance_nF();
        double first = bend_mV_per_ms(at, 1) / expected, all = bend_mV_per_ms(at, wide) / expected;
        double noise = bendNoise_mV_per_ms() / Math.abs(expected);
        boolean isClear =
                Math.min(first, all) > Math.max(noise, LEAST_BEND_mV / voltage_mV.interval_ms() / Math.abs(expected))
                        && Math.max(first, all) < SAME_GAIN * Math.min(first, all);
        return isClear && isPassiveAt(at) ? Optional.of(first) : Optional.empty();
    }

    /** The same where noise covers the bend of one sample; less than a membrane lets it by what has leaked by then. */
    private Optional<Double> steadyRatio() {
        if (!membrane.isOnePiece()) {
            return Optional.empty();
        }
        double[] i = current_nA.values();
        int at = largestSwitch(i);
        double expected = (i[at] - i[at - 1]) / membrane.capacitance_nF();
        return steadyBend_mV_per_ms(i, at)
                .filter(_ -> expected != 0 && isPassiveAt(at))
                .map(bend -> bend / expected)
                .filter(ratio -> ratio > 0);
    }

    /**
     * The bend over several samples where the current is switched once, if it stands out of the noise; empty where that of one sample
     * differs by more than noise explains, as by an electrode.
     */
    private Optional<Double> steadyBend_mV_per_ms(double[] current_nA, int at) {
        int wide = wide();
        if (at <= wide || at + wide >= current_nA.length || !isOneSwitch(current_nA, at, wide)) {
            return Optional.empty();
        }
        double first = bend_mV_per_ms(at, 1), all = bend_mV_per_ms(at, wide), noise = bendNoise_mV_per_ms();
        boolean isSteady = Math.abs(first - all) < noise + (SAME_GAIN - 1) * Math.abs(all);
        boolean isClear = Math.abs(all) > Math.max(CLEAR * noise / wide, LEAST_BEND_mV / voltage_mV.interval_ms());
        return isSteady && isClear ? Optional.of(all) : Optional.empty();
    }

    /** What noise alone may make of the bend at one sample; over several it makes as many times less. */
    private double bendNoise_mV_per_ms() {
        return NOISES * Closeness.noise(voltage_mV) / voltage_mV.interval_ms();
    }

    private static int largestSwitch(double[] current_nA) {
        int at = 1;
        for (int k = 1; k < current_nA.length - 1; k++) {
            at = Math.abs(current_nA[k] - current_nA[k - 1]) > Math.abs(current_nA[at] - current_nA[at - 1]) ? k : at;
        }
        return at;
    }

    private static boolean isOneSwitch(double[] current_nA, int at, int wide) {
        return IntStream.range(at - wide, at).allMatch(k -> current_nA[k] == current_nA[at - 1])
                && IntStream.range(at, at + wide).allMatch(k -> current_nA[k] == current_nA[at]);
    }

    /** Why the current cannot be what charged a membrane of this size, whose size is known. */
    Optional<String> impossibleCurrent() {
        return chargingRatio()
                .or(this::steadyRatio)
                .filter(ratio -> ratio > IMPOSSIBLE_FACTOR || ratio < 1 / IMPOSSIBLE_FACTOR)
                .map(ratio -> name + ": where the current is switched the membrane charges " + times(ratio)
                        + " a membrane of this size does: no cell is that far from what the model says. Give the unit"
                        + " of the current, of the voltage or of the times by --columns, or "
                        + (ratio < 1 ? "divide the current by " : "multiply the current by ")
                        + Shown.number(Math.max(ratio, 1 / ratio)));
    }

    /** What to say of a gain of a few, where the size of the cell is known. */
    Optional<String> wrongGain() {
        return chargingRatio()
                .filter(ratio -> (ratio > GAIN || ratio < 1 / GAIN) && ratio < WRONG_FACTOR && ratio > 1 / WRONG_FACTOR)
                .map(ratio -> name + ": where the current is switched the membrane charges " + times(ratio)
                        + " a membrane of this size does: has the recorded voltage a gain of " + Shown.number(ratio)
                        + ", the recorded current one of " + Shown.number(1 / ratio)
                        + ", or is the size of the cell wrong?");
    }

    private static String times(double ratio) {
        return Shown.number(Math.max(ratio, 1 / ratio)) + " times " + (ratio < 1 ? "slower than" : "as fast as");
    }

    /** Samples over which a slope is measured. */
    private int wide() {
        return Math.max(1, (int) (SLOPE_ms / voltage_mV.interval_ms()));
    }

    /**
     * Whether the slope changes against the current at every switch of at least so much, and at one of them the voltage moves before it
     * and rests behind it. Where a ramp ends nothing is to be seen: the voltage moves with the current before.
     */
    private boolean isReversed(double[] current_nA, double least_nA) {
        int wide = wide();
        boolean hasRest = false;
        int last = 0;
        for (int k = wide + 1; k < current_nA.length - wide - 1; k++) {
            double step_nA = current_nA[k] - current_nA[k - 1];
            if (step_nA == 0 || Math.abs(step_nA) < least_nA) {
                continue;
            }
            double level_nA = Arrays.stream(current_nA, last, k).average().orElseThrow();
            last = k;
            if (Math.abs(current_nA[k - 1] - level_nA) > LEVEL * Math.abs(step_nA)) {
                continue;
            }
            // Without the two samples next to it, where electrodes play a part; and of a membrane that is faster, at
            // both of them.
            Bend slow = new Bend(slope_mV_per_ms(k - 1 - wide, k - 1), slope_mV_per_ms(k + 1, k + 1 + wide));
            Bend first = new Bend(slope_mV_per_ms(k - 2, k - 1), slope_mV_per_ms(k - 1, k));
            Bend second = new Bend(slope_mV_per_ms(k - 1, k), slope_mV_per_ms(k, k + 1));
            double noise = bendNoise_mV_per_ms();
            double least = Math.abs(step_nA) / membrane.capacitance_nF() / WRONG_FACTOR;
            boolean isSlow = slow.along(-step_nA) > Math.max(noise / wide, least);
            Bend fast = first.along(-step_nA) > second.along(-step_nA) ? first : second;
            boolean isFast = fast.along(-step_nA) > Math.max(noise, least)
                    && Math.max(first.along(step_nA), second.along(step_nA)) < Math.max(noise, least);
            if (!isSlow && !isFast) {
                return false;
            }
            hasRest |= (isSlow && slow.isStopped()) || (isFast && fast.isStopped());
        }
        return hasRest;
    }

    /** The slopes before and behind a place. */
    private record Bend(double before, double behind) {
        double along(double direction) {
            return (behind - before) * Math.signum(direction);
        }

        boolean isStopped() {
            return Math.abs(behind) < QUIET_PART * Math.abs(before);
        }
    }

    private double slope_mV_per_ms(int from, int to) {
        return (voltage_mV.value(to) - voltage_mV.value(from)) / ((to - from) * voltage_mV.interval_ms());
    }

    /** How the slope changes at a sample from so many samples before to so many behind. */
    private double bend_mV_per_ms(int at, int samples) {
        double[] v = voltage_mV.values();
        int before = Math.max(0, at - samples), behind = Math.min(v.length - 1, at + samples);
        return ((v[behind] - v[at]) / (behind - at) - (v[at] - v[before]) / (at - before)) / voltage_mV.interval_ms();
    }

    /** Whether the voltage is away from its extremes, where channels and not the current move it. */
    private boolean isPassiveAt(int at) {
        return Math.abs(slope_mV_per_ms(at)) * voltage_mV.interval_ms() < JUMP_mV;
    }

    /** Towards a sample. */
    private double slope_mV_per_ms(int at) {
        return (voltage_mV.value(at) - voltage_mV.value(at - 1)) / voltage_mV.interval_ms();
    }
}
