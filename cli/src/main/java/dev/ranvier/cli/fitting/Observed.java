package dev.ranvier.cli.fitting;

import dev.ranvier.cli.model.Site;
import dev.ranvier.fit.Experiment;
import dev.ranvier.model.SampledSignal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recording to be explained.
 *
 * @param name what reports call it
 * @param site where the voltage was recorded
 * @param current_nA the recorded current, if its file has it
 * @param experiment what is done to the model, and the voltage
 */
public record Observed(String name, Site site, Optional<SampledSignal> current_nA, Experiment experiment) {
    /** What was recorded. */
    public SampledSignal voltage_mV() {
        return experiment.recorded();
    }

    /** Several in a title: the file of the only one, or their number. */
    public static String title(List<Observed> recordings) {
        return recordings.size() == 1
                ? String.valueOf(Path.of(recordings.getFirst().name()).getFileName())
                : recordings.size() + " recordings";
    }

    /** Its name, its samples and its place, for people. */
    public String described() {
        return name + ", " + voltage_mV().length() + " samples at "
                + voltage_mV().interval_ms() + " ms, at " + site.title();
    }

    /** The same for programs, and how far the model is from it. */
    public Map<String, Object> summary(double rmse_mV) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", name);
        member.put("site", site.title());
        member.put("samples", voltage_mV().length());
        member.put("interval_ms", voltage_mV().interval_ms());
        member.put("rmse_mV", rmse_mV);
        return member;
    }

    /** Time from the first sample to the last. */
    public double duration_ms() {
        return (voltage_mV().length() - 1) * voltage_mV().interval_ms();
    }
}
