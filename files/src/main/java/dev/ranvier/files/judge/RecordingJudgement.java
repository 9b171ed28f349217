package dev.ranvier.files.judge;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Closeness;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges a recorded voltage and current by what a membrane can do: {@code C dV/dt = I} where a current is switched, voltages and
 * current densities that neurons have, and whether anything happens.
 *
 * @param name of the recording, for complaints
 * @param voltage_mV what was recorded
 * @param current_nA what was injected, if that was recorded
 * @param membrane what it was injected into
 */
public record RecordingJudgement(
        String name, SampledSignal voltage_mV, Optional<SampledSignal> current_nA, MembraneSize membrane) {
    /** A current is level before a switch if it is as near as this part of the switch to its mean there. */
    private static final double LEVEL = 0.25;

    private static final double FARTHEST_mV = 1000, USUAL_LOWEST_mV = -150, USUAL_HIGHEST_mV = 100;
    private static final double LARGEST_nA = 1e6, USUAL_uA_PER_CM2 = 1000;
    /** How far off a charging current may be: electrodes, filters, fast channels and the guess of the cell's size play a part. */
    private static final double WRONG_FACTOR = 8;
    /** How far off it is where units are: by a thousand, and what the guess of the cell's size is wrong by. */
    private static final double IMPOSSIBLE_FACTOR = 100;
    /** A gain that is told from what an electrode and a membrane do, if it is the same over one sample and over several. */
    private static final double GAIN = 1.6, SAME_GAIN = 1.3;
    /** Over which a slope is measured: longer than a filter, shorter than a membrane takes. */
    private static final double SLOPE_ms = 0.5;

    private static final int BLOCKS = 20, FEW_VALUES = 4, MANY_VALUES = 20;
    /** CLEAR times its noise a bend over several samples is no jump at one of them, which would stand out of the noise there. */
    private static final double NOISES = 6, CLEAR = 2, QUIET_mV = 0.05, QUIET_uA_PER_CM2 = 0.05;
    /** Through 1 mS/cm2 of membrane, ten times what is quiet. */
    private static final double DRIVING_uA_PER_CM2 = 0.5;

    private static final int HELD = 4, LONG_HELD = 12;
    private static final double LEAST_JUMP_mV = 1, LEAST_MOVE_mV = 0.1, MOVES = 5;
    /** A bend of the voltage that is more than the steps in which it was digitised. */
    private static final double LEAST_BEND_mV = 0.02;

    private static final double COARSE_ms = 1, SHORT_ms = 1, JUMP_mV = 15;
    /** Of a jump or of a switch: what moves by less beside it is quiet. */
    private static final double QUIET_PART = 0.1;

    private static final double LEAST_OUT_OF_REST_mV = 2;

    /** What the person should know; refuses what no recording of a membrane can be. */
    public List<String> warnings() {
        refuseImpossible();
        List<String> warnings = new ArrayList<>();
        unusualVoltage().ifPresent(warnings::add);
        current_nA.flatMap(this::wrongCurrent).ifPresent(warnings::add);
        wrongTimes().ifPresent(warnings::add);
        steps().or(this::held).or(() -> current_nA.flatMap(this::jumped)).ifPresent(warnings::add);
        return warnings;
    }

    /** What to say of a voltage that moves under a current that does not, where nothing else drives the cell. */
    public Optional<String> idleCurrent() {
        return current_nA
                .filter(current -> different(current) == 1 && !isStill())
                .map(current -> name + ": the current is " + Shown.number(current.value(0))
                        + " nA throughout, and yet the voltage moves: is this the column of what was injected? A cell"
                        + " that moves by itself needs none");
    }

    private void refuseImpossible() {
        DoubleSummaryStatistics v = Arrays.stream(voltage_mV.values()).summaryStatistics();
        if (v.getMin() < -FARTHEST_mV || v.getMax() > FARTHEST_mV) {
            throw new BadInputException(name + ": v_mV goes from " + Shown.number(v.getMin()) + " to "
                    + Shown.number(v.getMax()) + " mV, which no membrane does: check its unit and its gain");
        }
        current_nA.ifPresent(current -> {
            DoubleSummaryStatistics i = Arrays.stream(current.values()).summaryStatistics();
            if (i.getMin() < -LARGEST_nA || i.getMax() > LARGEST_nA) {
                throw new BadInputException(name + ": the current goes from " + Shown.number(i.getMin()) + " to "
                        + Shown.number(i.getMax()) + " nA, which no electrode passes: check its unit");
            }
            long voltages = different(voltage_mV), currents = different(current);
            if (voltages > 1 && voltages <= FEW_VALUES && currents >= MANY_VALUES) {
                throw new BadInputException(name + ": the voltage takes only " + voltages
                        + " different values and the current " + currents + ", as in a voltage clamp: a current clamp"
                        + " is needed. Are the columns swapped?");
            }
        });
    }

    private static long different(SampledSignal signal) {
        return Arrays.stream(signal.values()).distinct().limit(MANY_VALUES).count();
    }

    private Optional<String> unusualVoltage() {
        DoubleSummaryStatistics v = Arrays.stream(voltage_mV.values()).summaryStatistics();
        return v.getMin() >= USUAL_LOWEST_mV && v.getMax() <= USUAL_HIGHEST_mV
                ? Optional.empty()
                : Optional.of(name + ": the voltage goes from " + Shown.number(v.getMin()) + " to "
                        + Shown.number(v.getMax()) + " mV, which is unusual for a neuron: are its unit and its gain"
                        + " right?");
    }

    /** The largest switch of the current must charge the membrane: {@code delta(dV/dt) = delta I / C}. */
    private Optional<String> wrongCurrent(SampledSignal current) {
        double[] i = current.values();
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
        if (current_nA.isEmpty() || !membrane.isOnePiece()) {
            return Optional.empty();
        }
        double[] i = current_nA.get().values();
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
        if (current_nA.isEmpty() || !membrane.isOnePiece()) {
            return Optional.empty();
        }
        double[] i = current_nA.get().values();
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
    public Optional<String> impossibleCurrent() {
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
    public Optional<String> wrongGain() {
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

    private Optional<String> wrongTimes() {
        double[] v = voltage_mV.values();
        double duration_ms = (v.length - 1) * voltage_mV.interval_ms();
        if (duration_ms < SHORT_ms) {
            return Optional.of(name + " lasts " + Shown.number(duration_ms)
                    + " ms, in which hardly a membrane moves: are its times in seconds?");
        }
        double largest_mV = 0;
        for (int k = 1; k < v.length; k++) {
            largest_mV = Math.max(largest_mV, Math.abs(v[k] - v[k - 1]));
        }
        return voltage_mV.interval_ms() >= COARSE_ms && largest_mV > JUMP_mV
                ? Optional.of(name + ": its samples are " + Shown.number(voltage_mV.interval_ms())
                        + " ms apart, in which the voltage moves by " + Shown.number(largest_mV)
                        + " mV: are its times in milliseconds?")
                : Optional.empty();
    }

    /** A converter that knows few voltages. */
    private Optional<String> steps() {
        DoubleSummaryStatistics range = Arrays.stream(voltage_mV.values()).summaryStatistics();
        long voltages = different(voltage_mV);
        return voltages > 1 && voltages < MANY_VALUES && range.getMax() - range.getMin() > JUMP_mV
                ? Optional.of(name + ": the voltage goes from " + Shown.number(range.getMin()) + " to "
                        + Shown.number(range.getMax()) + " mV and takes only " + voltages
                        + " different values: was it rounded, or digitised at too small a gain?")
                : Optional.empty();
    }

    /**
     * A voltage that is come to at speed and then exactly held: an extreme by an amplifier or a converter at its end, another where
     * nothing was recorded.
     */
    private Optional<String> held() {
        double[] v = voltage_mV.values();
        DoubleSummaryStatistics range = Arrays.stream(v).summaryStatistics();
        double quantum_mV = IntStream.range(1, v.length)
                .mapToDouble(k -> Math.abs(v[k] - v[k - 1]))
                .filter(change -> change > 0)
                .min()
                .orElse(0);
        int held = 0;
        double jump_mV = 0;
        for (int k = 1; k < v.length; k++) {
            double change_mV = Math.abs(v[k] - v[k - 1]);
            jump_mV = change_mV == 0 ? jump_mV : change_mV;
            held = change_mV == 0 ? held + 1 : 1;
            boolean isExtreme = v[k] == range.getMax() || v[k] == range.getMin();
            boolean isLong = held == LONG_HELD && jump_mV > Math.max(LEAST_MOVE_mV, MOVES * quantum_mV);
            if ((held == HELD && jump_mV > (isExtreme ? LEAST_JUMP_mV : JUMP_mV)) || (isExtreme && isLong)) {
                return Optional.of(name + ": the voltage comes to " + Shown.number(v[k]) + " mV at "
                        + Shown.number((k - held + 1) * voltage_mV.interval_ms()) + " ms and stays exactly there: "
                        + (isExtreme
                                ? "is the amplifier at its end? What lies beyond is not recorded: leave"
                                : "was nothing recorded then? Leave")
                        + " it out by a window of the loss");
            }
        }
        return Optional.empty();
    }

    /** A jump from rest to rest between two samples while the current stays as it is: a membrane takes its time. */
    private Optional<String> jumped(SampledSignal current) {
        double[] v = voltage_mV.values(), i = current.values();
        double noise_mV = NOISES * Closeness.noise(voltage_mV);
        for (int k = 2; k < v.length - 1 && voltage_mV.interval_ms() <= SLOPE_ms; k++) {
            double jump_mV = v[k] - v[k - 1];
            double quiet_mV = Math.max(QUIET_PART * Math.abs(jump_mV), noise_mV);
            if (Math.abs(jump_mV) > Math.max(LEAST_OUT_OF_REST_mV, 2 * noise_mV)
                    && Math.abs(v[k - 1] - v[k - 2]) < quiet_mV
                    && Math.abs(v[k + 1] - v[k]) < quiet_mV
                    && i[k - 2] == i[k - 1]
                    && i[k - 1] == i[k]
                    && i[k] == i[k + 1]) {
                return Optional.of(name + ": at " + Shown.number(k * voltage_mV.interval_ms())
                        + " ms the voltage jumps by " + Shown.number(jump_mV)
                        + " mV between two samples, with no current switched: are these two recordings in one, or was"
                        + " an offset set? Give them as two files");
            }
        }
        return Optional.empty();
    }

    /** Whether the voltage moves no more than its noise and the hum of the mains, whatever the current does. */
    public boolean isStill() {
        double noise_mV = NOISES * Closeness.noise(voltage_mV) / Math.sqrt(voltage_mV.length() / (double) BLOCKS);
        double[] v = voltage_mV.values();
        double dt_ms = voltage_mV.interval_ms();
        double[] still = Hum.in(v, dt_ms).map(hum -> hum.outOf(v, dt_ms)).orElse(v);
        return range(still) <= Math.max(QUIET_mV, noise_mV);
    }

    /** Whether the current stays as it is; one that is not recorded may do anything. */
    public boolean isCurrentConstant() {
        return current_nA
                .map(current -> membrane.density_uA_per_cm2(range(current.values())) <= QUIET_uA_PER_CM2)
                .orElse(false);
    }

    /** Whether the current changes by so much that a membrane must move. */
    public boolean isDriven() {
        return current_nA
                .map(current -> membrane.density_uA_per_cm2(range(current.values())) >= DRIVING_uA_PER_CM2)
                .orElse(false);
    }

    /** Of the means of its parts, which noise hardly moves. */
    private static double range(double[] values) {
        int blocks = Math.min(BLOCKS, values.length);
        DoubleSummaryStatistics means = new DoubleSummaryStatistics();
        for (int b = 0; b < blocks; b++) {
            means.accept(Arrays.stream(values, b * values.length / blocks, (b + 1) * values.length / blocks)
                    .average()
                    .orElseThrow());
        }
        return means.getMax() - means.getMin();
    }
}
