package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.program.Kernels;
import dev.ranvier.program.Program;
import dev.ranvier.program.Slot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Programs do what their formulas say, to the rounding of another order of operations. */
final class TranslationTest {
    private static final int PROGRAMS = 200, SITES = 24;
    private static final List<String> NAMES = List.of("v", "a", "b", "c", "p", "q", "r", "dt", "i");

    static Map<Slot, Expression> random(long seed) {
        RandomFormulas formulas = new RandomFormulas(seed, NAMES);
        Map<Slot, Expression> outputs = new LinkedHashMap<>();
        outputs.put(Slot.next(0), formulas.next(6));
        outputs.put(Slot.CURRENT, formulas.next(12));
        outputs.put(Slot.partial(3), formulas.next(4));
        outputs.put(Slot.state(1), formulas.next(8));
        return outputs;
    }

    @Test
    void randomPrograms_giveWhatPlainArithmeticGives() {
        int compared = 0, all = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Map<Slot, Expression> outputs = random(seed);
            Program program = Translation.of(outputs, ProgramBench.SLOTS);
            Kernels kernels = Kernels.of(program);
            try (ProgramBench bench = new ProgramBench(SITES, kernels.scratch())) {
                bench.fill(seed);
                Map<String, double[]> inputs = new HashMap<>();
                NAMES.stream()
                        .filter(name -> !name.equals("dt"))
                        .forEach(name ->
                                inputs.put(name, bench.values(Objects.requireNonNull(ProgramBench.SLOTS.get(name)))));
                bench.run(kernels);
                for (Map.Entry<Slot, Expression> output : outputs.entrySet()) {
                    double[] results = bench.values(output.getKey());
                    for (int k = 0; k < SITES; k++) {
                        PlainArithmetic.Result expected = plain(inputs, k).of(output.getValue());
                        all++;
                        if (Double.isFinite(expected.off())) {
                            compared++;
                            assertThat(Math.abs(results[k] - expected.value()))
                                    .as(
                                            "seed %d, %s at %d: %s is not %s",
                                            seed, output.getKey(), k, results[k], expected)
                                    .isLessThanOrEqualTo(expected.off());
                        }
                    }
                }
            }
        }
        assertThat(compared).as("of %d results", all).isGreaterThan(3 * all / 4);
    }

    private static PlainArithmetic plain(Map<String, double[]> inputs, int k) {
        Map<String, Double> names = new HashMap<>();
        inputs.forEach((name, values) -> names.put(name, values[k]));
        names.put("dt", ProgramBench.DT_ms);
        return new PlainArithmetic(names);
    }

    @Test
    void outputs_exchangedWithInputs_areWhatTheInputsWere() {
        Map<Slot, Expression> exchange = new LinkedHashMap<>();
        exchange.put(Slot.state(0), Algebra.variable("b"));
        exchange.put(Slot.state(1), Algebra.variable("a"));
        exchange.put(Slot.next(2), Algebra.variable("a"));
        Kernels kernels = Kernels.of(Translation.of(exchange, ProgramBench.SLOTS));
        try (ProgramBench bench = new ProgramBench(SITES, kernels.scratch())) {
            bench.fill(1);
            double[] a = bench.values(Slot.state(0)), b = bench.values(Slot.state(1));
            bench.run(kernels);
            assertThat(bench.values(Slot.state(0))).isEqualTo(b);
            assertThat(bench.values(Slot.state(1))).isEqualTo(a);
            assertThat(bench.values(Slot.next(2))).isEqualTo(a);
        }
    }
}
