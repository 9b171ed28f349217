package dev.ranvier.cli.report;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.FitMark;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A conductance or current that was learned as a network.
 *
 * @param channel its name
 * @param parts what flows, as a part of the most that can, by words that say at which concentration or voltage of the parent
 * @param start_mV the voltage from which the cell starts
 */
public record LearnedNetwork(String channel, SequencedMap<String, FormulaChannel> parts, double start_mV) {
    private static final int WIDTH = 1000;
    /** -120 to 60 mV. */
    private static final VoltageGrid GRID = new VoltageGrid(-120, 1, 181);

    /** Those among the marks of a model, of which these values were found. */
    public static List<LearnedNetwork> of(List<FitMark> marks, List<Double> values, double start_mV) {
        List<LearnedNetwork> networks = new ArrayList<>();
        int next = 0;
        for (FitMark mark : marks) {
            int end = next + mark.parts().size();
            if (mark.writing() instanceof FitMark.Writing.Network(String channel, LearnedFlow flow)) {
                SequencedMap<String, FormulaChannel> parts = new LinkedHashMap<>();
                for (double beside : flow.besides()) {
                    parts.put(
                            flow.form() == LearnedFlow.Form.AXIAL
                                    ? ", the parent at " + Shown.number(beside) + " mV"
                                    : " at " + Shown.number(beside) + " mM",
                            flow.part(values.subList(next, end), beside));
                }
                networks.add(new LearnedNetwork(channel, parts, start_mV));
            }
            next = end;
        }
        return networks;
    }

    /** Draws it below what is on a page. */
    void on(HtmlPage page) {
        page.heading(
                "Learned: " + channel,
                "What flows, as a part of the most that can: when its latents have settled, and at once from where the"
                        + " cell starts. Below, the latents.");
        Chart flow = Chart.of("What flows", "part", 260);
        int colour = 0;
        for (Map.Entry<String, FormulaChannel> entry : parts.entrySet()) {
            String at = parts.size() == 1 ? "" : entry.getKey();
            flow.line(
                    "settled" + at,
                    ChannelReport.points(GRID, StateCurves.settledCurrent(entry.getValue(), GRID)),
                    Chart.colour(colour++));
        }
        FormulaChannel first = parts.firstEntry().getValue();
        flow.line(
                "at once from " + Shown.number(start_mV) + " mV",
                ChannelReport.points(GRID, StateCurves.currentAtOnce(first, GRID, start_mV)),
                Chart.colour(colour));
        List<Chart> charts = new ArrayList<>(List.of(flow));
        StateCurves latents = StateCurves.of(first, GRID);
        if (!latents.states().isEmpty()) {
            charts.addAll(ChannelReport.charts(latents, GRID));
        }
        page.figure(Figure.svg(WIDTH, "v (mV)", charts));
    }
}
