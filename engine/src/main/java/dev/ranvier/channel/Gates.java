package dev.ranvier.channel;

import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import jdk.incubator.vector.DoubleVector;

/**
 * The exponential-Euler update that all gates share, exact at a fixed voltage:
 * {@code x' = x_inf + (x - x_inf) D}, {@code D = exp(-dt rate)}, {@code rate = 1/tau = alpha + beta}.
 *
 * <p>A channel writes alpha and beta (or x_inf and the rate) of one gate into the first scratch columns and calls on; its own
 * scratch starts at {@link #SCRATCH}.
 *
 * <p>Source: Rush and Larsen, IEEE Trans. Biomed. Eng. 25 (1978) 389; NEURON's {@code cnexp} is the same formula.
 */
public final class Gates {
    /** Scratch column of alpha, then of x_inf. */
    public static final int INF = 0;
    /** Scratch column of beta, then of the rate. */
    public static final int RATE = 1;
    /** Scratch column of d alpha/dv, then of d x_inf/dv. */
    public static final int INF_SLOPE = 2;
    /** Scratch column of d beta/dv, then of d rate/dv. */
    public static final int RATE_SLOPE = 3;

    private static final int DECAY = 4;

    /** Number of scratch columns used here. */
    public static final int SCRATCH = 5;

    private Gates() {}

    /** {@code scratch[out] = exp(scale v + shift)}. A kernel holds one exponential: two exceed what the compiler inlines. */
    public static SiteKernel exponential(double scale, double shift, int out) {
        return x -> Exponential.apply(x.v(), scale, shift, x.scratch(out), x.from(), x.to());
    }

    /** {@code scratch[out] = exp(scale scratch[in] + shift)}. */
    public static SiteKernel exponential(int in, double scale, double shift, int out) {
        return x -> Exponential.apply(x.scratch(in), scale, shift, x.scratch(out), x.from(), x.to());
    }

    /** {@code inf = alpha / (alpha + beta)}, {@code rate = factor (alpha + beta)}. Modifies INF, RATE. */
    public static SiteKernel fromAlphaBeta(int factorParameter) {
        return x -> fromAlphaBeta(x, x.parameter(factorParameter));
    }

    private static void fromAlphaBeta(Sites x, Column factor) {
        Column inf = x.scratch(INF), rate = x.scratch(RATE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector alpha = inf.load(k), sum = alpha.add(rate.load(k));
            inf.store(k, alpha.div(sum));
            rate.store(k, sum.mul(factor.load(k)));
        }
    }

    /**
     * As {@link #fromAlphaBeta}, with {@code inf' = (alpha' beta - alpha beta') / (alpha + beta)^2} and
     * {@code rate' = factor (alpha' + beta')}. Modifies INF, RATE, INF_SLOPE, RATE_SLOPE.
     */
    public static SiteKernel fromAlphaBetaSlopes(int factorParameter) {
        return x -> fromAlphaBetaSlopes(x, x.parameter(factorParameter));
    }

    private static void fromAlphaBetaSlopes(Sites x, Column factor) {
        Column inf = x.scratch(INF), rate = x.scratch(RATE);
        Column infSlope = x.scratch(INF_SLOPE), rateSlope = x.scratch(RATE_SLOPE);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector alpha = inf.load(k), beta = rate.load(k), sum = alpha.add(beta);
            DoubleVector alphaSlope = infSlope.load(k), betaSlope = rateSlope.load(k), q = factor.load(k);
            infSlope.store(k, alphaSlope.mul(beta).sub(alpha.mul(betaSlope)).div(sum.mul(sum)));
            rateSlope.store(k, alphaSlope.add(betaSlope).mul(q));
        }
        fromAlphaBeta(x, factor);
    }

    /** {@code next = inf + (state - inf) exp(-dt rate)}. Reads INF, RATE. */
    public static SiteKernel advance(int state) {
        return x -> advance(x, state, x.dt_ms());
    }

    private static void advance(Sites x, int state, double dt_ms) {
        Column inf = x.scratch(INF), decay = x.scratch(DECAY), now = x.state(state), next = x.next(state);
        Exponential.apply(x.scratch(RATE), -dt_ms, 0, decay, x.from(), x.to());
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector target = inf.load(k);
            next.store(k, now.load(k).sub(target).fma(decay.load(k), target));
        }
    }

    /** {@code D = exp(-dt rate)}, for {@link #advancePartials}. */
    public static SiteKernel decay() {
        return x -> Exponential.apply(x.scratch(RATE), -x.dt_ms(), 0, x.scratch(DECAY), x.from(), x.to());
    }

    /**
     * With {@code D = exp(-dt rate)} and {@code away = state - inf}:
     *
     * <pre>
     *   d next / d state  =  D
     *   d next / d v      =  inf' (1 - D) - away D dt rate'
     *   d next / d factor = -away D dt rate / factor
     * </pre>
     *
     * written to the partials of the given indices. Reads INF, RATE, INF_SLOPE, RATE_SLOPE and what {@link #decay} wrote.
     */
    public static SiteKernel advancePartials(int state, int factor, int byState, int byVoltage, int byFactor) {
        return x -> advancePartials(x, state, x.dt_ms(), x.parameter(factor), byState, byVoltage, byFactor);
    }

    private static void advancePartials(
            Sites x, int state, double dt_ms, Column factor, int byState, int byVoltage, int byFactor) {
        Column inf = x.scratch(INF), rate = x.scratch(RATE), decay = x.scratch(DECAY), now = x.state(state);
        Column infSlope = x.scratch(INF_SLOPE), rateSlope = x.scratch(RATE_SLOPE);
        Column dState = x.partial(byState), dVoltage = x.partial(byVoltage), dFactor = x.partial(byFactor);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = decay.load(k),
                    byRate = now.load(k).sub(inf.load(k)).mul(d).mul(-dt_ms);
            dState.store(k, d);
            dVoltage.store(k, infSlope.load(k).mul(d.neg().add(1)).add(byRate.mul(rateSlope.load(k))));
            dFactor.store(k, byRate.mul(rate.load(k)).div(factor.load(k)));
        }
    }
}
