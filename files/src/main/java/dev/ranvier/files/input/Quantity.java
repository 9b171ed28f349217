package dev.ranvier.files.input;

import java.util.List;
import java.util.Optional;

/** A kind of quantity and the units in which it may be given. The first unit is the one that the engine uses. */
public enum Quantity {
    /** Time. */
    TIME(new Unit("ms", 1)),
    /** Membrane voltage. */
    VOLTAGE(new Unit("mV", 1)),
    /** Injected current. */
    CURRENT(new Unit("nA", 1), new Unit("pA", 1e-3)),
    /** Conductance over area. */
    CONDUCTANCE_DENSITY(new Unit("mS_per_cm2", 1), new Unit("S_per_cm2", 1e3)),
    /** Capacitance over area. */
    CAPACITANCE_DENSITY(new Unit("uF_per_cm2", 1)),
    /** Resistance of an electrode. */
    RESISTANCE(new Unit("MOhm", 1)),
    /** Membrane area. */
    AREA(new Unit("um2", 1)),
    /** Length. */
    LENGTH(new Unit("um", 1)),
    /** Conductance of a synapse. */
    CONDUCTANCE(new Unit("uS", 1), new Unit("nS", 1e-3)),
    /** Concentration. */
    CONCENTRATION(new Unit("mM", 1)),
    /** Resistance of the cytoplasm, over length and times cross-section. */
    RESISTIVITY(new Unit("ohm_cm", 1)),
    /** Frequency. */
    FREQUENCY(new Unit("Hz", 1)),
    /** Temperature. */
    TEMPERATURE(new Unit("degC", 1)),
    /** A number without a unit. */
    NUMBER(new Unit("", 1));

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

    Quantity(Unit... units) {
        this.units = List.of(units);
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
