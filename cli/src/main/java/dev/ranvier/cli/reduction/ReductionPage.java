package dev.ranvier.cli.reduction;

import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.MorphologyDrawing;
import dev.ranvier.cli.report.Points;
import dev.ranvier.cli.report.ReductionContent;
import dev.ranvier.cli.simulation.MorphologyFigure;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.SchemeNames;
import dev.ranvier.fit.FitResult;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.reduce.Agreement;
import dev.ranvier.reduce.Ghost;
import dev.ranvier.reduce.GivenStimuli;
import dev.ranvier.reduce.ScaledStimuli;
import dev.ranvier.reduce.Trial;
import dev.ranvier.reduce.Whereabouts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the report of a reduction says. */
final class ReductionPage {
    /** Of steps and of noises. */
    private static final int SHOWN = 2;

    private final ReducedNeuron neuron;

    /** Of a reduction. */
    ReductionPage(ReducedNeuron neuron) {
        this.neuron = neuron;
    }

    ReductionContent content() {
        return new ReductionContent(
                String.valueOf(neuron.task().path().getFileName()),
                neuron.verdict(),
                keyFigures(),
                morphology(),
                traces(),
                agreements(),
                rivals(),
                cell(),
                starts(),
                settings(),
                neuron.task().commandLine());
    }

