package dev.ranvier.channel.balbi;

import dev.ranvier.channel.MarkovScheme;
import dev.ranvier.channel.MarkovScheme.Input;
import dev.ranvier.channel.MarkovScheme.Transition;
import dev.ranvier.channel.Ohmic;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * The human sodium channel Nav1.7 as a Markov scheme of six states, two of them open, {@code i = g (o1 + o2) (v - e)}:
 *
 * <pre>{@code
 *     c1 <---> c2 <---> o2
 *     ^         ^
 *     |         |                o1 + o2 + c2 + c1 + i2 + (i1) = 1
 *     v         v
 *   (i1) <---> o1
 *     ^
 *     |
 *     v
 *     i2
 * }</pre>
 *
 * i1 is the state that is left out, for at every voltage all others reach it soon: what elimination subtracts is never nearly all.
 * Every rate is a sum of one or two {@code b / (1 + exp((v - m)/k))}, times the rate factor, which is 1 at 20 degC.
 *
 * <p>Balbi, Massobrio and Hellgren Kotaleski, PLoS Comput. Biol. 13 (2017) e1005737; the numbers of Nav1.7 as its authors give them in ModelDB
 * 230137. Conductance and reversal potential are that of their model, 100 mS/cm2, and 50 mV.
 */
public final class Nav17 implements Channel {
    private static final int O1 = 0, O2 = 1, C2 = 2, C1 = 3, I2 = 4, I1 = 5, STATES = 6;
    private static final int G = 0, E = 1, Q = 2;

    /** A term of the rate from one state to another: {@code b / (1 + exp((v - m)/k))}. */
    private record Term(int from, int to, double b_per_ms, double m_mV, double k_mV) {}

    private static final List<Term> TERMS = List.of(
            new Term(C1, C2, 16, -18, -9),
            new Term(C2, C1, 6, -48, 9),
            new Term(C2, C1, 16, -18, -9),
            new Term(C2, O1, 16, -23, -9),
            new Term(O1, C2, 2, -53, 9),
            new Term(O1, C2, 16, -23, -9),
            new Term(C2, O2, 0.01, -35, -5),
            new Term(O2, C2, 3, -75, 5),
            new Term(O2, C2, 0.01, -35, -5),
            new Term(O1, I1, 4, -52, 12),
            new Term(O1, I1, 8, -27, -12),
            new Term(I1, O1, 1e-5, -52, 10),
            new Term(I1, C1, 0.085, -110, 5),
            new Term(C1, I1, 0.025, -55, -20),
            new Term(I1, I2, 1e-5, -80, -20),
            new Term(I2, I1, 1e-5, -80, 20));
    /** The rates are the ways in the order of their first terms. */
    private static final List<Transition> WAYS = ways();

    private static final MarkovScheme SCHEME = new MarkovScheme(STATES, WAYS.size(), WAYS);
    private static final int EXP = SCHEME.scratch(), SCRATCH = EXP + 1;

    private static final List<SiteKernel> RATE_KERNELS = rates();
    private static final List<Input> INPUTS = List.of(
            new Input(Partial.By.VOLTAGE, 0, slopes()), new Input(Partial.By.PARAMETER, Q, List.of(Nav17::byFactor)));
    private static final List<Partial> OF_CURRENT = List.of(
            Partial.currentByState(O1),
            Partial.currentByState(O2),
            Partial.currentByParameter(G),
            Partial.currentByParameter(E));

    private static final int FIRST = OF_CURRENT.size();

    private final Schema schema = new Schema(
            "balbi-nav1.7",
            List.of(Field.gate("o1"), Field.gate("o2"), Field.gate("c2"), Field.gate("c1"), Field.gate("i2")),
            List.of(Field.conductance(100), Field.reversal(50), Field.rateFactor()),
            SCRATCH,
            Partial.joined(OF_CURRENT, SCHEME.partials(INPUTS)));

    /** {@code 3^((celsius - 20)/10)}, the factor on all rates at a temperature. */
    public static double rateFactor(double celsius_degC) {
        return Math.pow(3, (celsius_degC - 20) / 10);
    }

