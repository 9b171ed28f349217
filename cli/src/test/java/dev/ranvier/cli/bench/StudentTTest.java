package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the usual table. */
final class StudentTTest {
    @Test
    void twoSided_isThatOfTheTable() {
        assertThat(StudentT.twoSided(0.95, 1)).isCloseTo(12.7062, within(1e-4));
        assertThat(StudentT.twoSided(0.95, 2)).isCloseTo(4.30265, within(1e-5));
        assertThat(StudentT.twoSided(0.95, 4)).isCloseTo(2.77645, within(1e-5));
        assertThat(StudentT.twoSided(0.95, 9)).isCloseTo(2.26216, within(1e-5));
        assertThat(StudentT.twoSided(0.99, 5)).isCloseTo(4.03214, within(1e-5));
        assertThat(StudentT.twoSided(0.999, 30)).isCloseTo(3.64596, within(1e-5));
        assertThat(StudentT.twoSided(0.90, 120)).isCloseTo(1.65765, within(1e-5));
    }
}
