package dev.ranvier.channel;

import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;

/**
 * A channel that is in one of N states and goes from one to another at rates that depend on the voltage, {@code dx/dt = Q(v) x} with
 * {@code sum of x = 1}. The schema's first N - 1 states are the first N - 1 of these; the last is what they leave of 1.
 *
 * <pre>
 *   step      (1 - theta dt Q) x' = (1 + (1 - theta) dt Q) x        steady state   Q x' = 0
 * </pre>
 *
 * both with the last equation replaced by {@code sum of x' = 1}, by elimination without pivoting: the other rows and columns are an M-matrix,
 * and the last pivot is at least 1. A step of implicit Euler keeps every x in [0, 1]; the trapezoidal rule does while
 * {@code dt/2} is below the mean life of every state. Derivatives are those of the solution, with the same factors.
 *
 * <p>A channel writes its rates [1/ms] into the work columns {@link #rate} and hands over the kernels that do; a rate may serve several
 * transitions, as independent and equal gates have it. Work columns from {@link #scratch} on are the channel's.
 *
 * <p>Colquhoun and Hawkes, Proc. R. Soc. Lond. B 199 (1977) 231, eq. 1.4, for the equation; NEURON's {@code sparse} makes the step of implicit
 * Euler.
 */
public final class MarkovScheme {
    /**
     * A way from one state to another.
     *
     * @param from the state that is left
     * @param to the state that is entered
     * @param rate index of its rate
     * @param times how often it has this rate
     */
    public record Transition(int from, int to, int rate, double times) {}

    /**
     * What the rates depend on.
     *
     * @param by the kind of thing
     * @param index which of that kind
     * @param slopes kernels that write the derivatives of all rates by it into {@link #slope}; they find the rates in place
     */
    public record Input(Partial.By by, int index, List<SiteKernel> slopes) {
        /** Copies the list. */
        public Input {
            slopes = List.copyOf(slopes);
        }
    }

    private final int count;
    private final int rates;
    private final List<Transition> transitions;
    /** Where elimination finds or leaves something. */
    private final boolean[][] filled;

    /** A scheme of {@code count} states with {@code rates} rates. */
    public MarkovScheme(int count, int rates, List<Transition> transitions) {
        this.count = count;
        this.rates = rates;
        this.transitions = List.copyOf(transitions);
        filled = new boolean[count][count];
        for (int k = 0; k < count; k++) {
            filled[k][k] = true;
            filled[count - 1][k] = true;
        }
        transitions.forEach(way -> filled[way.to][way.from] = true);
        for (int p = 0; p < count; p++) {
            for (int i = p + 1; i < count; i++) {
                for (int j = p + 1; j < count; j++) {
                    filled[i][j] |= filled[i][p] && filled[p][j];
                }
            }
        }
    }

    /** Work column of rate {@code k}. */
    public int rate(int k) {
        return k;
    }

    /** Work column of the derivative of rate {@code k}. */
    public int slope(int k) {
        return rates + k;
    }

    private int matrix(int i, int j) {
        return 2 * rates + count * i + j;
    }

    private int side(int i) {
        return 2 * rates + count * count + i;
    }

    /** Occupancy of the last state before a step; the one after it stands behind. */
    private int last() {
        return side(count);
    }

    /** Number of work columns used here. */
    public int scratch() {
        return last() + 2;
    }

    /** What {@link #advancePartials} writes: by every state, then by every input. */
    public List<Partial> partials(List<Input> inputs) {
        List<Partial> partials = new ArrayList<>();
        for (int by = 0; by < count - 1; by++) {
            for (int of = 0; of < count - 1; of++) {
                partials.add(Partial.nextByState(of, by));
            }
        }
        for (Input input : inputs) {
            for (int of = 0; of < count - 1; of++) {
                partials.add(new Partial(of, input.by, input.index));
            }
        }
        return partials;
    }

    /** The weights of {@code kept x' - implicit Q x' = kept x + explicit Q x}. */
    private record Equation(
            double kept, ToDoubleFunction<Sites> implicitWeight, ToDoubleFunction<Sites> explicitWeight) {
        static final Equation STEP = new Equation(1, x -> x.theta() * x.dt_ms(), x -> (1 - x.theta()) * x.dt_ms());
        static final Equation REST = new Equation(0, x -> 1, x -> 0);

        double implicit(Sites x) {
            return implicitWeight.applyAsDouble(x);
        }

        double explicit(Sites x) {
            return explicitWeight.applyAsDouble(x);
        }
    }

