package dev.ranvier.files.recording.abf;

import java.util.Arrays;

/**
 * A stretch of a commanded waveform; level and duration may grow from sweep to sweep.
 *
 * @param kind 1 step, 2 ramp, 3 rectangular, 4 triangular, 5 cosine, 7 biphasic train
 * @param level in the first sweep
 * @param levelStep added in each further sweep
 * @param duration in the first sweep, in samples
 * @param durationStep added in each further sweep, in samples
 * @param period of a train, in samples
 * @param width of a pulse of a train, in samples
 */
record Epoch(int kind, double level, double levelStep, int duration, int durationStep, int period, int width) {
    private static final int STEP = 1, RAMP = 2, PULSES = 3, TRIANGLES = 4, COSINE = 5, BIPHASIC = 7;

    /** The level to which it goes in a sweep. */
    double level(int sweep) {
        return level + levelStep * sweep;
    }

    /** How long it lasts in a sweep; never less than nothing. */
    long duration(int sweep) {
        return Math.max(0, duration + (long) durationStep * sweep);
    }

    /** Whether its waveform is known. */
    boolean isKnown() {
        return (kind >= STEP && kind <= COSINE) || kind == BIPHASIC;
    }

    /** What its kind is called. */
    String kindName() {
        return switch (kind) {
            case STEP -> "step";
            case RAMP -> "ramp";
            case PULSES -> "pulses";
            case TRIANGLES -> "triangles";
            case COSINE -> "cosine";
            case BIPHASIC -> "biphasic pulses";
            default -> "kind " + kind;
        };
    }

    /**
     * Writes the part of it that lies between two samples; trains fill whole periods, and what is left of the epoch stays at
     * the level before.
     *
     * @param out where sample {@code from} of the sweep is at index 0
     * @param start first sample of the epoch in the sweep
     * @param before level of the epoch before
     */
    void write(double[] out, int from, long start, int sweep, double before) {
        long length = duration(sweep);
        double to = level(sweep);
        int low = (int) Math.max(0, start - from);
        int high = (int) Math.min(out.length, Math.max(0, start + length - from));
        if (low >= high) {
            return;
        }
        if (kind == STEP) {
            Arrays.fill(out, low, high, to);
            return;
        }
        long pulses = period > 0 ? length / period : 0;
        for (int k = low; k < high; k++) {
            out[k] = value(from + (long) k - start, length, pulses, before, to);
        }
    }

    private double value(long k, long length, long pulses, double before, double to) {
        return switch (kind) {
            case RAMP -> between(before, to, k, length);
            case PULSES -> isInTrain(k, pulses) && k % period < width ? to : before;
            case TRIANGLES -> isInTrain(k, pulses) ? triangle(k % period, before, to) : before;
            case COSINE -> {
                double phase = between(0, 2 * pulses * Math.PI, k, length) + Math.PI;
                yield before + (Math.cos(phase) * (to - before) / 2 + (to - before) / 2);
            }
            case BIPHASIC -> biphasic(k, pulses, before, to);
            default -> Double.NaN;
        };
    }

    private boolean isInTrain(long k, long pulses) {
        return period > 0 && k < pulses * period;
    }

    private double triangle(long k, double before, double to) {
        return k < width ? between(before, to, k, width) : between(to, before, k - width, period - width);
    }

    private double biphasic(long k, long pulses, double before, double to) {
        if (!isInTrain(k, pulses)) {
            return before;
        }
        long inPulse = k % period, start = k - inPulse, half = (start + start + width) / 2 - start;
        return inPulse < half ? before + (to - before) : inPulse < width ? before - (to - before) : before;
    }

    /** Point {@code k} of {@code count} equally spaced ones from a to b, both included. */
    private static double between(double a, double b, long k, long count) {
        if (count <= 1) {
            return a;
        }
        return k == count - 1 ? b : k * ((b - a) / (count - 1)) + a;
    }
}
