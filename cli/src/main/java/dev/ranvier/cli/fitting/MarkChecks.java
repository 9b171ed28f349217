package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.FitMark;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.parameter.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Refuses marks of a model that would have no effect, or not the one that is meant. */
public record MarkChecks(ModelFile model) {
    private Optional<FitMark> find(Predicate<Quantity> which) {
        return model.fit().marks().stream()
                .filter(mark -> which.test(mark.parts().getFirst().parameter().quantity()))
                .findFirst();
    }

    /** Whether the first voltage of a recording may be other than the model's. */
    boolean isBeginningMarked() {
        return find(quantity -> quantity instanceof Quantity.InitialVoltage_mV
                        || quantity instanceof Quantity.ElectrodeOffset_mV)
                .isPresent();
    }

    /** Whether how fast the cell charges is fitted. */
    boolean isSizeMarked() {
        return find(quantity ->
                        quantity instanceof Quantity.Capacitance_uF_per_cm2 || quantity instanceof Quantity.Area_um2)
                .isPresent();
    }

    private boolean isOfStimulus(Quantity quantity) {
        return quantity instanceof Quantity.StimulusParameter(int injection, String _) && !isHolding(injection);
    }

    private boolean isHolding(int injection) {
        return injection == 0 && model.electrode().holding().isPresent();
    }

    /** Refuses a model without marks. */
    void checkAny() {
        if (model.fit().marks().isEmpty()) {
            throw new BadInputException(
                    model.channelsPlace(),
                    "no number of the model is marked, so there is nothing to fit. Mark what a fit may change, as in"
                            + " conductance_S_per_cm2: {fit: 0.1}");
        }
    }

    /** Refuses a mark of the voltage from which a run does not start. */
    public void checkStart() {
        if (model.times().start() instanceof InitialCondition.AtRest) {
            find(Quantity.InitialVoltage_mV.class::isInstance).ifPresent(mark -> {
                throw new BadInputException(
                        mark.place(),
                        "the initial voltage has no effect on a run that starts at rest: remove the mark, or"
                                + " simulation.start: rest");
            });
        }
    }

    /** The model's stimulus is injected only where a recording does not bring its own current. */
    public void checkRecordings(List<Observed> observed) {
        if (observed.stream().noneMatch(Observed::isCurrent)) {
            find(Quantity.SeriesResistance_MOhm.class::isInstance).ifPresent(mark -> {
                throw new BadInputException(
                        mark.place(),
                        "the electrode of the clamp is fitted to currents under voltage clamp, and there are none:"
                                + " say --observed current, or remove the mark");
            });
        }
        if (observed.stream().anyMatch(Observed::isCurrent)) {
            find(quantity -> quantity instanceof Quantity.StimulusParameter(int injection, String _)
                            && isHolding(injection))
                    .ifPresent(mark -> {
                        throw new BadInputException(
                                mark.place(),
                                "under voltage clamp a holding current is part of the clamp's: remove the mark, or fit"
                                        + " to recordings in current clamp alone");
                    });
        }
        Optional<FitMark> stimulus = find(this::isOfStimulus);
        for (Observed recording : observed) {
            if (stimulus.isPresent() && recording.current_nA().isPresent()) {
                FitMark.Part part = stimulus.get().parts().getFirst();
                throw new BadInputException(
                        stimulus.get().place(),
                        part.parameter().name() + " cannot be fitted to " + recording.name()
                                + ", which brings its own current: that is injected in place of the model's stimulus."
                                + " Take the current's column out of the recording, or the mark out of the model");
            }
        }
    }

    /** Features are of the time in which the stimulus is on, which stays as it is during a fit. */
    void checkLoss(List<LossEntry> terms) {
        if (find(MarkChecks::isTimeOfStimulus).isEmpty()) {
            return;
        }
        for (LossEntry term : terms) {
            if (term.measure() instanceof LossMeasure.Features features
                    && features.stimulus().isEmpty()) {
                throw LossTerms.wrong(
                        term,
                        "when the stimulus is on is to be fitted, so the features need a window that stays: give"
                                + " stimulus_ms: [start, end]");
            }
        }
    }

    private static boolean isTimeOfStimulus(Quantity quantity) {
        return quantity instanceof Quantity.StimulusParameter(int _, String name) && name.endsWith("_ms");
    }
}