    /** A step, with what writes the rates. */
    public List<SiteKernel> advance(List<SiteKernel> rates) {
        return solution(Equation.STEP, rates);
    }

    /** The steady state, with what writes the rates. */
    public List<SiteKernel> steadyState(List<SiteKernel> rates) {
        return solution(Equation.REST, rates);
    }

    private List<SiteKernel> solution(Equation equation, List<SiteKernel> rates) {
        List<SiteKernel> kernels = new ArrayList<>(rates);
        addFactors(kernels, equation);
        kernels.add(x -> start(x, equation));
        addSubstitution(kernels, x -> {
            for (int k = 0; k < count - 1; k++) {
                x.next(k).copyFrom(x.scratch(side(k)), x.from(), x.to());
            }
        });
        return kernels;
    }

    /** The partials of {@link #advance}, in the places of {@link #partials} from place {@code first} on. */
    public List<SiteKernel> advancePartials(List<SiteKernel> rates, List<Input> inputs, int first) {
        return partials(Equation.STEP, rates, inputs, first);
    }

    /** The partials of {@link #steadyState}, likewise. */
    public List<SiteKernel> steadyStatePartials(List<SiteKernel> rates, List<Input> inputs, int first) {
        return partials(Equation.REST, rates, inputs, first);
    }

    private List<SiteKernel> partials(Equation equation, List<SiteKernel> rates, List<Input> inputs, int first) {
        List<SiteKernel> kernels = new ArrayList<>(rates);
        addFactors(kernels, equation);
        kernels.add(x -> leave(x, x::next, last() + 1));
        int place = first;
        for (int j = 0; j < count - 1; j++) {
            int state = j;
            kernels.add(x -> startByState(x, equation, state));
            addSubstitution(kernels, into(place));
            place += count - 1;
        }
        for (Input input : inputs) {
            kernels.addAll(input.slopes);
            kernels.add(x -> startBySlopes(x, equation));
            addSubstitution(kernels, into(place));
            place += count - 1;
        }
        return kernels;
    }

    private SiteKernel into(int place) {
        return x -> {
            for (int k = 0; k < count - 1; k++) {
                x.partial(place + k).copyFrom(x.scratch(side(k)), x.from(), x.to());
            }
        };
    }

    private void addFactors(List<SiteKernel> kernels, Equation equation) {
        kernels.add(x -> leave(x, x::state, last()));
        kernels.add(x -> assemble(x, equation));
        IntStream.range(0, count - 1).forEach(p -> kernels.add(x -> eliminate(x, p)));
    }

    private void addSubstitution(List<SiteKernel> kernels, SiteKernel write) {
        kernels.add(this::substituteForwards);
        kernels.add(this::substituteBackwards);
        kernels.add(write);
    }

    /** {@code 1 - sum of x}. */
    private void leave(Sites x, IntFunction<Column> occupancy, int out) {
        x.scratch(out).fill(x.from(), x.to(), 1);
        for (int k = 0; k < count - 1; k++) {
            addScaled(x, -1, occupancy.apply(k), x.scratch(out));
        }
    }

    private Column before(Sites x, int state) {
        return state < count - 1 ? x.state(state) : x.scratch(last());
    }

    private Column after(Sites x, int state) {
        return state < count - 1 ? x.next(state) : x.scratch(last() + 1);
    }

