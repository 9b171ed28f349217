package dev.ranvier.loss;

import java.util.List;

/** What a fit minimises: {@code sum weight loss(trace)} over terms, each of which looks at one of several recordings. */
public record Objective(List<Term> terms) {
    /** A loss of recording number {@code recording}, from 0, and what it counts. */
    public record Term(int recording, double weight, Loss loss) {
        /** Refuses a negative number, and a weight that is not positive and finite. */
        public Term {
            if (recording < 0 || !(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("a term needs a recording from 0 on, and a positive, finite weight:"
                        + " recording=" + recording + ", weight=" + weight);
            }
        }
    }

    /** Refuses an empty list, and terms of one recording that disagree about its samples. */
    public Objective {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("an objective needs at least one term");
        }
        for (Term a : terms) {
            for (Term b : terms) {
                if (a.recording == b.recording && !a.loss.sampling().equals(b.loss.sampling())) {
                    throw new IllegalArgumentException("losses of recording " + a.recording
                            + " must have one sampling: " + a.loss.sampling() + ", " + b.loss.sampling());
                }
            }
        }
    }

    /** One loss of one recording. */
    public static Objective of(Loss loss) {
        return new Objective(List.of(new Term(0, 1, loss)));
    }

    /** The same for traces that run free for so long at a time. */
    public Objective within(double free_ms) {
        return new Objective(terms.stream()
                .map(term -> new Term(term.recording, term.weight, term.loss.within(free_ms)))
                .toList());
    }

    /**
     * The sum of all terms.
     *
     * @param traces_mV {@code [recording][sample]}, not modified
     * @param scale what the derivative is multiplied by
     * @param traceBars {@code [recording][sample]}; {@code traceBars += scale d value / d traces}
     */
    public double evaluate(double[][] traces_mV, double scale, double[][] traceBars) {
        double sum = 0;
        for (Term term : terms) {
            int n = term.recording;
            sum += term.weight * term.loss.evaluate(traces_mV[n], scale * term.weight, traceBars[n]);
        }
        return sum;
    }

    /** Whether every term is a sum of squares, so that there are {@link #residuals}. */
    public boolean isSumOfSquares() {
        return terms.stream().allMatch(term -> term.loss instanceof Residuals);
    }

    /**
     * Residuals whose squares sum up to the value, term after term.
     *
     * @throws IllegalStateException if a term is no sum of squares
     */
    public StackedResiduals residuals(double[][] traces_mV) {
        return new StackedResiduals(terms, traces_mV);
    }
}
