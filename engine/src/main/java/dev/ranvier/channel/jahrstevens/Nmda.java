package dev.ranvier.channel.jahrstevens;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.memory.Logarithm;
import dev.ranvier.simd.Lanes;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * A synapse with NMDA receptors, which magnesium blocks at rest: {@code i = g b(v) (v - e)},
 *
 * <pre>
 *   b(v) = 1 / (1 + [Mg]/3.57 exp(-0.062 v))     [mM, mV]
 *   g = decaying - rising, both of which decay exponentially and jump by weight/peak [uS] when an event arrives,
 *   peak the largest value of exp(-t/decay) - exp(-t/rise)
 * </pre>
 *
 * so that an event opens at most its weight. rise_ms must be below decay_ms. The block: Jahr and Stevens, J. Neurosci. 10 (1990) 3178,
 * eq. 4a; the shape is that of NEURON's Exp2Syn.
 */
public final class Nmda implements PointProcess {
    private static final int RISING = 0, DECAYING = 1;
    private static final int E = 0, MG = 1, RISE = 2, DECAY = 3;
    private static final int I_BY_RISING = 0, I_BY_DECAYING = 1, I_BY_E = 2, I_BY_MG = 3, I_BY_V = 4;
    private static final int RISING_BY_ITSELF = 5, DECAYING_BY_ITSELF = 6;
    private static final int RISING_BY_RISE = 7, RISING_BY_DECAY = 8, RISING_BY_WEIGHT = 9;
    private static final int DECAYING_BY_RISE = 10, DECAYING_BY_DECAY = 11, DECAYING_BY_WEIGHT = 12;
    /** Work columns of the current: exp(-0.062 v) and b. */
    private static final int UNBLOCKING = 0, OPEN = 1;
    /** Work columns of the states: the exponents -t/rise and -t/decay, and then their exponentials. */
    private static final int BY_RISE = 0, BY_DECAY = 1, PEAK_TIME = 2, SCRATCH = 3;

    private static final double HALF_mM = 3.57, PER_mV = 0.062;
    private static final DoubleVector ONE = DoubleVector.broadcast(Lanes.SPECIES, 1);

    private static final Schema SCHEMA = new Schema(
            "nmda",
            List.of(conductance("rising_uS"), conductance("decaying_uS")),
            List.of(
                    Field.reversal(0),
                    new Field("magnesium_mM", 1, 0, 1e3),
                    new Field("rise_ms", 2, 1e-3, 1e6),
                    new Field("decay_ms", 80, 1e-3, 1e6)),
            SCRATCH,
            List.of(
                    Partial.currentByState(RISING),
                    Partial.currentByState(DECAYING),
                    Partial.currentByParameter(E),
                    Partial.currentByParameter(MG),
                    Partial.currentByVoltage(),
                    Partial.nextByItself(RISING),
                    Partial.nextByItself(DECAYING),
                    Partial.nextByParameter(RISING, RISE),
                    Partial.nextByParameter(RISING, DECAY),
                    Partial.nextByWeight(RISING),
                    Partial.nextByParameter(DECAYING, RISE),
                    Partial.nextByParameter(DECAYING, DECAY),
                    Partial.nextByWeight(DECAYING)));

    private static Field conductance(String name) {
        return new Field(name, 0, 0, 1e12);
    }

    /** With the numbers that its source gives; an insertion may give others. */
    public Nmda() {}

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** {@code i += g b (v - e)}, {@code slope += g (b + b' (v - e))}, {@code b' = 0.062 b (1 - b)}. */
    @Override
    public List<SiteKernel> current() {
        return List.of(Nmda::unblocking, Nmda::open, Nmda::current);
    }

    private static void unblocking(Sites x) {
        Exponential.apply(x.v(), -PER_mV, 0, x.scratch(UNBLOCKING), x.from(), x.to());
    }

    private static void open(Sites x) {
        Column magnesium = x.parameter(MG), exponential = x.scratch(UNBLOCKING), open = x.scratch(OPEN);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            open.store(k, ONE.div(magnesium.load(k).mul(1 / HALF_mM).fma(exponential.load(k), ONE)));
        }
    }

