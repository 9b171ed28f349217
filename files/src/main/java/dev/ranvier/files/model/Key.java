package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import java.util.List;

/**
 * A key of a model file: a name and, for a quantity, the unit that ends it.
 *
 * @param stem the name without the unit
 * @param quantity what it measures; {@link PhysicalQuantity#NUMBER} for keys without a unit
 */
public record Key(String stem, PhysicalQuantity quantity) {
    /** A key without a unit. */
    public static Key of(String name) {
        return new Key(name, PhysicalQuantity.NUMBER);
    }

    /** The key of a quantity whose name ends with its unit, such as {@code tau_max_ms}. */
    static Key withUnit(String name) {
        for (PhysicalQuantity quantity : PhysicalQuantity.values()) {
            String ending = "_" + quantity.units().getFirst().name();
            if (ending.length() > 1 && name.endsWith(ending)) {
                return new Key(name.substring(0, name.length() - ending.length()), quantity);
            }
        }
        return of(name);
    }

    /** The accepted spellings. */
    List<String> names() {
        return quantity.names(stem);
    }
}
