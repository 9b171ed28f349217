package dev.ranvier.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a process runs programs. The system property {@code ranvier.formulas} forces one way; the bits are the same. */
public enum Execution {
    /** As the next, and the step of a cell of few compartments with one lane is one method. */
    PACKED("classes made at run time; one lane of few compartments as one method"),
    /** Classes made at run time. */
    GENERATED("classes made at run time"),
    /** The interpreter, which needs no warm-up. */
    INTERPRETED("interpreted");

    private static final String PROPERTY = "ranvier.formulas";
    private static final Optional<String> WANTED = Optional.ofNullable(System.getProperty(PROPERTY));

    /** Beyond so many operations a program is interpreted: classes would take seconds to make. */
    private static final int MOST_OPERATIONS = 20_000;

    private final String description;

    Execution(String description) {
        this.description = description;
    }

    /**
     * The way of this process.
     *
     * @throws IllegalArgumentException if {@code ranvier.formulas} asks for what there is not
     */
    public static Execution ofThisProcess() {
        return choose(WANTED);
    }

    /** What the property's value asks for; empty is the fastest. */
    static Execution choose(Optional<String> wanted) {
        return wanted.map(name -> Arrays.stream(values())
                        .filter(way -> way.property().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(PROPERTY + " must be one of "
                                + Arrays.stream(values())
                                        .map(Execution::property)
                                        .collect(Collectors.joining(", "))
                                + ", or be left out: " + PROPERTY + "=" + name)))
                .orElse(PACKED);
    }

    /** Its name, as {@code ranvier.formulas} has it. */
    public String property() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether steps may be packed. */
    public boolean packs() {
        return this == PACKED;
    }

    /** The way of steps that are not packed. */
    public Execution passByPass() {
        return packs() ? GENERATED : this;
    }

    /** What runs a program. */
    Kernels kernels(Program program) {
        return this == INTERPRETED || program.computed().size() > MOST_OPERATIONS
                ? Kernels.interpreted(program)
                : Kernels.generated(program);
    }

    /** For people. */
    public String description() {
        return description + "; -D" + PROPERTY + "=packed, generated or interpreted forces one";
    }
}
