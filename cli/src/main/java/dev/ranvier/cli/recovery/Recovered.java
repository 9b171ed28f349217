package dev.ranvier.cli.recovery;

import dev.ranvier.channel.VoltageGrid;
import dev.ranvier.cli.model.ChannelEntry;
import dev.ranvier.cli.model.LearnedGate;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.integrate.Start;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a recovery found.
 *
 * @param task what was asked
 * @param results one a seed
 * @param best the one with the smallest error
 * @param model the model with the best channel
 * @param trace the model's answer to the recorded current: voltage and learned gates at the recording's times
 * @param visited how long the recording stayed at which voltage
 */
public record Recovered(
        RecoveryTask task,
        List<RecoveryResult> results,
        RecoveryResult best,
        ModelFile model,
        Trace trace,
        VisitedTime visited) {
    /** Chooses the best seed and lets its model run free. */
    public static Recovered of(RecoveryTask task, List<RecoveryResult> results) {
        RecoveryResult best = results.stream()
                .min(Comparator.comparingDouble(RecoveryResult::rmse_mV))
                .orElseThrow();
        ChannelEntry.Learned channel = task.unknown().with(best.curves(), best.parameters());
        ModelFile model = task.model().withLearned(channel);
        List<Probe> probes = new ArrayList<>(List.of(Probe.voltage()));
        channel.gates().forEach(gate -> probes.add(Probe.gate(channel.name(), gate.name())));
        Trace trace = new Simulation(
                        model.cell(),
                        List.of(new Injection(
                                0, new Stimulus.Sampled(task.recording().current_nA()))),
                        List.of(),
                        Optional.empty(),
                        new Start.AtVoltage(),
                        task.settings().scheme(),
                        task.settings().dt_ms(),
                        task.recording().duration_ms(),
                        task.recording().voltage_mV().interval_ms(),
                        probes)
                .run();
        return new Recovered(
                task,
                List.copyOf(results),
                best,
                model,
                trace,
                VisitedTime.of(task.recording().voltage_mV(), VoltageGrid.STANDARD));
    }

    /** The recovered channel. */
    ChannelEntry.Learned channel() {
        return model.unknownChannel();
    }

    /** Number of seeds that converged. */
    public long convergedSeeds() {
        return results.stream().filter(RecoveryResult::converged).count();
    }

    /** The error at or below which a seed counts as converged. */
    public double convergenceLimit_mV() {
        return Recovery.convergenceLimit_mV(task.recording());
    }

    /** A learned gate over time. */
    double[] gate(LearnedGate gate) {
        return trace.values(Probe.gate(channel().name(), gate.name()), 0);
    }
}
