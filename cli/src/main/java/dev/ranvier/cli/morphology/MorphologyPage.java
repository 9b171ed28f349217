package dev.ranvier.cli.morphology;

import dev.ranvier.cli.report.Chart;
import dev.ranvier.cli.report.Figure;
import dev.ranvier.cli.report.MorphologyContent;
import dev.ranvier.cli.report.MorphologyDrawing.Panel;
import dev.ranvier.cli.report.MorphologyReport;
import dev.ranvier.cli.report.Points;
import dev.ranvier.cli.simulation.MorphologyFigure;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.judge.MorphologyJudgement;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.Point;
import dev.ranvier.morphology.SwcType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** What is in an SWC file, as a page. */
public final class MorphologyPage {
    private static final int WIDTH = 960, HEIGHT = 200, DISTANCES = 200;
    /** Of a drawing: a piece of cable is as long as this part of the cell, or longer where there would be too many. */
    private static final double PIECE = 0.005;

    private static final int MOST_PIECES = 20_000;

    private MorphologyPage() {}

    /** The page; {@code command} says how to repeat it. */
    public static String html(MorphologySurvey survey, String command) {
        List<String> notes = new ArrayList<>(survey
                .refusal()
                .map(refusal ->
                        "this file is refused as it stands; what is shown is what all repairs make of it. " + refusal)
                .stream()
                .toList());
        notes.addAll(survey.warnings());
        return MorphologyReport.html(new MorphologyContent(
                String.valueOf(Path.of(survey.file()).getFileName()),
                survey.facts(),
                drawing(survey.morphology()),
                Figure.svg(WIDTH, "distance from the middle of the root along the cable (um)", List.of(reach(survey))),
                types(survey.byType()),
                survey.repairs().entrySet().stream()
                        .map(repair -> List.of(repair.getKey(), repair.getValue()))
                        .toList(),
                notes,
                command));
    }

    private static String drawing(Morphology morphology) {
        double piece_um = Math.max(
                PIECE * MorphologyJudgement.extent_um(morphology),
                MorphologySurvey.length_um(morphology.branches()) / MOST_PIECES);
        Compartments pieces = morphology.discretise(new Discretisation.MaximumLength(piece_um));
        return MorphologyFigure.svg(
                morphology,
                pieces,
                List.of(
                        new Panel(
                                "Radius, but of the soma",
                                "um",
                                byPiece(
                                        pieces,
                                        node -> pieces.branchType(pieces.branch(node)) == SwcType.SOMA
                                                ? Double.NaN
                                                : pieces.place(node).radius_um()),
                                "soma"),
                        new Panel("Distance along the cable", "um", byPiece(pieces, pieces::pathDistance_um), "")),
                List.of());
    }

    private static double[] byPiece(Compartments pieces, IntToDoubleFunction value) {
        double[] values = new double[pieces.count()];
        Arrays.setAll(values, node -> pieces.isCompartment(node) ? value.applyAsDouble(node) : Double.NaN);
        return values;
    }

    /** How many branches of each type but the soma there are at a distance. */
    private static Chart reach(MorphologySurvey survey) {
        Morphology morphology = survey.morphology();
        double farthest_um = 0;
        for (int k = 0; k < morphology.branches().size(); k++) {
            farthest_um = Math.max(farthest_um, morphology.pathDistance_um(k, 1));
        }
        double[] distance_um = new double[DISTANCES + 1];
        for (int k = 0; k <= DISTANCES; k++) {
            distance_um[k] = farthest_um * k / DISTANCES;
        }
        Chart chart = Chart.of("Cables at a distance", "number", HEIGHT).reaching(0);
        for (int type : survey.byType().keySet().stream()
                .filter(type -> type != SwcType.SOMA)
                .toList()) {
            double[] crossings = new double[distance_um.length];
            for (int b = 0; b < morphology.branches().size(); b++) {
                if (morphology.branches().get(b).type() == type) {
                    double from_um = morphology.pathDistance_um(b, 0), to_um = morphology.pathDistance_um(b, 1);
                    for (int k = 0; k < crossings.length; k++) {
                        crossings[k] += from_um <= distance_um[k] && distance_um[k] < to_um ? 1 : 0;
                    }
                }
            }
            chart.line(SwcType.label(type), Points.held(distance_um, crossings), Chart.colour(chart.size()));
        }
        return chart;
    }

    private static List<List<String>> types(Map<Integer, List<Branch>> byType) {
        List<List<String>> rows = new ArrayList<>();
        byType.forEach((type, branches) -> {
            DoubleSummaryStatistics radii = branches.stream()
                    .flatMap(branch -> branch.points().stream())
                    .mapToDouble(Point::radius_um)
                    .summaryStatistics();
            rows.add(List.of(
                    SwcType.label(type),
                    Integer.toString(branches.size()),
                    Long.toString(radii.getCount()),
                    Shown.number(MorphologySurvey.length_um(branches)),
                    Shown.number(MorphologySurvey.area_um2(branches)),
                    Shown.number(radii.getMin()) + " to " + Shown.number(radii.getMax()),
                    Shown.number(radii.getAverage())));
        });
        return rows;
    }
}
