package dev.ranvier.cli.fitting;

import dev.ranvier.cli.judge.FitJudgement;
import dev.ranvier.cli.report.ObservedQuantity;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.Site;
import dev.ranvier.fit.ClampedRecording;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.RecordedVoltage;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.record.Probe;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recording to be explained: a voltage, a current under voltage clamp, or another quantity of the model.
 *
 * @param name what reports call it
 * @param site where it was recorded
 * @param current_nA the current that was injected, if its file has it
 * @param experiment what is done to the model, and what was recorded
 */
public record Observed(String name, Site site, Optional<SampledSignal> current_nA, Experiment experiment) {
    private static final double pA_PER_nA = 1000;
    /** How much shorter the steps are that are advised where they are coarse. */
    private static final double SHORTER = 4;

    /** What was recorded, in mV, nA or the quantity's unit. */
    public SampledSignal recorded() {
        return experiment.recorded();
    }

    /** The voltage commanded, of a current under voltage clamp. */
    public Optional<SampledSignal> command_mV() {
        return experiment.clamped().map(ClampedRecording::command_mV);
    }

    /** The voltage, recorded, beside another quantity too, or commanded. */
    public Optional<SampledSignal> voltage_mV() {
        return isVoltage()
                ? Optional.of(recorded())
                : experiment.beside().map(RecordedVoltage::voltage_mV).or(this::command_mV);
    }

    /** Whether it is a voltage. */
    public boolean isVoltage() {
        return experiment.observed() instanceof Probe.ShownVoltage;
    }

    /** Whether it is a current under voltage clamp. */
    public boolean isCurrent() {
        return experiment.clamped().isPresent();
    }

    /** What is drawn of it. */
    public ObservedQuantity quantity() {
        return isVoltage()
                ? ObservedQuantity.VOLTAGE
                : isCurrent() ? ObservedQuantity.CURRENT : ObservedQuantity.of(title());
    }

    /** The quantity with its unit, as {@code simulate} calls it. */
    String title() {
        return experiment.observed().title();
    }

    /** A column of what was recorded, or of the model. */
    String column(String which) {
        return isVoltage() ? "v_" + which + "_mV" : isCurrent() ? "i_" + which + "_nA" : title() + "_" + which;
    }

    /** What drove the cell, if it was recorded or commanded. */
    public Optional<SampledSignal> driving() {
        return command_mV().or(() -> current_nA);
    }

    /** What is looked at of a trace, and NaN elsewhere. */
    public double[] seen(double[] trace) {
        double[] seen = new double[trace.length];
        Arrays.fill(seen, Double.NaN);
        for (int k : experiment.samples()) {
            seen[k] = trace[k];
        }
        return seen;
    }

    /** Model minus recording, in the recording's unit; NaN where it is not looked at. */
    public double[] difference(double[] model) {
        double[] difference = seen(model);
        Arrays.setAll(difference, k -> difference[k] - recorded().value(k));
        return difference;
    }

    /** What to say if a voltage differs from the model's mostly by the hum of the mains. */
    public Optional<String> hum(double[] model) {
        return !isVoltage()
                ? Optional.empty()
                : FitJudgement.hum(name, recorded().interval_ms(), difference(model));
    }

    /** What to say if steps of time half as long take the model farther from itself than it is from the recording. */
    public Optional<String> steps(double dt_ms, double byHalvedSteps_mV, double left_mV) {
        double taken_ms = Math.min(dt_ms, recorded().interval_ms());
        return FitJudgement.areStepsCoarse(byHalvedSteps_mV, left_mV)
                ? Optional.of("the steps of " + Shown.number(taken_ms) + " ms are coarse for " + name
                        + ": by steps half as long the same model is " + shown(byHalvedSteps_mV)
                        + " off, and only " + shown(left_mV)
                        + " are left, so what was found makes up for the steps. If the recording was not simulated by"
                        + " the same steps, give shorter ones, --dt " + Shown.number(taken_ms / SHORTER))
                : Optional.empty();
    }

    /** A distance from it, which counts as so many mV, for people. */
    public String shown(double distance_mV) {
        if (isVoltage() || !Double.isFinite(distance_mV)) {
            return Shown.millivolts(distance_mV);
        }
        double distance = distance_mV / experiment.mV_per_unit();
        return isCurrent() ? Shown.number(pA_PER_nA * distance) + " pA" : Shown.number(distance) + " in " + title();
    }

    /** A distance from several, for people: in their unit if all are of one quantity, else in mV, which others are counted as. */
    public static String shown(List<Observed> recordings, double distance_mV) {
        Observed first = recordings.getFirst();
        return recordings.stream().allMatch(first::isCountedLike)
                ? first.shown(distance_mV)
                : Shown.millivolts(distance_mV);
    }

    private boolean isCountedLike(Observed other) {
        return title().equals(other.title())
                && experiment.mV_per_unit() == other.experiment().mV_per_unit();
    }

    /** Several in a title: the file of the only one, or their number. */
    public static String title(List<Observed> recordings) {
        return recordings.size() == 1
                ? String.valueOf(Path.of(recordings.getFirst().name()).getFileName())
                : recordings.size() + " recordings";
    }

    /** Its name, its samples and its place, for people. */
    public String described() {
        return name + ", " + (isVoltage() ? "" : isCurrent() ? "current under voltage clamp, " : title() + ", ")
                + recorded().length() + " samples at " + recorded().interval_ms() + " ms, at " + site.title();
    }

    /** The same for programs, and how far the model is from it. */
    public Map<String, Object> summary(double rmse_mV) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", name);
        member.put("site", site.title());
        member.put("samples", recorded().length());
        member.put("interval_ms", recorded().interval_ms());
        if (isCurrent()) {
            member.put("observed", "current");
            member.put("rmse_pA", pA_PER_nA * rmse_mV / experiment.mV_per_unit());
            member.put("mV_per_nA", experiment.mV_per_unit());
        } else if (!isVoltage()) {
            member.put("observed", title());
            member.put("rmse", rmse_mV / experiment.mV_per_unit());
            member.put("mV_per_unit", experiment.mV_per_unit());
        }
        member.put("rmse_mV", rmse_mV);
        return member;
    }

    /** Time from the first sample to the last. */
    public double duration_ms() {
        return (recorded().length() - 1) * recorded().interval_ms();
    }
}
