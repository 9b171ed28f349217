package dev.ranvier.morphology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A morphology and what was mended in its file.
 *
 * @param morphology the shape
 * @param counts how often, by what was done
 */
public record RepairedMorphology(Morphology morphology, Map<String, Integer> counts) {
    /** Copies the counts, in their order. */
    public RepairedMorphology {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }
}
