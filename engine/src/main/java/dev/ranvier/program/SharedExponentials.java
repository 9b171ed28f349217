package dev.ranvier.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which exponentials of a program are whole powers of others: {@code e^(n (s x + t) + r) = e^r (e^(s x + t))^n}, |n| up to {@value
 * #LARGEST}. A product costs a tenth of an exponential. The n-th power is off by n units in the last place more than the
 * exponential itself. Only where |r| is at most {@value #FARTHEST}, so that nothing overflows that did not before, but for values
 * beyond e^609.
 */
final class SharedExponentials {
    private static final int LARGEST = 8;
    private static final double FARTHEST = 100;
    /** By how much a ratio may be off a whole number, relatively: the roundings of two quotients. */
    private static final double ROUNDING = 1e-15;

    private final Map<Value, Power> powers = new HashMap<>();

    /** {@code factor of^exponent}. */
    record Power(Value of, int exponent, double factor) {}

    SharedExponentials(List<Value> values) {
        Map<Value, List<Value>> byArgument = new LinkedHashMap<>();
        for (Value value : values) {
            if (value.operation() == Operation.EXP && value.operand(1).isConstant()) {
                byArgument
                        .computeIfAbsent(value.operand(0), _ -> new ArrayList<>())
                        .add(value);
            }
        }
        byArgument.values().forEach(this::share);
    }

    /** The least scales first: the others can only be powers of those. */
    private void share(List<Value> exponentials) {
        exponentials.sort(Comparator.comparingDouble(value -> Math.abs(scale(value))));
        List<Value> bases = new ArrayList<>();
        for (Value value : exponentials) {
            for (Value base : bases) {
                double ratio = scale(value) / scale(base), n = Math.rint(ratio);
                double rest = shift(value) - n * shift(base);
                if (Math.abs(n) <= LARGEST
                        && Math.abs(ratio - n) <= ROUNDING * Math.abs(n)
                        && Math.abs(rest) <= FARTHEST) {
                    powers.put(value, new Power(base, (int) n, StrictMath.exp(rest)));
                    break;
                }
            }
            if (!powers.containsKey(value)) {
                bases.add(value);
            }
        }
    }

    private static double scale(Value exponential) {
        return exponential.operand(1).constant();
    }

    private static double shift(Value exponential) {
        return exponential.operand(2).constant();
    }

    boolean isShared(Value value) {
        return powers.containsKey(value);
    }

    Power power(Value value) {
        Power power = powers.get(value);
        if (power == null) {
            throw new IllegalArgumentException("no power of another: " + value.operation());
        }
        return power;
    }
}
