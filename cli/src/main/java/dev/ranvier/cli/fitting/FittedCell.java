package dev.ranvier.cli.fitting;

import dev.ranvier.cli.model.CellEntry;
import dev.ranvier.cli.model.FitMark;
import dev.ranvier.cli.report.MorphologyDrawing;
import dev.ranvier.cli.simulation.MorphologyFigure;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.parameter.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was found, on the cell. */
final class FittedCell {
    private FittedCell() {}

    /** A drawing for every number that each region or branch has of its own, if the cell has a shape. */
    static List<String> drawings(Fitted fitted) {
        CellEntry cell = fitted.task().model().membrane();
        List<Double> found = fitted.inFileUnits(fitted.result().bestStart().values());
        List<String> drawings = new ArrayList<>();
        int next = 0;
        for (FitMark mark : fitted.task().marks()) {
            int end = next + mark.parts().size();
            if (mark.split()) {
                drawing(cell, mark, found.subList(next, end)).ifPresent(drawings::add);
            }
            next = end;
        }
        return drawings;
    }

    private static Optional<String> drawing(CellEntry cell, FitMark mark, List<Double> values) {
        Compartments tree = cell.compartments();
        double[] byNode = new double[tree.count()];
        Arrays.fill(byNode, Double.NaN);
        for (int k = 0; k < values.size(); k++) {
            Region where = where(mark.parts().get(k).parameter().quantity());
            for (int node = 0; node < byNode.length; node++) {
                if (tree.isCompartment(node) && where.contains(tree, node)) {
                    byNode[node] = values.get(k);
                }
            }
        }
        String first = mark.parts().getFirst().parameter().name();
        String title = first.substring(0, first.indexOf('@'));
        return MorphologyFigure.svg(
                cell, List.of(new MorphologyDrawing.Panel(title, "", byNode, "not fitted there")), List.of());
    }

    private static Region where(Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter parameter -> parameter.where();
            case Quantity.ChannelFactor factor -> factor.where();
            case Quantity.Capacitance_uF_per_cm2 capacitance -> capacitance.where();
            case Quantity.AxialResistivity_ohm_cm resistivity -> resistivity.where();
            case Quantity.InitialVoltage_mV _, Quantity.StimulusGain _ -> Region.everywhere();
        };
    }
}
