package dev.ranvier.files.input;

import java.util.List;
import java.util.Optional;

/**
 * A kind of quantity, the units in which it may be given, and the range within which it means something of a cell. The first unit
 * is the one that the engine uses; the range is in it.
 */
public enum PhysicalQuantity {
    /** Time. */
    TIME(1e-9, 1e9, new Unit("ms", 1)),
    /** Membrane voltage. */
    VOLTAGE(1e-9, 1000, new Unit("mV", 1)),
    /** Injected current. */
    CURRENT(1e-12, 1e6, new Unit("nA", 1), new Unit("pA", 1e-3)),
    /** Conductance over area. */
    CONDUCTANCE_DENSITY(1e-12, 1e15, new Unit("mS_per_cm2", 1), new Unit("S_per_cm2", 1e3)),
    /** Capacitance over area. */
    CAPACITANCE_DENSITY(1e-4, 1e4, new Unit("uF_per_cm2", 1)),
    /** Resistance of an electrode. */
    RESISTANCE(1e-6, 1e9, new Unit("MOhm", 1)),
    /** Membrane area. */
    AREA(1e-3, 1e12, new Unit("um2", 1)),
    /** Length. */
    LENGTH(1e-4, 1e8, new Unit("um", 1)),
    /** Conductance of a synapse. */
    CONDUCTANCE(1e-12, 1e4, new Unit("uS", 1), new Unit("nS", 1e-3)),
    /** Concentration. */
    CONCENTRATION(1e-12, 1e4, new Unit("mM", 1)),
    /** Resistance of the cytoplasm, over length and times cross-section. */
    RESISTIVITY(1e-3, 1e9, new Unit("ohm_cm", 1)),
    /** Frequency. */
    FREQUENCY(1e-6, 1e6, new Unit("Hz", 1)),
    /** Temperature. */
    TEMPERATURE(1e-9, 100, new Unit("degC", 1)),
    /** A number without a unit. */
    NUMBER(1e-15, 1e15, new Unit("", 1));

    /**
     * A unit.
     *
     * @param name as it ends a name, "" for none
     * @param factor how many of the engine's units it is
     */
    public record Unit(String name, double factor) {
        /** The name of the quantity {@code stem} in this unit. */
        public String of(String stem) {
            return name.isEmpty() ? stem : stem + "_" + name;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Unit> units;

    private final double least;
    private final double most;

    PhysicalQuantity(double least, double most, Unit... units) {
        this.units = List.of(units);
        this.least = least;
        this.most = most;
    }

    /** The smallest that is above zero. */
    public double least() {
        return least;
    }

    /** The largest, of either sign. */
    public double most() {
        return most;
    }

    /** The accepted units, the engine's own first. */
    public List<Unit> units() {
        return units;
    }

    /** The names under which {@code stem} is accepted, such as {@code i_nA} and {@code i_pA}. */
    public List<String> names(String stem) {
        return units.stream().map(unit -> unit.of(stem)).toList();
    }

    /** The unit in which {@code name} gives {@code stem}, if it does. */
    public Optional<Unit> unit(String stem, String name) {
        return units.stream().filter(unit -> unit.of(stem).equals(name)).findFirst();
    }
}
