package dev.ranvier.linalg;

import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/** tanh of all elements of a matrix: {@code 1 - 2/(exp(2 x) + 1)}, within 2e-16 of it, the same bits at every vector width. */
public final class HyperbolicTangent {
    private HyperbolicTangent() {}

    /** In place; the matrix must not be a part of another. */
    public static void apply(Matrix matrix) {
        Column all = matrix.all();
        int size = matrix.allSize();
        Exponential.apply(all, 2, 0, all, 0, size);
        fromExponential(all, size);
    }

    private static void fromExponential(Column x, int size) {
        DoubleVector one = DoubleVector.broadcast(Lanes.SPECIES, 1);
        for (int k = 0; k < size; k += Lanes.COUNT) {
            x.store(
                    k,
                    one.sub(DoubleVector.broadcast(Lanes.SPECIES, 2)
                            .div(x.load(k).add(one))));
        }
    }
}
