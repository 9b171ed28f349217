package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FittedNumber;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.judge.UndeterminedException;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Alternatives.Outcome;
import dev.ranvier.fit.Evidence;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a recovery found.
 *
 * @param task what was asked
 * @param results one a seed
 * @param best the converged one with the smallest error, or without one that of all
 * @param gates the gates of the channels with the best curves
 * @param visited how long the recordings stayed at which voltage
 * @param evidence how sure that is; none where nobody looked, or even the best one diverged
 * @param comparison the learned channel and others in its place, the best first; none where nobody asked
 */
public record Recovered(
        RecoveryTask task,
        List<RecoveryResult> results,
        RecoveryResult best,
        List<FoundGate> gates,
        VisitedTime visited,
        Optional<Evidence> evidence,
        List<Outcome> comparison) {
    /** Chooses the best seed. */
    public static Recovered of(RecoveryTask task, List<RecoveryResult> results) {
        RecoveryResult best = results.stream()
                .min(Comparator.comparing((RecoveryResult result) -> !result.converged())
                        .thenComparingDouble(RecoveryResult::rmse_mV))
                .orElseThrow();
        return new Recovered(
                task,
                List.copyOf(results),
                best,
                FoundGate.of(task.unknown(), best.curves()),
                VisitedTime.of(task.voltages_mV(), VoltageGrid.STANDARD),
                Optional.empty(),
                List.of());
    }

    /** The same, having looked how sure it is; the listener hears of what that takes. */
    public Recovered judged(RecoveryListener listener) {
        if (!Double.isFinite(best.rmse_mV())) {
            return this;
        }
        Evidence found = task.recovery().evidence(best, progress -> listener.progressed(best.seed(), progress));
        return new Recovered(task, results, best, gates, visited, Optional.of(found), comparison);
    }

    /**
     * The same, the channel compared with others in its place: a Boltzmann sigmoid with a bell, and these. Refuses several channels, and
     * single gates of one. The listener hears of each.
     */
    public Recovered compared(List<LibraryChannel> library, int jobs, RecoveryListener listener) {
        if (evidence.isEmpty()) {
            return this;
        }
        if (task.learned().size() > 1
                || task.unknown().isEmpty()
                || task.unknown().getFirst().formulas().isPresent()) {
            throw new BadInputException(
                    "channels are compared in the place of one that is learned as a whole, and there is "
                            + task.channelTitle());
        }
        return new Recovered(
                task, results, best, gates, visited, evidence, new Rivals(this, library).outcomes(jobs, listener));
    }

    /** What to say if another channel in the place of the learned one does better, as {@link #compared} has it; the recordings kept aside decide. */
    public Optional<String> nearest() {
        Optional<Outcome> learned = comparison.stream()
                .filter(outcome -> outcome.name().equals(Rivals.LEARNED))
                .findFirst();
        return comparison.stream()
                .findFirst()
                .filter(best -> learned.isPresent() && !best.name().equals(Rivals.LEARNED))
                .map(best -> best.name() + " in the place of what was learned, with "
                        + Shown.number(best.numbers()) + " fitted numbers, is nearer: "
                        + (task.heldOut().isEmpty()
                                ? "Schwarz's criterion is " + Shown.number(best.criterion()) + ", of what was learned "
                                        + Shown.number(learned.get().criterion())
                                : Shown.millivolts(best.heldOut_mV())
                                        + " from the recordings kept aside, what was learned "
                                        + Shown.millivolts(learned.get().heldOut_mV())));
    }

    /** The curves of a gate with their bands. */
    SampledGate sampled(int gate) {
        return new SampledGate(
                gates.get(gate).gate(), evidence.map(known -> known.bands().get(gate)));
    }

    /** What the best seed leaves unexplained, in sentences; none where it explains the recordings. */
    public List<String> unexplained() {
        List<String> sentences = new ArrayList<>();
        for (int k = 0; k < task.observed().size(); k++) {
            coarseSteps(k).ifPresent(sentences::add);
        }
        evidence.ifPresent(known -> sentences.addAll(new Unexplained(task, known).sentences()));
        for (int k = 0; k < task.observed().size(); k++) {
            task.observed().get(k).hum(observed(k)).ifPresent(sentences::add);
        }
        return sentences;
    }

    private Optional<String> coarseSteps(int k) {
        return evidence.flatMap(known -> task.observed()
                .get(k)
                .steps(
                        task.settings().dt_ms(),
                        known.byHalvedSteps_mV().get(k),
                        best.runs().get(k).rmse_mV()));
    }

    /** What the recordings leave open, in sentences; none where nobody looked. */
    public List<String> undetermined() {
        List<String> sentences = new ArrayList<>();
        evidence.ifPresent(known -> sentences.addAll(new Undetermined(gates, known.identifiability()).sentences()));
        SeedSpread.of(this).ifPresent(spread -> sentences.add(spread.sentence()));
        return sentences;
    }

    /** Refuses recordings that a fit follows, and that determine nothing of any gate. */
    public Recovered requireSomethingDetermined() {
        evidence.map(Evidence::identifiability)
                .filter(known -> convergedSeeds() > 0 && !known.isSomethingDetermined())
                .ifPresent(known -> {
                    throw new UndeterminedException("the recordings determine nothing of "
                            + new Undetermined(gates, known).names(known.undetermined())
                            + ": whatever its curves are, the voltage is the same. Nothing is written. Record"
                            + " responses to currents that open and close it");
                });
        return this;
    }

    /** Number of seeds that converged. */
    public long convergedSeeds() {
        return results.stream().filter(RecoveryResult::converged).count();
    }

    /** The error at or below which a model counts as near recording number k. */
    double convergenceLimit_mV(int k) {
        return task.observed().get(k).experiment().limit_mV(observed(k));
    }

    /** The same for people. */
    String shownLimit(int k) {
        return task.observed().get(k).shown(convergenceLimit_mV(k));
    }

    /** The recordings from which the best seed stays farther away, each with its error and its limit, for people. */
    public String missed() {
        return IntStream.range(0, task.observed().size())
                .filter(k -> !(best.runs().get(k).rmse_mV() <= convergenceLimit_mV(k)))
                .mapToObj(k -> task.observed().get(k).shown(best.runs().get(k).rmse_mV()) + " from "
                        + task.observed().get(k).name() + " (limit "
                        + shownLimit(k) + ")")
                .collect(Collectors.joining(", "));
    }

    /** What the best seed found for the numbers that are fitted with the channels, in the units of the model file. */
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
                    deviation(result, k)));
        }
        return numbers;
    }

    /** Of a number that the best seed found, where it is known. */
    private OptionalDouble deviation(RecoveryResult result, int k) {
        return result.seed() == best.seed() && evidence.isPresent()
                ? OptionalDouble.of(evidence.get().deviations().get(k))
                : OptionalDouble.empty();
    }

    /** Names of the numbers that hit a bound. */
    public List<String> boundsHit() {
        return FittedNumber.atBounds(numbers());
    }

    /** How far the best seed stays from the recordings, for people. */
    public String shownRmse() {
        return Observed.shown(task.observed(), best.rmse_mV());
    }

    /** What was observed, of the model, at the times of a recording. */
    double[] observed(int recording) {
        return values(recording, 0);
    }

    /** Gate number k at these times. */
    double[] gate(int recording, int k) {
        return values(recording, 1 + k);
    }

    private double[] values(int recording, int probe) {
        Trace trace = best.runs().get(recording).trace();
        return trace.values(trace.probes().get(probe), 0);
    }
}
