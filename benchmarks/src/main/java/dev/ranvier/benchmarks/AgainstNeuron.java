package dev.ranvier.benchmarks;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.simulate.Simulation;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Question: how much faster than NEURON is one core on the grown pyramidal cell, at the same scheme and step? Both run in turn,
 * many times, so that a change of the machine's speed meets both; the median of the ratios is printed, with exact rates and with those
 * of tables. Needs Debian's neuron,
 * python3-neuron and neuron-dev, and says so where they are missing.
 *
 * <pre>  java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.AgainstNeuron</pre>
 */
public final class AgainstNeuron {
    private static final Path SCRIPT = Path.of("engine", "src", "test", "neuron", "pyramidal.py");
    private static final int ROUNDS = 15, WARM_UP = 60;
    private static final double DURATION_ms = 70, DT_ms = 0.025;

    private AgainstNeuron() {}

    /** Runs from the project's folder. */
    public static void main(String[] args) throws IOException {
        if (!Files.exists(SCRIPT)) {
            System.out.println("skipped: run this in the project's folder, where " + SCRIPT + " is");
            return;
        }
        Process neuron = new ProcessBuilder("/usr/bin/python3", SCRIPT.toString(), "--serve")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answers = neuron.inputReader();
                BufferedWriter orders = neuron.outputWriter()) {
            compare(() -> neuronSeconds(orders, answers));
        } finally {
            neuron.destroy();
        }
    }

    private static double neuronSeconds(BufferedWriter orders, BufferedReader answers) {
        try {
            orders.newLine();
            orders.flush();
            String answer = answers.readLine();
            return answer == null ? Double.NaN : Double.parseDouble(answer.split(" ", -1)[1]);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static void compare(DoubleSupplier neuron) throws IOException {
        if (Double.isNaN(neuron.getAsDouble())) {
            System.out.println("skipped: no NEURON for /usr/bin/python3 (Debian: neuron python3-neuron neuron-dev)");
            return;
        }
        Cell exact = PospischilCell.of("grown", 1);
        Cell tables = new Cell(
                exact.compartments(),
                exact.capacitance_uF_per_cm2(),
                exact.axialResistivity_ohm_cm(),
                exact.initialVoltage_mV(),
                exact.insertions().stream()
                        .map(insertion -> insertion.tabulated(Set.of()))
                        .toList());
        long compartments = PospischilCell.compartments(exact);
        System.out.printf(Locale.ROOT, "%d compartments, 70 ms at 0.025 ms, implicit Euler, one core%n", compartments);
        compare("exact rates", exact, compartments, neuron);
        compare("rates in tables", tables, compartments, neuron);
    }

    private static void compare(String name, Cell cell, long compartments, DoubleSupplier neuron) {
        Simulation simulation =
                Simulation.of(cell, new Stimulus.Step(10, 40, 0.6), DURATION_ms).withStep(Scheme.IMPLICIT_EULER, DT_ms);
        for (int k = 0; k < WARM_UP; k++) {
            seconds(simulation);
        }
        double[] ours = new double[ROUNDS], theirs = new double[ROUNDS], ratios = new double[ROUNDS];
        for (int k = 0; k < ROUNDS; k++) {
            theirs[k] = neuron.getAsDouble();
            ours[k] = seconds(simulation);
            ratios[k] = theirs[k] / ours[k];
        }
        double steps = compartments * DURATION_ms / DT_ms;
        System.out.println(String.format(
                Locale.ROOT,
                "%s: NEURON %.1f M compartment-steps/s, Ranvier %.1f M, ratio %.1f (%.1f to %.1f)",
                name,
                steps / median(theirs) * 1e-6,
                steps / median(ours) * 1e-6,
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow()));
    }

    private static double seconds(Simulation simulation) {
        long start = System.nanoTime();
        simulation.run(1);
        return (System.nanoTime() - start) * 1e-9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
