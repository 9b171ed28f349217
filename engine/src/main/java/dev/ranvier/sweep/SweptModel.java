package dev.ranvier.sweep;

import dev.ranvier.parameter.Parameter;
import java.util.List;

/** What becomes of a model at a point. Used from several threads. */
public interface SweptModel {
    /** The numbers that are written into lanes, the same for all points; none if simulations hold everything. */
    List<Parameter> parameters();

    /** How much is kept of every point: as many simulations, spikes, features, traces and losses as of each {@link Trial}. */
    Kept kept();

    /** How many simulations a point runs. */
    int simulations();

    /**
     * What a point runs; the same every time.
     *
     * @throws dev.ranvier.model.ModelException if there is no such model
     */
    Trial at(double[] point);
}
