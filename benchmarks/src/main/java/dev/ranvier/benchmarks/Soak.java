package dev.ranvier.benchmarks;

import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Output;
import dev.ranvier.embed.Rig;
import dev.ranvier.embed.Setting;
import dev.ranvier.integrate.State;
import dev.ranvier.model.Region;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.record.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Question: does a host that runs for hours grow, or lose a voltage without being told?
 *
 * <p>Expected: resident memory stays within 5 MB after the first minute; a lost voltage is told by the step that loses it. Inputs change at
 * random every step, settings, clamp, saved states and forks now and then, and every 100,000 steps a current that no cell survives.
 *
 * <pre>
 *   java -Xmx64m --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
 *       -cp benchmarks/target/benchmarks.jar dev.ranvier.benchmarks.Soak [MINUTES]
 * </pre>
 */
public final class Soak {
    private static final int BLOCK = 100_000, REPORTS = 10;
    private static final double DEADLY_nA = 1e308;

    private final SplittableRandom random = new SplittableRandom(1);

    private Soak() {}

    /** Prints steps and resident memory ten times; takes the minutes. */
    public static void main(String[] args) throws IOException {
        double minutes = args.length == 0 ? 10 : Double.parseDouble(args[0]);
        Rig rig = Rig.of(EmbeddedCell.PATCH.cell())
                .withCurrent(0)
                .withConductance(0, -80)
                .withClamp(0, 1);
        Soak soak = new Soak();
        try (Neuron neuron = Neuron.of(rig, 1)) {
            neuron.warmUp();
            for (int report = 1; report <= REPORTS; report++) {
                long end = System.nanoTime() + (long) (60e9 * minutes / REPORTS), steps = 0;
                while (System.nanoTime() < end) {
                    soak.walk(neuron);
                    steps += BLOCK;
                }
                System.out.printf("%d steps, %d kB resident%n", steps, resident_kB());
            }
        }
    }

    private void walk(Neuron neuron) {
        Setting sodium = neuron.setting(
                new Quantity.ChannelParameter("hh-sodium", "conductance_mS_per_cm2", new Region.Everywhere()));
        Output gate = neuron.output(Probe.gate("k", "n"));
        State start = neuron.save();
        for (int n = 0; n < BLOCK; n++) {
            neuron.conductance_uS(0).set(random.nextDouble(1e-4));
            if (n % 1000 == 0) {
                sodium.set(random.nextDouble(80, 130));
                neuron.clamp().hold(random.nextDouble(-90, 20));
            } else if (n % 1000 == 40) {
                neuron.clamp().release();
            }
            require(Double.isFinite(neuron.step(random.nextDouble(-0.02, 0.04))), "a voltage is lost");
            require(gate.get() >= 0 && gate.get() <= 1, "a gate is outside [0, 1]");
        }
        try (Neuron fork = neuron.fork()) {
            require(!Double.isFinite(fork.step(DEADLY_nA)), "a lost voltage is not told");
            require(fork.divergences().size() == 1, "a lost lane is not named");
            fork.restore(start);
            require(Double.isFinite(fork.step(0)), "a restored neuron is lost");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    private static long resident_kB() throws IOException {
        return 4 * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
    }
}
