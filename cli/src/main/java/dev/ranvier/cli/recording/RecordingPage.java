package dev.ranvier.cli.recording;

import dev.ranvier.cli.report.Chart;
import dev.ranvier.cli.report.Figure;
import dev.ranvier.cli.report.RecordingContent;
import dev.ranvier.cli.report.RecordingReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The overview of a file as a page. */
public final class RecordingPage {
    private static final int WIDTH = 960, HEIGHT = 220;

    private RecordingPage() {}

    /** The page; {@code command} says how to repeat it. */
    public static String html(RecordingSurvey survey, String command) {
        List<SweepSurvey> drawn = survey.drawn();
        List<String> notes = new ArrayList<>(survey.header().notes());
        if (drawn.size() < survey.sweeps().size()) {
            notes.add("of " + survey.sweeps().size() + " sweeps " + drawn.size() + " are drawn");
        }
        return RecordingReport.html(new RecordingContent(
                String.valueOf(Path.of(survey.name()).getFileName()),
                survey.facts(),
                Figure.svg(WIDTH, "time in the sweep (ms)", charts(drawn)),
                survey.titles(),
                survey.rows(),
                survey.header().tags().stream()
                        .map(tag -> List.of(Double.toString(tag.time_ms()), tag.comment()))
                        .toList(),
                notes,
                command));
    }

    /** A chart for each channel of the first sweep, with all sweeps in it. */
    private static List<Chart> charts(List<SweepSurvey> sweeps) {
        List<Chart> charts = new ArrayList<>();
        List<SignalSurvey> signals = sweeps.getFirst().signals();
        for (int k = 0; k < signals.size(); k++) {
            SignalSurvey first = signals.get(k);
            Chart chart = Chart.of(
                    (first.isCommand() ? "Command " : "") + first.channel().name(),
                    first.channel().unit().name(),
                    HEIGHT);
            for (SweepSurvey sweep : sweeps) {
                if (k < sweep.signals().size()) {
                    chart.line(
                            sweeps.size() > 1 && sweeps.size() <= 6 ? "sweep " + sweep.number() : "",
                            sweep.signals().get(k).envelope().points(),
                            Chart.colour(chart.size()));
                }
            }
            charts.add(chart);
        }
        return charts;
    }
}
