package dev.ranvier.batch;

import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;

/** Writes what a cell says of itself into columns of a batch, ghosts included. */
final class CellValues {
    /** A conductance density of 1 mS/cm2 on 1 um2, in uS; a current density of 1 uA/cm2 on it, in nA. */
    private static final double DENSITY = 1e-5;
    /** {@code R[MOhm] = 0.01 Ra[ohm cm] factor[1/um]}. */
    private static final double RESISTANCE = 0.01;

    private final Batch batch;
    private final Layout layout;
    private final SiteNumbers numbers;
    private final Cell cell;
    private final int width;
    private final int firstLane;
    private final int endLane;

    /** Into the lanes {@code [firstLane, endLane)}; the cell is laid out as the batch's own. */
    CellValues(Batch batch, Layout layout, SiteNumbers numbers, Cell cell, int firstLane, int endLane) {
        this.batch = batch;
        this.layout = layout;
        this.numbers = numbers;
        this.cell = cell;
        this.firstLane = firstLane;
        this.endLane = endLane;
        width = batch.width();
    }

    void write() {
        for (int slot = 0; slot < layout.nodes().length; slot++) {
            writeNode(slot, layout.nodes()[slot]);
        }
        for (Layout.Range range : layout.ranges()) {
            for (int e = range.firstOfNode(width); e < range.to(); e += width) {
                for (int c : range.channels()) {
                    writeParameters(c, numbers.at(c, e / width), layout.nodes()[e / width]);
                }
            }
        }
        for (int c : batch.kinds().placed().keySet()) {
            int[] places = layout.nodesOf(c);
            for (int from = 0; from < numbers.count(c); from += width) {
                writeParameters(c, from, places[from < places.length * width ? from / width : 0]);
            }
        }
    }

    private void writeNode(int slot, int node) {
        Compartments tree = cell.compartments();
        int from = slot * width;
        boolean ghost = layout.slot(node) != slot;
        fill(batch.area(), from, ghost ? 0 : tree.area_um2(node) * DENSITY);
        fill(batch.initialVoltage_mV(), from, cell.initialVoltage_mV());
        if (tree.isCompartment(node)) {
            fill(
                    batch.capacitance_uF_per_cm2(),
                    from,
                    cell.capacitance_uF_per_cm2().at(tree, node));
        }
        if (node > 0 && !ghost && !cell.hasAxialCurrent(node)) {
            double resistivity = cell.axialResistivity_ohm_cm().at(tree, node);
            fill(batch.axialConductance_uS(), from, 1 / (RESISTANCE * resistivity * tree.axialFactor_per_um(node)));
        }
    }

    private void writeParameters(int c, int from, int node) {
        for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
            fill(batch.parameter(c, p), from, cell.insertions().get(c).parameter(p, cell.compartments(), node));
        }
    }

    private void fill(Column column, int from, double x) {
        column.fill(from + firstLane, from + endLane, x);
    }
}
