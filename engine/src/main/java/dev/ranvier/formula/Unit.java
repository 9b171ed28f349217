package dev.ranvier.formula;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A unit of measurement.
 *
 * @param tens how many units of the SI it is, as a power of ten
 * @param kind what it measures
 */
record Unit(int tens, Kind kind) {
    /** Exponents of base units; metres are counted apart from volts, of which the kilogram is made. */
    record Kind(int volt, int second, int metre, int ampere, int mole, int kelvin) {
        Kind combined(Kind that, int sign) {
            return new Kind(
                    volt + sign * that.volt,
                    second + sign * that.second,
                    metre + sign * that.metre,
                    ampere + sign * that.ampere,
                    mole + sign * that.mole,
                    kelvin + sign * that.kelvin);
        }

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(" ");
            List<Integer> exponents = List.of(volt, second, metre, ampere, mole, kelvin);
            for (int k = 0; k < exponents.size(); k++) {
                int n = exponents.get(k);
                if (n != 0) {
                    text.add(List.of("V", "s", "m", "A", "mol", "K").get(k) + (n == 1 ? "" : "^" + n));
                }
            }
            return text.toString();
        }
    }

    /** Of pure numbers. */
    static final Unit NONE = new Unit(0, new Kind(0, 0, 0, 0, 0, 0));

    private static final Unit VOLT = new Unit(0, new Kind(1, 0, 0, 0, 0, 0));
    private static final Unit SECOND = new Unit(0, new Kind(0, 1, 0, 0, 0, 0));
    private static final Unit METRE = new Unit(0, new Kind(0, 0, 1, 0, 0, 0));
    private static final Unit AMPERE = new Unit(0, new Kind(0, 0, 0, 1, 0, 0));
    private static final Unit MOLE = new Unit(0, new Kind(0, 0, 0, 0, 1, 0));
    private static final Unit KELVIN = new Unit(0, new Kind(0, 0, 0, 0, 0, 1));
    private static final Unit SIEMENS = AMPERE.per(VOLT);
    private static final Unit COULOMB = AMPERE.by(SECOND);
    private static final Unit MOLAR = MOLE.per(METRE.power(3)).tens(3);

    private static final Map<String, Unit> NAMED = Map.ofEntries(
            entry("V", VOLT),
            entry("mV", VOLT.tens(-3)),
            entry("uV", VOLT.tens(-6)),
            entry("s", SECOND),
            entry("ms", SECOND.tens(-3)),
            entry("us", SECOND.tens(-6)),
            entry("Hz", NONE.per(SECOND)),
            entry("kHz", NONE.per(SECOND).tens(3)),
            entry("cm", METRE.tens(-2)),
            entry("um", METRE.tens(-6)),
            entry("nm", METRE.tens(-9)),
            entry("cm2", METRE.power(2).tens(-4)),
            entry("um2", METRE.power(2).tens(-12)),
            entry("cm3", METRE.power(3).tens(-6)),
            entry("um3", METRE.power(3).tens(-18)),
            entry("A", AMPERE),
            entry("mA", AMPERE.tens(-3)),
            entry("uA", AMPERE.tens(-6)),
            entry("nA", AMPERE.tens(-9)),
            entry("pA", AMPERE.tens(-12)),
            entry("C", COULOMB),
            entry("J", VOLT.by(COULOMB)),
            entry("S", SIEMENS),
            entry("mS", SIEMENS.tens(-3)),
            entry("uS", SIEMENS.tens(-6)),
            entry("nS", SIEMENS.tens(-9)),
            entry("pS", SIEMENS.tens(-12)),
            entry("F", COULOMB.per(VOLT)),
            entry("uF", COULOMB.per(VOLT).tens(-6)),
            entry("mol", MOLE),
            entry("M", MOLAR),
            entry("mM", MOLAR.tens(-3)),
            entry("uM", MOLAR.tens(-6)),
            entry("nM", MOLAR.tens(-9)),
            entry("K", KELVIN),
            entry("degC", KELVIN));

    /** What numbers without a unit are in, for each kind of quantity that has such. */
    private static final List<String> PLAIN = List.of(
            "mV", "ms", "um", "mM", "degC", "uA/cm2", "mS/cm2", "uF/cm2", "/ms", "mV/ms", "mM/ms", "/mM/ms", "um/ms");

    /** The unit of this name, such as mV or cm2. */
    static Optional<Unit> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** A quotient of named ones, such as {@code mS/cm2} or {@code /mM/ms}. */
    static Unit of(String quotient) {
        List<String> names = List.of(quotient.split("/", -1));
        Unit unit = names.getFirst().isEmpty() ? NONE : named(names.getFirst()).orElseThrow();
        for (String name : names.subList(1, names.size())) {
            unit = unit.per(named(name).orElseThrow());
        }
        return unit;
    }

    /** What a name is without the unit that ends it, and that unit: {@code kon_per_mM_ms} is kon in 1/(mM ms). */
    record Ending(String stem, Optional<Unit> unit) {
        static Ending of(String name) {
            List<String> words = Arrays.asList(name.split("_"));
            for (int k = 1; k < words.size(); k++) {
                Optional<Unit> unit = ofWords(words.subList(k, words.size()));
                if (unit.isPresent()) {
                    return new Ending(String.join("_", words.subList(0, k)), unit);
                }
            }
            return new Ending(name, Optional.empty());
        }

        private static Optional<Unit> ofWords(List<String> words) {
            Unit unit = NONE;
            boolean over = false;
            for (String word : words) {
                Optional<Unit> next = named(word);
                if (next.isEmpty() && (over || !word.equals("per"))) {
                    return Optional.empty();
                }
                over |= next.isEmpty();
                if (next.isPresent()) {
                    unit = over ? unit.per(next.get()) : unit.by(next.get());
                }
            }
            return unit.equals(NONE) ? Optional.empty() : Optional.of(unit);
        }
    }

    Unit by(Unit that) {
        return new Unit(tens + that.tens, kind.combined(that.kind, 1));
    }

    Unit per(Unit that) {
        return new Unit(tens - that.tens, kind.combined(that.kind, -1));
    }

    /** Its whole power. */
    Unit power(int n) {
        Unit product = NONE;
        for (int k = 0; k < Math.abs(n); k++) {
            product = n > 0 ? product.by(this) : product.per(this);
        }
        return product;
    }

    private Unit tens(int more) {
        return new Unit(tens + more, kind);
    }

    /** Whether both measure the same kind of quantity. */
    boolean isLike(Unit that) {
        return kind.equals(that.kind);
    }

    /** How many of {@code that} one of these is. */
    double in(Unit that) {
        return Double.parseDouble("1e" + (tens - that.tens)); // the nearest number, which pow need not give
    }

    /** The unit of the same kind in which plain numbers are; this where there is none. */
    Unit plain() {
        return PLAIN.stream().map(Unit::of).filter(this::isLike).findFirst().orElse(isLike(NONE) ? NONE : this);
    }

    @Override
    public String toString() {
        if (equals(NONE)) {
            return "a pure number";
        }
        return PLAIN.stream()
                .filter(name -> of(name).equals(this))
                .findFirst()
                .or(() -> NAMED.keySet().stream()
                        .filter(name -> equals(NAMED.get(name)))
                        .sorted()
                        .findFirst())
                .orElseGet(() -> (tens == 0 ? "" : "10^" + tens + " ") + kind);
    }
}
