package dev.ranvier.files.recording;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The unit of a channel.
 *
 * @param name as the file has it
 * @param dimension what it measures
 * @param factor how many of the engine's units it is; 1 for {@link Dimension#OTHER}
 */
public record Unit(String name, Dimension dimension, double factor) {
    private static final Map<String, Unit> KNOWN = known();
    /** Of a word; what is shorter is a sign, whose case matters. */
    private static final int FEWEST_LETTERS = 3;

    private static Map<String, Unit> known() {
        Map<String, Unit> units = new HashMap<>();
        add(units, Dimension.VOLTAGE, 1e3, "V", "volt", "volts");
        add(units, Dimension.VOLTAGE, 1, "mV", "millivolt", "millivolts");
        add(units, Dimension.VOLTAGE, 1e-3, "uV", "microvolt", "microvolts");
        add(units, Dimension.CURRENT, 1e9, "A", "amp", "amps", "ampere", "amperes");
        add(units, Dimension.CURRENT, 1e6, "mA");
        add(units, Dimension.CURRENT, 1e3, "uA");
        add(units, Dimension.CURRENT, 1, "nA", "nanoamp", "nanoamps", "nanoampere", "nanoamperes");
        add(units, Dimension.CURRENT, 1e-3, "pA", "picoamp", "picoamps", "picoampere", "picoamperes");
        add(units, Dimension.CURRENT, 1e-6, "fA");
        add(units, Dimension.TIME, 1e3, "s", "sec", "second", "seconds");
        add(units, Dimension.TIME, 1, "ms", "msec", "milliseconds");
        add(units, Dimension.TIME, 1e-3, "us", "microseconds");
        return units;
    }

    private static void add(Map<String, Unit> units, Dimension dimension, double factor, String... names) {
        for (String name : names) {
            units.put(name, new Unit(name, dimension, factor));
        }
    }

    /** The unit of that name; of an unknown one the dimension is {@link Dimension#OTHER}. Both signs for micro are read, and words in any case. */
    public static Unit of(String name) {
        String plain = name.strip().replace('\u00b5', 'u').replace('\u03bc', 'u');
        Unit known = KNOWN.get(plain);
        if (known == null && plain.length() >= FEWEST_LETTERS) {
            known = KNOWN.get(plain.toLowerCase(Locale.ROOT));
        }
        return known == null ? new Unit(plain, Dimension.OTHER, 1) : new Unit(plain, known.dimension, known.factor);
    }

    /** Whether it is the engine's own. */
    public boolean isOwn() {
        return factor == 1;
    }

    /** Puts numbers into the engine's unit, in place. */
    public double[] convert(double[] values) {
        if (!isOwn()) {
            for (int k = 0; k < values.length; k++) {
                values[k] *= factor;
            }
        }
        return values;
    }
}
