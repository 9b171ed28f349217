package dev.ranvier.sweep;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.loss.Sampling;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import dev.ranvier.record.Probe;
import dev.ranvier.record.RecordedCotangents;
import dev.ranvier.record.Recorder;
import dev.ranvier.record.SpikeDetector;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A batch whose lanes are points: written anew for other points as long as these differ in numbers only. */
final class PointBatch implements AutoCloseable {
    private static final long GRADIENT_BYTES = 256L << 20;

    private final Trial base;
    private final Simulation simulation;
    private final Kept kept;
    private final int run;
    private final int lanes;
    private final int steps;
    private final Batch batch;
    private final Drive drive;
    private final ParameterSet parameters;
    private final Recorder recorder;
    private final List<SpikeDetector> detectors = new ArrayList<>();
    private final List<Probe> probes;
    private final Simulation[] written;
    private final Forward forward;
    private final @Nullable Reverse reverse;

    /** The way there. */
    private interface Forward {
        List<Divergence> run();
    }

    /** The way back, from the derivatives of each lane's loss by the observed samples. */
    private final class Reverse {
        private final Differentials bars;
        private final DifferentiatedRun sweep;
        private final double[][][] sampleBars = new double[1][][];
        private final RecordedCotangents cotangents;

        Reverse(Checkpoints plan, int parameterCount) {
            Set<Target> targets = IntStream.range(0, parameterCount)
                    .mapToObj(parameters::target)
                    .collect(Collectors.toSet());
            bars = Differentials.lanewise(batch, drive, targets);
            sweep = new DifferentiatedRun(batch, simulation.scheme(), drive, simulation.start(), plan, bars);
            cotangents = new RecordedCotangents(
                    batch, simulation.scheme(), drive, probes.subList(0, 1), 0, stride(), bars, sampleBars);
        }

        void back(double[][] traceBars) {
            bars.clear();
            sampleBars[0] = traceBars;
            sweep.reverse(cotangents);
        }
    }

    /** For simulations number {@code run} of points that are like that of {@code base}. */
    PointBatch(Trial base, int run, List<Parameter> numbers, int lanes) {
        this.base = base;
        this.simulation = base.simulations().get(run);
        this.kept = base.kept();
        this.run = run;
        this.lanes = lanes;
        steps = (int) Math.rint(simulation.duration_ms() / simulation.dt_ms());
        probes = kept.probes(run);
        Set<Integer> ends = new HashSet<>();
        simulation.injections().forEach(injection -> ends.add(injection.node()));
        probes.forEach(probe -> ends.add(probe.node()));
        kept.spikes().forEach(spikes -> ends.add(spikes.probe().node()));
        boolean both = kept.wantsGradient();
        Checkpoints plan = both
                ? Checkpoints.within(GRADIENT_BYTES, simulation.cell(), lanes, ends, steps)
                : new Checkpoints(steps, steps, 1);
        batch = new Batch(simulation.cell(), lanes, simulation.dt_ms(), both ? plan.batchRows() : 2, ends);
        drive = new Drive(
                batch, simulation.injections(), simulation.synapses(), simulation.arrivals(), simulation.clamp());
        parameters = new ParameterSet(numbers, batch, drive);
        recorder = new Recorder(batch, simulation.scheme(), drive, probes, 0, stride(), steps);
        for (Kept.Spikes spikes : kept.spikes()) {
            detectors.add(
                    new SpikeDetector(batch, simulation.scheme(), drive, spikes.probe(), spikes.threshold_mV(), 0));
        }
        written = new Simulation[lanes];
        Arrays.fill(written, simulation);
        if (both) {
            Reverse back = new Reverse(plan, numbers.size());
            reverse = back;
            forward = () -> back.sweep.forward(this::watch);
        } else {
            reverse = null;
            ForwardSweep sweep = new ForwardSweep(batch, simulation.scheme(), drive);
            forward = () -> sweep.run(simulation.start(), steps, this::watch);
        }
    }

    private void watch(int n) {
        recorder.at(n);
        for (SpikeDetector detector : detectors) {
            detector.at(n);
        }
    }

    private int stride() {
        return (int) Math.rint(simulation.sampleInterval_ms() / simulation.dt_ms());
    }

    /** Whether so many such simulations can be the lanes of this batch. */
    boolean serves(Trial trial, int ofRun, int count) {
        return ofRun == run && count == lanes && Likeness.isAlike(base, trial, run);
    }

    /** Runs as many points as there are lanes or fewer, and hands over what the lanes recorded; the other lanes repeat the last point. */
    void run(List<Trial> trials, List<PointResult> results) {
        for (int lane = 0; lane < lanes; lane++) {
            write(lane, trials.get(Math.min(lane, trials.size() - 1)));
        }
        List<Divergence> divergences = forward.run();
        RunResults kind = new RunResults(
                kept,
                run,
                new Sampling(simulation.sampleInterval_ms(), steps / stride() + 1),
                probes,
                recorder.values(),
                detectors);
        for (Divergence divergence : divergences) {
            if (divergence.lane() < results.size()) {
                results.get(divergence.lane())
                        .fail(
                                PointResult.Outcome.DIVERGED,
                                divergence.isWithoutRest()
                                        ? "no resting state was found from " + divergence.lastFinite_mV() + " mV"
                                        : "diverged at t_ms=" + divergence.time_ms() + "; last finite voltage "
                                                + divergence.lastFinite_mV() + " mV");
            }
        }
        double[][] traceBars = new double[reverse == null ? 0 : lanes][];
        for (int lane = 0; lane < results.size(); lane++) {
            kind.put(lane, results.get(lane), traceBars);
        }
        if (reverse != null) {
            Arrays.setAll(traceBars, lane -> lane < results.size() ? traceBars[lane] : new double[kind.samples()]);
            reverse.back(traceBars);
            for (int lane = 0; lane < results.size(); lane++) {
                addGradient(trials.get(lane), results.get(lane), reverse.bars, lane);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object has been written already
    private void write(int lane, Trial trial) {
        Simulation its = trial.simulations().get(run);
        if (written[lane] != its) {
            written[lane] = its;
            batch.write(lane, its.cell());
            for (int k = 0; k < its.injections().size(); k++) {
                drive.stimulus(k).set(lane, its.injections().get(k).stimuli().getFirst());
            }
            for (int k = 0; k < its.synapses().size(); k++) {
                drive.conductance(k)
                        .set(lane, its.synapses().get(k).conductances().getFirst());
            }
            for (int k = 0; k < its.arrivals().size(); k++) {
                drive.events(k).set(lane, its.arrivals().get(k).trains().getFirst());
            }
        }
        parameters.writeValues(trial.numbers(), lane);
    }

    /** The first number that the model does not allow, by its position; -1 if there is none. */
    int refused(Trial trial) {
        for (int k = 0; k < trial.numbers().length; k++) {
            if (!parameters.isAllowed(k, trial.numbers()[k])) {
                return k;
            }
        }
        return -1;
    }

    private void addGradient(Trial trial, PointResult result, Differentials bars, int lane) {
        if (result.outcome() == PointResult.Outcome.DONE) {
            double[] slopes = parameters.gradientByValues(bars, trial.numbers(), lane), sum = result.gradient();
            for (int k = 0; k < slopes.length; k++) {
                sum[k] = run == 0 ? slopes[k] : sum[k] + slopes[k];
            }
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
