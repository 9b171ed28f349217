package dev.ranvier.nmodl;

import dev.ranvier.formula.Algebra;
import dev.ranvier.formula.Expression;
import dev.ranvier.formula.Formulation;
import dev.ranvier.formula.Motion;
import dev.ranvier.mechanism.Field;
import dev.ranvier.nmodl.ModFile.IonLine;
import dev.ranvier.nmodl.Scope.Variable;
import dev.ranvier.nmodl.Statement.Declared;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the names of a file stand for. */
final class Declarations {
    private static final double ANY = 1e300;
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("S/cm2", "S_per_cm2"),
            Map.entry("mho/cm2", "S_per_cm2"),
            Map.entry("siemens/cm2", "S_per_cm2"),
            Map.entry("mS/cm2", "mS_per_cm2"),
            Map.entry("pS/um2", "pS_per_um2"),
            Map.entry("mV", "mV"),
            Map.entry("millivolt", "mV"),
            Map.entry("ms", "ms"),
            Map.entry("1/ms", "per_ms"),
            Map.entry("/ms", "per_ms"),
            Map.entry("mM", "mM"),
            Map.entry("um", "um"),
            Map.entry("micron", "um"),
            Map.entry("degC", "degC"),
            Map.entry("cm/s", "cm_per_s"));

    private final ModFile file;
    private final double celsius_degC;
    private final Scope globals = new Scope(null);
    /** What blocks know from the beginning. */
    private final Map<String, Expression> known = new HashMap<>();
    /** Where INITIAL begins. */
    private final Map<String, Expression> defaults = new HashMap<>();
    /** Numbers that a cell may set, by key. */
    private final Map<String, Field> fields = new LinkedHashMap<>();

    private final Set<String> names = new HashSet<>(Set.of("v", "i"));

    Declarations(ModFile file, double celsius_degC) {
        this.file = file;
        this.celsius_degC = celsius_degC;
        Set<String> written = assigned();
        globals.put("v", new Variable("v", 1, false, false));
        put("celsius", Algebra.constant(celsius_degC));
        put("dt", Motion.DT);
        globals.put(Time.NAME, new Variable(Time.NAME, 1, false, false));
        for (String own : List.of("f_flux", "b_flux")) {
            globals.put(own, new Variable(own, 1, false, false));
            defaults.put(own, Algebra.ZERO);
        }
        for (IonLine ion : file.ions) {
            ion.reads().forEach(name -> readIon(ion, name));
            ion.writes().stream().filter(name -> !ion.reads().contains(name)).forEach(name -> {
                globals.put(name, new Variable(name, 1, false, false));
                double start = name.equals(Ions.current(ion)) ? 0 : Ions.value(ion, name, celsius_degC);
                defaults.put(name, Algebra.constant(start));
            });
        }
        file.states.values().forEach(this::declare);
        file.assigned.values().forEach(this::declare);
        file.parameters.values().forEach(parameter -> parameter(parameter, written));
        for (Declared state : file.states.values()) {
            Declared start = file.parameters.get(state.name() + "0");
            if (globals.find(state.name() + "0") == null) {
                put(state.name() + "0", Algebra.ZERO);
            }
            for (String key : globals.get(state.token()).elements()) {
                if (start != null && !Double.isNaN(start.value())) {
                    defaults.put(key, Algebra.constant(start.value()));
                }
            }
        }
    }

    private void put(String name, Expression value) {
        globals.put(name, new Variable(name, 1, false, false));
        known.put(name, value);
    }

    /** What an ion's variable is to the mechanism: a number that the cell sets, unless the mechanism sets it itself. */
    private void readIon(IonLine ion, String name) {
        globals.put(name, new Variable(name, 1, false, false));
        if (ion.writes().contains(name)) {
            defaults.put(name, Algebra.constant(Ions.value(ion, name, celsius_degC)));
        } else if (!name.equals(Ions.current(ion))) {
            field(name, name.equals(Ions.reversal(ion)) ? "mV" : "mM", Ions.value(ion, name, celsius_degC));
        }
    }

    private void declare(Declared declared) {
        if (globals.find(declared.name()) != null) {
            return;
        }
        if (declared.name().equals("diam") || declared.name().equals("area")) {
            globals.put(declared.name(), new Variable(declared.name(), 1, false, false));
            field(
                    declared.name(),
                    declared.name().equals("diam") ? "um" : "",
                    declared.name().equals("diam") ? 500 : 100);
            return;
        }
        boolean isMisread = file.states.containsKey(declared.name())
                && (Formulation.endsWithUnit(declared.name()) || names.contains(declared.name()));
        String key = isMisread ? declared.name() + "_value" : declared.name();
        Variable variable = new Variable(key, declared.size(), declared.isArray(), false);
        globals.put(declared.name(), variable);
        variable.elements().forEach(element -> defaults.put(element, Algebra.ZERO));
    }

    private void parameter(Declared declared, Set<String> written) {
        if (globals.find(declared.name()) != null) {
            return;
        }
        double value = Double.isNaN(declared.value()) ? 0 : declared.value();
        if (written.contains(declared.name()) && isGiven(declared)) {
            startsAtField(declared);
            return;
        }
        declare(declared);
        if (fields.containsKey(declared.name())) {
            return;
        }
        for (String key : globals.get(declared.token()).elements()) {
            if (written.contains(declared.name())) {
                defaults.put(key, Algebra.constant(value));
            } else if (file.range.contains(declared.name())) {
                defaults.remove(key);
                field(key, declared.unit(), value);
            } else {
                known.put(key, Algebra.constant(value));
            }
        }
    }

    private boolean isGiven(Declared declared) {
        return file.range.contains(declared.name())
                && !declared.isArray()
                && !Double.isNaN(declared.value())
                && !file.currents().contains(declared.name());
    }

    /** A parameter that statements set as well: what the cell gives it is where the variable starts. */
    private void startsAtField(Declared declared) {
        String key = declared.name() + "_now";
        globals.put(declared.name(), new Variable(key, 1, false, false));
        defaults.put(key, Algebra.variable(declared.name()));
        field(declared.name(), declared.unit(), declared.value());
    }

    private void field(String key, String unit, double value) {
        String ending = ENDINGS.get(unit), name = name(ending == null ? key : key + "_" + ending);
        fields.put(key, new Field(name, value, -ANY, ANY));
    }

    /** A name that is no other one in formulas. */
    String name(String wanted) {
        String name = wanted;
        while (!names.add(Formulation.nameOf(new Field(name, 0, 0, 0)))) {
            name += "_value";
        }
        return name;
    }

    /** Names that some statement sets. */
    private Set<String> assigned() {
        Set<String> found = new HashSet<>();
        file.routines.values().forEach(routine -> collect(routine.body(), found));
        file.initial.ifPresent(block -> collect(block.body(), found));
        file.breakpoint.ifPresent(block -> collect(block.body(), found));
        file.receive.ifPresent(block -> collect(block.body(), found));
        return found;
    }

    private static void collect(List<Statement> body, Set<String> found) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Assign assign -> found.add(assign.target().text());
                case Statement.If choice -> {
                    collect(choice.then(), found);
                    collect(choice.otherwise(), found);
                }
                case Statement.From loop -> collect(loop.body(), found);
                case Statement.While loop -> collect(loop.body(), found);
                default -> {}
            }
        }
    }

    Scope globals() {
        return globals;
    }

    Map<String, Expression> known() {
        return known;
    }

    Map<String, Expression> defaults() {
        return defaults;
    }

    Map<String, Field> fields() {
        return fields;
    }
}
