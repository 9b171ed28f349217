package dev.ranvier.benchmarks;

import dev.ranvier.model.Cell;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.PyramidalCell;

/** The cells that a host steps: a patch in two ways, and a reduced neuron. */
public enum EmbeddedCell {
    /** Channels are formulas: a step is one method. */
    PATCH,
    /** The potassium channel has learned its curves. */
    HYBRID,
    /** A soma and four ghosts, Pospischil's channels. */
    REDUCED;

    private static final int GHOSTS = 4;

    Cell cell() {
        return switch (this) {
            case PATCH -> HodgkinHuxleyCell.mechanistic();
            case HYBRID -> HodgkinHuxleyCell.hybrid();
            case REDUCED ->
                GhostChain.of(PyramidalCell.USUAL.grow(1).discretise(new Discretisation.PerBranch(1)), GHOSTS);
        };
    }

    /** What makes it fire. */
    double current_nA() {
        return this == REDUCED ? 0.6 : 0.015;
    }
}
