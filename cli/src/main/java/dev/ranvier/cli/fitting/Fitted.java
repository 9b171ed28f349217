package dev.ranvier.cli.fitting;

import dev.ranvier.cli.judge.FitJudgement;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.MembraneSize;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.fit.Clamp;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Fit;
import dev.ranvier.fit.FitListener;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.Unrecorded;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.SpikeTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a fit found.
 *
 * @param task what was asked
 * @param result what the engine says
 * @param history how the starts got on
 * @param seconds how long it took
 * @param byHalvedSteps_mV how far what the best start does in each recording is from itself by steps half as long; empty if no start
 *     could be run
 * @param unrecorded what to say of what the electrode may have done without a record, if that explains much of what is left
 */
public record Fitted(
        FitTask task,
        FitResult result,
        FitHistory history,
        double seconds,
        List<Double> byHalvedSteps_mV,
        Optional<String> unrecorded) {
    private static final double nA_PER_UM2 = 1e-5;
    /** In deviations of the prior. */
    private static final double FAR_FROM_PRIOR = 4;

    /** Capacitances [uF/cm2] and their inverses beyond which no membrane lies, be the size of its cell known roughly only. */
    private static final double FARTHEST_CAPACITANCE = 30;

    private static final int MOST_NAMED = 5;

    /** Runs the task; {@code progress} hears of every step. */
    public static Fitted run(FitTask task, FitListener progress) {
        FitHistory history = new FitHistory();
        long begin_ns = System.nanoTime();
        FitResult result = Fit.run(task.problem(), task.settings(), (start, steps, stage, value, status) -> {
            history.moved(start, steps, stage, value, status);
            progress.moved(start, steps, stage, value, status);
        });
        double seconds = (System.nanoTime() - begin_ns) * 1e-9;
        Fitted fitted = new Fitted(task, result, history, seconds, List.of(), Optional.empty());
        return fitted.isLost()
                ? fitted
                : new Fitted(
                        task,
                        result,
                        history,
                        seconds,
                        Fit.byHalvedSteps_mV(task.problem(), result.bestStart().point()),
                        fitted.suspected());
    }

    /** Asked where the model is far from the recordings, and ran free at last. */
    private Optional<String> suspected() {
        FitProblem problem = task.problem();
        if (distances().isEmpty()
                || !problem.objective().isSumOfSquares()
                || !(problem.stages().getLast().clamp() instanceof Clamp.Off)) {
            return Optional.empty();
        }
        Unrecorded tried = new Unrecorded(problem, result, task.settings().threads());
        ModelFile model = task.model();
        MembraneSize membrane = MembraneSize.of(
                model.membrane().compartments(), model.membrane().capacitance_uF_per_cm2());
        int node = problem.experiments().getFirst().injections().stream()
                .findFirst()
                .map(Injection::node)
                .orElse(0);
        return FitJudgement.unrecorded(
                tried.offset_mV(),
                model.electrode().holding().isPresent()
                        ? Optional.empty()
                        : tried.holding_nA(node, nA_PER_UM2 * membrane.area_um2()));
    }

    /** Whether no start could be run. */
    public boolean isLost() {
        return result.traces_mV().isEmpty();
    }

    /** Number of starts that converged. */
    public long convergedStarts() {
        return result.starts().stream().filter(FitResult.Started::hasConverged).count();
    }

    /** How a start ended, for people. */
    public static String ending(Status status) {
        return switch (status) {
            case CONVERGED -> "converged";
            case STALLED -> "converged as far as rounding allows";
            case STOPPED -> "stopped: no longer better";
            case DIVERGED -> "diverged";
            case RUNNING -> "out of steps";
        };
    }

    /** The parameters at the best start, in the units of the model file. */
    List<FittedNumber> numbers() {
        FitResult.Started best = result.bestStart();
        List<Double> factors = task.model().fit().factors();
        List<Parameter> parameters = task.problem().parameters();
        List<FittedNumber> numbers = new ArrayList<>();
        for (int k = 0; k < parameters.size(); k++) {
            numbers.add(FittedNumber.of(
                    parameters.get(k),
                    factors.get(k),
                    best.first().get(k),
                    best.values().get(k),
                    standardError(k)));
        }
        return numbers;
    }

    /** The parameters that are numbers of the model, and not weights of networks, by their places among all. */
    int[] ofModel() {
        List<Parameter> parameters = task.problem().parameters();
        return IntStream.range(0, parameters.size())
                .filter(k -> !parameters.get(k).isWeight())
                .toArray();
    }

    /** How many numbers, and weights of networks, are fitted. */
    public String shownCount() {
        return FittedNumber.shownCount(task.problem().parameters());
    }

    /** What was found, in a line. */
    public String inWords() {
        return numbers().stream()
                .filter(number -> !number.isWeight())
                .map(number -> number.name() + " = " + Shown.number(number.value(), 9))
                .collect(Collectors.joining(", "));
    }

    private OptionalDouble standardError(int k) {
        return result.uncertainty().isPresent()
                ? OptionalDouble.of(result.uncertainty().get().standardErrors().get(k))
                : OptionalDouble.empty();
    }

    /** Numbers of a start in the units of the model file. */
    List<Double> inFileUnits(List<Double> values) {
        List<Double> factors = task.model().fit().factors();
        return IntStream.range(0, values.size())
                .mapToObj(k -> values.get(k) / factors.get(k))
                .toList();
    }

    /** Names of the parameters that hit a bound. */
    public List<String> boundsHit() {
        return FittedNumber.atBounds(numbers());
    }

    /** Root mean square of model minus recording number k, where it is looked at; of a current as it counts. */
    double rmse_mV(int k) {
        return task.observed()
                .get(k)
                .experiment()
                .rmse_mV(result.traces_mV().get(k).values());
    }

    /** The same over all recordings, each counted alike. */
    public double rmse_mV() {
        int count = task.observed().size();
        return Math.sqrt(IntStream.range(0, count)
                .mapToDouble(k -> rmse_mV(k) * rmse_mV(k))
                .average()
                .orElseThrow());
    }

    /** What the person should know of what was found. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>(distances());
        spiking().ifPresent(findings::add);
        noMembrane().ifPresent(findings::add);
        unrecorded.ifPresent(findings::add);
        for (int k = 0; k < task.observed().size() && unrecorded.isEmpty(); k++) {
            Observed recording = task.observed().get(k);
            if (recording.isVoltage()) {
                FitJudgement.offset(recording.name(), difference(k)).ifPresent(findings::add);
            }
        }
        for (int k = 0; k < task.observed().size(); k++) {
            task.observed().get(k).hum(result.traces_mV().get(k).values()).ifPresent(findings::add);
            task.observed()
                    .get(k)
                    .steps(task.problem().dt_ms(), byHalvedSteps_mV.get(k), rmse_mV(k))
                    .ifPresent(findings::add);
        }
        List<String> names =
                task.problem().parameters().stream().map(Parameter::name).toList();
        Set<String> weights = task.problem().parameters().stream()
                .filter(Parameter::isWeight)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        List<String> undetermined = result.uncertainty().stream()
                .flatMap(uncertainty -> FitJudgement.undetermined(names, uncertainty.standardErrors()).stream())
                .filter(name -> !weights.contains(name))
                .toList();
        if (!undetermined.isEmpty()) {
            findings.add("the recordings do not determine " + FitJudgement.together(undetermined, names)
                    + ", at least not apart from each other: fit fewer numbers, give priors, or add recordings");
        }
        List<FittedNumber> pulled = numbers().stream()
                .filter(number -> !number.isWeight() && number.priorDeviations() > FAR_FROM_PRIOR)
                .toList();
        pulled.forEach(number -> findings.add(number.ofItsPrior()));
        List<String> hardly = hardlyDetermined(names).stream()
                .filter(name -> !undetermined.contains(name) && !weights.contains(name))
                .filter(name ->
                        pulled.stream().noneMatch(number -> number.name().equals(name)))
                .toList();
        if (!hardly.isEmpty()) {
            findings.add("the recordings hardly determine " + hardly.size() + " of " + (names.size() - weights.size())
                    + " numbers, "
                    + FitJudgement.together(hardly, names)
                    + ": these stand near where they started or where a prior holds them, or their standard errors are"
                    + " as large as they are; what they are says little about the cell");
        }
        return findings;
    }

    /** What to say of a capacitance that no membrane has, of a current in other units or of the other sign. */
    private Optional<String> noMembrane() {
        List<Parameter> parameters = task.problem().parameters();
        return IntStream.range(0, parameters.size())
                .filter(k -> parameters.get(k).quantity() instanceof Quantity.Capacitance_uF_per_cm2)
                .mapToObj(result.bestStart().values()::get)
                .filter(found -> found > FARTHEST_CAPACITANCE || found < 1 / FARTHEST_CAPACITANCE)
                .findFirst()
                .map(found ->
                        "no membrane has " + Shown.number(found) + " uF/cm2, as was found; it has about 1: are the"
                                + " unit and the sign of the current, and the size of the cell, right?");
    }

    private List<String> hardlyDetermined(List<String> names) {
        return result.uncertainty()
                .map(uncertainty -> FitJudgement.hardlyDetermined(
                        names,
                        uncertainty.learned(),
                        IntStream.range(0, numbers().size())
                                .mapToObj(k -> relativeError(k, uncertainty))
                                .toList()))
                .orElse(List.of());
    }

    private double relativeError(int k, FitResult.Uncertainty uncertainty) {
        double error = uncertainty.standardErrors().get(k);
        return task.problem().parameters().get(k).transform() instanceof Transform.Log && Double.isFinite(error)
                ? error / result.bestStart().values().get(k)
                : Double.NaN;
    }

    /** What to say if the voltage was fitted and the model is farther from recordings than their noise explains, the farthest first. */
    private List<String> distances() {
        boolean isVoltageFitted = task.loss().stream().anyMatch(term -> term.measure() instanceof LossMeasure.Voltage);
        List<Integer> far = IntStream.range(0, task.observed().size())
                .filter(k -> isVoltageFitted
                        && rmse_mV(k) > task.observed().get(k).experiment().limit_mV())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -rmse_mV(k)))
                .toList();
        List<String> said = new ArrayList<>(far.stream()
                .limit(MOST_NAMED)
                .map(k -> "the model is " + task.observed().get(k).shown(rmse_mV(k)) + " away from "
                        + task.observed().get(k).name()
                        + (rmse_mV(k) < deviation_mV(k)
                                ? ", more than its noise explains: "
                                : ", and a straight line at its mean is "
                                        + task.observed().get(k).shown(deviation_mV(k))
                                        + ": what was found says nothing of the cell; ")
                        + "other starts (--starts 10) or another way (--stages intermittent) may lead nearer,"
                        + " or what is not marked is not as in the cell")
                .toList());
        if (far.size() > MOST_NAMED) {
            said.add("and farther than noise explains from " + (far.size() - MOST_NAMED) + " more, from none of them as"
                    + " far as from these");
        }
        return said;
    }

    /** What to say of the number of spikes whose times were to be fitted, where the model runs free. */
    private Optional<String> spiking() {
        return task.loss().stream()
                .map(LossEntry::measure)
                .filter(LossMeasure.SpikeTimes.class::isInstance)
                .map(measure -> ((LossMeasure.SpikeTimes) measure).tolerance())
                .findFirst()
                .flatMap(tolerance -> {
                    long recorded = 0, found = 0;
                    for (int k = 0; k < task.observed().size(); k++) {
                        recorded += spikes(k, task.observed().get(k).recorded(), tolerance.threshold_mV());
                        found += spikes(k, result.traces_mV().get(k), tolerance.threshold_mV());
                    }
                    return FitJudgement.spikes(recorded, found, tolerance.unmatched());
                });
    }

    /** The rises of a voltage through a threshold that are looked at in recording number k. */
    private long spikes(int k, SampledSignal voltage_mV, double threshold_mV) {
        double lead_ms = task.observed().get(k).experiment().lead_ms();
        return !task.observed().get(k).isVoltage()
                ? 0
                : Arrays.stream(SpikeTimes.of(voltage_mV.values(), voltage_mV.interval_ms(), threshold_mV))
                        .filter(t_ms -> t_ms >= lead_ms)
                        .count();
    }

    /** Of recording number k from a straight line at its mean. */
    private double deviation_mV(int k) {
        Experiment experiment = task.observed().get(k).experiment();
        double mean = Arrays.stream(experiment.samples())
                .mapToDouble(experiment.recorded()::value)
                .average()
                .orElseThrow();
        double[] line = new double[experiment.recorded().length()];
        Arrays.fill(line, mean);
        return experiment.rmse_mV(line);
    }

    /** Model minus recording number k, in the recording's unit; NaN where it is not looked at. */
    double[] difference(int k) {
        return task.observed().get(k).difference(result.traces_mV().get(k).values());
    }
}
