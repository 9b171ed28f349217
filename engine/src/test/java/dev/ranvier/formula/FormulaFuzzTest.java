package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.mechanism.Field;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Damaged formulas: a mechanism comes out, or a complaint of one line; {@code -Dformula.mutations=10000} for many. Nothing else is thrown,
 * and nothing takes long.
 */
final class FormulaFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("formula.mutations", 300);
    private static final List<String> SOUND = List.of(
            "0.1 /ms * linoid((v + 55 mV)/10 mV)",
            "0.182 * (v + 30) / (1 - exp(-(v + 30)/9))",
            "1/(1 + exp(-(w + 57)/6.2))",
            "if(v < -40 and w > 2, tau_0, 3 + 2*tanh(v/20)^2)",
            "30.8 + (211.4 + exp((w + 113.2)/5)) / (3.7 * (1 + exp((w + 84)/3.2)))",
            "sqrt(abs(v)) * max(p, 2)^1.5 - log(3 + min(x, 0))/faraday");
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "+",
            "-",
            "*",
            "/",
            "^",
            ",",
            "<",
            "=",
            ".",
            "e",
            "1e308",
            "v",
            "w",
            "x",
            "p",
            "mV",
            "exp(",
            "if(",
            "linoid(",
            "0",
            " ",
            "\n",
            "\t",
            "\u0000",
            "\u2028",
            "é",
            "\uD83D\uDE00",
            "\uD83D",
            "9999999999999999999",
            "faraday",
            "((((",
            "^^",
            "and",
            "%s",
            "'");

    @Test
    void damagedFormulas_giveOneClearLine() {
        Random random = new Random(5);
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            String formula = damaged(SOUND.get(random.nextInt(SOUND.size())), random);
            refused += Assertions.assertTimeout(Duration.ofSeconds(5), () -> isRefused(formula)) ? 1 : 0;
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS);
    }

    private static boolean isRefused(String formula) {
        try {
            MechanismFormulas.named("damaged")
                    .conductance(1)
                    .reversal(-80)
                    .parameter(new Field("tau_0_ms", 5, 1e-3, 1e6))
                    .parameter(new Field("p", 1, 0, 10))
                    .let("w", "v - 3 mV")
                    .equation(new Field("x", 0.5, 0, 1), formula)
                    .gateByTarget("g", 2, "1/(1 + exp(-v/9))", "tau_0")
                    .channel();
            return false;
        } catch (FormulaException e) {
            assertThat(e.getMessage()).as(formula).hasSizeBetween(20, 400).matches("\\P{Cntrl}+");
            assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
            return true;
        }
    }

    private static String damaged(String formula, Random random) {
        StringBuilder text = new StringBuilder(formula);
        for (int k = 0; k <= random.nextInt(4); k++) {
            int at = random.nextInt(text.length() + 1), to = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, text.substring(at, to));
                case 2 ->
                    text.insert(
                            at, PIECES.get(random.nextInt(PIECES.size())).repeat(random.nextInt(20) == 0 ? 2000 : 1));
                default -> text.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
