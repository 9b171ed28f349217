package dev.ranvier.cli.report;

import dev.ranvier.files.input.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of values, linear or logarithmic, and its round numbers.
 *
 * @param low the smallest value
 * @param high the largest value
 * @param logarithmic whether equal distances are equal ratios
 */
record Axis(double low, double high, boolean logarithmic) {
    private static final int TICKS = 6, TICK_DIGITS = 6;

    /** A linear axis that ends where the values end, or half a unit beyond a single value. */
    static Axis tight(double low, double high) {
        return high > low ? new Axis(low, high, false) : new Axis(low - 0.5, low + 0.5, false);
    }

    /** A linear axis with a little room at both ends. */
    static Axis roomy(double low, double high) {
        double room = 0.05 * (high - low);
        return tight(low - room, high + room);
    }

    /** A logarithmic axis over whole decades. */
    static Axis decades(double low, double high) {
        double first = Math.floor(Math.log10(low)), last = Math.ceil(Math.log10(high));
        return new Axis(Math.pow(10, first), Math.pow(10, Math.max(last, first + 1)), true);
    }

    /** Whether the value has a place on an axis of this kind. */
    boolean holds(double value) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** 0 at the low end, 1 at the high end. */
    double position(double value) {
        return logarithmic
                ? (Math.log10(Math.max(value, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : (value - low) / (high - low);
    }

    /** The round numbers. */
    List<Double> ticks() {
        return logarithmic ? powers() : multiples();
    }

    private List<Double> powers() {
        int first = (int) Math.rint(Math.log10(low)), last = (int) Math.rint(Math.log10(high));
        int stride = (last - first) / TICKS + 1;
        List<Double> ticks = new ArrayList<>();
        for (int k = first; k <= last; k += stride) {
            ticks.add(Double.valueOf("1e" + k));
        }
        return ticks;
    }

    private List<Double> multiples() {
        double raw = (high - low) / TICKS, power = Math.pow(10, Math.floor(Math.log10(raw)));
        double leading = raw / power, step = power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(low / step - 1e-9);
        for (int k = 0; k <= 2 * TICKS && (first + k) * step <= high + 1e-9 * step; k++) {
            ticks.add((first + k) * step);
        }
        return ticks;
    }

    /** A tick as it is printed. */
    static String text(double tick) {
        return Shown.number(tick, TICK_DIGITS).replace('-', '\u2212');
    }
}
