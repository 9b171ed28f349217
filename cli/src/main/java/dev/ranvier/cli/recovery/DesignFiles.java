package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.FitFiles;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.recovery.Designed.Proposal;
import dev.ranvier.cli.report.CurvePair;
import dev.ranvier.cli.report.DesignReport;
import dev.ranvier.cli.report.FitContent;
import dev.ranvier.cli.report.Points;
import dev.ranvier.files.input.Shown;
import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.fit.Evidence.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The files that a design leaves behind. */
public final class DesignFiles {
    private static final double PERCENT = 100;

    private final Designed designed;
    private final List<FoundGate> gates;
    private final Proposal best;

    /** Of this design. */
    public DesignFiles(Designed designed) {
        this.designed = designed;
        gates = designed.task().gates();
        best = designed.proposals().getFirst();
    }

    /** In a sentence. */
    public String verdict() {
        return "proposed: " + best.candidate().name() + ", which would shrink the bands to "
                + Shown.number(PERCENT * best.all(), 2) + " % of what they are, in the mean from "
                + Shown.number(designed.from_mV()) + " to " + Shown.number(designed.to_mV()) + " mV";
    }

    /** For programs. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", designed.task().commandLine());
        summary.put("model", designed.task().modelName());
        summary.put("noise_mV", designed.task().noise_mV());
        summary.put("from_mV", designed.from_mV());
        summary.put("to_mV", designed.to_mV());
        summary.put("proposed", best.candidate().name());
        List<Object> candidates = new ArrayList<>();
        for (Proposal proposal : designed.proposals()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("name", proposal.candidate().name());
            member.put("left", proposal.all());
            for (int k = 0; k < titles().size(); k++) {
                member.put(titles().get(k), proposal.left().get(k));
            }
            candidates.add(member);
        }
        summary.put("candidates", candidates);
        summary.put("notes", designed.task().notes());
        return summary;
    }

    private List<String> titles() {
        return gates.stream()
                .flatMap(gate -> List.of("x_inf of " + gate.title(), "tau of " + gate.title()).stream())
                .toList();
    }

    /** Writes stimulus.csv, summary.json and report.html. */
    public void write(Staging staging) throws IOException {
        FitFiles.current(best.candidate().current_nA()).write(staging.file("stimulus.csv"));
        Files.writeString(staging.file("summary.json"), Json.text(summary()));
        Files.writeString(staging.file("report.html"), DesignReport.html(content()));
    }

    private DesignReport.Content content() {
        List<String> titles = new ArrayList<>(List.of("current", "left of all bands"));
        titles.addAll(titles());
        List<List<String>> rows = new ArrayList<>();
        for (Proposal proposal : designed.proposals()) {
            List<String> row = new ArrayList<>(List.of(proposal.candidate().name(), percent(proposal.all())));
            proposal.left().forEach(left -> row.add(percent(left)));
            rows.add(row);
        }
        double[] t = FitFiles.times_ms(best.voltage_mV()).toArray();
        return new DesignReport.Content(
                "What to record next",
                verdict().replaceFirst("p", "P") + ".",
                designed.task().notes(),
                Points.held(t, best.candidate().current_nA().values()),
                Points.of(t, best.voltage_mV().values()),
                pairs(designed.now()),
                pairs(best.bands()),
                designed.from_mV(),
                designed.to_mV(),
                new FitContent.Table(titles, rows),
                designed.task().commandLine());
    }

    private static String percent(double part) {
        return Shown.number(PERCENT * part, 2) + " %";
    }

    private List<CurvePair> pairs(List<Band> bands) {
        return IntStream.range(0, gates.size())
                .mapToObj(k -> new SampledGate(gates.get(k).gate(), Optional.of(Bounds.around(bands.get(k))))
                        .pair(gates.get(k).title()))
                .toList();
    }
}