    /** {@code kept - implicit Q}, and the last row 1. */
    private void assemble(Sites x, Equation equation) {
        double implicit = equation.implicit(x);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                x.scratch(matrix(i, j)).fill(x.from(), x.to(), i == j ? equation.kept() : 0);
            }
        }
        for (Transition way : transitions) {
            Column rate = x.scratch(rate(way.rate));
            addScaled(x, way.times * implicit, rate, x.scratch(matrix(way.from, way.from)));
            addScaled(x, -way.times * implicit, rate, x.scratch(matrix(way.to, way.from)));
        }
        for (int j = 0; j < count; j++) {
            x.scratch(matrix(count - 1, j)).fill(x.from(), x.to(), 1);
        }
    }

    /** Takes row p from those below it; what it is taken times is left in the place of the zero. */
    private void eliminate(Sites x, int p) {
        for (int i = p + 1; i < count; i++) {
            if (filled[i][p]) {
                divide(x, x.scratch(matrix(i, p)), x.scratch(matrix(p, p)));
                for (int j = p + 1; j < count; j++) {
                    if (filled[p][j]) {
                        addProduct(x, -1, x.scratch(matrix(i, p)), x.scratch(matrix(p, j)), x.scratch(matrix(i, j)));
                    }
                }
            }
        }
    }

    private void substituteForwards(Sites x) {
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < i; p++) {
                if (filled[i][p]) {
                    addProduct(x, -1, x.scratch(matrix(i, p)), x.scratch(side(p)), x.scratch(side(i)));
                }
            }
        }
    }

    private void substituteBackwards(Sites x) {
        for (int i = count - 1; i >= 0; i--) {
            for (int j = i + 1; j < count; j++) {
                if (filled[i][j]) {
                    addProduct(x, -1, x.scratch(matrix(i, j)), x.scratch(side(j)), x.scratch(side(i)));
                }
            }
            divide(x, x.scratch(side(i)), x.scratch(matrix(i, i)));
        }
    }

    /** {@code kept x + explicit Q x}, and 1 for the sum. */
    private void start(Sites x, Equation equation) {
        clearSide(x);
        for (int k = 0; k < count - 1; k++) {
            addScaled(x, equation.kept(), x.state(k), x.scratch(side(k)));
        }
        for (Transition way : transitions) {
            addFlow(x, way, way.times * equation.explicit(x), x.scratch(rate(way.rate)), before(x, way.from));
        }
        x.scratch(side(count - 1)).fill(x.from(), x.to(), 1);
    }

    /** The derivative of {@link #start} by a state, of which the last one has the opposite. */
    private void startByState(Sites x, Equation equation, int state) {
        clearSide(x);
        x.scratch(side(state)).fill(x.from(), x.to(), equation.kept());
        for (Transition way : transitions) {
            double sign = way.from == state ? 1 : way.from == count - 1 ? -1 : 0;
            double times = sign * way.times * equation.explicit(x);
            addScaled(x, -times, x.scratch(rate(way.rate)), x.scratch(side(way.from)));
            addScaled(x, times, x.scratch(rate(way.rate)), x.scratch(side(way.to)));
        }
        x.scratch(side(count - 1)).fill(x.from(), x.to(), 0);
    }

    /** {@code dQ (implicit x' + explicit x)}. */
    private void startBySlopes(Sites x, Equation equation) {
        clearSide(x);
        for (Transition way : transitions) {
            Column slope = x.scratch(slope(way.rate));
            addFlow(x, way, way.times * equation.explicit(x), slope, before(x, way.from));
            addFlow(x, way, way.times * equation.implicit(x), slope, after(x, way.from));
        }
        x.scratch(side(count - 1)).fill(x.from(), x.to(), 0);
    }

    private void clearSide(Sites x) {
        for (int k = 0; k < count; k++) {
            x.scratch(side(k)).fill(x.from(), x.to(), 0);
        }
    }

    private void addFlow(Sites x, Transition way, double times, Column rate, Column occupancy) {
        addProduct(x, -times, rate, occupancy, x.scratch(side(way.from)));
        addProduct(x, times, rate, occupancy, x.scratch(side(way.to)));
    }

    /** {@code y += scale a}. */
    private static void addScaled(Sites x, double scale, Column a, Column y) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            y.store(k, a.load(k).mul(scale).add(y.load(k)));
        }
    }

    /** {@code y += scale a b}. */
    private static void addProduct(Sites x, double scale, Column a, Column b, Column y) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            y.store(k, a.load(k).mul(scale).fma(b.load(k), y.load(k)));
        }
    }

    /** {@code y /= a}. */
    private static void divide(Sites x, Column y, Column a) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector quotient = y.load(k).div(a.load(k));
            y.store(k, quotient);
        }
    }
}
