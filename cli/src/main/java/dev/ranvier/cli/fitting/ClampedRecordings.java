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
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;

/** Takes currents recorded under voltage clamp as experiments on a model, whose section {@code clamp} is the electrode. */
final class ClampedRecordings {
    /** The whole range of the currents counts as so much voltage, which is about that of a spike. */
    private static final double RANGE_mV = 100;

    private static final double LARGEST_COMMAND_mV = 500;

    private final ModelFile model;
    private final String modelName;
    private final List<String> notes;
    private final List<Recording> currents;

    /** Of those recordings that are currents. */
    ClampedRecordings(ModelFile model, String modelName, List<String> notes, List<Recording> recordings) {
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
        SampledSignal command_mV = recording.file().voltage_mV();
        for (double v : command_mV.values()) {
            if (Math.abs(v) > LARGEST_COMMAND_mV) {
                throw new BadInputException(name + ": the command reaches " + Shown.number(v)
                        + " mV, which no membrane bears: check its unit");
            }
        }
        SampledSignal current_nA = recording.file().current_nA().orElseThrow();
        Experiment experiment =
                Experiment.underClamp(name, model.conductances(), site.node(), current_nA, clamp(command_mV, 1));
        if (experiment.samples().length < 2) {
            throw new BadInputException(name + ": nothing is left to be looked at: all of it lies within "
                    + Shown.number(clamp(command_mV, 1).blank_ms())
                    + " ms after jumps of the command. Give the clamp a shorter blank_ms");
        }
        double blank_ms = clamp(command_mV, 1).blank_ms();
        String blank = "under voltage clamp the first " + Shown.number(blank_ms)
                + " ms after each jump of the command are not looked at (clamp.blank_ms)";
        if (blank_ms > 0 && !notes.contains(blank)) {
            notes.add(blank);
        }
        ClampedRecording counting = clamp(command_mV, RANGE_mV / range_nA());
        return new Observed(
                name,
                site,
                Optional.empty(),
                Experiment.underClamp(name, model.conductances(), site.node(), current_nA, counting)
                        .withOffset_mV(model.electrode().offset_mV()));
    }

    private ClampedRecording clamp(SampledSignal command_mV, double mV_per_nA) {
        double capacitance_nF = MembraneSize.of(
                        model.membrane().compartments(), model.membrane().capacitance_uF_per_cm2())
                .capacitance_nF();
        return electrode().recording(command_mV, capacitance_nF, mV_per_nA);
    }

    /** Of all of them, where they are looked at. */
    private double range_nA() {
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (Recording recording : currents) {
            SampledSignal current = recording.file().current_nA().orElseThrow();
            Experiment experiment = Experiment.underClamp(
                    recording.name(),
                    List.of(),
                    site().node(),
                    current,
                    clamp(recording.file().voltage_mV(), 1));
            for (int k : experiment.samples()) {
                range.accept(current.value(k));
            }
        }
        if (!(range.getMax() > range.getMin())) {
            throw new BadInputException(currents.getFirst().name() + ": the current is always " + range.getMax()
                    + " nA: is this the right channel?");
        }
        return range.getMax() - range.getMin();
    }
}
