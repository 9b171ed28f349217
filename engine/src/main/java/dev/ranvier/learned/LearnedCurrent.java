package dev.ranvier.learned;

import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Weights;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;

/**
 * A current between a node c and its parent p, part ohmic and part learned, with latents z that remember the voltages:
 *
 * <pre>
 *   i = G (v_c - v_p) + S tanh(f(x_c, x_p, z))      dz_r/dt = (tanh(a_r x_c + b_r x_p + c_r) - z_r) / tau_r
 *   x = (v - centre) / width
 * </pre>
 *
 * f is a network with hidden layers of tanh, or without one a weighted sum: then the latents are a bank of filters, and the current what
 * is read from them. Whatever the weights are, the learned part is at most S, a latent stays in [-1, 1], and two histories of a latent
 * under the same voltages come together as {@code exp(-t/tau)}: the latents are contractive.
 *
 * <p>The weights, shared by all places and lanes: of each layer a row of weights for every unit and then the biases, the layer's inputs
 * being x_c, x_p and the latents, or the layer before; then of each latent a, b, c and ln tau, tau in ms.
 */
public final class LearnedCurrent implements AxialCurrent {
    private static final int G = 0, S = 1;
    private static final int CHILD = 0, PARENT = 1, BIAS = 2, LOG_TAU = 3, FILTER = 4;
    private static final int I_BY_G = 0, I_BY_S = 1, I_BY_CHILD = 2, I_BY_PARENT = 3, I_BY_STATES = 4;
    private static final double LARGEST = 1e3, SHORTEST_ms = 0.05, LONGEST_ms = 1e4;
    private static final double FIRST_ms = 1, LAST_ms = 100;

    private final LearnedCurrentShape shape;
    private final List<Double> weights;
    private final CurrentNetwork network;
    private final Schema schema;

    /**
     * With these weights.
     *
     * @throws IllegalArgumentException when there are not as many as the shape has
     */
    public LearnedCurrent(LearnedCurrentShape shape, List<Double> weights) {
        if (weights.size() != shape.weights()) {
            throw new IllegalArgumentException(
                    "a current with " + shape + " has " + shape.weights() + " weights, not " + weights.size());
        }
        this.shape = shape;
        this.weights = List.copyOf(weights);
        network = new CurrentNetwork(shape);
        List<Field> numbers = IntStream.range(0, weights.size())
                .mapToObj(k -> shape.isLogTau(k)
                        ? new Field(shape.name(k), weights.get(k), Math.log(SHORTEST_ms), Math.log(LONGEST_ms))
                        : new Field(shape.name(k), weights.get(k), -LARGEST, LARGEST))
                .toList();
        schema = new Schema(
                "learned-current",
                IntStream.range(0, shape.latents())
                        .mapToObj(r -> new Field("z" + r, 0, -1, 1))
                        .toList(),
                List.of(new Field("conductance_uS", 0.01, 0, 1e6), new Field("scale_nA", 1, 0, 1e6)),
                network.scratch(),
                partials(),
                new Weights(numbers));
    }

    /**
     * One that begins as its ohmic part alone: the last layer is zero, the others are normally distributed with {@code 1/sqrt(inputs)}, and
     * the time constants are spread from 1 to 100 ms.
     */
    public static LearnedCurrent silent(LearnedCurrentShape shape, long seed) {
        Random random = new Random(seed);
        List<Double> weights = new ArrayList<>();
        for (int layer = 1; layer <= shape.layers(); layer++) {
            double sd = layer == shape.layers() ? 0 : 1 / Math.sqrt(shape.width(layer - 1));
            for (int k = 0; k < shape.width(layer) * (shape.width(layer - 1) + 1); k++) {
                weights.add(sd * random.nextGaussian());
            }
        }
        for (int r = 0; r < shape.latents(); r++) {
            double part = shape.latents() == 1 ? 0.5 : r / (shape.latents() - 1.0);
            weights.addAll(List.of(
                    random.nextGaussian(),
                    random.nextGaussian(),
                    random.nextGaussian(),
                    Math.log(FIRST_ms) + part * Math.log(LAST_ms / FIRST_ms)));
        }
        return new LearnedCurrent(shape, weights);
    }

    /** Of what kind it is. */
    public LearnedCurrentShape shape() {
        return shape;
    }

