package dev.ranvier.cli.kinetics;

import dev.ranvier.files.table.CsvTable;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gates as a table: channel, gate, voltage_mV, x_inf, tau_ms and, if wanted, exponent and family; a row for each voltage, the
 * rows of a gate together or not. An empty cell is a missing value.
 */
final class GateTable {
    private static final String NO_FAMILY = "table";

    private GateTable() {}

    static void read(CsvTable table, GateCollection gates) {
        List<String> families = table.has("family") ? table.texts("family") : List.of();
        List<String> channels = table.texts("channel"), names = table.texts("gate");
        double[] exponents = table.has("exponent") ? table.numbersOrNaN("exponent") : new double[0];
        double[] v = table.numbersOrNaN("voltage_mV"),
                x = table.numbersOrNaN("x_inf"),
                tau = table.numbersOrNaN("tau_ms");
        Map<GateId, List<Integer>> rows = new LinkedHashMap<>();
        for (int k = 0; k < table.rows(); k++) {
            String family = families.isEmpty() ? NO_FAMILY : families.get(k);
            rows.computeIfAbsent(new GateId(family, channels.get(k), names.get(k)), _ -> new ArrayList<>())
                    .add(k);
        }
        rows.forEach((id, own) -> {
            int first = own.getFirst();
            try {
                GateSamples samples = new GateSamples(at(v, own), at(x, own), at(tau, own));
                gates.add(new GateRecord(id, exponent(exponents, own), true, samples, List.of()), table.place(first));
            } catch (IllegalArgumentException e) {
                gates.leaveOut(table.place(first), "gate " + id + ": " + e.getMessage());
            }
        });
    }

    private static double exponent(double[] exponents, List<Integer> rows) {
        if (exponents.length == 0) {
            return Double.NaN;
        }
        double[] own = Arrays.stream(at(exponents, rows))
                .filter(exponent -> !Double.isNaN(exponent))
                .distinct()
                .toArray();
        if (own.length > 1) {
            throw new IllegalArgumentException("its rows have different exponents: " + own[0] + " and " + own[1]);
        }
        return own.length == 0 ? Double.NaN : own[0];
    }

    private static double[] at(double[] values, List<Integer> rows) {
        return rows.stream().mapToDouble(k -> values[k]).toArray();
    }
}
