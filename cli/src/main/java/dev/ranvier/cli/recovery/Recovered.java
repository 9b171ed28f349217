package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.model.LearnedGate;
import dev.ranvier.fit.Closeness;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a recovery found.
 *
 * @param task what was asked
 * @param results one a seed
 * @param best the one with the smallest error
 * @param gates the gates of the channel with the best curves
 * @param visited how long the recording stayed at which voltage
 */
public record Recovered(
        RecoveryTask task,
        List<RecoveryResult> results,
        RecoveryResult best,
        List<LearnedGate> gates,
        VisitedTime visited) {
    /** Chooses the best seed. */
    public static Recovered of(RecoveryTask task, List<RecoveryResult> results) {
        RecoveryResult best = results.stream()
                .min(Comparator.comparingDouble(RecoveryResult::rmse_mV))
                .orElseThrow();
        return new Recovered(
                task,
                List.copyOf(results),
                best,
                task.unknown().gatesWith(best.curves()),
                VisitedTime.of(task.voltage_mV(), VoltageGrid.STANDARD));
    }

    /** Number of seeds that converged. */
    public long convergedSeeds() {
        return results.stream().filter(RecoveryResult::converged).count();
    }

    /** The error at or below which a seed counts as converged. */
    public double convergenceLimit_mV() {
        return Closeness.limit_mV(task.voltage_mV());
    }

    /** What the best seed found for the numbers that are fitted with the channel, in the units of the model file. */
    List<FittedNumber> numbers() {
        return numbers(best);
    }

    /** What a seed found for them. */
    List<FittedNumber> numbers(RecoveryResult result) {
        List<FittedNumber> numbers = new ArrayList<>();
        for (Parameter parameter : task.parameters()) {
            int k = numbers.size();
            numbers.add(FittedNumber.of(
                    parameter,
                    task.model().fit().factors().get(k),
                    parameter.start(),
                    result.values().get(k),
                    OptionalDouble.empty()));
        }
        return numbers;
    }

    /** Names of the numbers that hit a bound. */
    public List<String> boundsHit() {
        return FittedNumber.atBounds(numbers());
    }

    /** The voltage of the model at the recording's times. */
    double[] voltage_mV() {
        return values(0);
    }

    /** Gate number k at these times. */
    double[] gate(int k) {
        return values(1 + k);
    }

    private double[] values(int probe) {
        Trace trace = best.trace();
        return trace.values(trace.probes().get(probe), 0);
    }
}
