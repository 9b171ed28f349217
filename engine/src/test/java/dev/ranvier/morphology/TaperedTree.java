package dev.ranvier.morphology;

import dev.ranvier.TextTable;
import dev.ranvier.morphology.Discretisation.ByName;
import dev.ranvier.morphology.Discretisation.PerBranch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree with every kind of joint that NEURON's tables and traces are of.
 *
 * @param compartments cut as the table says
 * @param resistivity_ohm_cm of the cytoplasm, by branch
 */
public record TaperedTree(Compartments compartments, Map<String, Double> resistivity_ohm_cm) {
    /** Reads {@code tapered_tree.csv}. */
    public static TaperedTree read() {
        TextTable table = TextTable.resource("tapered_tree.csv");
        Map<String, Double> resistivity_ohm_cm = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int row = 0; row < table.count(); row++) {
            resistivity_ohm_cm.put(table.word(row, "branch"), table.number(row, "axial_resistivity_ohm_cm"));
            counts.put(table.word(row, "branch"), (int) table.number(row, "compartments"));
        }
        CableProperties properties = new CableProperties(branch -> resistivity_ohm_cm.get(branch.name()), branch -> 1);
        return new TaperedTree(
                morphology(table).discretise(new ByName(counts, new PerBranch(1)), properties), resistivity_ohm_cm);
    }

    private static Morphology morphology(TextTable tree) {
        List<Branch> branches = new ArrayList<>();
        Map<String, Integer> positions = new LinkedHashMap<>();
        List<Point> points = new ArrayList<>();
        for (int row = 0; row < tree.count(); row++) {
            points.add(new Point(
                    tree.number(row, "x_um"),
                    tree.number(row, "y_um"),
                    tree.number(row, "z_um"),
                    tree.number(row, "radius_um")));
            String name = tree.word(row, "branch"), parent = tree.word(row, "parent");
            if (row + 1 == tree.count() || !tree.word(row + 1, "branch").equals(name)) {
                int type = branches.isEmpty() ? SwcType.SOMA : SwcType.BASAL;
                int on = parent.isEmpty() ? Branch.NO_PARENT : positions.getOrDefault(parent, Branch.NO_PARENT);
                branches.add(new Branch(name, type, on, tree.number(row, "parent_fraction"), points));
                positions.put(name, positions.size());
                points.clear();
            }
        }
        return new Morphology(branches);
    }
}
