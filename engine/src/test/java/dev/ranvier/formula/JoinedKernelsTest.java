package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.JoinedKernels;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Slot;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs joined to one do what they do one after the other. */
final class JoinedKernelsTest {
    private static final int TRIALS = 60, SITES = 24;
    private static final List<String> NAMES = List.of("v", "dt", "a", "b", "p", "q", "r");

    @Test
    void programsLikeChannels_joined_giveTheSameBits() {
        for (int seed = 0; seed < TRIALS; seed++) {
            List<Kernels> programs = programs(seed);
            assertThat(bits(programs, seed, true)).as("seed %d", seed).isEqualTo(bits(programs, seed, false));
        }
    }

    /** Some programs that move two states each and add to the sums of currents and slopes. */
    private static List<Kernels> programs(int seed) {
        RandomFormulas formulas = new RandomFormulas(seed, NAMES);
        return IntStream.range(0, 1 + seed % 4)
                .mapToObj(_ -> {
                    Map<Slot, Expression> outputs = new LinkedHashMap<>();
                    outputs.put(Slot.next(0), formulas.next(8));
                    outputs.put(Slot.next(1), formulas.next(8));
                    outputs.put(Slot.CURRENT, Algebra.add(Algebra.variable("i"), formulas.next(6)));
                    outputs.put(Slot.SLOPE, Algebra.add(Algebra.variable("slope"), formulas.next(4)));
                    return Kernels.generated(Translation.of(outputs, ProgramBench.SLOTS));
                })
                .toList();
    }

    /** Sums of currents and slopes, and the states after the step of every program. */
    private static List<Long> bits(List<Kernels> programs, long seed, boolean joined) {
        List<ProgramBench> benches = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (Kernels kernels : programs) {
                ProgramBench bench = new ProgramBench(SITES, kernels.scratch());
                bench.fill(seed + benches.size());
                benches.add(bench);
            }
            ProgramBench first = benches.getFirst();
            List<Sites> sites =
                    benches.stream().map(bench -> sharingSums(first, bench)).toList();
            if (joined) {
                List<List<SiteKernel>> kernels =
                        programs.stream().map(Kernels::kernels).toList();
                JoinedKernels one = JoinedKernels.of(kernels);
                Block work = new Block(arena, one.scratch(), SITES);
                run(one.kernels(), one.sites(sites, columns(one.scratch(), work::column)));
            } else {
                for (int k = 0; k < programs.size(); k++) {
                    run(programs.get(k).kernels(), sites.get(k));
                }
            }
            List<double[]> values = new ArrayList<>(List.of(first.values(Slot.CURRENT), first.values(Slot.SLOPE)));
            for (ProgramBench bench : benches) {
                values.add(bench.values(Slot.next(0)));
                values.add(bench.values(Slot.next(1)));
            }
            return values.stream()
                    .flatMapToLong(column -> Arrays.stream(column).mapToLong(Double::doubleToLongBits))
                    .boxed()
                    .toList();
        } finally {
            benches.forEach(ProgramBench::close);
        }
    }

    private static void run(List<SiteKernel> kernels, Sites sites) {
        sites.step(new Step(ProgramBench.DT_ms, 0.5));
        kernels.forEach(kernel -> kernel.run(sites));
    }

    /** Sites of the first with the mechanism of another. */
    private static Sites sharingSums(ProgramBench first, ProgramBench other) {
        Sites own = other.sites;
        return first.sites.withMechanism(
                columns(2, own::state),
                columns(2, own::next),
                columns(3, own::parameter),
                columns(other.scratch, own::scratch),
                new Column[0],
                own.shared());
    }

    private static Column[] columns(int count, IntFunction<Column> of) {
        return IntStream.range(0, count).mapToObj(of).toArray(Column[]::new);
    }
}
