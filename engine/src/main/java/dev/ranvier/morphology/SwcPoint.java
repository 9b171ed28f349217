package dev.ranvier.morphology;

/**
 * A row of an SWC file.
 *
 * @param line where it stands, from 1
 * @param parentId id of the parent's row; -1 for the root
 */
record SwcPoint(int line, int id, int type, Point point, int parentId) {
    /** What {@code parentId} is for the root. */
    static final int NO_PARENT = -1;
}
