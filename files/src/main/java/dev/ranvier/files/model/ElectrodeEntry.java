package dev.ranvier.files.model;

import dev.ranvier.model.Injection;
import java.util.Optional;

/**
 * What an electrode adds to recordings and to the cell without telling.
 *
 * @param offset_mV by how much it shows the voltage too high
 * @param holding the current that it injects all the time beside what is recorded, if any
 */
public record ElectrodeEntry(double offset_mV, Optional<Injection> holding) {
    /** One that shows what there is, and injects what is recorded. */
    static final ElectrodeEntry PERFECT = new ElectrodeEntry(0, Optional.empty());
}
