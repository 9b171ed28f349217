package dev.ranvier.cli.recording;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.FitSection;
import dev.ranvier.files.model.ModelEdit;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.parameter.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The example of a cell all of whose gates move, near a recorded one: of its size by the capacitance at 1 uF/cm2, with its resistance
 * and voltage at rest as the leak's, all half-voltages shifted by as much as a threshold is away from the example's, and sodium's reversal
 * potential above the peaks of its spikes. Where no noise drives it, the shape of its spikes is to be fitted too, and its capacitance not to be far
 * from what was measured.
 */
public final class FlexibleCell {
    private static final String EXAMPLE = "flexible-cell.yaml";
    /** Where the example itself begins to spike, as {@link SpikingCell} measures it under noise. */
    private static final double OWN_THRESHOLD_mV = -36;

    /** Sodium's reversal potential in the example, and how far above the highest voltage it is at least. */
    private static final double OWN_SODIUM_mV = 55, ABOVE_PEAK_mV = 10;

    private static final double um2_PER_pF = 100;
    /** The example's section {@code loss}, and what takes its place under steps: the shape of spikes too, which is harmful under noise. */
    private static final Pattern LOSS = Pattern.compile("(?ms)^loss:.*?(?=^simulation:)");

    private static final String LOSS_OF_STEPS = """
        loss:
          - robust_voltage: {scale_mV: 5}
          - spike_times: {scale_ms: 1, match_ms: 6, threshold_mV: 0, unmatched: counted}
          - spike_times: {weight: 0.3, scale_ms: 3, match_ms: 20, threshold_mV: 0}
          - spike_shape: {weight: 0.1, match_ms: 6, threshold_mV: -10}
        """;

    /**
     * The example's capacitance, and what takes its place under steps, whose few spikes let a fit make it several times as large as it was
     * measured.
     */
    private static final String CAPACITANCE = "capacitance_uF_per_cm2: {fit: 1}",
            CAPACITANCE_OF_STEPS = "capacitance_uF_per_cm2: {fit: {start: 1, prior_mean: 1, prior_sd: 1}}";

    /** What a half-voltage is called: channel, gate and key. */
    private static final Pattern HALF = Pattern.compile("(\\w+)\\.(\\w+)\\.(\\w*half_mV)");

    private FlexibleCell() {}

    /** The text of a model to be fitted, whose spikes begin at a threshold, that of the cell or another. */
    public static String near(SpikingCell cell, double threshold_mV) {
        double area_um2 = um2_PER_pF * cell.capacitance_pF();
        double leak_mS_per_cm2 = 1e5 / (cell.resistance_MOhm() * area_um2);
        double shift_mV = threshold_mV - OWN_THRESHOLD_mV;
        double sodium_mV = Math.max(OWN_SODIUM_mV, cell.peak_mV() + ABOVE_PEAK_mV);
        String example = cell.isDrivenByNoise() ? example() : ofSteps(example());
        FitSection fit = ModelReader.parse(EXAMPLE, example.substring(example.indexOf("format:")), Path.of(""))
                .fit();
        ModelEdit edit = fit.text()
                .edit(Path.of(""))
                .number("cell.area_um2", rounded(area_um2))
                .number("cell.initial_voltage_mV", rounded(cell.rest_mV()))
                .number("channels.na.reversal_mV", rounded(sodium_mV))
                .number("channels.nap.reversal_mV", rounded(sodium_mV))
                .number("channels.leak.conductance_mS_per_cm2.fit", rounded(leak_mS_per_cm2))
                .number("channels.leak.reversal_mV.fit", rounded(cell.rest_mV()));
        for (Parameter parameter : fit.parameters()) {
            Matcher half = HALF.matcher(parameter.name());
            if (half.matches()) {
                edit.number(half.replaceFirst("channels.$1.gates.$2.$3.fit"), rounded(parameter.start() + shift_mV));
            }
        }
        return edit.text(List.of(
                "Begun from a recording: " + cell.described() + ".",
                "Half-voltages are for spikes that begin at " + Shown.millivolts(threshold_mV) + "."));
    }

    private static String ofSteps(String example) {
        return LOSS.matcher(example).replaceFirst(LOSS_OF_STEPS).replace(CAPACITANCE, CAPACITANCE_OF_STEPS);
    }

    private static double rounded(double x) {
        return new BigDecimal(x).round(new MathContext(4)).doubleValue();
    }

    private static String example() {
        try (InputStream in = FlexibleCell.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + EXAMPLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
