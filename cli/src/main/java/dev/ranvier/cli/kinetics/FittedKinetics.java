package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.GateId;
import dev.ranvier.kinetics.LibraryGate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All gates with their fits.
 *
 * @param gates the gates, in the order of the files
 * @param differentCurves how many different pairs of curves they have
 * @param resumed how many gates were done by an earlier run
 * @param refused gates that were left out, though their channels have them
 * @param settings what was fitted
 */
public record FittedKinetics(
        List<FittedGate> gates, int differentCurves, int resumed, Set<GateId> refused, KineticsSettings settings) {
    /** Copies the list. */
    public FittedKinetics {
        gates = List.copyOf(gates);
        refused = Collections.unmodifiableSet(new LinkedHashSet<>(refused));
    }

    /** Gates of a channel's current that have no curves, refused ones and those of which too little is known. */
    private Set<GateId> missing() {
        Set<GateId> missing = new LinkedHashSet<>(refused);
        gates.stream()
                .filter(fitted ->
                        fitted.gate().inFamily() && fitted.fits().learned().isEmpty())
                .forEach(fitted -> missing.add(fitted.gate().id()));
        return missing;
    }

    /** A line for each channel that is not in the library, since a gate of it is missing. */
    public List<String> incomplete() {
        Map<String, List<String>> gatesOf = new LinkedHashMap<>();
        missing()
                .forEach(gate -> gatesOf.computeIfAbsent(channel(gate), _ -> new ArrayList<>())
                        .add(gate.gate()));
        return gatesOf.entrySet().stream()
                .filter(entry -> gates.stream()
                        .anyMatch(fitted -> channel(fitted.gate().id()).equals(entry.getKey())))
                .map(entry -> "channel " + entry.getKey() + " is not in the library: without "
                        + String.join(", ", entry.getValue()) + " it would be another")
                .toList();
    }

    private static String channel(GateId gate) {
        return gate.family() + "/" + gate.channel();
    }

    /** The learned gates of channels that have all of theirs, as a library. */
    public ChannelLibrary library() {
        Set<String> incomplete = missing().stream().map(FittedKinetics::channel).collect(Collectors.toSet());
        return new ChannelLibrary(
                settings.celsius(),
                gates.stream()
                        .filter(fitted -> fitted.fits().learned().isPresent()
                                && !incomplete.contains(channel(fitted.gate().id())))
                        .map(fitted -> new LibraryGate(
                                fitted.gate().id(),
                                fitted.gate().exponent(),
                                fitted.gate().inFamily(),
                                fitted.fits().learned().get().curves()))
                        .toList());
    }
}
