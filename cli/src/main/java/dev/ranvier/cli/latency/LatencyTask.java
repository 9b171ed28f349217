package dev.ranvier.cli.latency;

import dev.ranvier.embed.Metronome;
import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.WarmUp;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelFile;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A model in a loop in real time.
 *
 * @param model the model
 * @param modelName what it is called in reports
 * @param rate_kHz ticks a millisecond
 * @param seconds how long
 * @param command how to repeat it
 */
public record LatencyTask(ModelFile model, String modelName, double rate_kHz, double seconds, String command) {
    private static final double WARM_UP_s = 1;

    /** Refuses a rate and a time that no loop has. */
    public LatencyTask {
        if (!(seconds > 0 && seconds * rate_kHz <= 1e9)) {
            throw new BadInputException(
                    "--seconds must be positive, and no more than a million million ticks: " + seconds);
        }
    }

    /** How many steps of the model a tick advances it, so that model time is real time: whole ones, one at least. */
    int stepsOfATick(double dt_ms) {
        return (int) Math.max(1, Math.rint(1 / rate_kHz / dt_ms));
    }

    /** Runs the loop on this thread, after warming it up. */
    public Measured run(Consumer<String> progress) {
        Metronome metronome = new Metronome(rate_kHz);
        try (Neuron neuron = Neuron.of(model.rig().withCurrent(0), 1)) {
            WarmUp warmUp = neuron.warmUp();
            progress.accept(warmUp.message());
            double dt_ms = neuron.rig().simulation().dt_ms();
            int steps = stepsOfATick(dt_ms);
            metronome.run(Math.round(WARM_UP_s * 1e3 * rate_kHz), _ -> tick(neuron, steps));
            neuron.reset();
            Circumstances here = new Circumstances(Path.of("/"));
            double stolen_ms = here.stolen_ms();
            long collections = collections(), compiled_ms = compiled_ms();
            metronome.run(Math.round(seconds * 1e3 * rate_kHz), _ -> tick(neuron, steps));
            return new Measured(
                    this,
                    warmUp,
                    dt_ms,
                    steps,
                    metronome,
                    neuron.divergences().stream().findFirst(),
                    collections() - collections,
                    compiled_ms() - compiled_ms,
                    here.stolen_ms() - stolen_ms,
                    here.findings());
        }
    }

    private static void tick(Neuron neuron, int steps) {
        for (int k = 0; k < steps; k++) {
            neuron.step(0);
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long compiled_ms() {
        return ManagementFactory.getCompilationMXBean() == null
                ? 0
                : ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
    }
}
