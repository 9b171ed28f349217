package dev.ranvier.program;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;

/**
 * Where a number of a program stands: at {@link Sites}, or in the memory of a {@link PackedKernel}.
 *
 * @param kind which of their columns
 * @param index index of the state, parameter, partial derivative, work column or double, else 0
 */
public record Slot(Kind kind, int index) {
    /** Kinds of numbers. */
    public enum Kind {
        /** {@link Sites#v}. */
        VOLTAGE,
        /** {@link Sites#u}. */
        TAKEN_VOLTAGE,
        /** {@link Sites#i}. */
        CURRENT,
        /** {@link Sites#slope}. */
        SLOPE,
        /** {@link Sites#parentV}. */
        PARENT_VOLTAGE,
        /** {@link Sites#parentU}. */
        PARENT_TAKEN_VOLTAGE,
        /** {@link Sites#parentSlope}. */
        PARENT_SLOPE,
        /** {@link Sites#weight}. */
        WEIGHT,
        /** {@link Sites#state}. */
        STATE,
        /** {@link Sites#next}. */
        NEXT,
        /** {@link Sites#parameter}. */
        PARAMETER,
        /** {@link Sites#partial}. */
        PARTIAL,
        /** {@link Sites#scratch}. */
        WORK,
        /** {@link Sites#dt_ms}, the same at all sites. */
        DT,
        /** {@link Sites#theta}, the same at all sites. */
        THETA,
        /** {@link Sites#table}, the same at all sites. */
        TABLE,
        /** A double of the row that a {@link PackedKernel} steps from, by its distance. */
        ROW,
        /** A double of the row that it steps to. */
        NEXT_ROW,
        /** A double of its frame. */
        FRAME
    }

    /** The membrane voltage. */
    public static final Slot VOLTAGE = new Slot(Kind.VOLTAGE, 0);
    /** The voltage at which a step took the current. */
    public static final Slot TAKEN_VOLTAGE = new Slot(Kind.TAKEN_VOLTAGE, 0);
    /** The sum of currents. */
    public static final Slot CURRENT = new Slot(Kind.CURRENT, 0);
    /** The sum of slopes. */
    public static final Slot SLOPE = new Slot(Kind.SLOPE, 0);
    /** The voltage of the parent of a node. */
    public static final Slot PARENT_VOLTAGE = new Slot(Kind.PARENT_VOLTAGE, 0);
    /** The voltage of the parent at which a step took the current. */
    public static final Slot PARENT_TAKEN_VOLTAGE = new Slot(Kind.PARENT_TAKEN_VOLTAGE, 0);
    /** The sum of slopes by the voltage of the parent. */
    public static final Slot PARENT_SLOPE = new Slot(Kind.PARENT_SLOPE, 0);
    /** The weight of an event. */
    public static final Slot WEIGHT = new Slot(Kind.WEIGHT, 0);
    /** The time step. */
    public static final Slot DT = new Slot(Kind.DT, 0);
    /** How implicit it is. */
    public static final Slot THETA = new Slot(Kind.THETA, 0);
    /** Where the table of a mechanism begins. */
    public static final Slot TABLE = new Slot(Kind.TABLE, 0);

    /** A state before the step. */
    public static Slot state(int k) {
        return new Slot(Kind.STATE, k);
    }

    /** A state after the step. */
    public static Slot next(int k) {
        return new Slot(Kind.NEXT, k);
    }

    /** A parameter. */
    public static Slot parameter(int p) {
        return new Slot(Kind.PARAMETER, p);
    }

    /** A partial derivative. */
    public static Slot partial(int j) {
        return new Slot(Kind.PARTIAL, j);
    }

    /** A double of a row that a step begins with. */
    public static Slot row(int k) {
        return new Slot(Kind.ROW, k);
    }

    /** A double of the row that a step makes. */
    public static Slot nextRow(int k) {
        return new Slot(Kind.NEXT_ROW, k);
    }

    /** A double of the frame of a step. */
    public static Slot frame(int k) {
        return new Slot(Kind.FRAME, k);
    }

    /** A work column. */
    static Slot work(int s) {
        return new Slot(Kind.WORK, s);
    }

    /** Whether it is one number for all sites. */
    boolean isUniform() {
        return kind == Kind.DT || kind == Kind.THETA || kind == Kind.TABLE;
    }

    /** Whether writing the one may change the other: a state after a step may stand where it stood before. */
    boolean mayOverlap(Slot other) {
        return equals(other) || (isOfStates() && other.isOfStates() && index == other.index);
    }

    private boolean isOfStates() {
        return kind == Kind.STATE || kind == Kind.NEXT;
    }

    /** Its column. */
    Column of(Sites x) {
        return switch (kind) {
            case VOLTAGE -> x.v();
            case TAKEN_VOLTAGE -> x.u();
            case CURRENT -> x.i();
            case SLOPE -> x.slope();
            case PARENT_VOLTAGE -> x.parentV();
            case PARENT_TAKEN_VOLTAGE -> x.parentU();
            case PARENT_SLOPE -> x.parentSlope();
            case WEIGHT -> x.weight();
            case STATE -> x.state(index);
            case NEXT -> x.next(index);
            case PARAMETER -> x.parameter(index);
            case PARTIAL -> x.partial(index);
            case WORK -> x.scratch(index);
            case DT, THETA, TABLE, ROW, NEXT_ROW, FRAME -> throw new IllegalStateException(this + " is one number");
        };
    }

    /** Its number, the same at all sites. */
    double uniform(Sites x) {
        return switch (kind) {
            case DT -> x.dt_ms();
            case THETA -> x.theta();
            case TABLE -> x.table();
            default -> throw new IllegalStateException(this + " is a column");
        };
    }
}
