package dev.ranvier.parameter;

import dev.ranvier.model.ModelException;

/** The coordinate theta in which a number x moves during a fit. */
public sealed interface Transform {
    /** x at theta. */
    double value(double theta);

    /** theta at x; refuses an x that no theta gives. */
    double theta(double value);

    /** dx/dtheta. */
    double slope(double theta);

    /** {@code x = unit theta}: a step of one is {@code unit}. */
    record Linear(double unit) implements Transform {
        /** Refuses a unit that is not positive. */
        public Linear {
            ModelException.positive("unit", unit);
        }

        @Override
        public double value(double theta) {
            return unit * theta;
        }

        @Override
        public double theta(double value) {
            return value / unit;
        }

        @Override
        public double slope(double theta) {
            return unit;
        }
    }

    /** {@code x = exp(theta)}: positive, and a step is a factor. */
    record Log() implements Transform {
        @Override
        public double value(double theta) {
            return Math.exp(theta);
        }

        @Override
        public double theta(double value) {
            return Math.log(ModelException.positive("a number with a logarithmic transform", value));
        }

        @Override
        public double slope(double theta) {
            return Math.exp(theta);
        }
    }

    /** {@code x = unit ln(1 + exp(theta))}: positive; a factor where it is far below {@code unit}, linear far above. */
    record Softplus(double unit) implements Transform {
        /** Refuses a unit that is not positive. */
        public Softplus {
            ModelException.positive("unit", unit);
        }

        @Override
        public double value(double theta) {
            return unit * (Math.max(theta, 0) + Math.log1p(Math.exp(-Math.abs(theta))));
        }

        @Override
        public double theta(double value) {
            double y = ModelException.positive("a number with a softplus transform", value) / unit;
            return y + Math.log(-Math.expm1(-y));
        }

        @Override
        public double slope(double theta) {
            return unit / (1 + Math.exp(-theta));
        }
    }

    /** {@code x = low + (high - low) / (1 + exp(-theta))}: strictly between bounds. */
    record Bounded(double low, double high) implements Transform {
        /** Refuses an empty interval and bounds that are not finite. */
        public Bounded {
            ModelException.finite("low", low);
            ModelException.finite("high", high);
            if (!(low < high)) {
                throw new ModelException("bounds need low < high: low=" + low + " high=" + high);
            }
        }

        @Override
        public double value(double theta) {
            double value = low + (high - low) / (1 + Math.exp(-theta));
            // Rounding must not bring it where no theta is.
            return Math.clamp(value, Math.nextUp(low), Math.nextDown(high));
        }

        @Override
        public double theta(double value) {
            if (!(value > low && value < high)) {
                throw new ModelException(
                        "a bounded number must lie strictly between " + low + " and " + high + ": " + value);
            }
            return Math.log((value - low) / (high - value));
        }

        @Override
        public double slope(double theta) {
            double s = 1 / (1 + Math.exp(-theta));
            return (high - low) * s * (1 - s);
        }
    }
}
