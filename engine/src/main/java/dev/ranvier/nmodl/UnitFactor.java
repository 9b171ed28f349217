package dev.ranvier.nmodl;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a unit of a UNITS block is in the SI, where it defines a constant; constants are those of the SI of 2019. */
final class UnitFactor {
    private static final Pattern WORD =
            Pattern.compile("\\s*(?:([0-9.]+(?:[eE][+-]?[0-9]+)?)|([A-Za-z]+)([0-9]*)|([-*/]))");
    private static final Map<String, Double> UNITS = new HashMap<>();
    private static final Map<String, Double> PREFIXES = Map.of(
            "kilo", 1e3, "milli", 1e-3, "micro", 1e-6, "nano", 1e-9, "pico", 1e-12, "mega", 1e6, "centi", 1e-2, "k",
            1e3, "m", 1e-3, "u", 1e-6);

    static {
        for (String one : new String[] {
            "coulomb",
            "coul",
            "C",
            "joule",
            "J",
            "degC",
            "K",
            "degK",
            "kelvin",
            "volt",
            "V",
            "mole",
            "mol",
            "amp",
            "ampere",
            "A",
            "sec",
            "second",
            "s",
            "meter",
            "siemens",
            "S",
            "mho",
            "equivalent",
            "radian"
        }) {
            UNITS.put(one, 1.0);
        }
        UNITS.put("faraday", 96485.33212331001);
        UNITS.put("pi", Math.PI);
        UNITS.put("boltzmann", 1.380649e-23);
        UNITS.put("avogadro", 6.02214076e23);
        UNITS.put("e", 1.602176634e-19);
        UNITS.put("liter", 1e-3);
        UNITS.put("l", 1e-3);
        UNITS.put("gascon", 8.31446261815324);
    }

    private UnitFactor() {}

    /** The factor of a unit such as {@code joule/degC}, {@code k-mole} or {@code 10000 coulomb}. */
    static double of(Token at, String unit) {
        double factor = 1;
        boolean over = false;
        String text = unit.replaceAll("k[- ]mole|mole[- ]k", "gascon");
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.region(end, text.length()).lookingAt()) {
            end = matcher.end();
            double value = 1;
            if (matcher.group(1) != null) {
                value = Double.parseDouble(matcher.group(1));
            } else if (matcher.group(2) != null) {
                String power = matcher.group(3);
                value = Math.pow(named(at, matcher.group(2)), power.isEmpty() ? 1 : Integer.parseInt(power));
            } else {
                over |= matcher.group(4).equals("/");
            }
            factor = over ? factor / value : factor * value;
        }
        if (!text.substring(end).isBlank()) {
            throw at.wrong("cannot read the unit (" + unit + ")");
        }
        return factor;
    }

    private static double named(Token at, String name) {
        for (String form : new String[] {name, name.endsWith("s") ? name.substring(0, name.length() - 1) : name}) {
            Double whole = UNITS.get(form);
            if (whole != null) {
                return whole;
            }
            for (Map.Entry<String, Double> prefix : PREFIXES.entrySet()) {
                Double rest = form.startsWith(prefix.getKey())
                        ? UNITS.get(form.substring(prefix.getKey().length()))
                        : null;
                if (rest != null) {
                    return prefix.getValue() * rest;
                }
            }
        }
        throw at.wrong("unknown unit '" + name + "'");
    }
}
