package dev.ranvier.parameter;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Field;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where a parameter stands in a batch. With x the parameter, {@code column[place] = factor f(x)}.
 *
 * @param target what a sweep calls the column
 * @param places where lane 0 of it stands
 * @param factors one a place
 * @param f how the number enters
 * @param slope f'
 * @param low the smallest allowed value in the column
 * @param high the largest
 */
record Places(
        Target target,
        Column column,
        List<Integer> places,
        List<Double> factors,
        DoubleUnaryOperator f,
        DoubleUnaryOperator slope,
        double low,
        double high) {
    private static final double LARGEST = 1e12, SMALLEST = 1e-12;

    static Places of(Parameter parameter, Batch batch) {
        Compartments tree = batch.cell().compartments();
        Places places = switch (parameter.quantity()) {
            case Quantity.ChannelParameter(String channel, String name, Region where) ->
                ofChannel(batch, channel, name, where);
            case Quantity.ChannelFactor(String channel, String name, Region where) ->
                ofChannel(batch, channel, name, where).asFactor();
            case Quantity.Capacitance_uF_per_cm2(Region where) -> {
                List<Integer> nodes = nodes(tree, where);
                yield equal(
                        new Target.Capacitance(),
                        batch.capacitance_uF_per_cm2(),
                        nodes.stream().map(batch::element).toList(),
                        SMALLEST,
                        LARGEST);
            }
            case Quantity.AxialResistivity_ohm_cm(Region where) -> ofResistivity(batch, where);
            case Quantity.InitialVoltage_mV() ->
                equal(
                        new Target.InitialVoltage(),
                        batch.initialVoltage_mV(),
                        IntStream.range(0, batch.elements() / batch.width())
                                .map(slot -> slot * batch.width())
                                .boxed()
                                .toList(),
                        -LARGEST,
                        LARGEST);
            case Quantity.StimulusGain() ->
                equal(new Target.StimulusGain(), batch.stimulusGain(), List.of(0), -LARGEST, LARGEST);
        };
        if (places.places.isEmpty()) {
            throw new ModelException(
                    "parameter " + parameter.name() + " is nowhere in the cell: " + parameter.quantity());
        }
        return places;
    }

    private static Places equal(Target target, Column column, List<Integer> places, double low, double high) {
        return new Places(target, column, places, places.stream().map(_ -> 1.0).toList(), x -> x, _ -> 1, low, high);
    }

    private static Places ofChannel(Batch batch, String channel, String name, Region where) {
        int c = batch.cell().indexOf(channel), p = batch.channel(c).schema().parameterIndex(name);
        if (p < 0) {
            throw new ModelException("channel " + channel + " has no parameter " + name + "; it has "
                    + batch.channel(c).schema().parameters().stream()
                            .map(Field::name)
                            .toList());
        }
        Insertion insertion = batch.cell().insertions().get(c);
        Compartments tree = batch.cell().compartments();
        List<Integer> sites = nodes(tree, new Region.Common(List.of(where, insertion.where()))).stream()
                .map(node -> batch.site(c, node))
                .toList();
        Field field = batch.channel(c).schema().parameters().get(p);
        return equal(new Target.ChannelParameter(c, p), batch.parameter(c, p), sites, field.low(), field.high());
    }

    /** The column's present values are what the parameter is a factor on. */
    private Places asFactor() {
        return new Places(
                target, column, places, places.stream().map(column::get).toList(), f, slope, low, high);
    }

    /** {@code G = (G Ra) / Ra}, Ra the cell's own resistivity in the brackets. */
    private static Places ofResistivity(Batch batch, Region where) {
        Compartments tree = batch.cell().compartments();
        Column g = batch.axialConductance_uS();
        List<Integer> links = IntStream.of(batch.links())
                .filter(element -> where.contains(tree, batch.node(element)))
                .boxed()
                .toList();
        List<Double> factors = links.stream()
                .map(element ->
                        g.get(element) * batch.cell().axialResistivity_ohm_cm().at(tree, batch.node(element)))
                .toList();
        return new Places(
                new Target.AxialConductance(), g, links, factors, x -> 1 / x, x -> -1 / (x * x), SMALLEST, LARGEST);
    }

    private static List<Integer> nodes(Compartments tree, Region where) {
        return IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && where.contains(tree, node))
                .boxed()
                .toList();
    }

    boolean isAllowed(double x) {
        double fx = f.applyAsDouble(x);
        return factors.stream().allMatch(factor -> factor * fx >= low && factor * fx <= high);
    }

    void write(int lane, double x) {
        for (int k = 0; k < places.size(); k++) {
            column.set(places.get(k) + lane, factors.get(k) * f.applyAsDouble(x));
        }
    }

    /** dloss/dx of a lane, or of one of the cotangents that stand beside the one lane. */
    double gather(Differentials bars, int lane, double x) {
        Column bar = bars.of(target);
        double sum = 0;
        for (int k = 0; k < places.size(); k++) {
            sum += factors.get(k) * bar.get(places.get(k) * bars.spread() + lane);
        }
        return sum * slope.applyAsDouble(x);
    }

    /** Sets the direction to rest, where it stands. */
    void clear(Differentials dot, int lane) {
        Column values = dot.of(target);
        places.forEach(place -> values.set(place + lane, 0));
    }

    /** Adds to the direction that x changes by {@code rate}. */
    void spread(Differentials dot, int lane, double x, double rate) {
        Column values = dot.of(target);
        double scale = slope.applyAsDouble(x) * rate;
        for (int k = 0; k < places.size(); k++) {
            int place = places.get(k) + lane;
            values.set(place, Math.fma(factors.get(k), scale, values.get(place)));
        }
    }
}
