package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.GateSamples;
import dev.ranvier.kinetics.OmnimodelCurves;
import java.util.List;

/**
 * What a file says of one gate.
 *
 * @param id which gate
 * @param exponent its power in the current; NaN if not known
 * @param inFamily whether the current is one of the family's ion
 * @param samples its curves
 * @param published the published fits of the omnimodel; those that the file has
 */
public record GateRecord(
        GateId id, double exponent, boolean inFamily, GateSamples samples, List<OmnimodelCurves> published) {
    /** Copies the fits. */
    public GateRecord {
        published = List.copyOf(published);
    }
}
