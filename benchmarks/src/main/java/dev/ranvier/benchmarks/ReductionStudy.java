package dev.ranvier.benchmarks;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.reduce.Agreement;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.reduce.Reduction;
import dev.ranvier.reduce.ReductionSettings;
import dev.ranvier.reduce.ScaledStimuli;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Question: how right is a reduced neuron under currents that it never saw, how long does its training take, and do all seeds end as
 * well? Steps of 0.1 to 1 nA, a ramp, and sixteen noises of 500 ms. First, what the full cell itself does when its capacitance is 1 %
 * larger: a spike that is decided by so little no reduction can be asked to find.
 *
 * <p>Arguments: the morphology ({@code grown} or an SWC file), the number of ghosts, of starts, and the first and the last seed.
 */
public final class ReductionStudy {
    private static final double[] STEPS_nA = {0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9, 1.0};
    private static final double STRONG_nA = 0.5;
    /** Mean and deviation [nA] and correlation time [ms] of each noise. */
    private static final double[][] NOISES = {
        {0.4, 0.3, 3},
        {0.6, 0.3, 10},
        {0.5, 0.2, 5},
        {0.35, 0.25, 10},
        {0.7, 0.2, 3},
        {0.45, 0.35, 5},
        {0.55, 0.25, 20},
        {0.8, 0.3, 5},
        {0.4, 0.15, 20},
        {0.65, 0.35, 15},
        {0.5, 0.4, 4},
        {0.3, 0.3, 10},
        {0.75, 0.15, 8},
        {0.6, 0.2, 20},
        {0.45, 0.2, 12},
        {0.9, 0.4, 3}
    };

    private static final double STEP_ms = 70,
            NOISE_ms = 500,
            RAMP_ms = 200,
            TRAINED_ms = 200,
            MINUTE_ms = 60_000,
            DT_ms = 0.025,
            THRESHOLD_mV = -10;
    private static final long UNSEEN = 7_000_001;

    private ReductionStudy() {}

    /** Prints a line for every seed. */
    public static void main(String[] arguments) throws IOException {
        Cell cell = PospischilCell.of(arguments[0], 1);
        Neuron full = new Neuron(cell, Scheme.STAGGERED, DT_ms, new InitialCondition.AtVoltage(), THRESHOLD_mV);
        int ghosts = Integer.parseInt(arguments[1]), starts = Integer.parseInt(arguments[2]);
        for (long seed = Long.parseLong(arguments[3]); seed <= Long.parseLong(arguments[4]); seed++) {
            long begin_ns = System.nanoTime();
            ScaledStimuli stimuli = new ScaledStimuli(full.rheobase_nA(), seed);
            Reduction reduction = new Reduction(
                    full,
                    stimuli,
                    new ReductionSettings(
                            ghosts, starts, seed, Runtime.getRuntime().availableProcessors()));
            List<ReducedCell> candidates = reduction.candidates();
            if (seed == Long.parseLong(arguments[3])) {
                System.out.printf(
                        "%d compartments, rheobase %.3f nA%n",
                        PospischilCell.compartments(cell), stimuli.rheobase_nA());
                report(full, full.withCapacitance(1.01));
                candidates.forEach(candidate -> report(full, full.as(candidate.cell())));
            }
            Reduction.Reduced reduced = reduction.run(candidates, (_, _, _, _, _) -> {});
            System.out.printf(
                    "seed %d, %.0f s, processor so far %d s:",
                    seed,
                    (System.nanoTime() - begin_ns) * 1e-9,
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toSeconds());
            reduced.starts()
                    .forEach(at -> System.out.printf(
                            " %.2f/%.2f(%d)", at.value(), at.heldOut().orElseThrow(), at.steps()));
            System.out.println();
            report(full, full.as(reduced.cell().cell()));
            lasting(full, full.as(reduced.cell().cell()));
        }
    }

