package dev.ranvier.files.model;

import dev.ranvier.integrate.InitialCondition;
import java.util.List;
import java.util.Optional;

/** The ways to start as a model file calls them: {@code initial-voltage}, {@code rest}, {@code held}. */
final class StartNames {
    private static final String AT_VOLTAGE = "initial-voltage", AT_REST = "rest", AT_HOLD = "held";

    private StartNames() {}

    /** All of them. */
    static List<String> all() {
        return List.of(AT_VOLTAGE, AT_REST, AT_HOLD);
    }

    /** The name of a start. */
    static String of(InitialCondition start) {
        return switch (start) {
            case InitialCondition.AtRest _ -> AT_REST;
            case InitialCondition.AtHold _ -> AT_HOLD;
            case InitialCondition.AtVoltage _, InitialCondition.From _ -> AT_VOLTAGE;
        };
    }

    /** The start of that name. */
    static Optional<InitialCondition> find(String name) {
        return switch (name) {
            case AT_VOLTAGE -> Optional.of(new InitialCondition.AtVoltage());
            case AT_REST -> Optional.of(new InitialCondition.AtRest());
            case AT_HOLD -> Optional.of(new InitialCondition.AtHold());
            default -> Optional.empty();
        };
    }
}
