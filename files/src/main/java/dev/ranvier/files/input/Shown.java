package dev.ranvier.files.input;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
public final class Shown {
    private static final int USUAL_DIGITS = 3;
    private static final double SMALLEST_PLAIN = 1e-3, LARGEST_PLAIN = 1e6;

    private Shown() {}

    /** A finite number in as few characters as {@code digits} significant digits take. */
    public static String number(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = rounded.signum() == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        return plain ? rounded.toPlainString() : rounded.toString().replace("E", "e");
    }

    /** Three significant digits. */
    public static String number(double value) {
        return number(value, USUAL_DIGITS);
    }

    /** An error in millivolts; an infinite one is that of a model that diverges. */
    public static String millivolts(double value) {
        return Double.isFinite(value) ? number(value) + " mV" : "diverged";
    }

    /** A time that was taken. */
    public static String seconds(double seconds) {
        return seconds < 1 ? Math.round(seconds * 1000) + " ms" : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
