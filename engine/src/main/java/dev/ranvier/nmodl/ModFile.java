package dev.ranvier.nmodl;

import dev.ranvier.nmodl.Statement.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file as it stands: what it declares, and its blocks. */
final class ModFile {
    /** What the NEURON block says of an ion. */
    record IonLine(Token ion, List<String> reads, List<String> writes, double valence) {
        /** Copies the lists. */
        IonLine {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }
    }

    /** A function, a procedure, or a block without arguments. */
    record Routine(Token token, boolean isFunction, List<String> arguments, List<Statement> body) {
        /** Copies the lists. */
        Routine {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }
    }

    /** The block NET_RECEIVE, its arguments by name, that of the weight first. */
    record Receive(Token token, List<String> arguments, String unitOfWeight, List<Statement> body) {
        /** Copies the lists. */
        Receive {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }
    }

    /** Kinds of blocks that are solved. */
    enum Kind {
        DERIVATIVE,
        KINETIC,
        LINEAR,
        PROCEDURE
    }

    final Place start;
    String suffix = "";
    /** Whether it is a POINT_PROCESS. */
    boolean isPoint;

    final List<IonLine> ions = new ArrayList<>();
    final List<Token> nonspecific = new ArrayList<>();
    final List<Token> electrode = new ArrayList<>();
    final Set<String> range = new LinkedHashSet<>();
    /** How often it names the temperature where it does not declare it. */
    int namesOfCelsius;

    final Map<String, Double> constants = new LinkedHashMap<>();
    final Map<String, Declared> parameters = new LinkedHashMap<>();
    final Map<String, Declared> states = new LinkedHashMap<>();
    final Map<String, Declared> assigned = new LinkedHashMap<>();
    final Map<String, Routine> routines = new LinkedHashMap<>();
    final Map<String, Kind> kinds = new LinkedHashMap<>();
    Optional<Routine> initial = Optional.empty();
    Optional<Routine> breakpoint = Optional.empty();
    Optional<Receive> receive = Optional.empty();

    /** The currents by name. */
    List<String> currents() {
        List<String> currents = new ArrayList<>();
        for (IonLine ion : ions) {
            if (ion.writes().contains(Ions.current(ion))) {
                currents.add(Ions.current(ion));
            }
        }
        nonspecific.forEach(token -> currents.add(token.text()));
        electrode.forEach(token -> currents.add(token.text()));
        return currents;
    }

    /** Where the block of currents is; the beginning of the file if there is none. */
    Place ofCurrents() {
        return breakpoint.map(block -> block.token().place()).orElse(start);
    }

    /** Where this name is declared, else where the currents are. */
    Place of(String name) {
        for (Map<String, Declared> section : List.of(states, assigned, parameters)) {
            Declared declared = section.get(name);
            if (declared != null) {
                return declared.token().place();
            }
        }
        return ofCurrents();
    }

    ModFile(Place start) {
        this.start = start;
    }

    /** A function or procedure of this name, or a block that is solved. */
    Optional<Routine> routine(String name) {
        return Optional.ofNullable(routines.get(name));
    }
}
