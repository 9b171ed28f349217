package dev.ranvier.cli.simulation;

import dev.ranvier.cli.report.Chart;
import dev.ranvier.cli.report.MorphologyDrawing;
import dev.ranvier.cli.report.Stretch;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.CellEntry;
import dev.ranvier.files.model.Site;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cell seen along z, coloured by what its voltage did or by other numbers. */
public final class MorphologyFigure {
    /** More than this, and browsers take long to draw it. */
    private static final int MOST_COMPARTMENTS = 100_000;

    private static final int WIDTH = 960;

    private final Morphology morphology;
    private final Compartments compartments;

    private MorphologyFigure(Morphology morphology, Compartments compartments) {
        this.morphology = morphology;
        this.compartments = compartments;
    }

    /**
     * The drawing, if the cell has a shape and not too many compartments: highest voltages, and times of the first spike if there was one.
     */
    static Optional<String> svg(Simulated simulated) {
        CellEntry cell = simulated.task().model().membrane();
        return svg(cell, panels(simulated), dots(simulated, cell.compartments()));
    }

    /** The drawing of any numbers, if the cell has a shape and not too many compartments. */
    public static Optional<String> svg(
            CellEntry cell, List<MorphologyDrawing.Panel> panels, List<MorphologyDrawing.Dot> dots) {
        return cell.morphology().filter(_ -> isDrawn(cell)).map(shape -> svg(shape, cell.compartments(), panels, dots));
    }

    /** The drawing of any numbers on a shape that is cut like this. */
    public static String svg(
            Morphology morphology,
            Compartments compartments,
            List<MorphologyDrawing.Panel> panels,
            List<MorphologyDrawing.Dot> dots) {
        return MorphologyDrawing.svg(WIDTH, new MorphologyFigure(morphology, compartments).stretches(), panels, dots);
    }

    private static boolean isDrawn(CellEntry cell) {
        return cell.compartmentCount() <= MOST_COMPARTMENTS;
    }

    /** What to say about a cell that is not drawn. */
    static Optional<String> note(CellEntry cell) {
        return isDrawn(cell)
                ? Optional.empty()
                : Optional.of("the cell is not drawn: it has more than " + MOST_COMPARTMENTS + " compartments");
    }

    private static List<MorphologyDrawing.Panel> panels(Simulated simulated) {
        List<MorphologyDrawing.Panel> panels = new ArrayList<>();
        panels.add(new MorphologyDrawing.Panel("Highest voltage", "mV", simulated.peak_mV(), ""));
        if (simulated.spiked()) {
            panels.add(new MorphologyDrawing.Panel(
                    "Latency of the first spike",
                    "ms",
                    simulated.firstSpike_ms(),
                    "stays below " + Shown.number(simulated.task().spikeThreshold_mV()) + " mV"));
        }
        return panels;
    }

    private static List<MorphologyDrawing.Dot> dots(Simulated simulated, Compartments compartments) {
        if (!compartments.hasGeometry()) {
            return List.of();
        }
        List<MorphologyDrawing.Dot> dots = new ArrayList<>();
        for (Site site : simulated.task().watched()) {
            if (dots.size() < TraceFiles.SHOWN_SITES) {
                Point place = compartments.place(site.node());
                dots.add(new MorphologyDrawing.Dot(place.x_um(), place.y_um(), Chart.colour(dots.size())));
            }
        }
        return dots;
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (int branch = 0; branch < compartments.branchCount(); branch++) {
            int[] nodes = compartments.compartments(branch);
            Cable cable = new Cable(morphology.branches().get(branch));
            for (int k = 0; k < nodes.length; k++) {
                stretches.add(cable.stretch(
                        (double) k / nodes.length,
                        (k + 1.0) / nodes.length,
                        2 * compartments.place(nodes[k]).radius_um(),
                        nodes[k]));
            }
        }
        return stretches;
    }

    /** A branch's centre line, projected; its stretches are taken in order. */
    private static final class Cable {
        private final List<Point> points;
        private final double[] along_um;
        private int next = 1;

        Cable(Branch branch) {
            points = branch.points();
            along_um = new double[points.size()];
            for (int k = 1; k < along_um.length; k++) {
                along_um[k] = along_um[k - 1] + points.get(k - 1).distance_um(points.get(k));
            }
        }

        Stretch stretch(double from, double to, double diameter_um, int node) {
            double length_um = along_um[along_um.length - 1];
            List<Stretch.Corner> corners = new ArrayList<>();
            corners.add(at(from * length_um));
            while (next < along_um.length - 1 && along_um[next] < to * length_um) {
                corners.add(new Stretch.Corner(
                        points.get(next).x_um(), points.get(next).y_um()));
                next++;
            }
            corners.add(at(to * length_um));
            return new Stretch(corners, diameter_um, node);
        }

        /** On the piece that ends with point {@code next}. */
        private Stretch.Corner at(double position_um) {
            Point from = points.get(next - 1), to = points.get(next);
            double piece_um = along_um[next] - along_um[next - 1];
            double part = piece_um == 0 ? 0 : Math.clamp((position_um - along_um[next - 1]) / piece_um, 0, 1);
            return new Stretch.Corner(
                    from.x_um() + part * (to.x_um() - from.x_um()), from.y_um() + part * (to.y_um() - from.y_um()));
        }
    }
}