    /** Its weights. */
    public List<Double> weights() {
        return weights;
    }

    /** The same with other weights. */
    public LearnedCurrent withWeights(List<Double> weights) {
        return new LearnedCurrent(shape, weights);
    }

    private List<Partial> partials() {
        List<Partial> partials = new ArrayList<>(List.of(
                Partial.currentByParameter(G),
                Partial.currentByParameter(S),
                Partial.currentByVoltage(),
                Partial.currentByParentVoltage()));
        for (int r = 0; r < shape.latents(); r++) {
            partials.add(Partial.currentByState(r));
        }
        for (int w = 0; w < shape.networkWeights(); w++) {
            partials.add(Partial.currentByShared(w));
        }
        for (int r = 0; r < shape.latents(); r++) {
            int weight = shape.filter(r);
            partials.addAll(List.of(
                    Partial.nextByItself(r),
                    Partial.nextByVoltage(r),
                    Partial.nextByParentVoltage(r),
                    Partial.nextByShared(r, weight + CHILD),
                    Partial.nextByShared(r, weight + PARENT),
                    Partial.nextByShared(r, weight + BIAS),
                    Partial.nextByShared(r, weight + LOG_TAU)));
        }
        return partials;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The slopes by v_c and v_p are G and -G, and what runs through the network beside its values. */
    @Override
    public List<SiteKernel> current() {
        return Stream.of(network.inputs(), network.towardsBoth(), List.<SiteKernel>of(this::add))
                .flatMap(List::stream)
                .toList();
    }

    private void add(Sites x) {
        Column v = x.v(), parent = x.parentV(), i = x.i(), slope = x.slope(), parentSlope = x.parentSlope();
        Column t = network.output(x), byChild = network.tangent(x), byParent = network.secondTangent(x);
        Column conductance = x.parameter(G), scale = x.parameter(S);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector g = conductance.load(k), s = scale.load(k);
            i.store(
                    k,
                    v.load(k).sub(parent.load(k)).mul(g).add(t.load(k).mul(s)).add(i.load(k)));
            slope.store(k, byChild.load(k).mul(s).add(g).add(slope.load(k)));
            parentSlope.store(k, byParent.load(k).mul(s).sub(g).add(parentSlope.load(k)));
        }
    }

    /**
     * Of {@code G (u_c - u_p) + S (t + t')}, t' the derivative of {@code t = tanh(f)} along {@code (u - v)/width}. By reverse
     * differentiation of t and t' both; v acts on x, and on the direction with the opposite sign.
     */
    @Override
    public List<SiteKernel> currentPartials() {
        return Stream.of(
                        network.inputs(),
                        network.alongStep(),
                        List.<SiteKernel>of(this::byParameters),
                        network.backwards(),
                        List.<SiteKernel>of(this::byVoltages),
                        IntStream.range(0, shape.latents())
                                .<SiteKernel>mapToObj(r -> x -> scaled(x, network.inputBar(x, 2 + r), I_BY_STATES + r))
                                .toList(),
                        network.byWeights(I_BY_STATES + shape.latents(), S))
                .flatMap(List::stream)
                .toList();
    }

