package dev.ranvier.parameter;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.LaneSignal;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Field;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Signal;
import dev.ranvier.model.Stimulus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Among the numbers that describe a signal of a drive. With x the parameter, {@code number[row] = factor x}.
 *
 * @param <S> the kind of signal
 * @param target what a sweep calls the numbers
 * @param signal whose they are
 * @param rows which of them
 */
record SignalPlaces<S extends Signal<S>>(Target target, LaneSignal<S> signal, List<Row> rows) implements Places {
    /** A number, by its position, the factor on x, and its range. */
    record Row(int parameter, double factor, Field field) {}

    /** All numbers of the stimulus of an injection. */
    static SignalPlaces<Stimulus> ofStimulus(Drive drive, int injection) {
        requireIndex("injection", injection, drive.injections().size());
        return all(new Target.StimulusParameters(injection), drive.stimulus(injection));
    }

    /** All numbers of the conductance of a synapse. */
    static SignalPlaces<Conductance> ofSynapse(Drive drive, int synapse) {
        requireIndex("synapse", synapse, drive.synapses().size());
        return all(new Target.SynapseParameters(synapse), drive.conductance(synapse));
    }

    /** All weights of a synapse; refuses one that events do not open. */
    static SignalPlaces<Conductance> ofWeights(Drive drive, int synapse) {
        SignalPlaces<Conductance> weights = ofSynapse(drive, synapse);
        if (!(weights.signal.of(0) instanceof Conductance.Events)) {
            throw new ModelException("synapse " + synapse + " has no weight: it is given by samples");
        }
        return weights;
    }

    /** All weights of the events at a place. */
    static SignalPlaces<EventTrain> ofEvents(Drive drive, int arrivals) {
        requireIndex("place of events", arrivals, drive.arrivals().size());
        return all(new Target.EventWeights(arrivals), drive.events(arrivals));
    }

    private static void requireIndex(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new ModelException("there is no " + what + " " + index + ": there are " + count);
        }
    }

    private static <S extends Signal<S>> SignalPlaces<S> all(Target target, LaneSignal<S> signal) {
        S first = signal.of(0);
        return new SignalPlaces<>(
                target,
                signal,
                IntStream.range(0, first.parameters())
                        .mapToObj(parameter -> new Row(parameter, 1, first.field(parameter)))
                        .toList());
    }

    /** That of a name; refuses a name that no number has. */
    SignalPlaces<S> named(String name) {
        List<Row> those =
                rows.stream().filter(row -> row.field.name().equals(name)).toList();
        if (those.isEmpty()) {
            throw new ModelException("there is no number " + name + " in " + target + "; there are "
                    + rows.stream().map(row -> row.field.name()).toList());
        }
        return new SignalPlaces<>(target, signal, those);
    }

    /** Those to which the signal is proportional; their present values are what the parameter is a factor on. */
    SignalPlaces<S> asFactor() {
        S first = signal.of(0);
        double[] values = first.values();
        return new SignalPlaces<>(
                target,
                signal,
                rows.stream()
                        .filter(row -> first.isAmplitude(row.parameter))
                        .map(row -> new Row(row.parameter, values[row.parameter], row.field))
                        .toList());
    }

    @Override
    public boolean isNowhere() {
        return rows.isEmpty();
    }

    @Override
    public boolean isAllowed(double x) {
        return rows.stream().allMatch(row -> row.factor * x >= row.field.low() && row.factor * x <= row.field.high());
    }

    @Override
    public void write(int lane, double x) {
        double[] values = signal.of(lane).values();
        rows.forEach(row -> values[row.parameter] = row.factor * x);
        signal.set(lane, signal.of(lane).with(values));
    }

    @Override
    public double gather(Differentials bars, int lane, double x) {
        double sum = 0;
        for (Row row : rows) {
            sum += row.factor * bars.rows(target).column(row.parameter).get(lane);
        }
        return sum;
    }

    @Override
    public void clear(Differentials dot, int lane) {
        rows.forEach(row -> dot.rows(target).column(row.parameter).set(lane, 0));
    }

    @Override
    public void spread(Differentials dot, int lane, double x, double rate) {
        for (Row row : rows) {
            Column values = dot.rows(target).column(row.parameter);
            values.set(lane, Math.fma(row.factor, rate, values.get(lane)));
        }
    }
}
