package dev.ranvier.optimise;

/** How long the steps of a gradient descent are, step by step. */
public sealed interface Schedule {
    /** The rate of step number {@code step}, from 0. */
    double rate(int step);

    /** The rest of this schedule after {@code steps} steps. */
    default Schedule from(int steps) {
        return new Rest(this, steps);
    }

    /** A schedule of which some steps have been taken before. */
    record Rest(Schedule whole, int before) implements Schedule {
        @Override
        public double rate(int step) {
            return whole.rate(before + step);
        }
    }

    /** Always the same. */
    record Constant(double rate) implements Schedule {
        /** Refuses a rate that is not positive and finite. */
        public Constant {
            positive("rate", rate);
        }

        @Override
        public double rate(int step) {
            return rate;
        }
    }

    /**
     * A straight rise from 0 to {@code rate} in {@code warmUp} steps, then half a cosine down to {@code last} at step {@code
     * steps}, and {@code last} from there on. Loshchilov and Hutter, ICLR 2017 (without restarts).
     */
    record WarmUpCosine(double rate, double last, int warmUp, int steps) implements Schedule {
        /** Refuses rates that are not positive and finite, and a warm-up that is not shorter than the whole. */
        public WarmUpCosine {
            positive("rate", rate);
            positive("last", last);
            if (warmUp < 0 || warmUp >= steps) {
                throw new IllegalArgumentException(
                        "the warm-up must be shorter than the run: warmUp=" + warmUp + ", steps=" + steps);
            }
        }

        @Override
        public double rate(int step) {
            if (step < warmUp) {
                return rate * (step + 1) / (warmUp + 1);
            }
            double progress = Math.min(1, (double) (step - warmUp) / (steps - warmUp));
            return last + (rate - last) * 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    }

    /** {@code rate factor^(step / every)}. */
    record Exponential(double rate, double factor, int every) implements Schedule {
        /** Refuses a rate, factor or number of steps that is not positive. */
        public Exponential {
            decay(rate, factor, every);
        }

        @Override
        public double rate(int step) {
            return rate * Math.pow(factor, (double) step / every);
        }
    }

    /** {@code rate factor^floor(step / every)}. */
    record Steps(double rate, double factor, int every) implements Schedule {
        /** Refuses a rate, factor or number of steps that is not positive. */
        public Steps {
            decay(rate, factor, every);
        }

        @Override
        public double rate(int step) {
            return rate * Math.pow(factor, Math.floorDiv(step, every));
        }
    }

    private static void decay(double rate, double factor, int every) {
        positive("rate", rate);
        positive("factor", factor);
        positive("every", every);
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be positive and finite: " + name + "=" + value);
        }
    }
}
