package dev.ranvier.embed;

import dev.ranvier.integrate.Divergence;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Neuron#warmUp} has found.
 *
 * @param steps steps made
 * @param seconds how long it took
 * @param step_ns how long a step took, the mean of the fastest block of steps
 * @param isCompiled whether the compilers had nothing more to do
 */
public record WarmUp(long steps, double seconds, double step_ns, boolean isCompiled) {
    /** Fewer steps than a compiler wants to see of a method. */
    private static final int FEWEST_STEPS = 20_000;
    /** Or as long as this, of steps that are long. */
    private static final double LONG_s = 2;

    private static final double QUIET_s = 0.4, PATIENCE_s = 20, BLOCK_s = 2e-3;
    private static final int STEPS_OF_A_SETTING = 16;

    /** For people. */
    public String message() {
        return String.format(
                java.util.Locale.ROOT,
                "%s after %d steps, %.1f s: a step takes %.0f ns",
                isCompiled ? "compiled" : "still being compiled",
                steps,
                seconds,
                step_ns);
    }

    /** Steps a neuron that nobody needs until no method has been compiled for {@value #QUIET_s} s, or for {@value #PATIENCE_s} s. */
    static WarmUp run(Neuron neuron) {
        List<Output> outputs =
                neuron.rig().simulation().probes().stream().map(neuron::output).toList();
        Optional<CompilationMXBean> compilers = Optional.ofNullable(ManagementFactory.getCompilationMXBean())
                .filter(CompilationMXBean::isCompilationTimeMonitoringSupported);
        long begin = System.nanoTime(),
                quietSince = begin,
                now = begin,
                steps = 0,
                compiled_ms = compiled_ms(compilers);
        int block = 1;
        double step_ns = Double.POSITIVE_INFINITY;
        boolean isCompiled;
        do {
            long before = now;
            walk(neuron, outputs, block);
            now = System.nanoTime();
            steps += block;
            double mean_ns = (double) (now - before) / block;
            step_ns = Math.min(step_ns, mean_ns);
            block = (int) Math.clamp(1e9 * BLOCK_s / mean_ns, 1, FEWEST_STEPS);
            if (compiled_ms(compilers) != compiled_ms) {
                compiled_ms = compiled_ms(compilers);
                quietSince = now;
            }
            isCompiled = compilers.isPresent()
                    && since(quietSince, now) > QUIET_s
                    && (steps >= FEWEST_STEPS || since(begin, now) > LONG_s);
        } while (!isCompiled && since(begin, now) < PATIENCE_s);
        return new WarmUp(steps, since(begin, now), step_ns, isCompiled);
    }

    private static double since(long begin, long now) {
        return 1e-9 * (now - begin);
    }

    private static long compiled_ms(Optional<CompilationMXBean> compilers) {
        return compilers.map(CompilationMXBean::getTotalCompilationTime).orElse(0L);
    }

    /** As a host does: inputs, now and then a setting, a step, outputs. */
    private static void walk(Neuron neuron, List<Output> outputs, int steps) {
        boolean takesCurrent = neuron.lanes() == 1 && !neuron.rig().currents().isEmpty();
        double current_nA = takesCurrent ? neuron.current_nA(0).get(0) : 0;
        for (int k = 0; k < steps; k++) {
            if (k % STEPS_OF_A_SETTING == 0) {
                neuron.numbersChanged();
            }
            if (takesCurrent && k % 2 == 0) {
                neuron.step(current_nA);
            } else {
                neuron.step();
            }
            for (Output output : outputs) {
                output.get();
            }
        }
        List<Divergence> lost = neuron.divergences();
        if (!lost.isEmpty()) {
            neuron.reset();
        }
    }
}
