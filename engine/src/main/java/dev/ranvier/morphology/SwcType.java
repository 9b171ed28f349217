package dev.ranvier.morphology;

import java.util.HashMap;
import java.util.Map;

/**
 * Type codes of the SWC format (Cannon et al., J. Neurosci. Methods 84, 1998; neuromorpho.org). Other codes are allowed
 * everywhere and mean what their author says.
 */
public final class SwcType {
    /** Cell body. */
    public static final int SOMA = 1;
    /** Axon. */
    public static final int AXON = 2;
    /** Basal dendrite, or any dendrite of a cell that knows no other. */
    public static final int BASAL = 3;
    /** Apical dendrite. */
    public static final int APICAL = 4;

    private SwcType() {}

    /** {@code soma}, {@code axon}, {@code basal}, {@code apical}, and {@code type} with the code for any other. */
    public static String label(int type) {
        return switch (type) {
            case SOMA -> "soma";
            case AXON -> "axon";
            case BASAL -> "basal";
            case APICAL -> "apical";
            default -> "type" + type;
        };
    }

    /** Names branches {@code soma}, {@code axon[0]}, {@code axon[1]}, ... in the order in which they are asked for. */
    static final class Numbering {
        private final Map<Integer, Integer> used = new HashMap<>();

        String next(int type) {
            int number = used.merge(type, 1, Integer::sum) - 1;
            return type == SOMA ? label(type) : label(type) + "[" + number + "]";
        }
    }
}
