package dev.ranvier.cli.report;

import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is known of a channel: its formulas and its curves. */
public final class ChannelReport {
    private static final int WIDTH = 1000;

    private ChannelReport() {}

    /** The page; formulas may be empty, curves are on the grid. */
    public static String html(
            String name,
            String source,
            Map<String, String> formulas,
            Map<String, String> parameters,
            StateCurves curves,
            VoltageGrid grid,
            String command) {
        HtmlPage page = new HtmlPage(name);
        if (!source.isEmpty()) {
            page.note(source);
        }
        if (!formulas.isEmpty()) {
            page.heading("Formulas", "In mV, ms, mM, mS/cm2 and uA/cm2; rates are times rate_factor.");
            page.table(formulas);
        }
        page.heading("Parameters", "");
        page.table(parameters);
        if (!curves.states().isEmpty()) {
            page.heading("Curves", "With the default parameters.");
            page.figure(Figure.svg(WIDTH, "v (mV)", charts(curves, grid)));
        }
        return page.end(command);
    }

    /** Where states go, and how long that takes. */
    static List<Chart> charts(StateCurves curves, VoltageGrid grid) {
        Chart target = Chart.of("Steady state", "x_inf", 260),
                tau = Chart.logarithmic("Time constant", "tau (ms)", 260);
        for (int k = 0; k < curves.states().size(); k++) {
            String state = curves.states().get(k);
            target.line(state, points(grid, curves.target().get(k)), Chart.colour(k));
            tau.line(state, points(grid, curves.tau_ms().get(k)), Chart.colour(k));
        }
        return List.of(target, tau);
    }

    /** A curve over a grid. */
    static Points points(VoltageGrid grid, List<Double> values) {
        return Points.of(
                IntStream.range(0, grid.nodes()).mapToDouble(grid::voltage_mV).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
