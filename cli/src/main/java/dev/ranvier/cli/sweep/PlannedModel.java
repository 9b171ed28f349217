package dev.ranvier.cli.sweep;

import dev.ranvier.cli.fitting.LossTerms;
import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.fitting.Recording;
import dev.ranvier.cli.fitting.RecordingReader;
import dev.ranvier.cli.fitting.SweepList;
import dev.ranvier.cli.simulation.SimulationTask;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.model.DividingStep;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.files.model.VariedModel;
import dev.ranvier.files.model.YamlValue;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.signal.SweepCut;
import dev.ranvier.fit.Experiment;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.model.ModelException;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import dev.ranvier.sweep.Kept;
import dev.ranvier.sweep.SweptModel;
import dev.ranvier.sweep.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The model of a plan at its points. Numbers that stand alone in the model are written into lanes; for the others the model is read
 * anew, once for all points that have them in common and follow each other closely enough.
 */
final class PlannedModel implements SweptModel {
    /** Points that are tried before the plan is refused. */
    private static final long MOST_EXAMPLES = 256;
    /** Readings that are kept. */
    private static final int MOST_READINGS = 64;

    /** Steps of a compartment that take as long as a reading. */
    private static final double READING_WORK = 1 << 20;

    private final Plan plan;
    private final VariedModel varied;
    private final double[] example;
    private final List<? extends Recording> recordings;
    private final List<Integer> alone = new ArrayList<>();
    private final List<Integer> readAnew = new ArrayList<>();
    private final List<VariedModel.Single> singles = new ArrayList<>();
    private final List<Parameter> parameters;
    private final ModelFile first;
    private final Optional<Objective> objective;
    private final Kept kept;
    private final List<String> notes = new ArrayList<>();
    private final Map<List<Double>, Trial> readings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Double>, Trial> eldest) {
            return size() > MOST_READINGS;
        }
    };

    /** Reads the model and the recordings of a plan; refuses what makes no sense for any point. */
    PlannedModel(Plan plan) {
        this.plan = plan;
        String text = TextFile.read(plan.model(), "model file");
        List<String> keys = plan.design().names();
        varied = new VariedModel(plan.model().toString(), text, plan.model().resolveSibling(""), keys);
        example = example();
        for (int k = 0; k < keys.size(); k++) {
            Optional<VariedModel.Single> single = varied.single(k, example[k]);
            (single.isPresent() ? alone : readAnew).add(k);
            single.ifPresent(singles::add);
        }
        parameters = singles.stream().map(VariedModel.Single::parameter).toList();
        first = varied.asItIs();
        notes.addAll(first.notes());
        recordings = plan.recordings().stream()
                .flatMap(path -> Recording.read(path, SweepList.ONLY, SweepCut.WHOLE, Reading.PLAIN).stream())
                .toList();
        if (!recordings.isEmpty() && first.clamp().isPresent()) {
            throw new BadInputException(plan.model() + ": clamp: recordings in a sweep are of current clamp; remove the"
                    + " clamp, or the recordings of the plan");
        }
        if (recordings.isEmpty() && plan.keep().gradient()) {
            throw new BadInputException(plan.file() + ": keep.gradient is that of a loss against recordings: give"
                    + " recordings, or leave it out");
        }
        if (plan.keep().gradient() && !readAnew.isEmpty()) {
            notes.add("there is no derivative by "
                    + String.join(", ", readAnew.stream().map(keys::get).toList()));
        }
        objective = recordings.isEmpty()
                ? Optional.empty()
                : Optional.of(LossTerms.of(
                        observed(first, notes),
                        first.fit().loss().isEmpty()
                                ? List.of(LossEntry.usual())
                                : first.fit().loss()));
        kept = trial(first, new double[0]).kept();
    }

    /** The first point at which the model can be read. */
    private double[] example() {
        List<Integer> all =
                IntStream.range(0, plan.design().names().size()).boxed().toList();
        long tried = Math.min(MOST_EXAMPLES, plan.design().points());
        for (long k = 0; k < tried; k++) {
            double[] point = plan.design().at(k);
            try {
                varied.with(all, point);
                return point;
            } catch (BadInputException e) {
                if (k == tried - 1) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("a design has points");
    }

    private List<Observed> observed(ModelFile model, List<String> noted) {
        return new RecordingReader(model, plan.model().toString(), noted).observed(recordings, plan.sites());
    }

    /** What the person should know about how the files were understood. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The model as its file has it. */
    ModelFile model() {
        return first;
    }

    /** What stands behind the gradient's derivatives: names of keys, and engine's units a unit of the key. */
    List<VariedModel.Single> singles() {
        return List.copyOf(singles);
    }

    /** Keys for which the model is read anew. */
    List<String> keysReadAnew() {
        return readAnew.stream().map(plan.design().names()::get).toList();
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public Kept kept() {
        return kept;
    }

    @Override
    public int simulations() {
        return Math.max(1, recordings.size());
    }

    @Override
    public Trial at(double[] point) {
        double[] numbers = new double[alone.size()];
        for (int j = 0; j < numbers.length; j++) {
            numbers[j] = point[alone.get(j)] * singles.get(j).factor();
        }
        List<Double> read = readAnew.stream().map(k -> point[k]).toList();
        synchronized (readings) {
            Trial known = readings.get(read);
            if (known != null) {
                return new Trial(known.simulations(), known.kept(), numbers);
            }
        }
        try {
            Trial fresh = trial(varied.with(readAnew, point), numbers);
            synchronized (readings) {
                readings.put(read, fresh);
            }
            return fresh;
        } catch (BadInputException e) {
            throw new ModelException(String.valueOf(e.getMessage()));
        }
    }

    private Trial trial(ModelFile model, double[] numbers) {
        if (recordings.isEmpty()) {
            return new Trial(List.of(SimulationTask.simulation(model)), kept(model, List.of()), numbers);
        }
        List<Observed> observed = observed(model, new ArrayList<>());
        return new Trial(
                observed.stream().map(recording -> simulation(model, recording)).toList(),
                kept(model, observed),
                numbers);
    }

    private static Simulation simulation(ModelFile model, Observed observed) {
        Experiment experiment = observed.experiment();
        double interval_ms = experiment.recorded().interval_ms();
        double asked_ms = model.times().dt_ms().orElse(TimeSettings.USUAL_DT_ms);
        return new Simulation(
                model.cell(),
                experiment.injections(),
                experiment.synapses(),
                experiment.arrivals(),
                Optional.empty(),
                model.times().start(),
                model.times().scheme(),
                DividingStep.of(asked_ms, interval_ms).dt_ms(),
                (experiment.recorded().length() - 1) * interval_ms,
                interval_ms,
                List.of(experiment.observed()));
    }

    private Kept kept(ModelFile model, List<Observed> observed) {
        Plan.Keep keep = plan.keep();
        double threshold_mV = keep.spikeThreshold_mV()
                .or(() -> model.times().spikeThreshold_mV())
                .orElse(TimeSettings.USUAL_SPIKE_THRESHOLD_mV);
        return new Kept(
                probes(model, keep.spikes()).stream()
                        .map(probe -> new Kept.Spikes(probe, threshold_mV))
                        .toList(),
                keep.features().map(features -> features(model, features)).orElse(List.of()),
                probes(model, keep.traces()),
                objective.map(losses -> new Kept.Errors(
                        observed.stream()
                                .map(recording -> recording.experiment().observed())
                                .toList(),
                        losses,
                        keep.gradient())));
    }

    private static List<Kept.Features> features(ModelFile model, Plan.Features features) {
        StimulusWindow stimulus = new StimulusWindow(
                features.start_ms(), features.end_ms(), features.threshold_mV().orElse(StimulusWindow.THRESHOLD_mV));
        List<Probe> of = features.of().isEmpty()
                ? List.of(new Probe.Voltage(model.membrane().compartments().at(rootName(model), 0.5)))
                : probes(model, features.of());
        return of.stream()
                .map(probe -> new Kept.Features(probe, stimulus, features.features()))
                .toList();
    }

    private static String rootName(ModelFile model) {
        return model.membrane().compartments().branchName(0);
    }

    private static List<Probe> probes(ModelFile model, List<YamlValue> names) {
        return names.stream()
                .map(name -> model.probe(name.text(), name::wrong).probe())
                .toList();
    }

    /** Steps of all simulations of a point, times compartments, and what reading the model takes. */
    double work() {
        Trial trial = at(example);
        return IntStream.range(0, simulations())
                        .mapToObj(trial.simulations()::get)
                        .mapToDouble(simulation -> simulation.duration_ms()
                                / simulation.dt_ms()
                                * simulation.cell().compartments().count())
                        .sum()
                + (readAnew.isEmpty() ? 0 : READING_WORK);
    }

    /** Samples of all traces that are kept of a point. */
    double samples() {
        Trial trial = at(example);
        return trial.simulations().stream()
                .mapToDouble(simulation -> (simulation.duration_ms() / simulation.sampleInterval_ms() + 1)
                        * plan.keep().traces().size())
                .sum();
    }
}
