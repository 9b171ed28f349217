package dev.ranvier.sweep;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Every point of one design with every point of the others; the last goes fastest. */
public record Crossed(List<Design> factors) implements Design {
    /** Copies the list; refuses a name that occurs twice, and more than 2^53 points. */
    public Crossed {
        factors = List.copyOf(factors);
        Set<String> names = new HashSet<>();
        double points = 1;
        for (Design factor : factors) {
            points *= factor.points();
            for (String name : factor.names()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException(name + " is varied twice");
                }
            }
        }
        if (points > 1L << 53) {
            throw new IllegalArgumentException("a sweep may have 2^53 points at most, and this has " + points);
        }
    }

    @Override
    public List<String> names() {
        return factors.stream().flatMap(factor -> factor.names().stream()).toList();
    }

    @Override
    public long points() {
        long points = 1;
        for (Design factor : factors) {
            points *= factor.points();
        }
        return points;
    }

    @Override
    public double[] at(long k) {
        Objects.checkIndex(k, points());
        double[] point = {};
        long left = k;
        for (Design factor : factors.reversed()) {
            double[] part = factor.at(left % factor.points());
            left /= factor.points();
            int length = part.length;
            part = Arrays.copyOf(part, length + point.length);
            System.arraycopy(point, 0, part, length, point.length);
            point = part;
        }
        return point;
    }
}
