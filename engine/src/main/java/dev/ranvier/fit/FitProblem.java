package dev.ranvier.fit;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Residuals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.parameter.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a model does not know, and the recordings that it is to explain.
 *
 * @param cell the model; its own values where it is not fitted
 * @param experiments the recordings
 * @param objective what counts as far from them; its recordings are the experiments, in order
 * @param blocks what may change
 * @param stages the way to the free-running model
 * @param scheme of the simulation
 * @param dt_ms step of the simulation; one that does not divide a recording's interval becomes the next smaller that does
 * @param start where the runs begin
 * @param heldOut recordings that are not fitted to, by which the best start is chosen; else it is the one with the lowest value
 */
public record FitProblem(
        Cell cell,
        List<Experiment> experiments,
        Objective objective,
        List<ParameterBlock> blocks,
        List<Stage> stages,
        Scheme scheme,
        double dt_ms,
        InitialCondition start,
        Optional<HeldOut> heldOut) {
    /** Recordings that are kept aside, and what counts as far from them. */
    public record HeldOut(List<Experiment> experiments, Objective objective) {
        /** Copies the list. */
        public HeldOut {
            experiments = List.copyOf(experiments);
        }
    }

    /** Copies the lists; refuses empty ones, and losses of recordings that are not there or of another length. */
    public FitProblem {
        experiments = List.copyOf(experiments);
        blocks = List.copyOf(blocks);
        stages = List.copyOf(stages);
        ModelException.positive("dt_ms", dt_ms);
        if (experiments.isEmpty() || stages.isEmpty() || new Blocks(blocks).size() == 0) {
            throw new ModelException("a fit needs at least one recording, one stage and one parameter: recordings="
                    + experiments.size() + " stages=" + stages.size() + " parameters="
                    + new Blocks(blocks).size());
        }
        for (Objective.Term term : objective.terms()) {
            if (term.recording() >= experiments.size()) {
                throw new ModelException("there is no recording " + term.recording() + ", only " + experiments.size());
            }
            Experiment experiment = experiments.get(term.recording());
            if (term.loss().sampling().samples() != experiment.recorded().length()) {
                throw new ModelException("the loss of recording " + experiment.name() + " is for "
                        + term.loss().sampling().samples() + " samples; it has "
                        + experiment.recorded().length());
            }
        }
    }

    /** Numbers of a model, by a clamp that fades. */
    public static FitProblem ofNumbers(
            Cell cell,
            List<Experiment> experiments,
            Objective objective,
            List<Parameter> parameters,
            Scheme scheme,
            double dt_ms,
            InitialCondition start) {
        List<ParameterBlock> numbers = List.of(new Numbers(parameters));
        return new FitProblem(
                cell, experiments, objective, numbers, Stages.FADING.stages(), scheme, dt_ms, start, Optional.empty());
    }

    /** The same by other stages. */
    public FitProblem with(List<Stage> stages) {
        return new FitProblem(cell, experiments, objective, blocks, stages, scheme, dt_ms, start, heldOut);
    }

    /** The same, its best start chosen by recordings that are kept aside. */
    public FitProblem choosingBy(HeldOut heldOut) {
        return new FitProblem(cell, experiments, objective, blocks, stages, scheme, dt_ms, start, Optional.of(heldOut));
    }

    /** The same by steps half as long as those that are taken. */
    FitProblem byHalvedSteps() {
        double interval_ms = experiments.stream()
                .mapToDouble(experiment -> experiment.recorded().interval_ms())
                .min()
                .orElseThrow();
        return new FitProblem(
                cell, experiments, objective, blocks, stages, scheme, Math.min(dt_ms, interval_ms) / 2, start, heldOut);
    }

    /** The held-out recordings in the place of those that are fitted to. */
    Optional<FitProblem> held() {
        return heldOut.map(held -> new FitProblem(
                cell, held.experiments(), held.objective(), blocks, stages, scheme, dt_ms, start, Optional.empty()));
    }

    /** The last stage, by windows at all the places where they were. */
    List<Stage> lastPlaces() {
        Stage last = stages.getLast();
        return Stream.concat(stages.stream().filter(last::isElsewhere), Stream.of(last))
                .distinct()
                .toList();
    }

    /** The numbers of the model among what may change. */
    public List<Parameter> parameters() {
        return block().parameters();
    }

    /** How runs of the model are made. */
    FreeRun model() {
        return new FreeRun(cell, scheme, dt_ms, start);
    }

    /** All blocks as one. */
    Blocks block() {
        return new Blocks(blocks);
    }

    /** Residuals of the objective without penalties; it must be a sum of squares. */
    int residuals() {
        return objective.terms().stream()
                .mapToInt(term -> ((Residuals) term.loss()).count())
                .sum();
    }

    /** Whether anything is known of the numbers before. */
    boolean hasPriors() {
        return block().hasPriors();
    }

    /** Data that the objective is made of: samples, or residuals where these are fewer. */
    int data() {
        int samples = experiments.stream()
                .mapToInt(experiment -> experiment.recorded().length())
                .sum();
        return objective.isSumOfSquares() ? Math.min(samples, residuals()) : samples;
    }

    /** What the objective would be if every sample were off by 1 mV, or by what counts as much. */
    double unitValue() {
        return objective.terms().stream()
                .mapToDouble(term -> {
                    double unit = experiments.get(term.recording()).mV_per_unit();
                    return term.weight() / (unit * unit);
                })
                .sum();
    }
}