    private Map<String, String> keyFigures() {
        Rival best = neuron.best();
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "compartments, of " + neuron.task().model().membrane().compartmentCount(),
                Integer.toString(best.compartments()));
        figures.put(
                "spike counts right", best.counted() + " of " + best.trials().size());
        figures.put(
                "largest spike shift under a step",
                ifAny(best.worst("step", Agreement::largestShift_ms), shift_ms -> Shown.number(shift_ms) + " ms"));
        figures.put(
                "coincidence under noise: mean, least",
                ifAny(best.coincidence(), Shown::number) + ", " + ifAny(best.leastCoincidence(), Shown::number));
        double ratio = neuron.fullSeconds() / best.seconds();
        figures.put(
                (ratio < 1 ? "dearer" : "cheaper") + ", these runs, one thread",
                Shown.number(ratio < 1 ? 1 / ratio : ratio) + " times");
        figures.put("simulating and fitting", Shown.seconds(neuron.trainingSeconds()));
        return figures;
    }

    private Optional<String> morphology() {
        Whereabouts whereabouts = neuron.whereabouts();
        return MorphologyFigure.svg(
                neuron.task().model().membrane(),
                List.of(
                        new MorphologyDrawing.Panel(
                                "Compartment of the reduced cell",
                                "",
                                Arrays.stream(whereabouts.ghost())
                                        .mapToDouble(ghost -> ghost < 0 ? Double.NaN : ghost)
                                        .toArray(),
                                ""),
                        new MorphologyDrawing.Panel("Distance of the voltages", "mV", whereabouts.distance_mV(), "")),
                List.of());
    }

    private List<ReductionContent.Traces> traces() {
        List<Trial> trials = neuron.best().trials();
        List<Trial> steps = trials.stream()
                .filter(trial ->
                        trial.name().startsWith("step") && trial.agreement().spikes() > 0)
                .toList();
        List<Trial> noises = trials.stream()
                .filter(trial -> trial.name().startsWith("noise"))
                .toList();
        List<Trial> shown = new ArrayList<>(steps.subList(0, Math.min(SHOWN, steps.size())));
        shown.addAll(noises.subList(0, Math.min(SHOWN, noises.size())));
        return shown.stream()
                .map(trial -> new ReductionContent.Traces(
                        trial.name(),
                        points(trial.full().voltage_mV()),
                        points(trial.reduced().voltage_mV()),
                        points(trial.full().axial_nA()),
                        points(trial.reduced().axial_nA())))
                .toList();
    }

    private static Points points(SampledSignal signal) {
        return Points.of(
                IntStream.range(0, signal.length())
                        .mapToDouble(k -> k * signal.interval_ms())
                        .toArray(),
                signal.values());
    }

    private FitContent.Table agreements() {
        List<List<String>> rows = new ArrayList<>();
        for (Trial trial : neuron.best().trials()) {
            Agreement agreement = trial.agreement();
            rows.add(List.of(
                    trial.name(),
                    Shown.millivolts(agreement.rmse_mV()),
                    Integer.toString(agreement.spikes()),
                    Integer.toString(agreement.reducedSpikes()),
                    Shown.number(agreement.largestShift_ms()),
                    Shown.number(agreement.coincidence())));
        }
        return new FitContent.Table(
                List.of("current", "RMSE", "spikes", "reduced", "largest shift (ms)", "coincidence, 2 ms"), rows);
    }

    private FitContent.Table rivals() {
        List<List<String>> rows = new ArrayList<>();
        for (Rival rival : neuron.rivals()) {
            rows.add(List.of(
                    rival.name(),
                    Integer.toString(rival.compartments()),
                    rival.counted() + " of " + rival.trials().size(),
                    ifAny(rival.worst("step", Agreement::rmse_mV), Shown::millivolts),
                    ifAny(rival.worst("step", Agreement::largestShift_ms), Shown::number),
                    ifAny(rival.coincidence(), Shown::number),
                    ifAny(rival.leastCoincidence(), Shown::number),
                    Shown.number(neuron.fullSeconds() / rival.seconds())));
        }
        return new FitContent.Table(
                List.of(
                        "way",
                        "compartments",
                        "counts right",
                        "worst step, RMSE",
                        "worst step, shift (ms)",
                        "coincidence",
                        "least",
                        "times cheaper"),
                rows);
    }

    private FitContent.Table cell() {
        List<Insertion> conducting = neuron.reduced().cell().mechanisms().stream()
                .filter(mechanism -> !mechanism.mechanism().schema().densities().isEmpty())
                .toList();
        List<String> titles = new ArrayList<>(
                List.of("compartment", "area (\u00b5m\u00b2)", "capacitance (\u00b5F/cm\u00b2)", "coupling (\u00b5S)"));
        conducting.forEach(mechanism -> titles.add(mechanism.name()));
        List<List<String>> rows = new ArrayList<>();
        for (Ghost ghost : neuron.reduced().cell().ghosts()) {
            List<String> row = new ArrayList<>(List.of(
                    ghost.name(),
                    Shown.number(ghost.area_um2()),
                    Shown.number(ghost.capacitance_uF_per_cm2()),
                    ghost.parent() < 0 ? "" : Shown.number(ghost.coupling_uS())));
            for (Insertion mechanism : conducting) {
                Map<String, Double> values = ghost.mechanisms().getOrDefault(mechanism.name(), Map.of());
                row.add(mechanism.mechanism().schema().densities().stream()
                        .flatMap(density -> Optional.ofNullable(values.get(density.name()))
                                .map(value -> density.unit_mS_per_cm2().orElse(1) * value)
                                .stream())
                        .map(Shown::number)
                        .collect(Collectors.joining(", ")));
            }
            rows.add(row);
        }
        return new FitContent.Table(titles, rows);
    }

    private FitContent.Table starts() {
        List<List<String>> rows = new ArrayList<>();
        for (FitResult.Started start : neuron.reduced().starts()) {
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    Shown.number(start.value()),
                    start.heldOut().map(Shown::number).orElse(""),
                    rows.size() == neuron.reduced().best() ? "taken" : ""));
        }
        return new FitContent.Table(List.of("start", "loss", "on currents kept aside", ""), rows);
    }

    /** A figure of the trials of one kind, not a number where there is none. */
    private static String ifAny(double value, DoubleFunction<String> shown) {
        return Double.isNaN(value) ? "-" : shown.apply(value);
    }

    private Map<String, String> settings() {
        ReductionTask task = neuron.task();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("model", task.path().toString());
        switch (task.stimuli()) {
            case ScaledStimuli scaled -> rows.put("just fires at", Shown.number(scaled.rheobase_nA()) + " nA");
            case GivenStimuli given -> {
                rows.put(
                        "currents to learn from",
                        Integer.toString(given.training().size()));
                rows.put(
                        "currents to choose by",
                        Integer.toString(given.heldOut().size()));
            }
        }
        rows.put("seed", Long.toString(task.settings().seed()));
        rows.put("dt_ms", Double.toString(task.full().dt_ms()));
        rows.put("scheme", SchemeNames.of(task.full().scheme()));
        rows.put("a spike rises through", Shown.number(task.full().threshold_mV()) + " mV");
        return rows;
    }
}
