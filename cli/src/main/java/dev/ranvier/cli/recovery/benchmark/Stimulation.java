package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.Map;

/**
 * A current, sampled as recordings are.
 *
 * @param name what it is
 * @param current_nA its samples
 */
record Stimulation(String name, SampledSignal current_nA) {
    static final double INTERVAL_ms = 0.1;
    /** The step of a truth, and the one of fits. */
    static final double FINE_ms = 0.0025, FITTED_ms = 0.0125;

    private static final double STEP_TRACE_ms = 50, FROM_ms = 5, TO_ms = 45, nA_PER_pA = 1e-3;
    private static final double MEAN_nA = 0.01, SD_nA = 0.005, CORRELATION_ms = 3;

    /** The published protocol: 50 ms, a step from 5 to 45 ms. */
    static Stimulation step(double amplitude_pA) {
        double[] current = new double[(int) Math.round(STEP_TRACE_ms / INTERVAL_ms) + 1];
        for (int k = 0; k < current.length; k++) {
            double t = k * INTERVAL_ms;
            current[k] = t >= FROM_ms && t < TO_ms ? amplitude_pA * nA_PER_pA : 0;
        }
        return new Stimulation(amplitude_pA + " pA", new SampledSignal(INTERVAL_ms, current));
    }

    /** An Ornstein-Uhlenbeck process of 10 pA, 5 pA, 3 ms. */
    static Stimulation noise(double duration_ms, long seed) {
        return new Stimulation(
                duration_ms + " ms of noise",
                new OrnsteinUhlenbeck(MEAN_nA, SD_nA, CORRELATION_ms, seed).sampled(INTERVAL_ms, duration_ms));
    }

    /** The axon's voltage. */
    double[] truth_mV() {
        return voltage_mV(SquidAxon.TRUE.cell(Map.<String, GateCurves>of()), FINE_ms);
    }

    /** What a model's voltage is under it. */
    double[] voltage_mV(Cell cell, double dt_ms) {
        double duration_ms = (current_nA.length() - 1) * INTERVAL_ms;
        return Simulation.of(cell, new Stimulus.Sampled(current_nA), duration_ms)
                .withStep(Scheme.STAGGERED, dt_ms)
                .withProbes(INTERVAL_ms, Probe.voltage())
                .run()
                .voltage_mV(0);
    }
}
