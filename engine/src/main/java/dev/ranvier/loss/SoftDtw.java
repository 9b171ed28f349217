package dev.ranvier.loss;

import java.util.Arrays;

/**
 * Distance of two traces whose time may be stretched: the divergence {@code (s(x, y) - s(x, x)/2 - s(y, y)/2) / blocks} [mV^2]
 * of soft dynamic time warping,
 *
 * <pre>
 *   s = R_m,m      R_i,j = (x_i - y_j)^2 + softmin(R_i-1,j, R_i,j-1, R_i-1,j-1)      softmin(a) = -gamma log sum exp(-a / gamma)
 * </pre>
 *
 * of the means x and y of blocks of samples, with {@code |i - j|} in a band. Cuturi and Blondel, ICML 2017, algorithms 1 and 2.
 * s itself is least at a trace other than the observed one; the divergence is 0 with slope 0 there. Blondel, Mensch and Vert,
 * AISTATS 2021. The price of an evaluation is 2 blocks (2 band + 1) cells. Not a sum of squares.
 */
public final class SoftDtw implements Loss {
    private final Sampling sampling;
    private final int block;
    private final int band;
    private final double gamma_mV2;
    private final double[] observed;
    private final double self;

    /**
     * Against a recording.
     *
     * @param block_ms length of a block, at least a sample; samples after the last whole block are left out
     * @param band_ms how far the time may be moved, at least a block
     * @param gamma_mV2 smoothness: 0 would be ordinary dynamic time warping
     */
    public SoftDtw(Sampling sampling, double[] observed_mV, double block_ms, double band_ms, double gamma_mV2) {
        this.sampling = sampling;
        this.block = (int) Math.rint(block_ms / sampling.interval_ms());
        if (block < 1 || block > sampling.samples()) {
            throw new IllegalArgumentException("block_ms must be between a sample, " + sampling.interval_ms()
                    + " ms, and the whole trace: block_ms=" + block_ms);
        }
        double bandBlocks = Math.rint(band_ms / (block * sampling.interval_ms()));
        if (!(bandBlocks >= 1) || !(gamma_mV2 > 0 && Double.isFinite(gamma_mV2))) {
            throw new IllegalArgumentException("band_ms must be at least a block, and gamma_mV2 positive and finite:"
                    + " band_ms=" + band_ms + ", block_ms=" + block_ms + ", gamma_mV2=" + gamma_mV2);
        }
        this.band = (int) Math.min(bandBlocks, sampling.samples() / block - 1);
        this.gamma_mV2 = gamma_mV2;
        this.observed = means(sampling.finite("observed_mV", observed_mV));
        this.self = new SoftAlignment(observed, observed, band, gamma_mV2).value();
    }

    @Override
    public Sampling sampling() {
        return sampling;
    }

    @Override
    public double evaluate(double[] trace_mV, double scale, double[] traceBar) {
        sampling.requireLength("trace_mV", trace_mV);
        double[] x = means(trace_mV);
        SoftAlignment toObserved = new SoftAlignment(x, observed, band, gamma_mV2);
        SoftAlignment toItself = new SoftAlignment(x, x, band, gamma_mV2);
        double[] bar = toObserved.gradient(), itselfBar = toItself.gradient();
        for (int i = 0; i < x.length; i++) {
            // s is symmetric, so the derivative of s(x, x)/2 is that by its first argument
            double share = scale * (bar[i] - itselfBar[i]) / ((double) x.length * block);
            for (int k = i * block; k < (i + 1) * block; k++) {
                traceBar[k] += share;
            }
        }
        return (toObserved.value() - toItself.value() / 2 - self / 2) / x.length;
    }

    private double[] means(double[] v) {
        double[] means = new double[v.length / block];
        for (int i = 0; i < means.length; i++) {
            means[i] = Arrays.stream(v, i * block, (i + 1) * block).sum() / block;
        }
        return means;
    }
}
