package dev.ranvier.sweep;

import dev.ranvier.parameter.Parameter;
import java.util.List;

/** What becomes of a model at a point. Used from several threads. */
public interface SweptModel {
    /** The numbers that are written into lanes, the same for all points; none if simulations hold everything. */
    List<Parameter> parameters();

    /**
     * What a point runs; the same every time.
     *
     * @throws dev.ranvier.model.ModelException if there is no such model
     */
    Trial at(double[] point);
}
