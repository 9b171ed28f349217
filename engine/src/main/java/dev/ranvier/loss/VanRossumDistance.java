package dev.ranvier.loss;

/**
 * Distance of two spike trains, each filtered by a causal exponential: {@code (1/tau) integral (f - g)^2 dt} with {@code f' =
 * -f/tau + spikes}. The trains are {@link SmoothSpikes}, so it is smooth in the voltage. Without unit; one spike too many or
 * too few costs 1/2, one that is d late costs {@code 1 - exp(-d/tau)}: the time constant says how far apart two spikes may be
 * and still pull each other. van Rossum, Neural Computation 13 (2001) 751.
 *
 * <p>Residuals {@code r_k = sqrt(interval/tau) (f_k+1 - g_k+1)}, {@code f_k+1 = exp(-interval/tau) f_k + u_k}, {@code f_0 = 0}.
 */
public final class VanRossumDistance implements Residuals {
    private final Sampling sampling;
    private final SmoothSpikes spikes;
    private final double keep;
    private final double root;
    private final double[] observed;

    /** Against the spikes of a recording. */
    public VanRossumDistance(Sampling sampling, double[] observed_mV, SmoothSpikes spikes, double tau_ms) {
        if (!(tau_ms > 0 && Double.isFinite(tau_ms))) {
            throw new IllegalArgumentException("tau_ms must be positive and finite: tau_ms=" + tau_ms);
        }
        this.sampling = sampling;
        this.spikes = spikes;
        this.keep = Math.exp(-sampling.interval_ms() / tau_ms);
        this.root = Math.sqrt(sampling.interval_ms() / tau_ms);
        double[] observed_finite_mV = sampling.finite("observed_mV", observed_mV);
        this.observed = filter(spikes.train(observed_finite_mV, sampling.interval_ms()).mass);
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public int count() {
        return sampling.samples() - 1;
    }

    @Override
    public Linearisation at(double[] trace_mV) {
        sampling.requireLength("trace_mV", trace_mV);
        SmoothSpikes.Train train = spikes.train(trace_mV, sampling.interval_ms());
        double[] residuals = filter(train.mass);
        for (int k = 0; k < residuals.length; k++) {
            residuals[k] -= observed[k];
        }
        return new There(train, residuals);
    }

    /** {@code root f_k+1} for masses u. */
    private double[] filter(double[] mass) {
        double[] filtered = new double[mass.length];
        double f = 0;
        for (int k = 0; k < mass.length; k++) {
            f = keep * f + mass[k];
            filtered[k] = root * f;
        }
        return filtered;
    }

    private final class There implements Linearisation {
        private final SmoothSpikes.Train train;
        private final double[] residuals;

        There(SmoothSpikes.Train train, double[] residuals) {
            this.train = train;
            this.residuals = residuals;
        }

        @Override
        public double[] residuals() {
            return residuals;
        }

        @Override
        public double[] pushForward(double[] tangent) {
            double[] mass = new double[count()];
            for (int k = 0; k < mass.length; k++) {
                mass[k] = train.byBefore[k] * tangent[k] + train.byAfter[k] * tangent[k + 1];
            }
            return filter(mass);
        }

        @Override
        public void pullBack(double[] residualBar, double[] traceBar) {
            double massBar = 0;
            for (int k = residualBar.length - 1; k >= 0; k--) {
                massBar = keep * massBar + root * residualBar[k];
                traceBar[k] += train.byBefore[k] * massBar;
                traceBar[k + 1] += train.byAfter[k] * massBar;
            }
        }
    }
}
