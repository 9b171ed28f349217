package dev.ranvier.cli.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.parameter.Prior;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class FittedNumberTest {
    private static FittedNumber number(double value, Optional<Prior> prior) {
        return new FittedNumber("na.g", false, 90, value, OptionalDouble.of(0.2), Optional.empty(), prior);
    }

    @Test
    void deviations_areThoseOfThePrior() {
        FittedNumber pulled = number(113, Optional.of(new Prior(110, 0.2)));
        assertThat(pulled.priorDeviations()).isEqualTo(15);
        assertThat(pulled.ofItsPrior())
                .startsWith("na.g = 113 lies 15 deviations from what is known of it, 110 +- 0.2");
        assertThat(number(113, Optional.empty()).priorDeviations()).isZero();
    }
}
