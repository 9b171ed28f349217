package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.SignalPartials;
import java.util.List;

/** Between what is done to a cell from outside and the currents into its nodes in a step: tangents, and cotangents back. */
final class DriveEdges {
    private final Batch batch;
    private final Drive drive;
    private final Linearisation linear;

    DriveEdges(Batch batch, Drive drive, Linearisation linear) {
        this.batch = batch;
        this.drive = drive;
        this.linear = linear;
    }

    /** Adds the rate of change of the clamp to that of the current density. */
    void addDensityTangents(List<Runnable> sequence, LanewiseProducts products, Differentials dot, Column density) {
        if (dot.wants(new Target.ClampConductance())) {
            Column g = dot.of(new Target.ClampConductance()).shifted(drive.clamped());
            sequence.add(products.add(-1, linear.overCommand(), g, density, linear.lanesAt(drive.clamped())));
        }
    }

    /** Adds the rate of change of injected and synaptic currents. */
    void addCurrentTangents(List<Runnable> sequence, Differentials dot, Column current) {
        for (int k = 0; k < drive.injections().size(); k++) {
            int injection = k, element = drive.injected(k);
            if (dot.wants(new Target.StimulusGain())) {
                Column gain = dot.of(new Target.StimulusGain());
                sequence.add(() -> addGain(drive.injected_nA(injection, linear.step()), gain, element, current));
            }
            if (dot.wants(new Target.StimulusParameters(k))) {
                sequence.add(
                        new SignalTangent(new InjectedSignal(k), dot.rows(new Target.StimulusParameters(k)), current));
            }
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            if (dot.wants(new Target.SynapseParameters(k))) {
                sequence.add(
                        new SignalTangent(new SynapticSignal(k), dot.rows(new Target.SynapseParameters(k)), current));
            }
        }
    }

    private void addGain(Column injected_nA, Column gain, int element, Column current) {
        for (int lane = 0; lane < batch.width(); lane++) {
            int e = element + lane;
            current.set(e, Math.fma(injected_nA.get(lane), gain.get(lane), current.get(e)));
        }
    }

    /** The reverse of both: {@code lambda} is the cotangent of a current into a node, {@code density} of a current density. */
    void addCotangents(List<Runnable> sequence, Products products, Differentials bars, Column lambda, Column density) {
        for (int k = 0; k < drive.injections().size(); k++) {
            if (bars.wants(new Target.StimulusGain())) {
                sequence.add(gainBar(k, products, bars, lambda));
            }
            if (bars.wants(new Target.StimulusParameters(k))) {
                sequence.add(
                        new SignalCotangent(new InjectedSignal(k), bars, new Target.StimulusParameters(k), lambda));
            }
        }
        for (int k = 0; k < drive.synapses().size(); k++) {
            if (bars.wants(new Target.SynapseParameters(k))) {
                sequence.add(new SignalCotangent(new SynapticSignal(k), bars, new Target.SynapseParameters(k), lambda));
            }
        }
        if (bars.wants(new Target.ClampConductance())) {
            Column bar = bars.of(new Target.ClampConductance()).shifted(drive.clamped() * bars.spread());
            sequence.add(products.add(-1, linear.overCommand(), density, bar, linear.lanesAt(drive.clamped())));
        }
    }

    /** {@code gainBar += I lambda}; borrows the residual, whose solution is known by now. */
    private Runnable gainBar(int k, Products products, Differentials bars, Column lambda) {
        int element = drive.injected(k);
        Column current = batch.residual(), bar = bars.of(new Target.StimulusGain());
        Span lanes = linear.lanesAt(0);
        Runnable add = products.add(1, current.shifted(-element), lambda.shifted(-element * bars.spread()), bar, lanes);
        return () -> {
            Column injected = drive.injected_nA(k, linear.step());
            for (int lane = 0; lane < batch.width(); lane++) {
                current.set(element + lane, injected.get(lane));
            }
            add.run();
        };
    }

    /** A signal that changes in time, and what a change of it is worth as a current. */
    private sealed interface Signal {
        /** Lane 0 of the node that it acts on. */
        int element();

        /** d current / d signal. */
        double weight(int lane);

        /** The derivatives of the signal's mean. */
        void partials(int lane, double from_ms, double to_ms, SignalPartials partials);
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
        public void partials(int lane, double from_ms, double to_ms, SignalPartials partials) {
            drive.stimulus(injection, lane).partials(from_ms, to_ms, partials);
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
        public void partials(int lane, double from_ms, double to_ms, SignalPartials partials) {
            drive.conductance(synapse, lane).partials(from_ms, to_ms, partials);
        }
    }

    /** Tells the derivatives of a signal over the step under way. */
    private void tell(Signal signal, int lane, SignalPartials partials) {
        signal.partials(lane, linear.step() * batch.dt_ms(), (linear.step() + 1) * batch.dt_ms(), partials);
    }

    /** From the numbers that describe a signal to the current that it makes. */
    private final class SignalTangent implements Runnable, SignalPartials {
        private final Signal signal;
        private final Block dot;
        private final Column row;
        private final Column current;
        private int lane;
        private double sum;

        SignalTangent(Signal signal, Block dot, Column current) {
            this.signal = signal;
            this.dot = dot;
            this.row = dot.cursor();
            this.current = current;
        }

        @Override
        public void run() {
            for (lane = 0; lane < batch.lanes(); lane++) {
                sum = 0;
                tell(signal, lane, this);
                int e = signal.element() + lane;
                current.set(e, Math.fma(signal.weight(lane), sum, current.get(e)));
            }
        }

        @Override
        public void add(int parameter, double derivative) {
            row.moveTo(dot.base(parameter));
            sum = Math.fma(derivative, row.get(lane), sum);
        }
    }

    /** From the cotangent of a current to the numbers that describe the signal that makes it. */
    private final class SignalCotangent implements Runnable, SignalPartials {
        private final Signal signal;
        private final int spread;
        private final Block bar;
        private final Column row;
        private final Column lambda;
        private int place;
        private double weight;

        SignalCotangent(Signal signal, Differentials bars, Target target, Column lambda) {
            this.signal = signal;
            this.spread = bars.spread();
            this.bar = bars.rows(target);
            this.row = bar.cursor();
            this.lambda = lambda;
        }

        @Override
        public void run() {
            for (place = 0; place < batch.lanes() * spread; place++) {
                int lane = place / spread;
                weight = lambda.get(signal.element() * spread + place) * signal.weight(lane);
                tell(signal, lane, this);
            }
        }

        @Override
        public void add(int parameter, double derivative) {
            row.moveTo(bar.base(parameter));
            row.set(place, Math.fma(derivative, weight, row.get(place)));
        }
    }
}
