package dev.ranvier.formula;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Slot;
import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Formulas of the voltage and the step, at the voltages of a grid: what a run would compute there, to the same bits. */
final class CurveValues {
    private CurveValues() {}

    /** {@code [formula][voltage]}; the formulas may read these tables. */
    static double[][] of(List<Expression> formulas, VoltageGrid grid, RateTables tables, double dt_ms) {
        Map<Slot, Expression> outputs = new LinkedHashMap<>();
        for (int k = 0; k < formulas.size(); k++) {
            outputs.put(Slot.partial(k), formulas.get(k));
        }
        Kernels kernels = Kernels.interpreted(Translation.of(outputs, Map.of("v", Slot.VOLTAGE, "dt'", Slot.DT)));
        int nodes = grid.nodes();
        try (Arena arena = Arena.ofConfined()) {
            Column v = new Block(arena, 1, nodes).column(0);
            Column shared = new Block(arena, 1, Math.max(1, tables.count())).column(0);
            Column[] none = {}, work = columns(arena, kernels.scratch(), nodes);
            Column[] values = columns(arena, formulas.size(), nodes);
            for (int k = 0; k < nodes; k++) {
                v.set(k, grid.voltage_mV(k));
            }
            tables.fill(shared, dt_ms);
            Sites sites = new Sites(0, nodes, v, v, v, v, none, none, none, work, values, shared);
            sites.step(new Step(dt_ms, 1));
            kernels.kernels().forEach(kernel -> kernel.run(sites));
            return IntStream.range(0, formulas.size())
                    .mapToObj(curve -> IntStream.range(0, nodes)
                            .mapToDouble(values[curve]::get)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }

    private static Column[] columns(Arena arena, int count, int nodes) {
        Block block = new Block(arena, Math.max(1, count), nodes);
        return IntStream.range(0, count).mapToObj(block::column).toArray(Column[]::new);
    }
}
