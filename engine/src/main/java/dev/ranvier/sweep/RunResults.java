package dev.ranvier.sweep;

import dev.ranvier.loss.Feature;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.record.Probe;
import dev.ranvier.record.SpikeDetector;
import java.util.List;

/** Turns what the lanes of one run recorded into what is kept of its points. */
final class RunResults {
    private final Kept kept;
    private final int run;
    private final Sampling sampling;
    private final List<Probe> probes;
    private final double[][][] values;
    private final List<SpikeDetector> detectors;

    /** {@code values[probe][lane][sample]}, not copied. */
    RunResults(
            Kept kept,
            int run,
            Sampling sampling,
            List<Probe> probes,
            double[][][] values,
            List<SpikeDetector> detectors) {
        this.kept = kept;
        this.run = run;
        this.probes = probes;
        this.values = values;
        this.sampling = sampling;
        this.detectors = detectors;
    }

    int samples() {
        return sampling.samples();
    }

    private double[] trace(Probe probe, int lane) {
        return values[probes.indexOf(probe)][lane];
    }

    /** Puts what lane {@code lane} recorded into the result of its point; {@code traceBars[lane]} becomes the derivative of its loss. */
    void put(int lane, PointResult result, double[][] traceBars) {
        double[] traceBar = new double[kept.errors().isPresent() ? samples() : 0];
        if (lane < traceBars.length) {
            traceBars[lane] = traceBar;
        }
        if (result.outcome() != PointResult.Outcome.DONE) {
            return;
        }
        putSpikes(lane, result.spikes_ms());
        putFeatures(lane, result.features());
        for (int k = 0; k < kept.traces().size(); k++) {
            result.traces()[run * kept.traces().size() + k] =
                    trace(kept.traces().get(k), lane).clone();
        }
        kept.errors().ifPresent(errors -> putLosses(errors, lane, result.losses(), traceBar));
    }

    private void putSpikes(int lane, double[][] spikes_ms) {
        for (int k = 0; k < kept.spikes().size(); k++) {
            spikes_ms[run * kept.spikes().size() + k] = detectors.get(k).times_ms(lane);
        }
    }

    private void putFeatures(int lane, double[] features) {
        int place = run * kept.featureCount();
        for (Kept.Features at : kept.features()) {
            double[] found = Feature.values(at.features(), trace(at.probe(), lane), sampling, at.stimulus());
            System.arraycopy(found, 0, features, place, found.length);
            place += found.length;
        }
    }

    private void putLosses(Kept.Errors errors, int lane, double[] losses, double[] traceBar) {
        for (int k = 0; k < losses.length; k++) {
            Objective.Term term = errors.objective().terms().get(k);
            if (term.recording() == run) {
                losses[k] = term.loss().evaluate(trace(errors.observed().get(run), lane), term.weight(), traceBar);
            }
        }
    }
}
