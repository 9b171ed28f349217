package dev.ranvier.program;

import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.memory.Logarithm;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * One operation over a range of columns. Operands that are columns are a, b, c, d in their order, those that are one number are s, t. Each
 * is a method of its own, called from one place by this interface, which no compiler inlines; see {@link
 * dev.ranvier.mechanism.SiteKernel}.
 */
@FunctionalInterface
interface Pass {
    /** {@code out[k] = f(a[k], b[k], ...)} for k in [from, to); out may be any of the operands. */
    void run(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to);

    /** The pass of a computed value. */
    static Pass of(Value value) {
        return switch (value.operation()) {
            case ADD -> value.operand(1).isUniform() ? Pass::addNumber : Pass::add;
            case SUBTRACT -> value.operand(0).isUniform() ? Pass::subtractFrom : Pass::subtract;
            case MULTIPLY -> value.operand(1).isUniform() ? Pass::multiplyNumber : Pass::multiply;
            case DIVIDE -> value.operand(0).isUniform() ? Pass::divideNumber : Pass::divide;
            case FMA -> fma(value.operand(1).isUniform(), value.operand(2).isUniform());
            case SQRT -> Pass::sqrt;
            case ABS -> Pass::abs;
            case EXP -> (out, a, b, c, d, s, t, from, to) -> Exponential.apply(a, s, t, out, from, to);
            case LOG -> (out, a, b, c, d, s, t, from, to) -> Logarithm.apply(a, out, from, to);
            case INTERPOLATE -> Pass::interpolate;
            case BETWEEN -> Pass::between;
            case SELECT_LESS -> value.operand(1).isUniform() ? Pass::ifLessThanNumber : Pass::ifLess;
            case SELECT_LESS_OR_EQUAL ->
                value.operand(1).isUniform() ? Pass::ifLessOrEqualToNumber : Pass::ifLessOrEqual;
            case SELECT_EQUAL -> value.operand(1).isUniform() ? Pass::ifEqualToNumber : Pass::ifEqual;
            case BROADCAST -> Pass::broadcast;
            case INPUT, CONSTANT -> throw new IllegalArgumentException("not computed: " + value.operation());
        };
    }

    private static Pass fma(boolean factorIsNumber, boolean termIsNumber) {
        if (factorIsNumber) {
            return termIsNumber ? Pass::affine : Pass::addMultiple;
        }
        return termIsNumber ? Pass::fmaNumber : Pass::fma;
    }

    /** Copies a column. */
    static void copy(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        out.copyFrom(a, from, to);
    }

    private static void broadcast(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, DoubleVector.broadcast(Lanes.SPECIES, s));
        }
    }

    private static void add(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).add(b.load(k)));
        }
    }

    private static void addNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).add(s));
        }
    }

    private static void subtract(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).sub(b.load(k)));
        }
    }

    private static void subtractFrom(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, DoubleVector.broadcast(Lanes.SPECIES, s).sub(a.load(k)));
        }
    }

    private static void multiply(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).mul(b.load(k)));
        }
    }

    private static void multiplyNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).mul(s));
        }
    }

    private static void divide(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).div(b.load(k)));
        }
    }

    private static void divideNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, DoubleVector.broadcast(Lanes.SPECIES, s).div(a.load(k)));
        }
    }

    private static void fma(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).fma(b.load(k), c.load(k)));
        }
    }

    private static void fmaNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).fma(b.load(k), DoubleVector.broadcast(Lanes.SPECIES, s)));
        }
    }

    private static void addMultiple(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).fma(DoubleVector.broadcast(Lanes.SPECIES, s), b.load(k)));
        }
    }

    private static void affine(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).fma(s, t));
        }
    }

    private static void sqrt(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).sqrt());
        }
    }

    private static void abs(Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, a.load(k).abs());
        }
    }

    private static void interpolate(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k++) {
            out.set(k, PackedMemory.interpolate(a.get(k), b.get(k), s));
        }
    }

    private static void between(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k++) {
            out.set(k, PackedMemory.between(a.get(k), b.get(k), s, t));
        }
    }

    private static void ifLess(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, d.load(k).blend(c.load(k), a.load(k).compare(VectorOperators.LT, b.load(k))));
        }
    }

    private static void ifLessThanNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, c.load(k).blend(b.load(k), a.load(k).compare(VectorOperators.LT, s)));
        }
    }

    private static void ifLessOrEqual(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, d.load(k).blend(c.load(k), a.load(k).compare(VectorOperators.LE, b.load(k))));
        }
    }

    private static void ifLessOrEqualToNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, c.load(k).blend(b.load(k), a.load(k).compare(VectorOperators.LE, s)));
        }
    }

    private static void ifEqual(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, d.load(k).blend(c.load(k), a.load(k).compare(VectorOperators.EQ, b.load(k))));
        }
    }

    private static void ifEqualToNumber(
            Column out, Column a, Column b, Column c, Column d, double s, double t, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, c.load(k).blend(b.load(k), a.load(k).compare(VectorOperators.EQ, s)));
        }
    }
}
