package dev.ranvier.cli.fitting;

import dev.ranvier.cli.report.MorphologyDrawing;
import dev.ranvier.cli.simulation.MorphologyFigure;
import dev.ranvier.files.model.CellEntry;
import dev.ranvier.files.model.FitMark;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.parameter.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was found, on the cell. */
final class FittedCell {
    private FittedCell() {}

    /** A drawing for every number that each region or branch has of its own, if the cell has a shape. */
    static List<String> drawings(Fitted fitted) {
        CellEntry cell = fitted.task().model().membrane();
        List<FittedNumber> numbers = fitted.numbers();
        List<String> drawings = new ArrayList<>();
        int next = 0;
        for (FitMark mark : fitted.task().marks()) {
            int end = next + mark.parts().size();
            if (mark.writing() instanceof FitMark.Writing.ByRegion) {
                drawing(cell, mark, numbers.subList(next, end)).ifPresent(drawings::add);
            }
            next = end;
        }
        return drawings;
    }

    /** The numbers and, if they are known, their standard errors. */
    private static Optional<String> drawing(CellEntry cell, FitMark mark, List<FittedNumber> numbers) {
        String first = numbers.getFirst().name();
        List<MorphologyDrawing.Panel> panels = new ArrayList<>();
        panels.add(new MorphologyDrawing.Panel(
                first.substring(0, first.indexOf('@')),
                "",
                byNode(cell.compartments(), mark, numbers, FittedNumber::value),
                "not fitted there"));
        double[] errors = byNode(cell.compartments(), mark, numbers, FittedNumber::error_percent);
        if (Arrays.stream(errors).anyMatch(Double::isFinite)) {
            panels.add(new MorphologyDrawing.Panel("Standard error", "%", errors, "not known"));
        }
        return MorphologyFigure.svg(cell, panels, List.of());
    }

    private static double[] byNode(
            Compartments tree, FitMark mark, List<FittedNumber> numbers, ToDoubleFunction<FittedNumber> value) {
        double[] byNode = new double[tree.count()];
        Arrays.fill(byNode, Double.NaN);
        for (int k = 0; k < numbers.size(); k++) {
            Region where = where(mark.parts().get(k).parameter().quantity());
            for (int node = 0; node < byNode.length; node++) {
                if (tree.isCompartment(node) && where.contains(tree, node)) {
                    byNode[node] = value.applyAsDouble(numbers.get(k));
                }
            }
        }
        return byNode;
    }

    private static Region where(Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter parameter -> parameter.where();
            case Quantity.NetworkWeight weight -> weight.where();
            case Quantity.ChannelFactor factor -> factor.where();
            case Quantity.Capacitance_uF_per_cm2 capacitance -> capacitance.where();
            case Quantity.AxialResistivity_ohm_cm resistivity -> resistivity.where();
            case Quantity.Area_um2 _,
                    Quantity.InitialVoltage_mV _,
                    Quantity.SeriesResistance_MOhm _,
                    Quantity.ElectrodeOffset_mV _,
                    Quantity.StimulusGain _,
                    Quantity.StimulusParameter _,
                    Quantity.StimulusFactor _,
                    Quantity.SynapseParameter _,
                    Quantity.SynapseFactor _,
                    Quantity.SynapseWeight_uS _,
                    Quantity.EventWeight _ -> Region.everywhere();
        };
    }
}
