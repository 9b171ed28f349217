package dev.ranvier.sweep;

import java.util.List;
import java.util.Objects;

/** Points given one by one. */
public record Listed(List<String> names, List<List<Double>> rows) implements Design {
    /** Copies the lists; refuses an empty list, and rows of another length than the names. */
    public Listed {
        names = List.copyOf(names);
        rows = rows.stream().map(List::copyOf).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("at least one point is needed");
        }
        for (List<Double> row : rows) {
            if (row.size() != names.size()) {
                throw new IllegalArgumentException("a point needs one number for each of " + names + ": " + row);
            }
        }
    }

    @Override
    public long points() {
        return rows.size();
    }

    @Override
    public double[] at(long k) {
        Objects.checkIndex(k, points());
        return rows.get((int) k).stream().mapToDouble(Double::doubleValue).toArray();
    }
}
