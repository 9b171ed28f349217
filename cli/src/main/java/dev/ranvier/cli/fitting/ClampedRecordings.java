package dev.ranvier.cli.fitting;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.MembraneSize;
import dev.ranvier.files.model.ClampEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.fit.ClampedRecording;
import dev.ranvier.fit.Experiment;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Quantity;
import java.util.List;
import java.util.Optional;

/** Takes currents recorded under voltage clamp as experiments on a model, whose section {@code clamp} is the electrode. */
final class ClampedRecordings {
    private static final double LARGEST_COMMAND_mV = 500;
    private static final String HELD =
            "the clamp's current begins as it goes on: the cell is taken to have been held for"
                    + " long before (simulation.start: held)";

    private final ModelFile model;
    private final String modelName;
    private final List<String> notes;
    private final List<? extends Recording> currents;

    /** Of those recordings that are currents. */
    ClampedRecordings(ModelFile model, String modelName, List<String> notes, List<? extends Recording> recordings) {
        this.model = model;
        this.modelName = modelName;
        this.notes = notes;
        currents = recordings.stream()
                .filter(recording -> recording.observed() == Dimension.CURRENT)
                .toList();
        if (!currents.isEmpty()) {
            check();
        }
    }

    private void check() {
        if (model.times().start() instanceof InitialCondition.AtRest) {
            throw new BadInputException(modelName + ": simulation.start: under voltage clamp a cell begins where the"
                    + " command holds it, not at rest: remove start");
        }
        if (model.fit().parameters().stream()
                .anyMatch(parameter -> parameter.quantity() instanceof Quantity.Area_um2
                        || parameter.quantity() instanceof Quantity.InitialVoltage_mV)) {
            throw new BadInputException(modelName + ": the size of the cell and its initial voltage cannot be fitted to"
                    + " currents under voltage clamp: mark capacitance and conductances instead");
        }
    }

    private ClampEntry electrode() {
        return model.clamp()
                .orElseThrow(() -> new BadInputException(
                        modelName + ": " + currents.getFirst().name()
                                + " is a current under voltage clamp, and the model does not say through which"
                                + " electrode. Add a section, as in clamp: {resistance_MOhm: 10, compensation: 0.7}"));
    }

    /** Where the electrode is. */
    Site site() {
        return electrode().site();
    }

    /** One of them. */
    Observed observed(Recording recording, Site site) {
        if (site.node() != electrode().site().node()) {
            throw new BadInputException(
                    recording.name() + " is of " + site.title() + " (--at), and the model's clamp is at "
                            + electrode().site().title());
        }
        String name = recording.name();
        SampledSignal command_mV = recording.samples();
        for (double v : command_mV.values()) {
            if (Math.abs(v) > LARGEST_COMMAND_mV) {
                throw new BadInputException(name + ": the command reaches " + Shown.number(v)
                        + " mV, which no membrane bears: check its unit");
            }
        }
        double blank_ms = clamp(command_mV).blank_ms();
        Experiment experiment = experiment(recording);
        if (experiment.samples().length < 2) {
            throw new BadInputException(name + ": nothing is left to be looked at: all of it lies within "
                    + Shown.number(blank_ms)
                    + " ms after jumps of the command. Give the clamp a shorter blank_ms");
        }
        if (experiment.start(model.times().start()) instanceof InitialCondition.AtHold && !notes.contains(HELD)) {
            notes.add(HELD);
        }
        String blank = "under voltage clamp the first " + Shown.number(blank_ms)
                + " ms after each jump of the command are not looked at (clamp.blank_ms)";
        if (blank_ms > 0 && !notes.contains(blank)) {
            notes.add(blank);
        }
        return new Observed(
                name,
                site,
                Optional.empty(),
                experiment
                        .counting(RecordedRange.mV_per_unit(
                                currents.stream().map(this::experiment).toList()))
                        .withOffset_mV(model.electrode().offset_mV()));
    }

    private Experiment experiment(Recording recording) {
        return Experiment.underClamp(
                recording.name(),
                model.conductances(),
                site().node(),
                recording.file().current_nA().orElseThrow(),
                clamp(recording.samples()));
    }

    private ClampedRecording clamp(SampledSignal command_mV) {
        double capacitance_nF = MembraneSize.of(
                        model.membrane().compartments(), model.membrane().capacitance_uF_per_cm2())
                .capacitance_nF();
        return electrode().recording(command_mV, capacitance_nF);
    }
}
