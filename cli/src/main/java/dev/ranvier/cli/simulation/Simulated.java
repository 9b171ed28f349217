package dev.ranvier.cli.simulation;

import dev.ranvier.batch.Batch;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.Site;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.record.Probe;
import dev.ranvier.record.SpikeDetector;
import dev.ranvier.record.Trace;
import dev.ranvier.record.VoltageSurvey;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * What a simulation gave.
 *
 * @param task what was asked
 * @param trace what was recorded
 * @param spikes when the voltage rose through the threshold at every watched site, by every step [ms]
 * @param peak_mV by node, the highest voltage; NaN at ends of branches
 * @param firstSpike_ms by node, when the voltage first rose through the threshold; NaN where it did not
 * @param seconds how long it took
 */
@SuppressWarnings("ArrayRecordComponent") // by node
public record Simulated(
        SimulationTask task,
        Trace trace,
        Map<Site, double[]> spikes,
        double[] peak_mV,
        double[] firstSpike_ms,
        double seconds) {
    private static final int TIME_DIGITS = 6;
    private static final double FARTHEST_mV = 1000;
    /** Beyond these, membranes hardly get. */
    private static final double USUALLY_LOWEST_mV = -110, USUALLY_HIGHEST_mV = 70;
    /** Extremes of the voltage that differ by more are not the same. */
    private static final double APART_mV = 20;

    /** Runs the task; {@code progress} is called once a step. */
    public static Simulated run(SimulationTask task, StepListener progress) {
        AtomicReference<Optional<VoltageSurvey>> watched = new AtomicReference<>(Optional.empty());
        Map<Site, SpikeDetector> detectors = new LinkedHashMap<>();
        long begin_ns = System.nanoTime();
        Trace trace = task.simulation().run(1, (batch, drive) -> {
            VoltageSurvey survey = new VoltageSurvey(batch, task.spikeThreshold_mV());
            watched.set(Optional.of(survey));
            task.watched().forEach(site -> detectors.put(site, detector(task, site, batch, drive)));
            return n -> {
                survey.at(n);
                detectors.values().forEach(detector -> detector.at(n));
                progress.at(n);
            };
        });
        double seconds = (System.nanoTime() - begin_ns) * 1e-9;
        Map<Site, double[]> spikes = new LinkedHashMap<>();
        detectors.forEach((site, detector) -> spikes.put(
                site,
                Arrays.stream(detector.times_ms(0))
                        .map(time_ms -> trace.time_ms(0) + time_ms)
                        .toArray()));
        VoltageSurvey survey = watched.get().orElseThrow();
        return new Simulated(
                task, trace, Collections.unmodifiableMap(spikes), survey.peak_mV(), survey.firstSpike_ms(), seconds);
    }

    private static SpikeDetector detector(SimulationTask task, Site site, Batch batch, Drive drive) {
        return new SpikeDetector(
                batch,
                task.simulation().scheme(),
                drive,
                new Probe.Voltage(site.node()),
                task.spikeThreshold_mV(),
                task.simulation().start().firstRow());
    }

    /** What to say if the voltage did not stay finite. */
    public Optional<String> divergence() {
        return trace.divergences().stream().findFirst().map(this::explained);
    }

    private String explained(Divergence divergence) {
        return "the simulation diverged at t_ms=" + Shown.number(divergence.time_ms(), TIME_DIGITS) + " at "
                + Site.of(task.model().membrane().compartments(), divergence.node())
                        .title()
                + " (last finite voltage there: " + Shown.number(divergence.lastFinite_mV(), TIME_DIGITS)
                + " mV), so nothing is written. Try a smaller simulation.dt_ms";
    }

    /** Whether the voltage goes where membranes hardly get, in a run of its own. */
    public boolean isFar() {
        return !(task.simulation().start() instanceof InitialCondition.From)
                && task.watched().stream()
                        .map(this::range_mV)
                        .anyMatch(range -> range.getMin() < USUALLY_LOWEST_mV || range.getMax() > USUALLY_HIGHEST_mV);
    }

    /**
     * The same with a note why it goes so far: a run by shorter steps goes elsewhere, since the equations of steps that are too long may
     * have no solution, or units are wrong.
     */
    public Simulated comparedWith(Simulated finer) {
        return task.watched().stream()
                .flatMap(site -> apart(site, finer).stream())
                .findFirst()
                .or(this::beyondMembranes)
                .map(note -> new Simulated(task.noting(note), trace, spikes, peak_mV, firstSpike_ms, seconds))
                .orElse(this);
    }

    private Optional<String> apart(Site site, Simulated finer) {
        DoubleSummaryStatistics here = range_mV(site), there = finer.range_mV(site);
        boolean isApart = finer.divergence().isEmpty()
                && Math.max(Math.abs(here.getMin() - there.getMin()), Math.abs(here.getMax() - there.getMax()))
                        > APART_mV;
        return isApart
                ? Optional.of("the steps of " + Shown.number(task.simulation().dt_ms())
                        + " ms are too long for this model: the voltage at " + site.title() + " goes from "
                        + Shown.number(here.getMin()) + " to " + Shown.number(here.getMax())
                        + " mV, by steps half as long from " + Shown.number(there.getMin()) + " to "
                        + Shown.number(there.getMax()) + " mV. Give a shorter simulation.dt_ms")
                : Optional.empty();
    }

    private Optional<String> beyondMembranes() {
        return task.watched().stream()
                .filter(site ->
                        Math.max(-range_mV(site).getMin(), range_mV(site).getMax()) > FARTHEST_mV)
                .findFirst()
                .map(site -> "the voltage at " + site.title() + " goes from "
                        + Shown.number(range_mV(site).getMin()) + " to "
                        + Shown.number(range_mV(site).getMax()) + " mV, which no membrane reaches: check the units of"
                        + " the currents and of the cell's size");
    }

    private DoubleSummaryStatistics range_mV(Site site) {
        return Arrays.stream(voltage_mV(site)).summaryStatistics();
    }

    /** The voltage at a watched site. */
    double[] voltage_mV(Site site) {
        return trace.values(new Probe.Voltage(site.node()), 0);
    }

    /** The voltage at the middle of the root, in short. */
    VoltageSummary root() {
        Site root = task.watched().getFirst();
        return VoltageSummary.of(voltage_mV(root), Objects.requireNonNull(spikes.get(root)));
    }

    /** The result in one line. */
    public String verdict() {
        VoltageSummary voltage = root();
        return Shown.number(task.simulation().duration_ms(), TIME_DIGITS) + " ms simulated in " + Shown.seconds(seconds)
                + " (steps " + trace.execution() + "): "
                + voltage.spikes() + (voltage.spikes() == 1 ? " spike" : " spikes") + ", voltage "
                + Shown.number(voltage.lowest_mV()) + " to "
                + Shown.number(voltage.highest_mV()) + " mV"
                + (task.watched().size() > 1
                        ? " at " + task.watched().getFirst().title()
                        : "");
    }

    /** The times of the samples. */
    double[] times_ms() {
        return IntStream.range(0, trace.samples()).mapToDouble(trace::time_ms).toArray();
    }

    /** Whether any compartment spiked. */
    boolean spiked() {
        return !Arrays.stream(firstSpike_ms).allMatch(Double::isNaN);
    }
}
