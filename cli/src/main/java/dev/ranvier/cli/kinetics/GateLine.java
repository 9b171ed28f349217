package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.input.JsonText;
import dev.ranvier.formula.NearestName;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.Omnimodel;
import dev.ranvier.kinetics.OmnimodelCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One gate as a line of JSON: the Ion Channel Genealogy's kinetics. */
final class GateLine {
    private static final double SAME_CELSIUS = 0.05;

    private static final List<String> KEYS = List.of("family", "channel", "gate", "exponent", "in_family", "v", "data");

    private GateLine() {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if there is no gate in it at this temperature, with the reason
     */
    static GateRecord read(String text, double celsius, double calcium_mM) {
        Map<?, ?> line = JsonText.object(text);
        refuseMisspelt(line);
        GateId id = new GateId(text(line, "family"), text(line, "channel"), text(line, "gate"));
        Map<?, ?> curves = curves(line, celsius, calcium_mM);
        double[] voltage_mV = numbers(line, "v");
        GateSamples samples;
        try {
            samples = new GateSamples(voltage_mV, numbers(curves, "xinf"), numbers(curves, "tau"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gate " + id + ": " + e.getMessage(), e);
        }
        return new GateRecord(
                id, exponent(line), !Boolean.FALSE.equals(line.get("in_family")), samples, published(line));
    }

    /** A line may say more than is read; but a key that is almost one of ours, which is not there, is that one. */
    private static void refuseMisspelt(Map<?, ?> line) {
        List<String> missing =
                KEYS.stream().filter(key -> !line.containsKey(key)).toList();
        for (Object key : line.keySet()) {
            if (!KEYS.contains(key)) {
                NearestName.of((String) key, missing).ifPresent(near -> {
                    throw new IllegalArgumentException("unknown key '" + key + "'; did you mean '" + near + "'?");
                });
            }
        }
    }

    private static double exponent(Map<?, ?> line) {
        return switch (line.get("exponent")) {
            case null -> Double.NaN;
            case Double number -> number;
            case Object other ->
                throw new IllegalArgumentException("key 'exponent' must be a number or null: " + other);
        };
    }

    private static String text(Map<?, ?> object, String key) {
        if (object.get(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("key '" + key + "' must be a text");
    }

    /** A list of numbers; what is null or infinite is NaN. */
    private static double[] numbers(Map<?, ?> object, String key) {
        if (!(object.get(key) instanceof List<?> list)) {
            throw new IllegalArgumentException("key '" + key + "' must be a list of numbers");
        }
        double[] numbers = new double[list.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = switch (list.get(k)) {
                case null -> Double.NaN;
                case Double number -> Double.isFinite(number) ? number : Double.NaN;
                case Object other ->
                    throw new IllegalArgumentException("key '" + key + "' must be a list of numbers or null: " + other);
            };
        }
        return numbers;
    }

    private static Map<?, ?> curves(Map<?, ?> line, double celsius, double calcium_mM) {
        if (!(line.get("data") instanceof List<?> entries)) {
            throw new IllegalArgumentException("key 'data' must be a list");
        }
        Map<?, ?> nearest = null;
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> curves
                    && hasTemperature(curves, celsius)
                    && (nearest == null || distance(curves, calcium_mM) < distance(nearest, calcium_mM))) {
                nearest = curves;
            }
        }
        return Optional.ofNullable(nearest)
                .orElseThrow(() -> new IllegalArgumentException("no curves at " + celsius + " degrees Celsius"));
    }

    private static boolean hasTemperature(Map<?, ?> curves, double celsius) {
        List<?> temperatures = curves.get("celsius") instanceof List<?> list
                ? list
                : Stream.ofNullable(curves.get("celsius")).toList();
        return temperatures.stream()
                .anyMatch(value -> value instanceof Double number && Math.abs(number - celsius) < SAME_CELSIUS);
    }

    private static double distance(Map<?, ?> curves, double calcium_mM) {
        return curves.get("cai_mM") instanceof Double number ? Math.abs(Math.log(number / calcium_mM)) : 0;
    }

    private static List<OmnimodelCurves> published(Map<?, ?> line) {
        List<OmnimodelCurves> fits = new ArrayList<>();
        if (line.get("icg_omnimodel") instanceof Map<?, ?> forms) {
            for (Omnimodel form : Omnimodel.values()) {
                if (forms.get(form.text()) instanceof Map<?, ?> fit) {
                    double[] x = parameters(fit.get("ss")), tau = parameters(fit.get("tau"));
                    if (x.length == form.xParameters() && tau.length == form.tauParameters()) {
                        fits.add(new OmnimodelCurves(form, x, tau));
                    }
                }
            }
        }
        return fits;
    }

    private static double[] parameters(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Double.class::isInstance)
                ? list.stream()
                        .mapToDouble(number -> (Double) Objects.requireNonNull(number))
                        .toArray()
                : new double[0];
    }
}
