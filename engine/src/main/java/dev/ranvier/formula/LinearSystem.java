package dev.ranvier.formula;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code A x = b} with formulas for entries, solved by elimination without pivoting. The systems of steps are near the unit matrix, or
 * those of Markov schemes, whose pivots are positive.
 */
public final class LinearSystem {
    private final List<List<Expression>> rows = new ArrayList<>();
    private final int size;

    /** With the rows of A. */
    public LinearSystem(List<List<Expression>> matrix) {
        size = matrix.size();
        matrix.forEach(row -> rows.add(new ArrayList<>(row)));
        for (int p = 0; p < size; p++) {
            for (int i = p + 1; i < size; i++) {
                eliminate(p, i);
            }
        }
    }

    /** Takes row p from row i; what it is taken times is left in the place of the zero. */
    private void eliminate(int p, int i) {
        Expression times = Algebra.divide(at(i, p), at(p, p));
        rows.get(i).set(p, times);
        for (int j = p + 1; j < size; j++) {
            rows.get(i).set(j, Algebra.subtract(at(i, j), Algebra.multiply(times, at(p, j))));
        }
    }

    private Expression at(int i, int j) {
        return rows.get(i).get(j);
    }

    /** x for a right side. */
    public List<Expression> solve(List<Expression> side) {
        List<Expression> x = new ArrayList<>(side);
        for (int i = 0; i < size; i++) {
            for (int p = 0; p < i; p++) {
                x.set(i, Algebra.subtract(x.get(i), Algebra.multiply(at(i, p), x.get(p))));
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                x.set(i, Algebra.subtract(x.get(i), Algebra.multiply(at(i, j), x.get(j))));
            }
            x.set(i, Algebra.divide(x.get(i), at(i, i)));
        }
        return x;
    }
}
