package dev.ranvier.benchmarks;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.TabulatedChannel;
import dev.ranvier.channel.TabulatedGate;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.fit.Evidence;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Identifiability.Determined;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Question: published channels as the unknown of a spiking squid axon, are they recovered, and where they are not, is it said? Three steps
 * of current, noise of 1 % of 76 mV; the channel is as dense as changes the voltage by about 5 mV and the axon still spikes.
 *
 * <p>Arguments: a library that {@code ranvier kinetics} made, how many channels of each of its families, and the seed that draws them.
 * A gate's curves are confidently wrong at a voltage that was visited where x_inf is off by more than 0.05, or tau by more than 20 %,
 * and a band twice as wide as that of 95 % ends as far from the truth.
 */
public final class LibraryRecovery {
    private static final Map<String, Double> REVERSAL_mV =
            Map.of("Na", 50.0, "K", -75.0, "Ca", 120.0, "IH", -45.0, "KCa", -75.0);
    private static final double[] DENSITIES_mS_per_cm2 = {100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01};
    private static final double[] STEPS_pA = {9, 15, 21};
    private static final double INTERVAL_ms = 0.1, FROM_ms = 5, TO_ms = 45, DURATION_ms = 50, FINE_ms = 0.0025;
    private static final double NOISE_mV = 0.76, SEEN_mV = 5, SPIKE_mV = 0, REST_mV = -70;
    private static final double WRONG_INF = 0.05, WRONG_LOG_TAU = 0.2, WIDER = 2;
    private static final String NAME = "unknown";
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;

    private LibraryRecovery() {}

