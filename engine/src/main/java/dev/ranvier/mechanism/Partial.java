package dev.ranvier.mechanism;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names one partial derivative that a mechanism computes: of a channel's current or of a state's next value, by the voltage, a
 * state, a parameter, numbers that all sites share or the current of an ion. Partials that are not declared are zero.
 *
 * @param of {@link #CURRENT}, or the index of the state whose next value is differentiated
 * @param by what it is differentiated by
 * @param index index of the state, parameter or shared quantity, else 0
 */
public record Partial(int of, By by, int index) {
    /** Value of {@link #of} for the channel's current. */
    public static final int CURRENT = -1;

    /** Kinds of input. */
    public enum By {
        /** The membrane voltage. */
        VOLTAGE,
        /** A state of the mechanism, before the step. */
        STATE,
        /** A state of the mechanism after the step, which another state follows at once. */
        NEXT_STATE,
        /** A parameter of the mechanism. */
        PARAMETER,
        /** A quantity that sites see of the {@link SharedNumbers} of the mechanism. */
        SHARED,
        /** The current of its ion, for a pool. */
        ION_CURRENT,
        /** The voltage of the parent node, for an {@link AxialCurrent}. */
        PARENT_VOLTAGE,
        /** The weight of an event, for a {@link PointProcess}. */
        WEIGHT
    }

    /** d i / d state. */
    public static Partial currentByState(int state) {
        return new Partial(CURRENT, By.STATE, state);
    }

    /** d i / d parameter. */
    public static Partial currentByParameter(int parameter) {
        return new Partial(CURRENT, By.PARAMETER, parameter);
    }

    /** d i / d shared quantity. */
    public static Partial currentByShared(int quantity) {
        return new Partial(CURRENT, By.SHARED, quantity);
    }

    /** (u - v) d slope / d v, for a current whose slope depends on the voltage. */
    public static Partial currentByVoltage() {
        return new Partial(CURRENT, By.VOLTAGE, 0);
    }

    /** d next state / d the same state. */
    public static Partial nextByItself(int state) {
        return nextByState(state, state);
    }

    /** d next state {@code of} / d state {@code by}, before the step. */
    public static Partial nextByState(int of, int by) {
        return new Partial(of, By.STATE, by);
    }

    /** d next state / d v. */
    public static Partial nextByVoltage(int state) {
        return new Partial(state, By.VOLTAGE, 0);
    }

    /** d next state / d parameter. */
    public static Partial nextByParameter(int state, int parameter) {
        return new Partial(state, By.PARAMETER, parameter);
    }

    /** d next state / d shared quantity. */
    public static Partial nextByShared(int state, int quantity) {
        return new Partial(state, By.SHARED, quantity);
    }

    /** d next state / d current of the ion, for an {@link IonPool}. */
    public static Partial nextByIonCurrent(int state) {
        return new Partial(state, By.ION_CURRENT, 0);
    }

    /** d reversal potential / d concentration, both of the same time, for an {@link IonPool}. */
    public static Partial reversalByConcentration() {
        return new Partial(IonPool.REVERSAL, By.NEXT_STATE, IonPool.CONCENTRATION);
    }

    /** {@link #currentByVoltage} by the voltage of the parent node, for an {@link AxialCurrent}. */
    public static Partial currentByParentVoltage() {
        return new Partial(CURRENT, By.PARENT_VOLTAGE, 0);
    }

    /** d next state / d v of the parent node, for an {@link AxialCurrent}. */
    public static Partial nextByParentVoltage(int state) {
        return new Partial(state, By.PARENT_VOLTAGE, 0);
    }

    /** d next state / d weight of the event, for a {@link PointProcess}. */
    public static Partial nextByWeight(int state) {
        return new Partial(state, By.WEIGHT, 0);
    }

    /** One list after the other. */
    public static List<Partial> joined(List<Partial> first, List<Partial> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
