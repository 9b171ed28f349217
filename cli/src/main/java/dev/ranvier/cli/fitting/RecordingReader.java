package dev.ranvier.cli.fitting;

import dev.ranvier.cli.judge.UndeterminedException;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.MembraneSize;
import dev.ranvier.files.judge.ModelJudgement;
import dev.ranvier.files.judge.RecordingJudgement;
import dev.ranvier.files.model.DividingStep;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.model.StimulusEntry;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.RecordedVoltage;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes recordings as experiments on a model. */
public final class RecordingReader {
    private static final double FAR_FROM_START_mV = 1;

    private final ModelFile model;
    private final String modelName;
    private final List<String> notes;
    private final double lead_ms;

    /** On a model, called so in complaints; adds to the notes. */
    public RecordingReader(ModelFile model, String modelName, List<String> notes) {
        this(model, modelName, notes, 0);
    }

    /** The same, the model clamped to each recording for so long at first. */
    public RecordingReader(ModelFile model, String modelName, List<String> notes, double lead_ms) {
        this.model = model;
        this.lead_ms = lead_ms;
        this.modelName = modelName;
        this.notes = notes;
    }

    /** Recordings at the places that the options {@code --at} name: none for the middle of the root, one for all, or one each. */
    public List<Observed> observed(List<? extends Recording> recordings, List<String> sites) {
        if (sites.size() > 1 && sites.size() != recordings.size()) {
            throw new BadInputException("--at is given " + sites.size() + " times and --recording " + recordings.size()
                    + " times: give one place for all recordings, or one for each, in their order");
        }
        ClampedRecordings clamped = new ClampedRecordings(model, modelName, notes, recordings);
        List<Observed> observed = new ArrayList<>();
        AlikeNotes alike = new AlikeNotes();
        for (Recording recording : recordings) {
            int k = observed.size();
            recording.file().notes().forEach(note -> alike.add(recording.name(), note));
            observed.add(
                    switch (recording) {
                        case Recording.OfQuantity quantity -> quantity(quantity, site(sites, k), recordings);
                        case Recording.OfElectrode electrode
                        when electrode.observed() == Dimension.CURRENT ->
                            clamped.observed(recording, sites.isEmpty() ? clamped.site() : site(sites, k));
                        case Recording.OfElectrode _ -> voltage(recording, site(sites, k), alike);
                    });
        }
        judge(observed, alike);
        notes.addAll(alike.told());
        return observed;
    }

    /** Names what no membrane does; refuses recordings in which nothing happens. */
    private void judge(List<Observed> observed, AlikeNotes alike) {
        MembraneSize membrane = MembraneSize.of(
                model.membrane().compartments(), model.membrane().capacitance_uF_per_cm2());
        double longest_ms =
                observed.stream().mapToDouble(Observed::duration_ms).max().orElse(0);
        notes.addAll(ModelJudgement.curves(model.written(), longest_ms));
        List<String> silent = new ArrayList<>(), dead = new ArrayList<>();
        for (Observed recording : observed) {
            if (!recording.isVoltage()) {
                continue;
            }
            RecordingJudgement judgement =
                    new RecordingJudgement(recording.name(), recording.recorded(), recording.current_nA(), membrane);
            if (!new MarkChecks(model).isSizeMarked()) {
                judgement.impossibleCurrent().ifPresent(impossible -> {
                    throw new UndeterminedException(impossible);
                });
                judgement.wrongGain().ifPresent(gain -> alike.add(recording.name(), gain));
            }
            judgement.warnings().forEach(warning -> alike.add(recording.name(), warning));
            if (model.synapses().isEmpty()) {
                judgement.idleCurrent().ifPresent(idle -> alike.add(recording.name(), idle));
            }
            if (model.synapses().isEmpty() && judgement.isStill()) {
                if (judgement.isCurrentConstant()
                        || (recording.current_nA().isEmpty() && model.stimuli().isEmpty())) {
                    silent.add(recording.name());
                } else if (membrane.isOnePiece() && judgement.isDriven()) {
                    dead.add(recording.name());
                }
            }
        }
        refuseStillness(
                silent,
                "nothing happens in ",
                ": the current stays as it is, and so does the voltage.",
                observed.size());
        refuseStillness(
                dead,
                "the voltage does not move in ",
                ", whatever the current does: is it that of the cell, and does the electrode inject?",
                observed.size());
    }

    private void refuseStillness(List<String> still, String before, String behind, int all) {
        if (still.isEmpty()) {
            return;
        }
        String nothing = before + String.join(", ", still) + behind;
        if (still.size() == all) {
            throw new UndeterminedException(
                    nothing + " That determines neither curves nor numbers: record responses to currents");
        }
        notes.add(nothing + " That determines hardly anything");
    }

    private Site site(List<String> sites, int recording) {
        return sites.isEmpty()
                ? Site.root(model.membrane().compartments())
                : Site.named(model.membrane().compartments(), sites.get(sites.size() == 1 ? 0 : recording), "--at");
    }

