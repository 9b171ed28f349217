package dev.ranvier.sweep;

/** What is believed of a number: draws are {@link #quantile}s of uniform numbers. */
public sealed interface Distribution {
    /** The value below which a share u, strictly between 0 and 1, of the draws lies. The same bits on every machine. */
    double quantile(double u);

    /** Equally likely everywhere between two numbers. */
    record Uniform(double low, double high) implements Distribution {
        /** Refuses an empty or infinite interval. */
        public Uniform {
            requireInterval(low, high);
        }

        @Override
        public double quantile(double u) {
            return low + u * (high - low);
        }
    }

    /** A number whose logarithm is equally likely everywhere between two positive numbers. */
    record LogUniform(double low, double high) implements Distribution {
        /** Refuses an empty or infinite interval, and one that reaches 0. */
        public LogUniform {
            requireInterval(low, high);
            requirePositive("low", low);
        }

        @Override
        public double quantile(double u) {
            double first = StrictMath.log(low);
            return StrictMath.exp(first + u * (StrictMath.log(high) - first));
        }
    }

    /** The normal distribution. */
    record Normal(double mean, double sd) implements Distribution {
        /** Refuses an sd that is not positive. */
        public Normal {
            requirePositive("sd", sd);
        }

        @Override
        public double quantile(double u) {
            return mean + sd * NormalQuantile.of(u);
        }
    }

    /** A number whose natural logarithm has mean {@code ln median} and standard deviation {@code sd}. */
    record LogNormal(double median, double sd) implements Distribution {
        /** Refuses a median or an sd that is not positive. */
        public LogNormal {
            requirePositive("median", median);
            requirePositive("sd", sd);
        }

        @Override
        public double quantile(double u) {
            return median * StrictMath.exp(sd * NormalQuantile.of(u));
        }
    }

    private static void requireInterval(double low, double high) {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException("low must be below high, both finite: low=" + low + " high=" + high);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be positive and finite: " + name + "=" + value);
        }
    }
}
