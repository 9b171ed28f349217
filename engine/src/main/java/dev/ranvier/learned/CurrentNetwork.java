package dev.ranvier.learned;

import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.DoubleVector;

/**
 * The network of a {@link LearnedCurrent} at all places at once, {@code h = tanh(W h' + b)} from layer to layer, the last too. A unit is
 * a work column, and beside it stand its derivatives along a direction; a weight is one number, so a kernel adds column after column.
 *
 * <pre>
 *   work columns: | h | h. along the first direction | h. along the second, or h bar | h. bar | one to spare |
 * </pre>
 */
final class CurrentNetwork {
    private static final int VALUE = 0, TANGENT = 1, SECOND = 2, BAR = 2, TANGENT_BAR = 3, PARTS = 4;

    private final LearnedCurrentShape shape;
    /** Units of all layers, the inputs among them. */
    private final int units;

    CurrentNetwork(LearnedCurrentShape shape) {
        this.shape = shape;
        this.units = first(shape.layers()) + 1;
    }

    /** The first unit of a layer. */
    private int first(int layer) {
        int first = 0;
        for (int before = 0; before < layer; before++) {
            first += shape.width(before);
        }
        return first;
    }

    /** The first weight of a layer. */
    private int weight(int layer) {
        int first = 0;
        for (int before = 1; before < layer; before++) {
            first += shape.width(before) * (shape.width(before - 1) + 1);
        }
        return first;
    }

    private int bias(int layer) {
        return weight(layer) + shape.width(layer) * shape.width(layer - 1);
    }

    /** Work columns that it needs. */
    int scratch() {
        return PARTS * units + 1;
    }

    /** A work column that it leaves alone. */
    int spare() {
        return PARTS * units;
    }

    private int column(int part, int unit) {
        return part * units + unit;
    }

    /** {@code tanh(f)}. */
    Column output(Sites x) {
        return x.scratch(column(VALUE, units - 1));
    }

    /** Its derivative along the first direction. */
    Column tangent(Sites x) {
        return x.scratch(column(TANGENT, units - 1));
    }

    /** Its derivative along the second direction. */
    Column secondTangent(Sites x) {
        return x.scratch(column(SECOND, units - 1));
    }

    /** After {@link #backwards}: the derivative of {@code t + t.} by an input. */
    Column inputBar(Sites x, int input) {
        return x.scratch(column(BAR, input));
    }

    /** After {@link #backwards}: its derivative by an input's part of the direction. */
    Column inputTangentBar(Sites x, int input) {
        return x.scratch(column(TANGENT_BAR, input));
    }

    /** Puts the voltages and the latents into the first layer. */
    List<SiteKernel> inputs() {
        List<SiteKernel> kernels = new ArrayList<>(List.of(
                x -> scaled(x.v(), x.scratch(0), x.from(), x.to()),
                x -> scaled(x.parentV(), x.scratch(1), x.from(), x.to())));
        for (int r = 0; r < shape.latents(); r++) {
            int latent = r;
            kernels.add(x -> x.scratch(2 + latent).copyFrom(x.state(latent), x.from(), x.to()));
        }
        return kernels;
    }