    /** A recorded voltage at a site, to which the model may be clamped at first. */
    private Observed voltage(Recording recording, Site site, AlikeNotes alike) {
        SampledSignal voltage_mV = recording.samples();
        double duration_ms = (voltage_mV.length() - 1) * voltage_mV.interval_ms();
        if (lead_ms >= duration_ms) {
            throw new BadInputException(
                    recording.name() + ": --lead-in-ms " + lead_ms + " holds the model to all of its "
                            + Shown.number(duration_ms) + " ms, and nothing is left to be judged");
        }
        if (lead_ms == 0) {
            firstVoltage(voltage_mV.value(0) - model.electrode().offset_mV())
                    .ifPresent(words -> alike.add(recording.name(), recording.name() + words));
        }
        return observed(
                recording,
                site,
                experiment(recording, new Probe.Voltage(site.node()))
                        .led(lead_ms)
                        .withOffset_mV(model.electrode().offset_mV()));
    }

    /** Another quantity, and where the voltage beside it was recorded; residuals of all recordings of it count alike. */
    private Observed quantity(Recording.OfQuantity recording, Site site, List<? extends Recording> recordings) {
        ProbeEntry quantity = recording.quantity();
        if (lead_ms > 0) {
            throw new BadInputException(recording.name() + ": --lead-in-ms is for recordings of the voltage, and "
                    + quantity.name() + " is none: leave it out");
        }
        List<Experiment> alike = recordings.stream()
                .filter(other -> other instanceof Recording.OfQuantity of
                        && of.quantity().probe().equals(quantity.probe()))
                .map(other -> experiment(other, quantity.probe()))
                .toList();
        Experiment experiment = experiment(recording, quantity.probe())
                .counting(RecordedRange.mV_per_unit(alike))
                .withOffset_mV(model.electrode().offset_mV());
        return observed(
                recording,
                quantity.site(),
                recording
                        .file()
                        .voltage_mV()
                        .map(voltage_mV -> experiment.beside(new RecordedVoltage(site.node(), voltage_mV)))
                        .orElse(experiment));
    }

    private static Observed observed(Recording recording, Site site, Experiment experiment) {
        return new Observed(recording.name(), site, recording.file().current_nA(), experiment);
    }

    /** With the recorded current or, without one, the model's stimulus; with the model's synapses. */
    private Experiment experiment(Recording recording, Probe observed) {
        List<Injection> injections = recording
                .file()
                .current_nA()
                .map(current ->
                        model.injections(List.of(new Injection(currentSite().node(), new Stimulus.Sampled(current)))))
                .orElseGet(model::injections);
        return new Experiment(
                recording.name(), injections, model.conductances(), model.arrivals(), observed, recording.samples());
    }

    /** Where a recorded current is injected: where the model's stimulus is, or at the middle of the root. */
    public Site currentSite() {
        List<Site> places = model.stimuli().stream()
                .map(StimulusEntry::site)
                .filter(site -> site.node() != firstSite().node())
                .toList();
        if (!places.isEmpty()) {
            throw new BadInputException(modelName + ": stimulus: is at several places, "
                    + firstSite().title() + " and "
                    + places.getFirst().title() + ", so it is not clear where a recorded current belongs: keep one"
                    + " place, or take the current's column out of the recordings");
        }
        return firstSite();
    }

    private Site firstSite() {
        return model.stimuli().isEmpty()
                ? Site.root(model.membrane().compartments())
                : model.stimuli().getFirst().site();
    }

    /** What to say of a first voltage that is not the model's. */
    private Optional<String> firstVoltage(double first_mV) {
        double initial_mV = model.membrane().initialVoltage_mV();
        return model.times().start() instanceof InitialCondition.AtVoltage
                        && !new MarkChecks(model).isBeginningMarked()
                        && Math.abs(first_mV - initial_mV) > FAR_FROM_START_mV
                ? Optional.of(" starts at " + first_mV + " mV, the model at cell.initial_voltage_mV = " + initial_mV
                        + " with its gates at rest. Where the recording is shifted, by a liquid junction potential,"
                        + " --junction shifts it back; where it begins elsewhere than at rest, --lead-in-ms holds the"
                        + " model to it")
                : Optional.empty();
    }

    /** Says where a step does not divide the sampling interval; refuses recordings of more steps than can be made. */
    public void noteSteps(List<Observed> observed, double step_ms) {
        observed.forEach(recording -> DividingStep.of(
                        step_ms, recording.recorded().interval_ms())
                .complaint("the recording", recording.duration_ms())
                .ifPresent(complaint -> {
                    throw new BadInputException(recording.name() + ": " + complaint);
                }));
        observed.stream()
                .map(recording -> DividingStep.of(step_ms, recording.recorded().interval_ms()))
                .flatMap(step -> step.note().stream())
                .distinct()
                .forEach(notes::add);
    }

    /** Says what is injected where. */
    public void noteStimulus(List<Observed> observed) {
        List<String> without = observed.stream()
                .filter(recording -> recording.current_nA().isEmpty() && !recording.isCurrent())
                .map(Observed::name)
                .toList();
        if (!without.isEmpty()) {
            notes.add("no current is recorded in " + String.join(", ", without) + ": "
                    + (model.stimuli().isEmpty() ? "nothing is injected" : "the model's stimulus is injected")
                    + (without.size() > 1 ? ", the same for all" : ""));
        }
        boolean isInjected =
                observed.stream().anyMatch(recording -> recording.current_nA().isPresent());
        if (isInjected && !model.stimuli().isEmpty()) {
            notes.add("the recorded current is injected at " + currentSite().title()
                    + " in place of the model's stimulus");
        }
    }
}
