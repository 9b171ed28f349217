package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryGate;
import java.util.List;

/**
 * All gates with their fits.
 *
 * @param gates the gates, in the order of the files
 * @param differentCurves how many different pairs of curves they have
 * @param resumed how many gates were done by an earlier run
 * @param settings what was fitted
 */
public record FittedKinetics(List<FittedGate> gates, int differentCurves, int resumed, KineticsSettings settings) {
    /** Copies the list. */
    public FittedKinetics {
        gates = List.copyOf(gates);
    }

    /** The learned gates as a library. */
    public ChannelLibrary library() {
        return new ChannelLibrary(
                settings.celsius(),
                gates.stream()
                        .filter(fitted -> fitted.fits().learned().isPresent())
                        .map(fitted -> new LibraryGate(
                                fitted.gate().id(),
                                fitted.gate().exponent(),
                                fitted.gate().inFamily(),
                                fitted.fits().learned().get().curves()))
                        .toList());
    }
}