    private static void scaled(Column v, Column input, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            input.store(k, v.load(k).sub(LearnedCurves.INPUT_CENTRE_mV).mul(1 / LearnedCurves.INPUT_WIDTH_mV));
        }
    }

    /** Forward, with the derivatives by either voltage. */
    List<SiteKernel> towardsBoth() {
        List<SiteKernel> kernels = new ArrayList<>();
        kernels.add(x -> unit(x, TANGENT, 0));
        kernels.add(x -> unit(x, SECOND, 1));
        kernels.addAll(forward(List.of(TANGENT, SECOND)));
        return kernels;
    }

    private void unit(Sites x, int part, int along) {
        for (int input = 0; input < shape.width(0); input++) {
            x.scratch(column(part, input))
                    .fill(x.from(), x.to(), input == along ? 1 / LearnedCurves.INPUT_WIDTH_mV : 0);
        }
    }

    /** Forward, with the derivative along {@code (u - v)/width}. */
    List<SiteKernel> alongStep() {
        List<SiteKernel> kernels = new ArrayList<>(List.of(
                x -> step(x.u(), x.v(), x.scratch(column(TANGENT, 0)), x.from(), x.to()),
                x -> step(x.parentU(), x.parentV(), x.scratch(column(TANGENT, 1)), x.from(), x.to())));
        for (int r = 0; r < shape.latents(); r++) {
            int input = 2 + r;
            kernels.add(x -> x.scratch(column(TANGENT, input)).fill(x.from(), x.to(), 0));
        }
        kernels.addAll(forward(List.of(TANGENT)));
        return kernels;
    }

    private static void step(Column u, Column v, Column tangent, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            tangent.store(k, u.load(k).sub(v.load(k)).mul(1 / LearnedCurves.INPUT_WIDTH_mV));
        }
    }

    private List<SiteKernel> forward(List<Integer> directions) {
        List<SiteKernel> kernels = new ArrayList<>();
        for (int l = 1; l <= shape.layers(); l++) {
            int layer = l;
            for (int u = 0; u < shape.width(layer); u++) {
                int unit = u, at = first(layer) + u;
                kernels.add(x -> x.scratch(at).fill(x.from(), x.to(), x.shared().get(bias(layer) + unit)));
                kernels.add(x -> weigh(x, layer, unit, VALUE));
                kernels.addAll(hyperbolicTangent(at));
                for (int direction : directions) {
                    kernels.add(x -> x.scratch(column(direction, at)).fill(x.from(), x.to(), 0));
                    kernels.add(x -> weigh(x, layer, unit, direction));
                    kernels.add(x -> slope(
                            x.scratch(at),
                            x.scratch(column(direction, at)),
                            x.scratch(column(direction, at)),
                            x.from(),
                            x.to()));
                }
            }
        }
        return kernels;
    }

    /** Adds the units of the layer before, each times its weight. */
    private void weigh(Sites x, int layer, int unit, int part) {
        Column sum = x.scratch(column(part, first(layer) + unit));
        int inputs = shape.width(layer - 1), weights = weight(layer) + unit * inputs;
        for (int j = 0; j < inputs; j++) {
            add(x.shared().get(weights + j), x.scratch(column(part, first(layer - 1) + j)), sum, x.from(), x.to());
        }
    }

    private static void add(double weight, Column column, Column sum, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            sum.store(k, column.load(k).mul(weight).add(sum.load(k)));
        }
    }

    /** {@code tanh(y) = 1 - 2/(1 + exp(2y))} of a work column, in place. */
    static List<SiteKernel> hyperbolicTangent(int column) {
        return List.of(
                x -> Exponential.apply(x.scratch(column), 2, 0, x.scratch(column), x.from(), x.to()),
                x -> fromExponential(x.scratch(column), x.from(), x.to()));
    }

    private static void fromExponential(Column e, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            e.store(
                    k,
                    DoubleVector.broadcast(Lanes.SPECIES, -2)
                            .div(e.load(k).add(1))
                            .add(1));
        }
    }

    /** {@code out = (1 - h^2) in}. */
    private static void slope(Column h, Column in, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            DoubleVector value = h.load(k);
            out.store(k, value.mul(value).neg().add(1).mul(in.load(k)));
        }
    }

    /** After {@link #alongStep}: how {@code t + t.} depends on all units before their tanh, and on the inputs. */
    List<SiteKernel> backwards() {
        List<SiteKernel> kernels = new ArrayList<>();
        kernels.add(x -> x.scratch(column(BAR, units - 1)).fill(x.from(), x.to(), 1));
        kernels.add(x -> x.scratch(column(TANGENT_BAR, units - 1)).fill(x.from(), x.to(), 1));
        for (int l = shape.layers(); l >= 1; l--) {
            int layer = l;
            for (int u = 0; u < shape.width(layer); u++) {
                int at = first(layer) + u;
                kernels.add(x -> beforeTanh(x, at));
            }
            for (int u = 0; u < shape.width(layer - 1); u++) {
                int unit = u;
                kernels.add(x -> gather(x, layer, unit, BAR));
                kernels.add(x -> gather(x, layer, unit, TANGENT_BAR));
            }
        }
        return kernels;
    }

    /** {@code y. bar = (1 - h^2) h. bar} and {@code y bar = (1 - h^2) h bar - 2 h h. h. bar}. */
    private void beforeTanh(Sites x, int unit) {
        Column h = x.scratch(column(VALUE, unit)), dot = x.scratch(column(TANGENT, unit));
        Column bar = x.scratch(column(BAR, unit)), dotBar = x.scratch(column(TANGENT_BAR, unit));
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector value = h.load(k),
                    by = dotBar.load(k),
                    s = value.mul(value).neg().add(1);
            bar.store(k, bar.load(k).mul(s).sub(value.mul(2).mul(dot.load(k)).mul(by)));
            dotBar.store(k, by.mul(s));
        }
    }

    /** What a unit of the layer before gets from all that it goes into. */
    private void gather(Sites x, int layer, int unit, int part) {
        Column sum = x.scratch(column(part, first(layer - 1) + unit));
        sum.fill(x.from(), x.to(), 0);
        int inputs = shape.width(layer - 1);
        for (int u = 0; u < shape.width(layer); u++) {
            add(
                    x.shared().get(weight(layer) + u * inputs + unit),
                    x.scratch(column(part, first(layer) + u)),
                    sum,
                    x.from(),
                    x.to());
        }
    }

    /** The partials by all weights, from number {@code partial} on, times a parameter: {@code y bar h' + y. bar h'.}; by a bias y bar. */
    List<SiteKernel> byWeights(int partial, int factor) {
        List<SiteKernel> kernels = new ArrayList<>();
        for (int l = 1; l <= shape.layers(); l++) {
            int layer = l;
            for (int u = 0; u < shape.width(layer); u++) {
                int unit = u;
                kernels.add(x -> byWeights(x, layer, unit, partial, x.parameter(factor)));
            }
        }
        return kernels;
    }

    private void byWeights(Sites x, int layer, int unit, int partial, Column factor) {
        int at = first(layer) + unit, inputs = shape.width(layer - 1);
        Column bar = x.scratch(column(BAR, at)), dotBar = x.scratch(column(TANGENT_BAR, at));
        for (int j = 0; j < inputs; j++) {
            Column by = x.partial(partial + weight(layer) + unit * inputs + j);
            Column h = x.scratch(column(VALUE, first(layer - 1) + j));
            byWeight(bar, dotBar, h, x.scratch(column(TANGENT, first(layer - 1) + j)), factor, by, x.from(), x.to());
        }
        Column byBias = x.partial(partial + bias(layer) + unit);
        byBias(bar, factor, byBias, x.from(), x.to());
    }

    private static void byWeight(
            Column bar, Column dotBar, Column h, Column dot, Column factor, Column by, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            by.store(
                    k,
                    bar.load(k)
                            .mul(h.load(k))
                            .add(dotBar.load(k).mul(dot.load(k)))
                            .mul(factor.load(k)));
        }
    }

    private static void byBias(Column bar, Column factor, Column by, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            by.store(k, bar.load(k).mul(factor.load(k)));
        }
    }
}
