package dev.ranvier.cli.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The example of a cell all of whose gates move, near a recorded one: of its size by the capacitance at 1 uF/cm2, with its resistance
 * and voltage at rest as the leak's, and all half-voltages shifted by as much as its threshold is away from the example's.
 */
public final class FlexibleCell {
    private static final String EXAMPLE = "flexible-cell.yaml";
    /** Where the example itself begins to spike, as {@link SpikingCell} measures it under noise. */
    private static final double THRESHOLD_mV = -36;

    private static final double um2_PER_pF = 100;
    private static final Pattern HALF = Pattern.compile("(?<=half_mV: \\{fit: )[-.\\d]+");
    private static final Pattern LEAK = Pattern.compile(
            "(?<=name: leak, type: pas, )conductance_mS_per_cm2: \\{fit: [.\\d]+\\}, reversal_mV: \\{fit: [-.\\d]+\\}");

    private FlexibleCell() {}

    /** The text of a model to be fitted. */
    public static String near(SpikingCell cell) {
        double area_um2 = um2_PER_pF * cell.capacitance_pF();
        double leak_mS_per_cm2 = 1e5 / (cell.resistance_MOhm() * area_um2);
        double shift_mV = cell.threshold_mV() - THRESHOLD_mV;
        String text = example()
                .replaceFirst("area_um2: [.\\d]+", "area_um2: " + shown(area_um2))
                .replaceFirst("initial_voltage_mV: [-.\\d]+", "initial_voltage_mV: " + shown(cell.rest_mV()));
        text = HALF.matcher(text).replaceAll(half -> shown(Double.parseDouble(half.group()) + shift_mV));
        text = LEAK.matcher(text)
                .replaceFirst("conductance_mS_per_cm2: {fit: " + shown(leak_mS_per_cm2) + "}, reversal_mV: {fit: "
                        + shown(cell.rest_mV()) + "}");
        return "# Begun from a recording: " + cell.described() + ".\n" + text.substring(text.indexOf("format:"));
    }

    private static String shown(double x) {
        return new BigDecimal(x).round(new MathContext(4)).stripTrailingZeros().toPlainString();
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