    /** Prints a line for each gate. */
    public static void main(String[] args) throws IOException {
        ChannelLibrary library;
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            library = ChannelLibrary.read(in);
        }
        int each = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        System.out.println("channel, gate | mS/cm2 | left, mV | explained | numbers of x_inf, tau | trades off"
                + " | x_inf off | tau off, % | in the bands, % | confidently wrong, %");
        for (String family : List.of("Na", "K", "Ca", "IH", "KCa")) {
            List<LibraryChannel> channels = new ArrayList<>(library.channels().values().stream()
                    .filter(channel -> channel.family().equals(family))
                    .toList());
            Collections.shuffle(channels, new Random(seed));
            channels.stream().limit(each).forEach(channel -> recover(channel, seed));
        }
    }

    private static void recover(LibraryChannel published, long seed) {
        TabulatedChannel truth = oriented(published);
        double reversal_mV = REVERSAL_mV.get(published.family());
        Optional<Double> density = density(truth, reversal_mV);
        if (density.isEmpty()) {
            System.out.println(
                    published.id() + " | no density changes the voltage by " + SEEN_mV + " mV and leaves spikes");
            return;
        }
        Cell cell = cell(truth, density.get(), reversal_mV);
        Random random = new Random(seed);
        List<double[]> traces = traces(cell);
        List<Experiment> experiments = IntStream.range(0, STEPS_pA.length)
                .mapToObj(k -> Experiment.atRoot(
                        STEPS_pA[k] + " pA",
                        new SampledSignal(
                                INTERVAL_ms,
                                Arrays.stream(traces.get(k))
                                        .map(v -> v + NOISE_mV * random.nextGaussian())
                                        .toArray()),
                        step(STEPS_pA[k])))
                .toList();
        Recovery recovery = new Recovery(cell, List.of(NAME), List.of(), experiments, RecoverySettings.standard());
        RecoveryResult found = recovery.run(seed, _ -> {});
        if (!Double.isFinite(found.rmse_mV())) {
            System.out.println(published.id() + " | " + density.get() + " | diverged");
            return;
        }
        Evidence evidence = recovery.evidence(found, _ -> {});
        double low = traces.stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
        double high = traces.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
        int[] visited = IntStream.range(0, GRID.nodes())
                .filter(node -> GRID.voltage_mV(node) >= low && GRID.voltage_mV(node) <= high)
                .toArray();
        for (int gate = 0; gate < truth.gates().size(); gate++) {
            Determined determined = evidence.identifiability().determined().get(gate);
            System.out.printf(
                    "%s, %s | %s | %.2f | %s | %.1f, %.1f%s | %d | %s%n",
                    published.id(),
                    truth.gates().get(gate).name(),
                    density.get(),
                    found.rmse_mV(),
                    evidence.isExplained() ? "yes" : "no",
                    determined.xInf(),
                    determined.tau(),
                    determined.isSomething() ? "" : " nothing",
                    evidence.identifiability().tradeOffs().size(),
                    compared(
                            truth.gates().get(gate).curves(),
                            found.curves().get(gate),
                            evidence.bands().get(gate),
                            visited));
        }
    }

    /** The largest errors, how much of both curves is in the bands, and how much is confidently wrong. */
    private static String compared(GateCurves truth, LearnedCurves found, Evidence.Bounds bounds, int[] visited) {
        double[][] expected = curves(truth), made = curves(found);
        double inf = 0, tau = 0;
        int inside = 0, wrong = 0;
        for (int node : visited) {
            double infReach = Evidence.SURE * bounds.deviation(0, node, expected[0][node] - made[0][node]),
                    tauReach = Evidence.SURE * bounds.deviation(1, node, expected[1][node] - made[1][node]);
            double infOff = Math.abs(sigmoid(made[0][node]) - sigmoid(expected[0][node])),
                    tauOff = Math.abs(made[1][node] - expected[1][node]);
            inf = Math.max(inf, infOff);
            tau = Math.max(tau, tauOff);
            inside += nearest(made[0][node], expected[0][node], infReach) == expected[0][node] ? 1 : 0;
            inside += tauOff <= tauReach ? 1 : 0;
            double within = nearest(made[0][node], expected[0][node], WIDER * infReach);
            wrong += Math.abs(sigmoid(within) - sigmoid(expected[0][node])) > WRONG_INF ? 1 : 0;
            wrong += tauOff - WIDER * tauReach > WRONG_LOG_TAU ? 1 : 0;
        }
        double percent = 100.0 / (2 * visited.length);
        return String.format(
                "%.3f | %.0f | %.0f | %.0f", inf, 100 * Math.expm1(tau), inside * percent, wrong * percent);
    }

    /** What is nearest to {@code x} within {@code reach} of {@code middle}. */
    private static double nearest(double middle, double x, double reach) {
        return Math.clamp(x, middle - reach, middle + reach);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double[][] curves(GateCurves curves) {
        double[][] values = new double[2][GRID.nodes()];
        curves.evaluate(GRID, values[0], values[1]);
        return values;
    }

    /** The channel, whose gates open or close as their curves say: somebody who looks for them knows that. */
    private static TabulatedChannel oriented(LibraryChannel published) {
        List<TabulatedGate> gates = published.tabulated(NAME, 1, 0).gates().stream()
                .map(gate -> {
                    double[] logit = curves(gate.curves())[0];
                    boolean rises = logit[logit.length - 1] > logit[0];
                    return new TabulatedGate(
                            gate.name(),
                            gate.power(),
                            rises ? Orientation.ACTIVATION : Orientation.INACTIVATION,
                            gate.curves());
                })
                .toList();
        return new TabulatedChannel(NAME, GRID, gates, 1, 0);
    }

    /**
     * The one that changes the voltage by as much as is nearest to what is to be seen, among those under which every step brings spikes.
     */
    private static Optional<Double> density(TabulatedChannel channel, double reversal_mV) {
        List<double[]> without = traces(cell(channel, 0, reversal_mV));
        double nearest = 0, best = SEEN_mV;
        for (double density : DENSITIES_mS_per_cm2) {
            List<double[]> with = traces(cell(channel, density, reversal_mV));
            double off = Math.abs(Math.log(distance_mV(with, without) / SEEN_mV));
            if (with.stream().allMatch(LibraryRecovery::spikes) && off < best) {
                best = off;
                nearest = density;
            }
        }
        return nearest > 0 ? Optional.of(nearest) : Optional.empty();
    }

    private static boolean spikes(double[] v) {
        return Arrays.stream(v).skip(Math.round(FROM_ms / INTERVAL_ms)).anyMatch(x -> x > SPIKE_mV);
    }

    private static double distance_mV(List<double[]> a, List<double[]> b) {
        double sum = 0;
        int count = 0;
        for (int trace = 0; trace < a.size(); trace++) {
            for (int k = 0; k < a.get(trace).length; k++) {
                double off = a.get(trace)[k] - b.get(trace)[k];
                sum += off * off;
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    private static Cell cell(TabulatedChannel channel, double density_mS_per_cm2, double reversal_mV) {
        return new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                REST_mV,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak()),
                        new Insertion(
                                NAME,
                                channel,
                                Map.of("conductance_mS_per_cm2", density_mS_per_cm2, "reversal_mV", reversal_mV))));
    }

    private static SampledSignal step(double amplitude_pA) {
        return new SampledSignal(
                INTERVAL_ms,
                IntStream.rangeClosed(0, (int) Math.round(DURATION_ms / INTERVAL_ms))
                        .mapToDouble(
                                k -> k * INTERVAL_ms >= FROM_ms && k * INTERVAL_ms < TO_ms ? 1e-3 * amplitude_pA : 0)
                        .toArray());
    }

    private static List<double[]> traces(Cell cell) {
        return Arrays.stream(STEPS_pA)
                .mapToObj(amplitude_pA -> Simulation.of(cell, new Stimulus.Sampled(step(amplitude_pA)), DURATION_ms)
                        .withStep(Scheme.STAGGERED, FINE_ms)
                        .withProbes(INTERVAL_ms, Probe.voltage())
                        .run()
                        .voltage_mV(0))
                .toList();
    }
}
