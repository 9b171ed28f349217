package dev.ranvier.nmodl;

import dev.ranvier.mechanism.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is likely to go wrong with what a file declares. */
final class DeclarationWarnings {
    private DeclarationWarnings() {}

    /** In words. */
    static List<String> of(ModFile file, Collection<Field> fields) {
        List<String> warnings = new ArrayList<>();
        List<Field> conductances = fields.stream()
                .filter(field -> field.unit_mS_per_cm2().isPresent())
                .toList();
        if (!conductances.isEmpty() && conductances.stream().allMatch(field -> field.value() == 0)) {
            warnings.add(conductances.getFirst().name() + " is 0 unless it is given: nothing flows");
        }
        if (file.namesOfCelsius == 0 && !file.states.isEmpty()) {
            warnings.add("celsius is not used: its kinetics are the same at all temperatures");
        }
        if (file.currents().size() > 1 && file.currents().contains("ica")) {
            warnings.add(
                    "it has other currents than that of calcium, so a pool in the same compartment sees none of them");
        }
        if (file.isPoint && file.currents().contains("ica")) {
            warnings.add("a pool in the same compartment sees nothing of its ica");
        }
        return warnings;
    }
}
