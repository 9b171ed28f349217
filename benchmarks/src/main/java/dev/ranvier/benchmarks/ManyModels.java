package dev.ranvier.benchmarks;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Simulation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Question: does a process grow that makes many different models, each with classes of its own?
 *
 * <p>Expected: metaspace and compiled code are the same after 2,000 and after 10,000 models; a model is ready in 30 ms, the first in 0.4 s.
 *
 * <pre>
 *   java -Xmx256m --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.ManyModels [MODELS]
 * </pre>
 */
public final class ManyModels {
    private static final int REPORTS = 10;
    /** 0.5 ms of model time: every kernel runs. */
    private static final double DURATION_ms = 0.5;

    private ManyModels() {}

    /** Prints ten times what memory is in use; takes the number of models. */
    public static void main(String[] args) {
        int models = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        SplittableRandom random = new SplittableRandom(1);
        long start = System.nanoTime();
        run(model(0, random));
        System.out.printf(Locale.ROOT, "first model after %.2f s%n", (System.nanoTime() - start) * 1e-9);
        for (int report = 1; report <= REPORTS; report++) {
            long begin = System.nanoTime();
            for (int k = 0; k < models / REPORTS; k++) {
                run(model(report, random));
            }
            double each_ms = (System.nanoTime() - begin) * 1e-6 / (models / REPORTS);
            System.out.printf(
                    Locale.ROOT, "%d models, %.1f ms each; %s%n", report * models / REPORTS, each_ms, memory());
        }
    }

    /** A channel with two gates whose numbers no other model has. */
    private static Cell model(int number, SplittableRandom random) {
        String middle = Double.toString(random.nextDouble(-60, -20)), width = Double.toString(random.nextDouble(3, 12));
        MechanismFormulas formulas = MechanismFormulas.named("channel" + number)
                .conductance(10)
                .reversal(-80)
                .gateByTarget(
                        "n",
                        4,
                        "1/(1 + exp(-(v - (" + middle + "))/" + width + "))",
                        "1 + 5*exp(-((v + 50)/" + width + ")^2)")
                .gateByRates(
                        "h",
                        1,
                        "0.07*exp(-(v + 65)/" + width + ")",
                        "1/(1 + exp(-(v - (" + middle + "))/" + width + "))");
        return new Cell(100, 1, -65, List.of(new Insertion(formulas.channel())));
    }

    private static void run(Cell cell) {
        Simulation.of(cell, new Stimulus.Step(0, 1, 0.01), DURATION_ms).run(1);
    }

    private static String memory() {
        System.gc();
        StringBuilder text = new StringBuilder();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace") || pool.getName().startsWith("CodeHeap")) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s %.1f MB  ",
                        pool.getName(),
                        pool.getUsage().getUsed() / 1e6));
            }
        }
        return text.toString();
    }
}
