package dev.ranvier.cli.report;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.FitMark;
import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.learned.LearnedMembrane;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * A conductance or current that was learned as a network.
 *
 * @param channel its name
 * @param part what flows, as a part of the most that can
 * @param start_mV the voltage from which the cell starts
 */
public record LearnedNetwork(String channel, FormulaChannel part, double start_mV) {
    private static final int WIDTH = 1000;
    /** -120 to 60 mV. */
    private static final VoltageGrid GRID = new VoltageGrid(-120, 1, 181);

    /** Those among the marks of a model, of which these values were found. */
    public static List<LearnedNetwork> of(List<FitMark> marks, List<Double> values, double start_mV) {
        List<LearnedNetwork> networks = new ArrayList<>();
        int next = 0;
        for (FitMark mark : marks) {
            int end = next + mark.parts().size();
            if (mark.writing() instanceof FitMark.Writing.Network(String channel, LearnedMembrane membrane)) {
                networks.add(new LearnedNetwork(channel, membrane.part(values.subList(next, end)), start_mV));
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
        List<Chart> charts = new ArrayList<>(List.of(Chart.of("What flows", "part", 260)
                .line("settled", ChannelReport.points(GRID, StateCurves.settledCurrent(part, GRID)), Chart.colour(0))
                .line(
                        "at once from " + Shown.number(start_mV) + " mV",
                        ChannelReport.points(GRID, StateCurves.currentAtOnce(part, GRID, start_mV)),
                        Chart.colour(1))));
        StateCurves latents = StateCurves.of(part, GRID);
        if (!latents.states().isEmpty()) {
            charts.addAll(ChannelReport.charts(latents, GRID));
        }
        page.figure(Figure.svg(WIDTH, "v (mV)", charts));
    }
}
