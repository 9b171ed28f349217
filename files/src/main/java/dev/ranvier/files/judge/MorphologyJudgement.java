package dev.ranvier.files.judge;

import dev.ranvier.files.input.Shown;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.Point;
import dev.ranvier.morphology.SwcType;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Judges the sizes of a cell by those that neurons have. */
public final class MorphologyJudgement {
    private static final int MANY = 20;
    private static final double THICK_um = 5, FAR_um = 2000;
    private static final double THICKEST_um = 100, THINNEST_um = 0.02, WIDEST_um = 20_000, NARROWEST_um = 5;

    private MorphologyJudgement() {}

    /** What the person should know; {@code file} is for the messages. */
    public static List<String> warnings(String file, Morphology morphology) {
        double thickest_um = radii_um(morphology).max().orElseThrow(),
                thinnest_um = radii_um(morphology).min().orElseThrow();
        double extent_um = extent_um(morphology);
        List<String> warnings = new ArrayList<>();
        if (thickest_um > THICKEST_um || extent_um > WIDEST_um) {
            warnings.add(file + ": no neuron has these sizes: the thickest point has a radius of "
                    + Shown.number(thickest_um) + " um, all of it is " + Shown.number(extent_um)
                    + " um wide. Is its unit not the micrometre? Give um_per_unit, 0.001 for nm, or the size"
                    + " of a voxel");
        } else if (extent_um < NARROWEST_um) {
            warnings.add(file + ": no neuron is " + Shown.number(extent_um)
                    + " um wide: is its unit not the micrometre? Give um_per_unit, 1000 for mm");
        }
        if (thinnest_um < THINNEST_um) {
            warnings.add(file + ": the thinnest point has a radius of " + Shown.number(thinnest_um)
                    + " um, less than a membrane's: repair: {least_radius_um: 0.1} gives it another");
        }
        DoubleSummaryStatistics cables = morphology.branches().stream()
                .filter(branch -> branch.type() != SwcType.SOMA)
                .flatMap(branch -> branch.points().stream())
                .mapToDouble(Point::radius_um)
                .summaryStatistics();
        if (cables.getCount() >= MANY && cables.getMin() == cables.getMax()) {
            warnings.add(file + ": all " + cables.getCount() + " radii but the soma's are "
                    + Shown.number(cables.getMin()) + " um: were they measured? Areas and conductances follow them");
        }
        if (warnings.isEmpty() && cables.getCount() > 0 && cables.getAverage() > THICK_um) {
            warnings.add(file + ": cables have a mean radius of " + Shown.number(cables.getAverage())
                    + " um, as thick as a soma: are these diameters, or is its unit not the micrometre?");
        }
        for (Branch branch : morphology.branches()) {
            double piece_um = longestPiece_um(branch);
            if (piece_um > FAR_um && extent_um <= WIDEST_um) {
                warnings.add(file + ": two points of " + branch.name() + " that follow each other are "
                        + Shown.number(piece_um) + " um apart: is something missing between them?");
                break;
            }
        }
        return warnings;
    }

    private static double longestPiece_um(Branch branch) {
        List<Point> points = branch.points();
        return IntStream.range(1, points.size())
                .mapToDouble(k -> points.get(k - 1).distance_um(points.get(k)))
                .max()
                .orElse(0);
    }

    /** The radii of all points. */
    public static DoubleStream radii_um(Morphology morphology) {
        return morphology.branches().stream()
                .flatMap(branch -> branch.points().stream())
                .mapToDouble(Point::radius_um);
    }

    /** The largest of width, height and depth. */
    public static double extent_um(Morphology morphology) {
        return Math.max(
                extent_um(morphology, Point::x_um),
                Math.max(extent_um(morphology, Point::y_um), extent_um(morphology, Point::z_um)));
    }

    private static double extent_um(Morphology morphology, ToDoubleFunction<Point> coordinate) {
        DoubleSummaryStatistics range = new DoubleSummaryStatistics();
        for (Branch branch : morphology.branches()) {
            branch.points().forEach(point -> range.accept(coordinate.applyAsDouble(point)));
        }
        return range.getMax() - range.getMin();
    }
}
