package dev.ranvier.files.model;

import dev.ranvier.integrate.Start;
import java.util.List;
import java.util.Optional;

/** The ways to start as a model file calls them: {@code initial-voltage}, {@code rest}. */
final class StartNames {
    private static final String AT_VOLTAGE = "initial-voltage", AT_REST = "rest";

    private StartNames() {}

    /** All of them. */
    static List<String> all() {
        return List.of(AT_VOLTAGE, AT_REST);
    }

    /** The name of a start. */
    static String of(Start start) {
        return start instanceof Start.AtRest ? AT_REST : AT_VOLTAGE;
    }

    /** The start of that name. */
    static Optional<Start> find(String name) {
        return switch (name) {
            case AT_VOLTAGE -> Optional.of(new Start.AtVoltage());
            case AT_REST -> Optional.of(new Start.AtRest());
            default -> Optional.empty();
        };
    }
}
