package dev.ranvier.batch;

import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Compartments;

/** Writes what a cell says of itself into the columns of a batch, ghosts included. */
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

    CellValues(Batch batch, Layout layout, SiteNumbers numbers) {
        this.batch = batch;
        this.layout = layout;
        this.numbers = numbers;
        cell = batch.cell();
        width = batch.width();
    }

    void write() {
        batch.stimulusGain().fill(0, width, 1);
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
        int from = slot * width, to = from + width;
        boolean ghost = layout.slot(node) != slot;
        batch.area().fill(from, to, ghost ? 0 : tree.area_um2(node) * DENSITY);
        batch.initialVoltage_mV().fill(from, to, cell.initialVoltage_mV());
        if (tree.isCompartment(node)) {
            batch.capacitance_uF_per_cm2()
                    .fill(from, to, cell.capacitance_uF_per_cm2().at(tree, node));
        }
        if (node > 0 && !ghost && !cell.hasAxialCurrent(node)) {
            double resistivity = cell.axialResistivity_ohm_cm().at(tree, node);
            batch.axialConductance_uS().fill(from, to, 1 / (RESISTANCE * resistivity * tree.axialFactor_per_um(node)));
        }
    }

    private void writeParameters(int c, int from, int node) {
        for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
            double value = cell.insertions().get(c).parameter(p, cell.compartments(), node);
            batch.parameter(c, p).fill(from, from + width, value);
        }
    }
}
