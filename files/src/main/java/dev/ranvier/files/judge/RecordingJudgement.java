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
    private static final double FARTHEST_mV = 1000, USUAL_LOWEST_mV = -150, USUAL_HIGHEST_mV = 100;
    private static final double LARGEST_nA = 1e6;

    private static final int BLOCKS = 20, FEW_VALUES = 4, MANY_VALUES = 20;
    private static final double QUIET_mV = 0.05, QUIET_uA_PER_CM2 = 0.05;
    /** Through 1 mS/cm2 of membrane, ten times what is quiet. */
    private static final double DRIVING_uA_PER_CM2 = 0.5;

    private static final int HELD = 4, LONG_HELD = 12;
    private static final double LEAST_JUMP_mV = 1, LEAST_MOVE_mV = 0.1, MOVES = 5;
    private static final double COARSE_ms = 1, SHORT_ms = 1;
    private static final double LEAST_OUT_OF_REST_mV = 2;

    /** What the person should know; refuses what no recording of a membrane can be. */
    public List<String> warnings() {
        refuseImpossible();
        List<String> warnings = new ArrayList<>();
        unusualVoltage().ifPresent(warnings::add);
        charging().flatMap(Charging::wrongCurrent).ifPresent(warnings::add);
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

    /** Why the current cannot be what charged a membrane of this size, whose size is known. */
    public Optional<String> impossibleCurrent() {
        return charging().flatMap(Charging::impossibleCurrent);
    }

    /** What to say of a gain of a few, where the size of the cell is known. */
    public Optional<String> wrongGain() {
        return charging().flatMap(Charging::wrongGain);
    }

    private Optional<Charging> charging() {
        return current_nA.map(current -> new Charging(name, voltage_mV, current, membrane));
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
        return voltage_mV.interval_ms() >= COARSE_ms && largest_mV > Charging.JUMP_mV
                ? Optional.of(name + ": its samples are " + Shown.number(voltage_mV.interval_ms())
                        + " ms apart, in which the voltage moves by " + Shown.number(largest_mV)
                        + " mV: are its times in milliseconds?")
                : Optional.empty();
    }

    /** A converter that knows few voltages. */
    private Optional<String> steps() {
        DoubleSummaryStatistics range = Arrays.stream(voltage_mV.values()).summaryStatistics();
        long voltages = different(voltage_mV);
        return voltages > 1 && voltages < MANY_VALUES && range.getMax() - range.getMin() > Charging.JUMP_mV
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
            if ((held == HELD && jump_mV > (isExtreme ? LEAST_JUMP_mV : Charging.JUMP_mV)) || (isExtreme && isLong)) {
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
        double noise_mV = Charging.NOISES * Closeness.noise(voltage_mV);
        for (int k = 2; k < v.length - 1 && voltage_mV.interval_ms() <= Charging.SLOPE_ms; k++) {
            double jump_mV = v[k] - v[k - 1];
            double quiet_mV = Math.max(Charging.QUIET_PART * Math.abs(jump_mV), noise_mV);
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
        double noise_mV =
                Charging.NOISES * Closeness.noise(voltage_mV) / Math.sqrt(voltage_mV.length() / (double) BLOCKS);
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
