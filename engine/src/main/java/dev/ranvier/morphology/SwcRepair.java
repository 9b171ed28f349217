package dev.ranvier.morphology;

import java.util.OptionalDouble;

/**
 * What may be mended in an SWC file. {@link #NONE} mends nothing; whatever is mended is counted.
 *
 * @param leastRadius_um what radii below it become, those of 0 too
 * @param fragments what becomes of points that do not hang together with the tree
 * @param renumberIds whether an id may be used again: as a parent it means the last row before that has it
 * @param mergeCoincident whether a point at the place of its parent is left out, its children becoming the parent's
 * @param soma which points make the soma
 * @param ignoreExtraColumns whether rows may have more than seven columns
 * @param zeroParentIsRoot whether parent 0 means what -1 does, in a file without a point 0
 */
public record SwcRepair(
        OptionalDouble leastRadius_um,
        Fragments fragments,
        boolean renumberIds,
        boolean mergeCoincident,
        Soma soma,
        boolean ignoreExtraColumns,
        boolean zeroParentIsRoot) {
    /** Files are taken as they are, or refused. */
    public static final SwcRepair NONE =
            new SwcRepair(OptionalDouble.empty(), Fragments.REFUSE, false, false, Soma.AS_IT_IS, false, false);

    /** What becomes of what does not hang together with the tree: the one of the first soma point, or the largest. */
    public enum Fragments {
        /** The file is refused. */
        REFUSE,
        /** They are left out. */
        DROP,
        /** The beginning of each becomes a child of the nearest point of the tree. */
        CONNECT
    }

    /** Which points make the soma. */
    public enum Soma {
        /** As {@link SwcReader} says. */
        AS_IT_IS,
        /**
         * All of type 1, wherever they hang, together: one sphere round their centroid, of their mean distance from it, or of
         * their mean radius where that is more than half of the distance. It becomes the root.
         */
        ONE_SPHERE,
        /** The root alone; other points of type 1 get type 3. */
        ROOT_POINT
    }

    /** Refuses a least radius that is not positive. */
    public SwcRepair {
        leastRadius_um.ifPresent(radius -> MorphologyException.positive("leastRadius_um", radius));
    }
}