    /** What becomes of the error in runs twice as long as those of the training, and of the voltage in a minute. */
    private static void lasting(Neuron full, Neuron reduced) {
        List<Stimulus> twice = unseen(2 * TRAINED_ms);
        List<SampledSignal> expected = full.voltages_mV(twice, 2 * TRAINED_ms),
                found = reduced.voltages_mV(twice, 2 * TRAINED_ms);
        int once = (expected.getFirst().length() + 1) / 2;
        double early = 0, all = 0;
        for (int k = 0; k < expected.size(); k++) {
            early += square(expected.get(k), found.get(k), once) / expected.size();
            all += square(expected.get(k), found.get(k), expected.get(k).length()) / expected.size();
        }
        double[] minute = reduced.voltages_mV(unseen(MINUTE_ms).subList(0, 1), MINUTE_ms)
                .getFirst()
                .values();
        System.out.printf(
                "  noises of %.0f ms: %.1f mV, %.2f times that of their first half; a minute: %.0f to %.0f mV%n",
                2 * TRAINED_ms,
                Math.sqrt(all),
                Math.sqrt(all / early),
                DoubleStream.of(minute).min().orElseThrow(),
                DoubleStream.of(minute).max().orElseThrow());
    }

    /** The mean square difference of the first samples. */
    private static double square(SampledSignal a, SampledSignal b, int samples) {
        return IntStream.range(0, samples)
                .mapToDouble(k -> (a.value(k) - b.value(k)) * (a.value(k) - b.value(k)))
                .average()
                .orElseThrow();
    }

    private static List<Stimulus> unseen(double duration_ms) {
        return IntStream.range(0, NOISES.length)
                .<Stimulus>mapToObj(k ->
                        new Stimulus.Sampled(new OrnsteinUhlenbeck(NOISES[k][0], NOISES[k][1], NOISES[k][2], UNSEEN + k)
                                .sampled(DT_ms, duration_ms)))
                .toList();
    }

    private static void report(Neuron full, Neuron reduced) {
        List<Agreement> steps = compared(
                full,
                reduced,
                DoubleStream.of(STEPS_nA)
                        .<Stimulus>mapToObj(amplitude -> new Stimulus.Step(10, 40, amplitude))
                        .toList(),
                STEP_ms);
        List<Agreement> noises = compared(full, reduced, unseen(NOISE_ms), NOISE_ms);
        Agreement ramp = compared(full, reduced, List.of(new Stimulus.Ramp(0, RAMP_ms, 0, 1)), RAMP_ms)
                .getFirst();
        List<Agreement> strong = IntStream.range(0, STEPS_nA.length)
                .filter(k -> STEPS_nA[k] >= STRONG_nA)
                .mapToObj(steps::get)
                .toList();
        List<Agreement> weak = IntStream.range(0, STEPS_nA.length)
                .filter(k -> STEPS_nA[k] < STRONG_nA)
                .mapToObj(steps::get)
                .toList();
        System.out.printf(
                "  counts %d of %d; strong steps %.2f mV %.3f ms; weak %.2f mV %.2f ms; ramp %.1f mV %d/%d;"
                        + " coincidence mean %.3f least %.3f:",
                steps.stream().filter(Agreement::isCounted).count(),
                steps.size(),
                strong.stream().mapToDouble(Agreement::rmse_mV).max().orElseThrow(),
                strong.stream().mapToDouble(Agreement::largestShift_ms).max().orElseThrow(),
                weak.stream().mapToDouble(Agreement::rmse_mV).max().orElseThrow(),
                weak.stream().mapToDouble(Agreement::largestShift_ms).max().orElseThrow(),
                ramp.rmse_mV(),
                ramp.reducedSpikes(),
                ramp.spikes(),
                noises.stream().mapToDouble(Agreement::coincidence).average().orElseThrow(),
                noises.stream().mapToDouble(Agreement::coincidence).min().orElseThrow());
        noises.forEach(
                noise -> System.out.printf(" %.2f(%d/%d)", noise.coincidence(), noise.reducedSpikes(), noise.spikes()));
        System.out.println();
    }

    private static List<Agreement> compared(Neuron full, Neuron reduced, List<Stimulus> currents, double duration_ms) {
        List<SampledSignal> expected = full.voltages_mV(currents, duration_ms),
                found = reduced.voltages_mV(currents, duration_ms);
        return IntStream.range(0, currents.size())
                .mapToObj(k -> Agreement.of(full, expected.get(k), found.get(k)))
                .toList();
    }
}