    private void byParameters(Sites x) {
        Column u = x.u(), parent = x.parentU(), t = network.output(x), along = network.tangent(x);
        Column byG = x.partial(I_BY_G), byS = x.partial(I_BY_S);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byG.store(k, u.load(k).sub(parent.load(k)));
            byS.store(k, t.load(k).add(along.load(k)));
        }
    }

    private void byVoltages(Sites x) {
        byVoltage(x, 0, x.partial(I_BY_CHILD));
        byVoltage(x, 1, x.partial(I_BY_PARENT));
    }

    private void byVoltage(Sites x, int input, Column partial) {
        Column value = network.inputBar(x, input), along = network.inputTangentBar(x, input), scale = x.parameter(S);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            partial.store(k, value.load(k).sub(along.load(k)).mul(scale.load(k)).mul(1 / LearnedCurves.INPUT_WIDTH_mV));
        }
    }

    private static void scaled(Sites x, Column bar, int partial) {
        Column to = x.partial(partial), scale = x.parameter(S);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            to.store(k, bar.load(k).mul(scale.load(k)));
        }
    }

    @Override
    public List<SiteKernel> advance() {
        return latents((r, target) -> List.of(x -> advance(x, r, target)));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return latents((r, target) ->
                List.of(x -> advancePartials(x, r, target), x -> byWeights(x, r), x -> byLogTau(x, r, target)));
    }

    private interface OfLatent {
        List<SiteKernel> kernels(int r, int target);
    }

    /** The target {@code tanh(a x_c + b x_p + c)} of every latent in a work column, and what is made of it. */
    private List<SiteKernel> latents(OfLatent what) {
        List<SiteKernel> kernels = new ArrayList<>();
        int target = network.spare();
        for (int r = 0; r < shape.latents(); r++) {
            int weight = shape.filter(r);
            kernels.add(x -> sum(x, weight, target));
            kernels.addAll(CurrentNetwork.hyperbolicTangent(target));
            kernels.addAll(what.kernels(r, target));
        }
        return kernels;
    }

    private static void sum(Sites x, int weight, int target) {
        Column v = x.v(), parent = x.parentV(), sum = x.scratch(target);
        double a = x.shared().get(weight + CHILD) / LearnedCurves.INPUT_WIDTH_mV,
                b = x.shared().get(weight + PARENT) / LearnedCurves.INPUT_WIDTH_mV,
                c = x.shared().get(weight + BIAS) - (a + b) * LearnedCurves.INPUT_CENTRE_mV;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            sum.store(k, v.load(k).mul(a).add(parent.load(k).mul(b)).add(c));
        }
    }

    /** {@code exp(-dt/tau)}. */
    private double decay(Sites x, int r) {
        return StrictMath.exp(-steps(x, r));
    }

    /** {@code dt/tau}. */
    private double steps(Sites x, int r) {
        return x.dt_ms() * StrictMath.exp(-x.shared().get(shape.filter(r) + LOG_TAU));
    }

    private void advance(Sites x, int r, int target) {
        relax(x.state(r), x.scratch(target), decay(x, r), x.next(r), x.from(), x.to());
    }

    /** A loop of its own: the exponential of the time constant and vectors in one method are too much for the compiler. */
    private static void relax(Column z, Column goal, double decay, Column next, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector g = goal.load(k);
            next.store(k, z.load(k).sub(g).mul(decay).add(g));
        }
    }

    private int partial(int r) {
        return I_BY_STATES + shape.latents() + shape.networkWeights() + r * (FILTER + 3);
    }

    /** By z exp(-dt/tau); by the sum (1 - exp(-dt/tau)) (1 - target^2), which stands where that by c belongs. */
    private void advancePartials(Sites x, int r, int target) {
        double decay = decay(x, r);
        x.partial(partial(r)).fill(x.from(), x.to(), decay);
        bySum(x.scratch(target), 1 - decay, x.partial(partial(r) + 3 + BIAS), x.from(), x.to());
    }

    private static void bySum(Column goal, double part, Column by, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector g = goal.load(k);
            by.store(k, g.mul(g).neg().add(1).mul(part));
        }
    }

    private void byWeights(Sites x, int r) {
        Column bySum = x.partial(partial(r) + 3 + BIAS);
        byInput(x, r, CHILD, x.v(), bySum);
        byInput(x, r, PARENT, x.parentV(), bySum);
    }

    private void byInput(Sites x, int r, int which, Column v, Column bySum) {
        Column byVoltage = x.partial(partial(r) + 1 + which), byWeight = x.partial(partial(r) + 3 + which);
        double slope = x.shared().get(shape.filter(r) + which) / LearnedCurves.INPUT_WIDTH_mV;
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector by = bySum.load(k);
            byVoltage.store(k, by.mul(slope));
            byWeight.store(
                    k,
                    v.load(k)
                            .sub(LearnedCurves.INPUT_CENTRE_mV)
                            .mul(1 / LearnedCurves.INPUT_WIDTH_mV)
                            .mul(by));
        }
    }

    /** {@code (z - target) exp(-dt/tau) dt/tau}. */
    private void byLogTau(Sites x, int r, int target) {
        difference(
                x.state(r),
                x.scratch(target),
                decay(x, r) * steps(x, r),
                x.partial(partial(r) + 3 + LOG_TAU),
                x.from(),
                x.to());
    }

    private static void difference(Column z, Column goal, double factor, Column by, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            by.store(k, z.load(k).sub(goal.load(k)).mul(factor));
        }
    }
}
