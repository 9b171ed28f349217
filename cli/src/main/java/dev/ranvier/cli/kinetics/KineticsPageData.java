package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.output.Json;
import dev.ranvier.files.input.Shown;
import dev.ranvier.kinetics.CurveValues;
import dev.ranvier.kinetics.GateSamples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The data from which the page's script draws, short enough for thousands of gates: four digits, equal curves once. */
final class KineticsPageData {
    private static final int DIGITS = 4, PIECES = 2;

    private final FittedKinetics fitted;
    private final Map<Integer, ScoredFit> bestOmni = new HashMap<>();
    private final Map<String, Integer> voltages = new LinkedHashMap<>();

    KineticsPageData(FittedKinetics fitted, List<ScoredFit> models) {
        this.fitted = fitted;
        for (ScoredFit fit : models) {
            if (!fit.isLearned() && !fit.isPublished()) {
                bestOmni.merge(
                        fit.gate().curves(),
                        fit,
                        (a, b) -> b.fitted().worst() < a.fitted().worst() ? b : a);
            }
        }
    }

    String json() {
        StringBuilder curves = new StringBuilder(), gates = new StringBuilder();
        int written = 0;
        for (FittedGate gate : fitted.gates()) {
            if (gate.curves() == written) {
                curves.append(written++ == 0 ? "" : ",\n").append(curves(gate));
            }
            gates.append(gates.isEmpty() ? "" : ",\n").append(gate(gate));
        }
        return "{\"voltages\":[" + String.join(",", voltages.keySet()) + "],\n\"curves\":[" + curves + "],\n\"gates\":["
                + gates + "]}";
    }

    private String curves(FittedGate gate) {
        GateSamples data = gate.screening().samples();
        StringBuilder text = new StringBuilder("{\"v\":" + number(data.voltage_mV()) + ",\"x\":" + list(data.xInf())
                + ",\"t\":" + list(data.tau_ms()));
        gate.fits().learned().ifPresent(learned -> {
            double[] fine_mV = fine(data.voltage_mV());
            CurveValues values = CurveValues.of(learned.curves(), fine_mV);
            text.append(",\"fv\":" + number(fine_mV) + ",\"fx\":" + list(values.xInf()) + ",\"ft\":"
                    + list(values.tau_ms()));
        });
        Optional.ofNullable(bestOmni.get(gate.curves()))
                .ifPresent(omni -> text.append(",\"ox\":" + list(omni.values().xInf()) + ",\"ot\":"
                        + list(omni.values().tau_ms())));
        return text.append('}').toString();
    }

    private int number(double[] voltage_mV) {
        String list = list(voltage_mV);
        voltages.putIfAbsent(list, voltages.size());
        return voltages.get(list);
    }

    private static double[] fine(double[] voltage_mV) {
        return IntStream.rangeClosed(0, (voltage_mV.length - 1) * PIECES)
                .mapToDouble(i -> {
                    int k = Math.min(i / PIECES, voltage_mV.length - 2);
                    double part = i / (double) PIECES - k;
                    return voltage_mV[k] + part * (voltage_mV[k + 1] - voltage_mV[k]);
                })
                .toArray();
    }

    private String gate(FittedGate gate) {
        Optional<ScoredFit> shown = ScoredFit.of(gate, fitted.settings().holdout()).stream()
                .filter(fit -> !fit.isPublished())
                .findFirst();
        return "["
                + String.join(
                        ",",
                        Json.quoted(gate.gate().id().family()),
                        Json.quoted(gate.gate().id().channel()),
                        Json.quoted(gate.gate().id().gate()),
                        Integer.toString(gate.curves()),
                        shown.map(fit -> text(fit.fitted().worst())).orElse("null"),
                        shown.map(fit -> text(fit.leftOut().worst())).orElse("null"),
                        Json.quoted(KineticsFiles.flags(gate)))
                + "]";
    }

    private static String list(double[] values) {
        return Arrays.stream(values).mapToObj(KineticsPageData::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(double value) {
        return Double.isFinite(value) ? Shown.number(value, DIGITS) : "null";
    }
}