    private static List<Transition> ways() {
        List<Transition> ways = new ArrayList<>();
        for (Term term : TERMS) {
            if (ways.stream().noneMatch(way -> way.from() == term.from && way.to() == term.to)) {
                ways.add(new Transition(term.from, term.to, ways.size(), 1));
            }
        }
        return ways;
    }

    private static int rate(Term term) {
        return WAYS.stream()
                .filter(way -> way.from() == term.from && way.to() == term.to)
                .findFirst()
                .orElseThrow()
                .rate();
    }

    private static List<SiteKernel> rates() {
        List<SiteKernel> kernels = new ArrayList<>();
        WAYS.forEach(way -> kernels.add(x -> clear(x, SCHEME.rate(way.rate()))));
        for (Term term : TERMS) {
            int column = SCHEME.rate(rate(term));
            kernels.add(x -> exponential(x, term));
            kernels.add(x -> add(x, term.b_per_ms, column));
        }
        return kernels;
    }

    private static List<SiteKernel> slopes() {
        List<SiteKernel> kernels = new ArrayList<>();
        WAYS.forEach(way -> kernels.add(x -> clear(x, SCHEME.slope(way.rate()))));
        for (Term term : TERMS) {
            int column = SCHEME.slope(rate(term));
            kernels.add(x -> exponential(x, term));
            kernels.add(x -> addSlope(x, -term.b_per_ms / term.k_mV, column));
        }
        return kernels;
    }

    private static void clear(Sites x, int column) {
        x.scratch(column).fill(x.from(), x.to(), 0);
    }

    private static void exponential(Sites x, Term term) {
        Exponential.apply(x.v(), 1 / term.k_mV, -term.m_mV / term.k_mV, x.scratch(EXP), x.from(), x.to());
    }

    private static void add(Sites x, double b, int column) {
        Column exp = x.scratch(EXP), q = x.parameter(Q), rate = x.scratch(column);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            rate.store(k, q.load(k).mul(b).div(exp.load(k).add(1)).add(rate.load(k)));
        }
    }

    /** {@code d (1/(1 + exp))/dv = -(1/k) exp / (1 + exp)^2}. */
    private static void addSlope(Sites x, double scale, int column) {
        Column exp = x.scratch(EXP), q = x.parameter(Q), slope = x.scratch(column);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector e = exp.load(k), below = e.add(1);
            slope.store(k, e.div(below).div(below).mul(scale).fma(q.load(k), slope.load(k)));
        }
    }

    /** A rate over its factor. */
    private static void byFactor(Sites x) {
        Column q = x.parameter(Q);
        for (Transition way : WAYS) {
            Column from = x.scratch(SCHEME.rate(way.rate())), to = x.scratch(SCHEME.slope(way.rate()));
            for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
                to.store(k, from.load(k).div(q.load(k)));
            }
        }
    }

    /** With the numbers that its source gives; an insertion may give others. */
    public Nav17() {}

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<SiteKernel> current() {
        return List.of(Nav17::current);
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return List.of(Nav17::currentPartials);
    }

    private static void current(Sites x) {
        Column conductance = x.scratch(Ohmic.CONDUCTANCE), o1 = x.state(O1), o2 = x.state(O2), g = x.parameter(G);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            conductance.store(k, o1.load(k).add(o2.load(k)).mul(g.load(k)));
        }
        Ohmic.apply(x, conductance, x.parameter(E));
    }

    /** {@code di/do = g (u - e)}, {@code di/dg = (o1 + o2) (u - e)}, {@code di/de = -g (o1 + o2)}. */
    private static void currentPartials(Sites x) {
        Column u = x.u(), o1 = x.state(O1), o2 = x.state(O2), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector open = o1.load(k).add(o2.load(k)), drive = u.load(k).sub(e.load(k));
            x.partial(0).store(k, g.load(k).mul(drive));
            x.partial(1).store(k, g.load(k).mul(drive));
            x.partial(2).store(k, open.mul(drive));
            x.partial(3).store(k, g.load(k).mul(open).neg());
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return SCHEME.advance(RATE_KERNELS);
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return SCHEME.advancePartials(RATE_KERNELS, INPUTS, FIRST);
    }

    @Override
    public List<SiteKernel> steadyState() {
        return SCHEME.steadyState(RATE_KERNELS);
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return SCHEME.steadyStatePartials(RATE_KERNELS, INPUTS, FIRST);
    }
}
