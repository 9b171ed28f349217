package dev.ranvier.parameter;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Field;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * In a column of a batch. With x the parameter, {@code column[place] = factor f(x)}.
 *
 * @param target what a sweep calls the column
 * @param places where lane 0 of it stands
 * @param factors one a place
 * @param f how the number enters
 * @param slope f'
 * @param low the smallest allowed value in the column
 * @param high the largest
 */
record BatchPlaces(
        Target target,
        Column column,
        List<Integer> places,
        List<Double> factors,
        DoubleUnaryOperator f,
        DoubleUnaryOperator slope,
        double low,
        double high)
        implements Places {
    private static final double LARGEST = 1e12, SMALLEST = 1e-12;
    private static final double AREA = 1e-5;

    static BatchPlaces ofChannel(Batch batch, String channel, String name, Region where) {
        int c = batch.cell().indexOf(channel), p = batch.mechanism(c).schema().parameterIndex(name);
        if (p < 0) {
            throw new ModelException("channel " + channel + " has no parameter " + name + "; it has "
                    + batch.mechanism(c).schema().parameters().stream()
                            .map(Field::name)
                            .toList());
        }
        Compartments tree = batch.cell().compartments();
        List<Integer> sites = batch.nodes(c)
                .filter(node -> where.contains(tree, node))
                .map(node -> batch.site(c, node))
                .boxed()
                .toList();
        Field field = batch.mechanism(c).schema().parameters().get(p);
        return equal(new Target.ChannelParameter(c, p), batch.parameter(c, p), sites, field.low(), field.high());
    }

    /** The column's present values are what the parameter is a factor on. */
    BatchPlaces asFactor() {
        return new BatchPlaces(
                target, column, places, places.stream().map(column::get).toList(), f, slope, low, high);
    }

    static BatchPlaces ofCapacitance(Batch batch, Region where) {
        List<Integer> nodes = nodes(batch.cell().compartments(), where);
        return equal(
                new Target.Capacitance(),
                batch.capacitance_uF_per_cm2(),
                nodes.stream().map(batch::element).toList(),
                SMALLEST,
                LARGEST);
    }

    /** In the batch's unit, {@code 1e-5 um2}. */
    static BatchPlaces ofArea(Batch batch) {
        Compartments tree = batch.cell().compartments();
        List<Integer> nodes = nodes(tree, Region.everywhere());
        return new BatchPlaces(
                new Target.Area(),
                batch.area(),
                nodes.stream().map(batch::element).toList(),
                nodes.stream().map(node -> AREA * tree.membraneShare(node)).toList(),
                x -> x,
                _ -> 1,
                SMALLEST,
                LARGEST);
    }

    /** {@code G = (G Ra) / Ra}, Ra the cell's own resistivity in the brackets. */
    static BatchPlaces ofResistivity(Batch batch, Region where) {
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
        return new BatchPlaces(
                new Target.AxialConductance(), g, links, factors, x -> 1 / x, x -> -1 / (x * x), SMALLEST, LARGEST);
    }

    static BatchPlaces ofInitialVoltage(Batch batch) {
        return equal(
                new Target.InitialVoltage(),
                batch.initialVoltage_mV(),
                IntStream.range(0, batch.elements() / batch.width())
                        .map(slot -> slot * batch.width())
                        .boxed()
                        .toList(),
                -LARGEST,
                LARGEST);
    }

    /** {@code g = 1/(R area)}, the area being that of the batch now. */
    static BatchPlaces ofSeriesResistance(Batch batch, Drive drive) {
        List<Integer> lanes = drive.hasElectrode() ? List.of(0) : List.of();
        double area = batch.area().get(drive.clamped());
        return new BatchPlaces(
                new Target.ClampConductance(),
                batch.clampConductance_mS_per_cm2(),
                lanes,
                lanes.stream().map(_ -> 1 / area).toList(),
                x -> 1 / x,
                x -> -1 / (x * x),
                SMALLEST,
                LARGEST);
    }

    static BatchPlaces ofStimulusGain(Batch batch) {
        return equal(new Target.StimulusGain(), batch.stimulusGain(), List.of(0), -LARGEST, LARGEST);
    }

    static BatchPlaces ofElectrodeOffset(Batch batch) {
        return equal(new Target.ElectrodeOffset(), batch.electrodeOffset_mV(), List.of(0), -LARGEST, LARGEST);
    }

    private static BatchPlaces equal(Target target, Column column, List<Integer> places, double low, double high) {
        return new BatchPlaces(
                target, column, places, places.stream().map(_ -> 1.0).toList(), x -> x, _ -> 1, low, high);
    }

    private static List<Integer> nodes(Compartments tree, Region where) {
        return IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && where.contains(tree, node))
                .boxed()
                .toList();
    }

    @Override
    public boolean isNowhere() {
        return places.isEmpty();
    }

    @Override
    public boolean isAllowed(double number) {
        double fx = f.applyAsDouble(number);
        for (int k = 0; k < factors.size(); k++) { // without an iterator, which a host's loop would allocate
            double x = factors.get(k) * fx;
            if (!(x >= low && x <= high)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(int lane, double x) {
        for (int k = 0; k < places.size(); k++) {
            column.set(places.get(k) + lane, factors.get(k) * f.applyAsDouble(x));
        }
    }

    @Override
    public double gather(Differentials bars, int lane, double x) {
        Column bar = bars.of(target);
        double sum = 0;
        for (int k = 0; k < places.size(); k++) {
            sum += factors.get(k) * bar.get(places.get(k) * bars.spread() + lane);
        }
        return sum * slope.applyAsDouble(x);
    }

    @Override
    public void clear(Differentials dot, int lane) {
        Column values = dot.of(target);
        places.forEach(place -> values.set(place * dot.spread() + lane, 0));
    }

    @Override
    public void spread(Differentials dot, int lane, double x, double rate) {
        Column values = dot.of(target);
        double scale = slope.applyAsDouble(x) * rate;
        for (int k = 0; k < places.size(); k++) {
            int place = places.get(k) * dot.spread() + lane;
            values.set(place, Math.fma(factors.get(k), scale, values.get(place)));
        }
    }
}