    private static void current(Sites x) {
        Column v = x.v(), e = x.parameter(E), i = x.i(), slope = x.slope(), open = x.scratch(OPEN);
        Column rising = x.state(RISING), decaying = x.state(DECAYING);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = decaying.load(k).sub(rising.load(k)), b = open.load(k);
            DoubleVector drive = v.load(k).sub(e.load(k)),
                    bSlope = b.neg().add(1).mul(b).mul(PER_mV);
            i.store(k, g.mul(b).fma(drive, i.load(k)));
            slope.store(k, bSlope.fma(drive, b).fma(g, slope.load(k)));
        }
    }

    /**
     * Of {@code g l}, {@code l = b (v - e) + (b + b' (v - e)) (u - v)}: by the states -l and l, by e {@code -g (b + b' (u - v))}, by
     * v {@code g (u - v) (2 b' + b'' (v - e))}, {@code b'' = 0.062 (1 - 2b) b'}, and by Mg the same as l with
     * {@code db/dMg = -b^2 exp(-0.062 v)/3.57} for b and {@code 0.062 (1 - 2b) db/dMg} for b'.
     */
    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(Nmda::unblocking, Nmda::open, Nmda::partialsByStates, Nmda::partialsByVoltageAndMagnesium);
    }

    private static void partialsByStates(Sites x) {
        Column v = x.v(), u = x.u(), e = x.parameter(E), open = x.scratch(OPEN);
        Column rising = x.state(RISING), decaying = x.state(DECAYING);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = decaying.load(k).sub(rising.load(k)), b = open.load(k);
            DoubleVector drive = v.load(k).sub(e.load(k)), step = u.load(k).sub(v.load(k));
            DoubleVector bSlope = b.neg().add(1).mul(b).mul(PER_mV);
            DoubleVector l = bSlope.fma(drive, b).fma(step, b.mul(drive));
            x.partial(I_BY_RISING).store(k, l.neg());
            x.partial(I_BY_DECAYING).store(k, l);
            x.partial(I_BY_E).store(k, bSlope.fma(step, b).mul(g).neg());
        }
    }

    private static void partialsByVoltageAndMagnesium(Sites x) {
        Column v = x.v(), u = x.u(), e = x.parameter(E), open = x.scratch(OPEN), exponential = x.scratch(UNBLOCKING);
        Column rising = x.state(RISING), decaying = x.state(DECAYING);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = decaying.load(k).sub(rising.load(k)), b = open.load(k);
            DoubleVector drive = v.load(k).sub(e.load(k)), step = u.load(k).sub(v.load(k));
            DoubleVector bend = b.mul(-2).add(1).mul(PER_mV),
                    bSlope = b.neg().add(1).mul(b).mul(PER_mV);
            x.partial(I_BY_V)
                    .store(k, bend.mul(drive).add(2).mul(bSlope).mul(step).mul(g));
            DoubleVector byMagnesium = b.mul(b).mul(exponential.load(k)).mul(-1 / HALF_mM);
            DoubleVector l = bend.fma(drive, ONE).fma(step, drive);
            x.partial(I_BY_MG).store(k, byMagnesium.mul(l).mul(g));
        }
    }

    /** Both decay by {@code exp(-dt/tau)}. */
    @Override
    public List<SiteKernel> advance() {
        return List.of(
                x -> exponent(x, RISE, BY_RISE),
                Nmda::exponentialByRise,
                x -> exponent(x, DECAY, BY_DECAY),
                Nmda::exponentialByDecay,
                x -> shrink(x, RISING, BY_RISE),
                x -> shrink(x, DECAYING, BY_DECAY));
    }

    /** {@code scratch[out] = -dt/tau}. */
    private static void exponent(Sites x, int tau, int out) {
        Column time = x.parameter(tau), exponent = x.scratch(out);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            exponent.store(k, DoubleVector.broadcast(Lanes.SPECIES, -x.dt_ms()).div(time.load(k)));
        }
    }

    private static void shrink(Sites x, int state, int decay) {
        Column now = x.state(state), next = x.next(state), factor = x.scratch(decay);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            next.store(k, now.load(k).mul(factor.load(k)));
        }
    }

    /** By itself {@code exp(-dt/tau)}, by its tau {@code x exp(-dt/tau) dt/tau^2}. */
    @Override
    public List<SiteKernel> advancePartials() {
        return List.of(
                x -> exponent(x, RISE, BY_RISE),
                Nmda::exponentialByRise,
                x -> exponent(x, DECAY, BY_DECAY),
                Nmda::exponentialByDecay,
                x -> shrinkPartials(x, RISING, BY_RISE, RISE, RISING_BY_ITSELF, RISING_BY_RISE, RISING_BY_DECAY),
                x -> shrinkPartials(
                        x, DECAYING, BY_DECAY, DECAY, DECAYING_BY_ITSELF, DECAYING_BY_DECAY, DECAYING_BY_RISE));
    }

    private static void shrinkPartials(Sites x, int state, int decay, int tau, int byItself, int byTau, int byOther) {
        Column now = x.state(state), factor = x.scratch(decay), time = x.parameter(tau);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector d = factor.load(k), t = time.load(k);
            x.partial(byItself).store(k, d);
            x.partial(byTau).store(k, now.load(k).mul(d).mul(x.dt_ms()).div(t.mul(t)));
            x.partial(byOther).store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    /** Closed. */
    @Override
    public List<SiteKernel> steadyState() {
        return List.of(Nmda::close);
    }

    private static void close(Sites x) {
        x.next(RISING).fill(x.from(), x.to(), 0);
        x.next(DECAYING).fill(x.from(), x.to(), 0);
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return List.of(Nmda::closePartials);
    }

    private static void closePartials(Sites x) {
        for (int j = RISING_BY_ITSELF; j <= DECAYING_BY_WEIGHT; j++) {
            x.partial(j).fill(x.from(), x.to(), 0);
        }
    }

    /** Both jump by {@code weight/peak}. */
    @Override
    public List<SiteKernel> receive() {
        return List.of(
                Nmda::ratio,
                Nmda::logarithm,
                Nmda::peakExponents,
                Nmda::exponentialByRise,
                Nmda::exponentialByDecay,
                Nmda::jump);
    }

    /** {@code decay/rise}. */
    private static void ratio(Sites x) {
        Column rise = x.parameter(RISE), decay = x.parameter(DECAY), time = x.scratch(PEAK_TIME);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            time.store(k, decay.load(k).div(rise.load(k)));
        }
    }

    private static void logarithm(Sites x) {
        Logarithm.apply(x.scratch(PEAK_TIME), x.scratch(PEAK_TIME), x.from(), x.to());
    }

    /** The time of the peak, {@code t = rise decay / (decay - rise) log(decay/rise)}, and {@code -t/rise}, {@code -t/decay}. */
    private static void peakExponents(Sites x) {
        Column rise = x.parameter(RISE), decay = x.parameter(DECAY), time = x.scratch(PEAK_TIME);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector r = rise.load(k),
                    d = decay.load(k),
                    t = r.mul(d).div(d.sub(r)).mul(time.load(k));
            time.store(k, t);
            x.scratch(BY_RISE).store(k, t.div(r).neg());
            x.scratch(BY_DECAY).store(k, t.div(d).neg());
        }
    }

    private static void exponentialByRise(Sites x) {
        Exponential.apply(x.scratch(BY_RISE), 1, 0, x.scratch(BY_RISE), x.from(), x.to());
    }

    private static void exponentialByDecay(Sites x) {
        Exponential.apply(x.scratch(BY_DECAY), 1, 0, x.scratch(BY_DECAY), x.from(), x.to());
    }

    private static void jump(Sites x) {
        Column weight = x.weight(), atRise = x.scratch(BY_RISE), atDecay = x.scratch(BY_DECAY);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector by = weight.load(k).div(atDecay.load(k).sub(atRise.load(k)));
            x.next(RISING).store(k, x.state(RISING).load(k).add(by));
            x.next(DECAYING).store(k, x.state(DECAYING).load(k).add(by));
        }
    }

    /**
     * The peak at t is the largest value, so {@code dpeak/drise = -t/rise^2 exp(-t/rise)} and
     * {@code dpeak/ddecay = t/decay^2 exp(-t/decay)}; by the weight {@code 1/peak}.
     */
    @Override
    public List<SiteKernel> receivePartials() {
        return List.of(
                Nmda::ratio,
                Nmda::logarithm,
                Nmda::peakExponents,
                Nmda::exponentialByRise,
                Nmda::exponentialByDecay,
                Nmda::jumpPartials);
    }

    private static void jumpPartials(Sites x) {
        Column weight = x.weight(), atRise = x.scratch(BY_RISE), atDecay = x.scratch(BY_DECAY);
        Column rise = x.parameter(RISE), decay = x.parameter(DECAY), time = x.scratch(PEAK_TIME);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector r = rise.load(k), d = decay.load(k), t = time.load(k);
            DoubleVector byWeight = ONE.div(atDecay.load(k).sub(atRise.load(k)));
            DoubleVector byPeak =
                    weight.load(k).mul(byWeight).mul(byWeight).mul(t).neg();
            DoubleVector byRise = byPeak.mul(atRise.load(k)).div(r.mul(r)).neg();
            DoubleVector byDecay = byPeak.mul(atDecay.load(k)).div(d.mul(d));
            x.partial(RISING_BY_ITSELF).store(k, ONE);
            x.partial(DECAYING_BY_ITSELF).store(k, ONE);
            x.partial(RISING_BY_RISE).store(k, byRise);
            x.partial(DECAYING_BY_RISE).store(k, byRise);
            x.partial(RISING_BY_DECAY).store(k, byDecay);
            x.partial(DECAYING_BY_DECAY).store(k, byDecay);
            x.partial(RISING_BY_WEIGHT).store(k, byWeight);
            x.partial(DECAYING_BY_WEIGHT).store(k, byWeight);
        }
    }
}
