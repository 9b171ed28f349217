package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.SignalPartials;
import java.util.List;
import java.util.Optional;

/** The derivative of the currents that are put into a cell from outside. */
final class DriveEdges {
    private final Batch batch;
    private final Drive drive;
    private final StepCoefficients linear;

    DriveEdges(Batch batch, Drive drive, StepCoefficients linear) {
        this.batch = batch;
        this.drive = drive;
        this.linear = linear;
    }

    /** The current density of the clamp. */
    void addDensities(Edges edges) {
        Edge.End g = lanes(new Target.ClampConductance(), drive.clamped());
        edges.add(new Edge.Add(-1, linear.overCommand(), g, StepEdges::density, linear.lanesAt(drive.clamped())));
        Edge.End offset = lanes(new Target.ElectrodeOffset(), drive.clamped());
        edges.add(new Edge.Add(-1, linear.holding(), offset, StepEdges::density, linear.lanesAt(drive.clamped())));
    }

    /** Injected and synaptic currents. */
    void addCurrents(Edges edges) {
        for (int k = 0; k < drive.injections().size(); k++) {
            edges.add(new SignalEdge(new InjectedSignal(k), new Target.StimulusParameters(k)));
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            edges.add(new SignalEdge(new SynapticSignal(k), new Target.SynapseParameters(k)));
        }
        for (int k = 0; k < drive.injections().size(); k++) {
            int injection = k, element = drive.injected(k);
            edges.group(List.of(() -> lendResidual(injection, element)));
            Edge.End gain = lanes(new Target.StimulusGain(), element);
            edges.add(new Edge.Add(1, batch.residual(), gain, StepEdges::current, linear.lanesAt(element)));
        }
    }

    /** A target over the lanes, as if these were the lanes of a node. */
    private static Edge.End lanes(Target target, int element) {
        return d -> StepEdges.target(target).in(d).map(column -> column.shifted(element * d.spread()));
    }

    /** The injected current, in the place of the residual, which nobody needs any more. */
    private void lendResidual(int injection, int element) {
        Column injected = drive.injected_nA(injection, linear.step());
        for (int lane = 0; lane < batch.width(); lane++) {
            batch.residual().set(element + lane, injected.get(lane));
        }
    }

    /** The weights of the events that arrive at a point process. */
    void addEvents(Edges edges, int process) {
        for (int k = 0; k < drive.arrivals().size(); k++) {
            if (drive.process(k) == process) {
                edges.add(new SignalEdge(new ArrivingSignal(k), new Target.EventWeights(k)));
            }
        }
    }

    /** A signal that changes in time, and what a change of it is worth where it acts: as a current, or as the weight of an event. */
    private sealed interface Signal {
        /** Lane 0 of the place that it acts on. */
        int element();

        /** The column in which this place is. */
        default Column column(Differentials d) {
            return d.current();
        }

        /** d current / d signal. */
        double weight(int lane);

        /** The derivatives of the signal's mean over the step under way. */
        void partials(int lane, SignalPartials partials);
    }

    private final class InjectedSignal implements Signal {
        private final int injection;

        InjectedSignal(int injection) {
            this.injection = injection;
        }

        @Override
        public int element() {
            return drive.injected(injection);
        }

        @Override
        public double weight(int lane) {
            return batch.stimulusGain().get(lane);
        }

        @Override
        public void partials(int lane, SignalPartials partials) {
            tell(drive.stimulus(injection), lane, partials);
        }
    }

    private final class SynapticSignal implements Signal {
        private final int synapse;

        SynapticSignal(int synapse) {
            this.synapse = synapse;
        }

        @Override
        public int element() {
            return drive.driven(synapse);
        }

        @Override
        public double weight(int lane) {
            return drive.synapses().get(synapse).reversal_mV() - batch.u().get(element() + lane);
        }

        @Override
        public void partials(int lane, SignalPartials partials) {
            tell(drive.conductance(synapse), lane, partials);
        }
    }

    private final class ArrivingSignal implements Signal {
        private final int arrivals;

        ArrivingSignal(int arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public int element() {
            return drive.place(arrivals);
        }

        @Override
        public Column column(Differentials d) {
            return d.weight(drive.process(arrivals));
        }

        @Override
        public double weight(int lane) {
            return 1;
        }

        @Override
        public void partials(int lane, SignalPartials partials) {
            tell(drive.events(arrivals), lane, partials);
        }
    }

    /** From the numbers that describe a signal to the current that it makes, where it acts. */
    private final class SignalEdge implements Edge {
        private final Signal signal;
        private final Target target;

        SignalEdge(Signal signal, Target target) {
            this.signal = signal;
            this.target = target;
        }

        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return dot.wants(target) ? Optional.of(new SignalTangent(signal, dot, target)) : Optional.empty();
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return bar.wants(target) ? Optional.of(new SignalCotangent(signal, bar, target)) : Optional.empty();
        }
    }

    private void tell(LaneSignal<?> signal, int lane, SignalPartials partials) {
        signal.of(lane).partials(signal.from_ms(linear.step()), signal.from_ms(linear.step() + 1), partials);
    }

    private final class SignalTangent implements Runnable, SignalPartials {
        private final Signal signal;
        private final int spread;
        private final Block dot;
        private final Column row;
        private final Column current;
        private int place;
        private double sum;

        SignalTangent(Signal signal, Differentials dot, Target target) {
            this.signal = signal;
            this.spread = dot.spread();
            this.dot = dot.rows(target);
            this.row = this.dot.cursor();
            this.current = signal.column(dot);
        }

        @Override
        public void run() {
            for (place = 0; place < batch.lanes() * spread; place++) {
                int lane = place / spread, e = signal.element() * spread + place;
                sum = 0;
                signal.partials(lane, this);
                current.set(e, Math.fma(signal.weight(lane), sum, current.get(e)));
            }
        }

        @Override
        public void add(int parameter, double derivative) {
            row.moveTo(dot.base(parameter));
            sum = Math.fma(derivative, row.get(place), sum);
        }
    }

    private final class SignalCotangent implements Runnable, SignalPartials {
        private final Signal signal;
        private final int spread;
        private final Block bar;
        private final Column row;
        private final Column lambda;
        private int place;
        private double weight;

        SignalCotangent(Signal signal, Differentials bars, Target target) {
            this.signal = signal;
            this.spread = bars.spread();
            this.bar = bars.rows(target);
            this.row = bar.cursor();
            this.lambda = signal.column(bars);
        }

        @Override
        public void run() {
            for (place = 0; place < batch.lanes() * spread; place++) {
                int lane = place / spread;
                weight = lambda.get(signal.element() * spread + place) * signal.weight(lane);
                signal.partials(lane, this);
            }
        }

        @Override
        public void add(int parameter, double derivative) {
            row.moveTo(bar.base(parameter));
            row.set(place, Math.fma(derivative, weight, row.get(place)));
        }
    }
}
