package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModFileCommandTest {
    private static final String CHANNEL = """
        NEURON { SUFFIX odd USEION k READ ek WRITE ik RANGE gbar }
        PARAMETER { gbar = 0 (S/cm2) }
        ASSIGNED { v (mV) ek (mV) ik (mA/cm2) }
        STATE { m n }
        INITIAL { m = 2/(1 + exp(-v/10))  n = 1/(1 + exp(-v/10)) }
        BREAKPOINT { SOLVE states METHOD cnexp  ik = gbar*m*n*(v - ek) }
        DERIVATIVE states { m' = 2/(1 + exp(-v/10)) - m  n' = (1/(1 + exp(-v/10)) - n)/0.01 }
        """;

    @TempDir
    private Path folder;

    private String[] channel(String text) throws IOException {
        Path file = folder.resolve("odd.mod");
        Files.writeString(file, text);
        return new String[] {"channel", file.toString()};
    }

    @Test
    void whatCommonlyGoesWrong_isWarnedOf() throws IOException {
        Ran ran = Ran.of(channel(CHANNEL));
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines().filter(line -> line.startsWith("warning: ")))
                .anyMatch(line -> line.contains("gbar_S_per_cm2 is 0"))
                .anyMatch(line -> line.contains("celsius is not used"))
                .anyMatch(line -> line.contains("m rests outside of [0, 1] at 0.5 mV"))
                .anyMatch(line -> line.contains("tau of n is below 0.025 ms"))
                .hasSize(4);
    }

    @Test
    void quotientThatIsZeroByZero_isWarnedOf_unlessItIsGuarded() throws IOException {
        String quotient = "(v + 40)/(1 - exp(-(v + 40)/10))", warning = "a quotient is 0/0 at -40.0 mV";
        Ran bare = Ran.of(channel(CHANNEL.replace("- m  n'", "+ " + quotient + " - m  n'")));
        assertThat(bare.out()).contains(warning);
        String guarded = CHANNEL.replace("- m  n'", "+ rate(v) - m  n'")
                + "FUNCTION rate(v) { if (fabs(v + 40) < 1e-4) { rate = 10 } else { rate = " + quotient + " } }\n";
        assertThat(Ran.of(channel(guarded)).out()).doesNotContain(warning);
    }

    @Test
    void rateThatIsSingular_isWarnedOf() throws IOException {
        Ran ran = Ran.of(channel(CHANNEL.replace("- m  n'", "+ 1/(v + 40) - m  n'")));
        assertThat(ran.out()).contains("m is not a number at -40.0 mV: a rate is singular there");
    }

    @Test
    void fileThatIsNotThere_isNamedWhereItIsIncluded() throws IOException {
        assertThat(Ran.of(channel("NEURON { SUFFIX a }\nINCLUDE \"b.inc\"\n")).complaint())
                .contains("odd.mod, line 2, column 9: cannot read b.inc");
    }
}
