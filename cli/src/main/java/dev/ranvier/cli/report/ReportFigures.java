package dev.ranvier.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The drawings of a report. */
final class ReportFigures {
    private static final int WIDTH = 1000, HALF_WIDTH = 490;
    private static final String RECORDED = "#333333", VISITED = Chart.colour(4);

    private ReportFigures() {}

    /** Recording and model, their difference, current and gates over time. */
    static String traces(ReportContent.Traces traces) {
        Chart gates = Chart.of("Learned gates", "open fraction", 130);
        for (Map.Entry<String, Points> gate : traces.gates().entrySet()) {
            gates.line(gate.getKey(), gate.getValue(), Chart.colour(2 + gates.size()));
        }
        List<Chart> charts = new ArrayList<>(List.of(
                traces.quantity()
                        .chart(300)
                        .add(new Layer.Line("recording", traces.recorded(), RECORDED, Layer.Style.WIDE))
                        .line("model, running free", traces.model(), Chart.colour(0)),
                traces.quantity()
                        .difference("Model minus recording", 110)
                        .line("", traces.difference(), Chart.colour(1))));
        traces.driving()
                .ifPresent(driving -> charts.add(traces.quantity().driving(90).line("", driving, RECORDED)));
        if (!gates.isEmpty()) {
            charts.add(gates);
        }
        return Figure.svg(WIDTH, "time (ms)", charts);
    }

    /** Steady state of a gate over voltage, with some voltages shaded; {@code what} says which these are. */
    static String steadyState(CurvePair curves, String what, double from_mV, double to_mV) {
        Chart chart = Chart.of("Steady state", curves.gate() + "\u221e", 260)
                .reaching(0)
                .reaching(1);
        return curve(chart, curves.inf(), curves.infBand(), what, from_mV, to_mV);
    }

    /** Its time constant, likewise. */
    static String timeConstant(CurvePair curves, String what, double from_mV, double to_mV) {
        Chart chart = Chart.of("Time constant", "\u03c4 of " + curves.gate() + " (ms)", 260)
                .reaching(0);
        return curve(chart, curves.tau_ms(), curves.tauBand(), what, from_mV, to_mV);
    }

    private static String curve(
            Chart chart, Points curve, CurvePair.Band band, String what, double from_mV, double to_mV) {
        String colour = Chart.colour(0);
        Points below = curve.between(Double.NEGATIVE_INFINITY, from_mV);
        Points above = curve.between(to_mV, Double.POSITIVE_INFINITY);
        chart.add(new Layer.Span(what, from_mV, to_mV, VISITED))
                .add(new Layer.Band("95 % sure", band.low(), band.high(), colour))
                .add(new Layer.Line("", below, colour, Layer.Style.DASHED))
                .add(new Layer.Line("", above, colour, Layer.Style.DASHED))
                .line("learned", curve.between(from_mV, to_mV), colour);
        return Figure.svg(HALF_WIDTH, "voltage (mV)", List.of(chart));
    }

    /** Error over iterations, the stages marked. */
    static String convergence(Convergence convergence) {
        Chart chart = Chart.logarithmic("Error during the fit (best seed)", "RMSE (mV)", 200);
        for (Convergence.Stage stage : convergence.stages()) {
            chart.add(new Layer.Mark(stage.firstIteration(), stage.name(), chart.size() % Layer.Mark.ROWS));
        }
        chart.line("", convergence.rmse_mV(), Chart.colour(0));
        return Figure.svg(WIDTH, "iteration", List.of(chart));
    }
}
