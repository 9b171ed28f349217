package dev.ranvier.fit;

import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What electrodes may have done without a record: an offset of the voltage, and a current that was injected all the time. One of them at
 * a time is fitted beside the numbers of a fit, from where that has ended or began.
 */
public final class Unrecorded {
    private static final double OFFSET_mV = 5, ALWAYS_ms = 1e12, NEARLY = 1e-3, MUCH = 0.5, NEARLY_ALL = 0.95;
    private static final int STEPS = 40;

    private final FitProblem problem;
    private final FitResult found;
    private final int threads;

    /**
     * What one of them explains.
     *
     * @param value what was found, in mV or nA
     * @param explained which part of the objective it takes away; 0 where it takes away nothing
     */
    public record Suspect(double value, double explained) {}

    /** Beside what a fit of numbers has found; refuses an objective that is no sum of squares. */
    public Unrecorded(FitProblem problem, FitResult found, int threads) {
        if (!problem.objective().isSumOfSquares()) {
            throw new ModelException("what explains a distance is found for sums of squares only");
        }
        this.problem = problem;
        this.found = found;
        this.threads = threads;
    }

    /** An offset that all recorded voltages have; none where one has been fitted. */
    public Optional<Suspect> offset_mV() {
        Parameter offset = new Parameter(
                "offset", new Quantity.ElectrodeOffset_mV(), new Transform.Linear(OFFSET_mV), 0, Optional.empty());
        return isFitted(offset.quantity()) ? Optional.empty() : Optional.of(with(offset, problem.experiments()));
    }

    /**
     * A current that was injected in all experiments at a node; none where they do not have the same number of injections.
     *
     * @param unit_nA about how much moves the cell
     */
    public Optional<Suspect> holding_nA(int node, double unit_nA) {
        int injections = problem.experiments().getFirst().injections().size();
        if (!problem.experiments().stream()
                .allMatch(experiment -> experiment.clamped().isEmpty()
                        && experiment.injections().size() == injections)) {
            return Optional.empty();
        }
        Parameter holding = new Parameter(
                "holding",
                new Quantity.StimulusParameter(
                        injections, Stimulus.Step.FIELDS.getLast().name()),
                new Transform.Linear(unit_nA),
                0,
                Optional.empty());
        Injection nothing = new Injection(node, new Stimulus.Step(0, ALWAYS_ms, 0));
        return Optional.of(with(
                holding,
                problem.experiments().stream()
                        .map(experiment -> experiment.injecting(nothing))
                        .toList()));
    }

    private boolean isFitted(Quantity quantity) {
        return problem.parameters().stream()
                .anyMatch(parameter -> parameter.quantity().equals(quantity));
    }

    /** From where the fit has ended, or, if that explains little, from where it began: a wrong current may have led it astray. */
    private Suspect with(Parameter one, List<Experiment> experiments) {
        List<Parameter> numbers = new ArrayList<>(problem.parameters());
        numbers.add(one);
        Suspect nearby = with(
                numbers,
                experiments,
                found.bestStart().theta(),
                List.of(problem.stages().getLast().until(NEARLY, 1, STEPS).once()));
        if (nearby.explained >= MUCH) {
            return nearby;
        }
        List<Double> beginning = problem.parameters().stream()
                .map(parameter -> parameter.transform().theta(parameter.start()))
                .toList();
        Suspect anew = with(numbers, experiments, beginning, problem.stages());
        return anew.explained >= NEARLY_ALL ? anew : nearby;
    }

    private Suspect with(List<Parameter> numbers, List<Experiment> experiments, List<Double> from, List<Stage> stages) {
        FitResult.Started before = found.bestStart();
        Parameter one = numbers.getLast();
        FitProblem more = new FitProblem(
                problem.cell(),
                experiments,
                problem.objective(),
                List.of(new Numbers(numbers)),
                stages,
                problem.scheme(),
                problem.dt_ms(),
                problem.start(),
                Optional.empty());
        double[] theta = IntStream.range(0, numbers.size())
                .mapToDouble(
                        k -> k < from.size() ? from.get(k) : one.transform().theta(one.start()))
                .toArray();
        FitResult.Started after = Fit.from(
                        List.of(theta), more, FitSettings.usual().on(threads), (_, _, _, _, _) -> {})
                .bestStart();
        return after.status() == Status.DIVERGED || !(after.value() < before.value())
                ? new Suspect(one.start(), 0)
                : new Suspect(after.values().getLast(), 1 - after.value() / before.value());
    }
}
