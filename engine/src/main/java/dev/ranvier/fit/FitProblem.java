package dev.ranvier.fit;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Start;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Residuals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.parameter.Parameter;
import java.util.List;

/**
 * Numbers of a model, and the recordings that they are to explain.
 *
 * @param cell the model; its own values where it is not fitted
 * @param experiments the recordings
 * @param objective what counts as far from them; its recordings are the experiments, in order
 * @param parameters what may change
 * @param scheme of the simulation
 * @param dt_ms step of the simulation; one that does not divide a recording's interval becomes the next smaller that does
 * @param start where the runs begin
 */
public record FitProblem(
        Cell cell,
        List<Experiment> experiments,
        Objective objective,
        List<Parameter> parameters,
        Scheme scheme,
        double dt_ms,
        Start start) {
    /** Copies the lists; refuses empty ones, and losses of recordings that are not there or of another length. */
    public FitProblem {
        experiments = List.copyOf(experiments);
        parameters = List.copyOf(parameters);
        ModelException.positive("dt_ms", dt_ms);
        if (experiments.isEmpty() || parameters.isEmpty()) {
            throw new ModelException("a fit needs at least one recording and one parameter: recordings="
                    + experiments.size() + " parameters=" + parameters.size());
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

    /** Residuals of the objective without priors; it must be a sum of squares. */
    int residuals() {
        return objective.terms().stream()
                .mapToInt(term -> ((Residuals) term.loss()).count())
                .sum();
    }
}
