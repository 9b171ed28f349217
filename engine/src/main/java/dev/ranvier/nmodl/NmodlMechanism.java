package dev.ranvier.nmodl;

import dev.ranvier.formula.FormulaChannel;
import dev.ranvier.formula.FormulaException;
import dev.ranvier.formula.FormulaPoint;
import dev.ranvier.formula.FormulaPool;
import dev.ranvier.formula.Formulation;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Mechanism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A mechanism of the membrane that an NMODL file describes, as NEURON runs it: a channel, or a pool of calcium where it sets the
 * concentration. RANGE parameters, and the reversal potentials and concentrations that it reads, are its parameters; all other numbers
 * are those of the file. Hines and Carnevale, Neural Comput. 12 (2000) 995, have the language.
 */
public final class NmodlMechanism {
    /** What NEURON's {@code diam} and {@code area} are here, where a file has them: those of the compartment. */
    public static final String DIAMETER = "diam_um", AREA = "area";

    private final ModFile file;
    private final Declarations names;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> kept;
    private final Mechanism mechanism;
    private final double celsius_degC;

    private NmodlMechanism(ModFile file, double celsius_degC) {
        this.file = file;
        this.celsius_degC = celsius_degC;
        names = new Declarations(file, celsius_degC);
        warnings.addAll(DeclarationWarnings.of(file, names.fields().values()));
        Assembly assembly = new Assembly(file, names, celsius_degC);
        try {
            mechanism = assembly.mechanism();
        } catch (FormulaException e) {
            throw file.of(e.formula()).wrong(String.valueOf(e.getMessage()));
        }
        kept = assembly.keptForItself();
        if (!kept.isEmpty()) {
            warnings.add("it sets " + String.join(", ", kept)
                    + " and has currents, so what it sets stays its own: other" + " channels do not see it");
        }
    }

    /**
     * Reads a file, and those beside it that it includes.
     *
     * @param celsius_degC the temperature, which goes into the formulas
     * @throws NmodlException for what cannot be read or taken over
     * @throws IOException if the file cannot be read
     */
    public static NmodlMechanism read(Path path, double celsius_degC) throws IOException {
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        return of(String.valueOf(path.getFileName()), text, celsius_degC, name -> IncludedFile.text(path, name));
    }

    /**
     * Reads a text.
     *
     * @param name of the file, in messages
     * @param celsius_degC the temperature
     * @param included the text of a file that it includes; throws IllegalArgumentException where there is none
     * @throws NmodlException for what cannot be read or taken over
     */
    public static NmodlMechanism of(String name, String text, double celsius_degC, UnaryOperator<String> included) {
        return new NmodlMechanism(
                Parser.read(name, withPlainLineEnds(text), more -> withPlainLineEnds(included.apply(more))),
                celsius_degC);
    }

    /** Files of old Macintoshes have lines that end with a carriage return alone. */
    private static String withPlainLineEnds(String text) {
        return text.replaceAll("\\r\\n?", "\n");
    }

    private static Formulation formulas(Mechanism mechanism) {
        return switch (mechanism) {
            case FormulaPool pool -> pool.formulas();
            case FormulaPoint point -> point.formulas();
            default -> ((FormulaChannel) mechanism).formulas();
        };
    }

    /** The mechanism. */
    public Mechanism mechanism() {
        return mechanism;
    }

    /** What NEURON calls it. */
    public String suffix() {
        return file.suffix;
    }

    /** What the file calls a parameter, by the parameter's name. */
    public Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        names.fields().forEach((variable, field) -> variables.put(field.name(), variable));
        return variables;
    }

    /**
     * A reversal potential that follows the concentrations of its ion where another mechanism of the compartment reads these.
     *
     * @param ion its name
     * @param parameter that it is here
     * @param nernst_mV its value then, where no pool changes it
     * @param alone_mV its value elsewhere
     */
    public record Reversal(String ion, String parameter, double nernst_mV, double alone_mV) {}

    /** The reversal potentials that it reads without a concentration. */
    public List<Reversal> reversals() {
        return file.ions.stream()
                .filter(ion -> ion.reads().contains(Ions.reversal(ion)) && !readsConcentration(ion))
                .map(ion -> {
                    Field field = Objects.requireNonNull(names.fields().get(Ions.reversal(ion)));
                    return new Reversal(
                            ion.ion().text(), field.name(), Ions.nernst_mV(ion, celsius_degC), field.value());
                })
                .toList();
    }

    private static boolean readsConcentration(ModFile.IonLine ion) {
        return ion.reads().contains(Ions.inside(ion)) || ion.reads().contains(Ions.outside(ion));
    }

    /** The ions of which it reads a concentration. */
    public Set<String> ionsSensed() {
        Set<String> ions = new HashSet<>();
        file.ions.stream()
                .filter(NmodlMechanism::readsConcentration)
                .forEach(ion -> ions.add(ion.ion().text()));
        return ions;
    }

    /** Those variables that are of an ion, such as {@code ek}. */
    public Set<String> variablesOfIons() {
        Set<String> variables = new HashSet<>();
        file.ions.forEach(ion -> variables.addAll(ion.reads()));
        return variables;
    }

    /** What is likely to go wrong, in words. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        formulas(mechanism)
                .limits_mV()
                .forEach(v -> all.add("a quotient is 0/0 at " + v
                        + " mV: here it has its limit, in NEURON the mechanism is not a number there"));
        return all;
    }

    /** Variables of ions that the mechanism sets for itself: in NEURON others would see them. */
    public Set<String> keptForItself() {
        return Set.copyOf(kept);
    }

    /** The unit of the weight of events, as the file has it, empty if it has none; nothing of a mechanism to which no events come. */
    public Optional<String> unitOfWeight() {
        return file.receive.map(ModFile.Receive::unitOfWeight);
    }
}
