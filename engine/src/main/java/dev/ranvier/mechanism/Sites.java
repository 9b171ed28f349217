package dev.ranvier.mechanism;

import dev.ranvier.memory.Column;

/**
 * The columns of one mechanism in one batch, over the sites {@code [from, to)}: what a {@link Mechanism}'s kernels read and write.
 * Columns are shared with the engine, which moves them from row to row; a mechanism must not keep them.
 */
public final class Sites {
    private final int from;
    private final int to;
    private final Column v;
    private final Column u;
    private final Column i;
    private final Column slope;
    private final Column[] states;
    private final Column[] next;
    private final Column[] parameters;
    private final Column[] scratch;
    private final Column[] partials;
    private final Column shared;
    private final Column[] place;
    private double dt_ms;
    private double theta;

    /** For the engine and for tests; arrays are indexed as in {@link Schema} and are not copied. */
    public Sites(
            int from,
            int to,
            Column v,
            Column u,
            Column i,
            Column slope,
            Column[] states,
            Column[] next,
            Column[] parameters,
            Column[] scratch,
            Column[] partials,
            Column shared) {
        this(from, to, v, u, i, slope, states, next, parameters, scratch, partials, shared, new Column[0]);
    }

    private Sites(
            int from,
            int to,
            Column v,
            Column u,
            Column i,
            Column slope,
            Column[] states,
            Column[] next,
            Column[] parameters,
            Column[] scratch,
            Column[] partials,
            Column shared,
            Column[] place) {
        this.from = from;
        this.to = to;
        this.v = v;
        this.u = u;
        this.i = i;
        this.slope = slope;
        this.states = states;
        this.next = next;
        this.parameters = parameters;
        this.scratch = scratch;
        this.partials = partials;
        this.shared = shared;
        this.place = place;
    }

    /** The step of the kernels that advance states. */
    public double dt_ms() {
        return dt_ms;
    }

    /** How implicit that step is, for a mechanism without a closed solution; see {@link Step}. */
    public double theta() {
        return theta;
    }

    /** Sets {@link #dt_ms()} and {@link #theta()}, for the engine. */
    public void step(Step step) {
        this.dt_ms = step.dt_ms();
        this.theta = step.theta();
    }

    /** The same sites with the columns of one mechanism. */
    public Sites withMechanism(
            Column[] states, Column[] next, Column[] parameters, Column[] scratch, Column[] partials, Column shared) {
        return new Sites(from, to, v, u, i, slope, states, next, parameters, scratch, partials, shared, place);
    }

    /** The same sites with parameters alone. */
    public Sites withParameters(Column... parameters) {
        Column[] none = {};
        return withMechanism(none, none, parameters, none, none, shared);
    }

    /** The same sites with other states to read, and other columns to add the current to. */
    public Sites reading(Column[] states, Column i, Column slope) {
        return new Sites(from, to, v, u, i, slope, states, next, parameters, scratch, partials, shared, place);
    }

    /** The same sites, adding the current to other columns. */
    public Sites addingTo(Column i, Column slope) {
        return reading(states, i, slope);
    }

    /** The same sites with other states to read. */
    public Sites reading(Column[] states) {
        return reading(states, i, slope);
    }

    /** The same sites as places of a {@link Placed}: with the columns of {@link #parentV}, parentU, parentSlope and weight. */
    public Sites atPlaces(Column... place) {
        return new Sites(from, to, v, u, i, slope, states, next, parameters, scratch, partials, shared, place);
    }

    /** The same sites, writing the next states to other columns. */
    public Sites writing(Column[] next) {
        return new Sites(from, to, v, u, i, slope, states, next, parameters, scratch, partials, shared, place);
    }

    /** First site, a multiple of the padding. */
    public int from() {
        return from;
    }

    /** One past the last site, a multiple of the padding. */
    public int to() {
        return to;
    }

    /** Membrane voltage [mV]. */
    public Column v() {
        return v;
    }

    /**
     * Voltage [mV] at which the step saw the linearised current {@code i(v) + slope (u - v)}: {@code v + theta (v' - v)}. Only
     * for {@link Channel#currentPartials}.
     */
    public Column u() {
        return u;
    }

    /** Current density [uA/cm2], summed over channels; for a pool over those that carry its ion; current [nA] of a {@link Placed}. */
    public Column i() {
        return i;
    }

    /** {@code di/dv} [mS/cm2], summed as {@link #i}; [uS] for a {@link Placed}. */
    public Column slope() {
        return slope;
    }

    /** Voltage [mV] of the parent node, for an {@link AxialCurrent}. */
    public Column parentV() {
        return place[0];
    }

    /** {@link #u} of the parent node. */
    public Column parentU() {
        return place[1];
    }

    /** {@code di/dv} [uS] by the voltage of the parent node. */
    public Column parentSlope() {
        return place[2];
    }

    /** Weight of the event that arrives, 0 where none does, for a {@link PointProcess}. */
    public Column weight() {
        return place[3];
    }

    /** State {@code k} as it stands. */
    public Column state(int k) {
        return states[k];
    }

    /** State {@code k} after the step. */
    public Column next(int k) {
        return next[k];
    }

    /** Parameter {@code p}. */
    public Column parameter(int p) {
        return parameters[p];
    }

    /** Work column {@code s}; its content does not outlive the call, but for what {@link SharedNumbers#reading} needs. */
    public Column scratch(int s) {
        return scratch[s];
    }

    /** The partial derivative that stands at index {@code j} of the schema's list. */
    public Column partial(int j) {
        return partials[j];
    }

    /** Where {@link #shared} begins, as a number of doubles from address 0: a table that a program reads. */
    public double table() {
        return shared.address(0) / (double) Double.BYTES;
    }

    /** The {@link SharedNumbers} of the mechanism, by number. */
    public Column shared() {
        return shared;
    }
}
