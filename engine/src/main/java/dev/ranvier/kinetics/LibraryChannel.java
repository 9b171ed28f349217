package dev.ranvier.kinetics;

import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.List;

/**
 * A channel of a {@link ChannelLibrary}.
 *
 * @param family its family
 * @param name its name in the family
 * @param gates its gates, by name
 */
public record LibraryChannel(String family, String name, List<LibraryGate> gates) {
    /** Copies the list. */
    public LibraryChannel {
        gates = List.copyOf(gates);
    }

    /** Family and name. */
    public String id() {
        return family + "/" + name;
    }

    /** The gates of the current that is one of the family's ion; all of them if none is. A file may hold other currents too. */
    public List<LibraryGate> conductingGates() {
        List<LibraryGate> own = gates.stream().filter(LibraryGate::inFamily).toList();
        return own.isEmpty() ? gates : own;
    }

    /** The channel {@code i = g prod x^n (v - e)} of {@link #conductingGates}, ready for a cell. */
    public TabulatedChannel tabulated(String nameInCell, double conductance_mS_per_cm2, double reversal_mV) {
        return new TabulatedChannel(
                nameInCell,
                VoltageGrid.STANDARD,
                conductingGates().stream().map(LibraryGate::tabulated).toList(),
                conductance_mS_per_cm2,
                reversal_mV);
    }
}
