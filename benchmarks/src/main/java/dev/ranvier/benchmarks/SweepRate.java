package dev.ranvier.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.ranvier.batch.Batch;
import dev.ranvier.cli.sweep.SweepFolder;
import dev.ranvier.cli.sweep.SweepRun;
import dev.ranvier.cli.sweep.SweepTask;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Workers;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Question: how fast is a sweep of the Hodgkin-Huxley cell (four conductances and the current, 100 ms at 0.025 ms, times of spikes and
 * six features kept, tables written) beside nothing but the steps of the same batches, and beside NEURON in a loop? All run in turn,
 * several times, so that a change of the machine's speed meets all; medians of the ratios are printed, of time and, which other
 * programs on the machine disturb less, of the processor's time.
 *
 * <pre>  java -Xmx1g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.SweepRate [points] [rounds] [threads]</pre>
 */
public final class SweepRate {
    private static final Path SCRIPT = Path.of("engine", "src", "test", "neuron", "hh_sweep.py");
    private static final int LANES = 256, NEURON_POINTS = 200;
    private static final double DT_ms = 0.025, DURATION_ms = 100;

    private static final String MODEL = """
        cell: {cylinder: {length_um: 10, radius_um: 1}, capacitance_uF_per_cm2: 1, initial_voltage_mV: -70}
        channels:
          - {name: na, type: hh-sodium, conductance_S_per_cm2: 0.12}
          - {name: k, type: hh-potassium, conductance_S_per_cm2: 0.036}
          - {name: leak, type: hh-leak, conductance_S_per_cm2: 0.0003}
          - {name: shunt, type: hh-leak, conductance_S_per_cm2: 0.0001, reversal_mV: -70}
        stimulus: [{step: {start_ms: 5, duration_ms: 90, amplitude_pA: 15}}]
        simulation: {duration_ms: 100, dt_ms: 0.025, sample_interval_ms: 0.1}
        """;
    private static final String PLAN = """
        model: model.yaml
        vary:
          - draw:
              method: latin-hypercube
              points: %d
              numbers:
                - {key: channels.na.conductance_S_per_cm2, uniform: {low: 0.06, high: 0.24}}
                - {key: channels.k.conductance_S_per_cm2, uniform: {low: 0.018, high: 0.072}}
                - {key: channels.leak.conductance_S_per_cm2, uniform: {low: 0.00015, high: 0.0006}}
                - {key: channels.shunt.conductance_S_per_cm2, uniform: {low: 0.00005, high: 0.0002}}
                - {key: "stimulus[0].step.amplitude_pA", uniform: {low: 5, high: 25}}
        keep:
          spikes: [v]
          features:
            names: [mean_frequency, time_to_first_spike, AP_amplitude, AP_width, AHP_depth_abs, voltage_base]
            stimulus_ms: [5, 95]
        """;

    /** What something took. */
    private record Cost(double seconds, double processorSeconds) {
        static Cost of(Work work) throws IOException {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long start = System.nanoTime(), processorStart = system.getProcessCpuTime();
            work.run();
            return new Cost((System.nanoTime() - start) * 1e-9, (system.getProcessCpuTime() - processorStart) * 1e-9);
        }
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private SweepRate() {}

    /** Runs from the project's folder. */
    public static void main(String[] args) throws IOException {
        int points = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int threads = args.length > 2
                ? Integer.parseInt(args[2])
                : Runtime.getRuntime().availableProcessors();
        Path folder = Files.createTempDirectory("sweep-rate");
        try {
            Files.writeString(folder.resolve("model.yaml"), MODEL);
            Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN.formatted(points));
            ModelFile model = ModelReader.read(folder.resolve("model.yaml"));
            double[] swept = new double[rounds], stepped = new double[rounds], looped = new double[rounds];
            double[] processor = new double[rounds];
            for (int k = -1; k < rounds; k++) {
                Path out = folder.resolve("out" + k);
                Cost steps = Cost.of(() -> stepsOnly(model, points, threads));
                Cost sweep = Cost.of(() -> sweep(plan, out, threads));
                double neuron = neuron();
                System.out.printf(
                        Locale.ROOT,
                        "%s: steps alone %.0f points/s, sweep %.0f points/s, ratio %.3f, of processor time %.3f; NEURON"
                                + " on one core %.0f points/s%n",
                        k < 0 ? "cold" : "round " + k,
                        points / steps.seconds,
                        points / sweep.seconds,
                        steps.seconds / sweep.seconds,
                        steps.processorSeconds / sweep.processorSeconds,
                        neuron);
                if (k >= 0) {
                    swept[k] = points / sweep.seconds;
                    stepped[k] = steps.seconds / sweep.seconds;
                    processor[k] = steps.processorSeconds / sweep.processorSeconds;
                    looped[k] = swept[k] / neuron;
                }
                delete(folder.resolve("out" + k));
            }
            System.out.printf(
                    Locale.ROOT,
                    "median of %d: %.0f points/s on %d threads, %.3f of the steps alone, of processor time %.3f; %.0f"
                            + " times NEURON on one core; heap %d MB%n",
                    rounds,
                    median(swept),
                    threads,
                    median(stepped),
                    median(processor),
                    median(looped),
                    Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            delete(folder);
        }
    }

    private static void sweep(Path plan, Path out, int threads) throws IOException {
        SweepTask task = SweepTask.of(plan);
        new SweepRun(task, new SweepFolder(out), 1, 1).run(threads, (_, _) -> {});
    }

    /** As many lanes as points, without recording anything. */
    private static void stepsOnly(ModelFile model, int points, int threads) {
        AtomicInteger left = new AtomicInteger(Math.ceilDiv(points, LANES));
        Callable<Boolean> worker = () -> {
            List<Stimulus> stimuli = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                stimuli.add(new Stimulus.Step(5, 90, 0.005 + 0.02 * lane / LANES));
            }
            try (Batch batch = new Batch(model.cell(), LANES, DT_ms, 2)) {
                ForwardSweep sweep =
                        new ForwardSweep(batch, Scheme.STAGGERED, new Drive(batch, stimuli, Optional.empty()));
                while (left.getAndDecrement() > 0) {
                    sweep.run((int) Math.rint(DURATION_ms / DT_ms), StepListener.NONE);
                }
            }
            return true;
        };
        Workers.run(threads, Collections.nCopies(threads, worker));
    }

    /** Points a second; NaN where there is no NEURON. */
    private static double neuron() throws IOException {
        if (!Files.exists(SCRIPT)) {
            return Double.NaN;
        }
        Process process = new ProcessBuilder("/usr/bin/python3", SCRIPT.toString(), Integer.toString(NEURON_POINTS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answer = process.inputReader()) {
            String line = answer.lines().reduce((_, last) -> last).orElse("NaN");
            return Double.parseDouble(line);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
