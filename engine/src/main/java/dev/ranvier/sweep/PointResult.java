package dev.ranvier.sweep;

import java.util.Arrays;

/** What was kept of a point. Arrays are not copied. */
public final class PointResult {
    private final long index;
    private final double[] point;
    private Outcome outcome = Outcome.DONE;
    private String message = "";
    private final double[][] spikes_ms;
    private final double[] features;
    private final double[][] traces;
    private final double[] losses;
    private final double[] gradient;

    /** How a point ended. */
    public enum Outcome {
        /** It ran to its end. */
        DONE,
        /** A voltage stopped being a number. */
        DIVERGED,
        /** There is no such model. */
        REFUSED
    }

    /** Of so many simulations; features, losses and derivatives are NaN until they are known. */
    PointResult(long index, double[] point, int simulations, int parameters, Kept kept) {
        this.index = index;
        this.point = point;
        spikes_ms = new double[simulations * kept.spikes().size()][0];
        traces = new double[simulations * kept.traces().size()][0];
        features = unknown(simulations * kept.featureCount());
        losses = unknown(
                kept.errors().map(errors -> errors.objective().terms().size()).orElse(0));
        gradient = unknown(kept.wantsGradient() ? parameters : 0);
    }

    private static double[] unknown(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** Keeps nothing but why. */
    void fail(Outcome how, String why) {
        outcome = how;
        message = why;
        Arrays.fill(spikes_ms, new double[0]);
        Arrays.fill(traces, new double[0]);
        for (double[] values : new double[][] {features, losses, gradient}) {
            Arrays.fill(values, Double.NaN);
        }
    }

    /** Number of the point. */
    public long index() {
        return index;
    }

    /** Its numbers, as its {@link Design} gives them. */
    public double[] point() {
        return point;
    }

    /** How it ended; if not well, there are no spikes and traces, and all else is NaN. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why it did not end well; empty if it did. */
    public String message() {
        return message;
    }

    /** Times of spikes, {@code [simulation * kept.spikes + spikes][spike]}. */
    public double[][] spikes_ms() {
        return spikes_ms;
    }

    /** Values of features, NaN where the trace has none, {@code [simulation * kept.featureCount + feature]}. */
    public double[] features() {
        return features;
    }

    /** Samples, {@code [simulation * kept.traces + trace][sample]}. */
    public double[][] traces() {
        return traces;
    }

    /** One a term of the objective, without its weight. */
    public double[] losses() {
        return losses;
    }

    /** Derivatives of the objective, one a parameter, by the number itself. */
    public double[] gradient() {
        return gradient;
    }
}
