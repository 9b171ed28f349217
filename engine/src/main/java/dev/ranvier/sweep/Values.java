package dev.ranvier.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One number that takes each of several values, in order. */
public record Values(String name, List<Double> values) implements Design {
    /** Copies the list; refuses an empty one. */
    public Values {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("at least one value of " + name + " is needed");
        }
    }

    /** {@code count} values from {@code from} to {@code to}, both among them, equally far apart. */
    public static Values linear(String name, double from, double to, int count) {
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            values.add(k == count - 1 && count > 1 ? to : from + k * ((to - from) / Math.max(1, count - 1)));
        }
        return new Values(name, values);
    }

    /** {@code count} values from {@code from} to {@code to}, both among them and above 0, each the same multiple of the one before. */
    public static Values logarithmic(String name, double from, double to, int count) {
        if (!(from > 0 && to > 0)) {
            throw new IllegalArgumentException(
                    "both ends of a logarithmic range must be positive: from=" + from + " to=" + to);
        }
        double first = StrictMath.log(from), step = (StrictMath.log(to) - first) / Math.max(1, count - 1);
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            values.add(k == 0 ? from : k == count - 1 ? to : StrictMath.exp(first + k * step));
        }
        return new Values(name, values);
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public long points() {
        return values.size();
    }

    @Override
    public double[] at(long k) {
        Objects.checkIndex(k, points());
        return new double[] {values.get((int) k)};
    }
}
