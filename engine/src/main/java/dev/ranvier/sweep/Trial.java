package dev.ranvier.sweep;

import dev.ranvier.simulate.Simulation;
import java.util.List;

/** What a point runs: one lane of each of some simulations, in which the numbers of the {@link SweptModel#parameters} are changed. */
public final class Trial {
    private final List<Simulation> simulations;
    private final Kept kept;
    private final double[] numbers;

    /**
     * Keeps the array.
     *
     * @param simulations one lane each; points that give the same objects, or ones that differ in numbers only, share batches
     * @param kept what is kept of them: as much as of the others, if perhaps elsewhere on the cell
     * @param numbers one a parameter, in the parameter's unit
     */
    public Trial(List<Simulation> simulations, Kept kept, double... numbers) {
        this.simulations = List.copyOf(simulations);
        this.kept = kept;
        this.numbers = numbers;
        for (Simulation simulation : simulations) {
            if (simulation.lanes() != 1) {
                throw new IllegalArgumentException(
                        "a point is one lane, and this simulation has " + simulation.lanes());
            }
        }
    }

    /** The simulations. */
    public List<Simulation> simulations() {
        return simulations;
    }

    /** What is kept. */
    public Kept kept() {
        return kept;
    }

    /** The numbers; not a copy. */
    double[] numbers() {
        return numbers;
    }
}
