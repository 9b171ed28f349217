package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The residuals {@code sqrt(weight) r} of all terms of an {@link Objective} for one set of traces, one after the other. */
public final class StackedResiduals {
    private final List<Objective.Term> terms;
    private final List<Linearisation> parts = new ArrayList<>();
    private final int count;

    StackedResiduals(List<Objective.Term> terms, double[][] traces_mV) {
        this.terms = terms;
        int sum = 0;
        for (Objective.Term term : terms) {
            if (!(term.loss() instanceof Residuals residuals)) {
                throw new IllegalStateException(term.loss().getClass().getSimpleName()
                        + " is no sum of squares: use an optimiser that wants a gradient only");
            }
            parts.add(residuals.at(traces_mV[term.recording()]));
            sum += residuals.count();
        }
        count = sum;
    }

    /** All residuals; a new array. */
    public double[] residuals() {
        return stacked(p -> parts.get(p).residuals());
    }

    /**
     * {@code J t} for a tangent of every trace; a new array.
     *
     * @param tangents {@code [recording][sample]}, not modified
     */
    public double[] pushForward(double[][] tangents) {
        return stacked(p -> parts.get(p).pushForward(tangents[terms.get(p).recording()]));
    }

    /** {@code traceBars += J^T residualBar}, {@code [recording][sample]}. */
    public void pullBack(double[] residualBar, double[][] traceBars) {
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            double root = Math.sqrt(terms.get(p).weight());
            double[] bar = new double[parts.get(p).residuals().length];
            for (int j = 0; j < bar.length; j++) {
                bar[j] = root * residualBar[at++];
            }
            parts.get(p).pullBack(bar, traceBars[terms.get(p).recording()]);
        }
    }

    private double[] stacked(IntFunction<double[]> ofPart) {
        double[] all = new double[count];
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            double root = Math.sqrt(terms.get(p).weight());
            for (double value : ofPart.apply(p)) {
                all[at++] = root * value;
            }
        }
        return all;
    }
}
