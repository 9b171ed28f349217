package dev.ranvier.cli.export;

import dev.ranvier.channel.Power;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The curves of a channel's gates as a table. */
final class CurveExport {
    private record Curve(String gate, String exponent, List<Double> target, List<Double> tau_ms) {}

    private CurveExport() {}

    /** A row for each gate and voltage, as {@code ranvier kinetics} reads them. */
    static CsvWriter table(String name, Mechanism mechanism) {
        VoltageGrid grid = VoltageGrid.STANDARD;
        int nodes = grid.nodes();
        List<Curve> curves =
                mechanism instanceof TabulatedChannel tabulated ? ofTables(tabulated, grid) : ofStates(mechanism, grid);
        return new CsvWriter(curves.size() * nodes)
                .column("channel", _ -> CsvWriter.cell(name))
                .column("gate", row -> CsvWriter.cell(curves.get(row / nodes).gate))
                .column("exponent", row -> curves.get(row / nodes).exponent)
                .column("voltage_mV", row -> CsvWriter.text(grid.voltage_mV(row % nodes)))
                .column(
                        "x_inf",
                        row -> CsvWriter.text(curves.get(row / nodes).target.get(row % nodes)))
                .column(
                        "tau_ms",
                        row -> CsvWriter.text(curves.get(row / nodes).tau_ms.get(row % nodes)));
    }

    private static List<Curve> ofTables(TabulatedChannel channel, VoltageGrid grid) {
        List<Curve> curves = new ArrayList<>();
        for (TabulatedGate gate : channel.gates()) {
            double[] target = new double[grid.nodes()], tau_ms = new double[grid.nodes()];
            gate.curves().evaluate(grid, target, tau_ms);
            for (int k = 0; k < target.length; k++) {
                target[k] = 1 / (1 + Math.exp(-target[k]));
                tau_ms[k] = Math.exp(tau_ms[k]);
            }
            String exponent = switch (gate.power()) {
                case Power.Fixed(int whole) -> Integer.toString(whole);
                case Power.Free(double real) -> CsvWriter.text(real);
            };
            curves.add(new Curve(gate.name(), exponent, list(target), list(tau_ms)));
        }
        return curves;
    }

    private static List<Curve> ofStates(Mechanism mechanism, VoltageGrid grid) {
        StateCurves of = StateCurves.of(mechanism, grid);
        List<Curve> curves = new ArrayList<>();
        for (int k = 0; k < of.states().size(); k++) {
            curves.add(new Curve(
                    of.states().get(k), "", of.target().get(k), of.tau_ms().get(k)));
        }
        return curves;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
