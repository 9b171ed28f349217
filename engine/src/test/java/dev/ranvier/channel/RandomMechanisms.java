package dev.ranvier.channel;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/** Channels of formulas at random, the same for the same seed, of every kind of state and current that there is. */
final class RandomMechanisms {
    private final Random random;

    private RandomMechanisms(long seed) {
        random = new Random(seed);
    }

    static Channel channel(long seed) {
        return new RandomMechanisms(seed).channel("random-" + seed);
    }

    private Channel channel(String name) {
        MechanismFormulas formulas = MechanismFormulas.named(name)
                .conductance(number(0.1, 50))
                .reversal(number(-100, 80))
                .parameter(new Field("shift_mV", number(-20, 20), -1e3, 1e3))
                .parameter(new Field("tau_0_ms", number(0.5, 50), 1e-3, 1e6))
                .parameter(new Field("p", number(0.5, 3), 0, 1e3))
                .let("w", "v - shift")
                .let("open", curve());
        String gates = "";
        for (int k = 0; k < random.nextInt(3); k++) {
            String gate = "g" + k;
            int power = random.nextInt(1, 5);
            if (random.nextBoolean()) {
                formulas.gateByRates(gate, power, rate(), rate());
            } else {
                formulas.gateByTarget(gate, power, curve(), time());
            }
            gates += " * " + gate + "^" + power;
        }
        switch (random.nextInt(6)) {
            case 0 -> formulas.equation(state("x"), "(" + curve() + " - x)/(" + time() + ")");
            case 1 -> formulas.equation(state("x"), rate() + " * (1 - x) - (" + rate() + ") * x^3");
            case 2 ->
                formulas.equation(state("x"), "(" + curve() + " - x)/tau_0 - 0.1 * x * y")
                        .equation(state("y"), rate() + " * x * (1 - y) - y/(" + time() + ")");
            case 3 -> formulas.equation(state("x"), "0.05 * tanh(w/30) - 0.01 * x * p", "open");
            case 4 -> formulas.reaction("a", "b", rate(), rate()).reaction("b", "x", rate(), "p * 0.1 * open");
            default -> formulas.let("x", curve());
        }
        String drive = pick(List.of(
                () -> "linoid((v - reversal)/12.5) * 5",
                () -> "open * (v - reversal)",
                () -> "if(v < " + random.nextInt(-60, 0) + ", v - reversal, p * (v - reversal))",
                () -> "(v - reversal)"));
        return formulas.current("conductance * (0.1 + x)" + gates + " * " + drive)
                .channel();
    }

    private static Field state(String name) {
        return new Field(name, 0.3, 0, 1);
    }

    private double number(double low, double high) {
        return Math.rint(1e3 * (low + (high - low) * random.nextDouble())) / 1e3;
    }

    private String pick(List<Supplier<String>> kinds) {
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private String width() {
        return String.format(Locale.ROOT, "%.2f", number(5, 30));
    }

    private String centred() {
        return String.format(Locale.ROOT, "(%s + %.1f)", random.nextBoolean() ? "v" : "w", number(10, 60));
    }

    /** In [0, 1]. */
    private String curve() {
        return pick(List.of(
                () -> String.format(Locale.ROOT, "1/(1 + exp(-%s/%s))", centred(), width()),
                () -> String.format(Locale.ROOT, "0.5 * (1 + tanh(%s/%s))", centred(), width()),
                () -> String.format(Locale.ROOT, "1/(1 + exp(%s/%s))^2", centred(), width()),
                () -> String.format(Locale.ROOT, "1/(1 + p * exp(%s/%s))", centred(), width())));
    }

    private String rate() {
        return pick(List.of(
                () -> String.format(Locale.ROOT, "%.3f * exp(-%s/%s)", number(0.01, 0.5), centred(), width()),
                () -> {
                    String y = centred(), w = width();
                    return String.format(Locale.ROOT, "%.4f * %s/(1 - exp(-%s/%s))", number(0.001, 0.05), y, y, w);
                },
                () -> String.format(Locale.ROOT, "%.3f/(1 + exp(-%s/%s))", number(0.01, 2), centred(), width()),
                () -> String.format(Locale.ROOT, "0.05 * sqrt(1 + (%s/%s)^2)", centred(), width()),
                () -> String.format(
                        Locale.ROOT,
                        "0.1 * p * max(%s/100, -0.5 + exp(-2))^2 + 0.01",
                        "(v + " + random.nextInt(10, 60) + ")"),
                () -> String.format(Locale.ROOT, "0.02 * p^1.5 * (1.1 + tanh(%s/%s))", centred(), width())));
    }

    private String time() {
        return pick(List.of(
                () -> "tau_0",
                () -> String.format(
                        Locale.ROOT, "0.5 + tau_0/(exp(%s/%s) + exp(-%s/%s))", centred(), width(), centred(), width()),
                () -> String.format(Locale.ROOT, "tau_0 * if(v < %d, 1, exp(-(v + 50)/60))", random.nextInt(-50, 0)),
                () -> String.format(Locale.ROOT, "1/(%s + 0.01)", rate())));
    }
}
