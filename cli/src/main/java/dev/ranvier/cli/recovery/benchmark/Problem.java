package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.channel.GateCurves;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.cli.recovery.VisitedTime;
import dev.ranvier.fit.Evidence;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoveryResult;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.reduce.Agreement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Recoveries of gates of the squid axon, one a seed.
 *
 * @param gates those that are unknown, in the order of the channels
 * @param training what was recorded
 * @param noise_mV deviation of the noise on it
 * @param correlation of the noise of one sample and the next
 * @param known what is taken for the known numbers
 * @param judged whether evidence is asked for
 * @param unseen what the result is tried on
 * @param dt_ms the step of the fit, and of what it is tried on
 */
record Problem(
        List<String> gates,
        List<Stimulation> training,
        double noise_mV,
        double correlation,
        Known known,
        boolean judged,
        List<Stimulation> unseen,
        double dt_ms) {
    private static final VoltageGrid GRID = VoltageGrid.STANDARD;
    private static final double WINDOW_ms = 1, SPIKE_mV = 0;
    private static final List<String> OF_SODIUM = List.of("m", "h");

    /** With white noise. */
    Problem(
            List<String> gates,
            List<Stimulation> training,
            double noise_mV,
            Known known,
            boolean judged,
            List<Stimulation> unseen) {
        this(gates, training, noise_mV, 0, known, judged, unseen, Stimulation.FITTED_ms);
    }

    /** The same by steps half as long. */
    Problem finer() {
        return new Problem(gates, training, noise_mV, correlation, known, judged, unseen, dt_ms / 2);
    }

    private RecoverySettings settings() {
        RecoverySettings usual = RecoverySettings.standard();
        return new RecoverySettings(usual.method(), usual.hidden(), usual.scheme(), dt_ms, usual.start());
    }

    /** The known numbers of a draw, and those of them that are fitted. */
    interface Known {
        /** Of a draw. */
        Taken taken(Random random);
    }

    /**
     * Numbers as the model has them.
     *
     * @param axon all
     * @param fitted those that are fitted
     * @param wrong the name of the only wrong one
     */
    record Taken(SquidAxon axon, List<Parameter> fitted, Optional<String> wrong) {
        /** Nothing is fitted. */
        static Taken as(SquidAxon axon) {
            return new Taken(axon, List.of(), Optional.empty());
        }
    }

    /** A draw; the same seed gives the same. */
    Draw draw(long seed) {
        Random random = new Random(seed);
        Taken taken = known.taken(random);
        List<double[]> truths = training.stream().map(Stimulation::truth_mV).toList();
        List<Experiment> experiments = IntStream.range(0, training.size())
                .mapToObj(k -> experiment(training.get(k), truths.get(k), random))
                .toList();
        Map<String, GateCurves> looked = new LinkedHashMap<>();
        gates.forEach(gate -> looked.put(gate, LearnedCurves.initialise(List.of(1), 1)));
        List<String> channels = gates.stream()
                .map(gate -> OF_SODIUM.contains(gate) ? "na" : "k")
                .distinct()
                .toList();
        Recovery recovery = new Recovery(taken.axon.cell(looked), channels, taken.fitted, experiments, settings());
        RecoveryResult found = recovery.run(seed, _ -> {});
        Optional<Evidence> evidence = judged && Double.isFinite(found.rmse_mV())
                ? Optional.of(recovery.evidence(found, _ -> {}))
                : Optional.empty();
        Map<String, GateCurves> curves = new LinkedHashMap<>();
        for (int k = 0; k < gates.size(); k++) {
            curves.put(gates.get(k), found.curves().get(k));
        }
        Cell cell = taken.axon.with(taken.fitted, found.values()).cell(curves);
        double[] visited = visited(truths);
        List<double[][]> errors = IntStream.range(0, gates.size())
                .mapToObj(k -> errors(gates.get(k), found.curves().get(k)))
                .toList();
        List<double[]> expected = unseen.stream().map(Stimulation::truth_mV).toList();
        List<double[]> made =
                unseen.stream().map(current -> current.voltage_mV(cell, dt_ms)).toList();
        return new Draw(
                IntStream.range(0, training.size())
                        .mapToDouble(k -> rmse_mV(truths.get(k), training.get(k).voltage_mV(cell, dt_ms)))
                        .max()
                        .orElseThrow(),
                IntStream.range(0, unseen.size())
                        .mapToObj(k -> rmse_mV(expected.get(k), made.get(k)))
                        .toList(),
                IntStream.range(0, unseen.size())
                        .mapToDouble(k -> coincidence(expected.get(k), made.get(k)))
                        .min()
                        .orElse(Double.NaN),
                IntStream.range(0, gates.size())
                        .mapToDouble(
                                k -> scaledError(gates.get(k), found.curves().get(k), visited))
                        .max()
                        .orElseThrow(),
                errors.stream()
                        .mapToDouble(error -> largest(error[1], visited))
                        .max()
                        .orElseThrow(),
                evidence.map(known -> covered(known, errors, visited)).orElse(Double.NaN),
                evidence,
                taken.wrong,
                found.seconds());
    }

    private Experiment experiment(Stimulation stimulation, double[] truth_mV, Random random) {
        double[] recorded = truth_mV.clone();
        double noise = random.nextGaussian();
        for (int k = 0; k < recorded.length; k++) {
            recorded[k] += noise_mV * noise;
            noise = correlation * noise + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return Experiment.atRoot(
                stimulation.name(), new SampledSignal(Stimulation.INTERVAL_ms, recorded), stimulation.current_nA());
    }

    private static double rmse_mV(double[] expected, double[] made) {
        double sum = 0;
        for (int k = 0; k < expected.length; k++) {
            sum += (made[k] - expected[k]) * (made[k] - expected[k]);
        }
        double rmse_mV = Math.sqrt(sum / expected.length);
        return Double.isFinite(rmse_mV) ? rmse_mV : Double.POSITIVE_INFINITY;
    }

    private static double coincidence(double[] expected, double[] made) {
        return Agreement.coincidence(
                spikes_ms(expected), spikes_ms(made), (expected.length - 1) * Stimulation.INTERVAL_ms, WINDOW_ms);
    }

    private static double[] spikes_ms(double[] v) {
        return IntStream.range(1, v.length)
                .filter(k -> v[k - 1] < SPIKE_mV && v[k] >= SPIKE_mV)
                .mapToDouble(k -> (k - 1 + (SPIKE_mV - v[k - 1]) / (v[k] - v[k - 1])) * Stimulation.INTERVAL_ms)
                .toArray();
    }

    private static double[] visited(List<double[]> truths) {
        return VisitedTime.of(
                        truths.stream()
                                .map(v -> new SampledSignal(Stimulation.INTERVAL_ms, v))
                                .toList(),
                        GRID)
                .flags();
    }

    /** {@code [curve][node]}: true x_inf and tau. */
    private static double[][] truth(String gate) {
        StateCurves curves =
                StateCurves.of(OF_SODIUM.contains(gate) ? HodgkinHuxley.sodium() : HodgkinHuxley.potassium(), GRID);
        int state = curves.states().indexOf(gate);
        return new double[][] {
            curves.target().get(state).stream().mapToDouble(x -> x).toArray(),
            curves.tau_ms().get(state).stream().mapToDouble(x -> x).toArray()
        };
    }

    /** {@code [curve][node]}: logit x_inf and ln tau, found less true. */
    private static double[][] errors(String gate, LearnedCurves found) {
        double[][] truth = truth(gate);
        double[] logit = new double[GRID.nodes()], logTau = new double[GRID.nodes()];
        found.evaluate(GRID, logit, logTau);
        Arrays.setAll(logit, k -> logit[k] - Math.log(truth[0][k] / (1 - truth[0][k])));
        Arrays.setAll(logTau, k -> logTau[k] - Math.log(truth[1][k]));
        return new double[][] {logit, logTau};
    }

    /** Of x_inf, times the factor that brings it nearest to the truth in the mean square. */
    private static double scaledError(String gate, LearnedCurves found, double[] visited) {
        double[] truth = truth(gate)[0], logit = new double[GRID.nodes()], logTau = new double[GRID.nodes()];
        found.evaluate(GRID, logit, logTau);
        double product = 0, square = 0;
        double[] inf = new double[GRID.nodes()];
        for (int k = 0; k < inf.length; k++) {
            inf[k] = 1 / (1 + Math.exp(-logit[k]));
            product += visited[k] * inf[k] * truth[k];
            square += visited[k] * inf[k] * inf[k];
        }
        double scale = product / square;
        double[] error = new double[inf.length];
        Arrays.setAll(error, k -> scale * inf[k] - truth[k]);
        return largest(error, visited);
    }

    private static double largest(double[] errors, double[] visited) {
        return IntStream.range(0, errors.length)
                .filter(k -> visited[k] > 0)
                .mapToDouble(k -> Math.abs(errors[k]))
                .max()
                .orElseThrow();
    }

    private static double covered(Evidence evidence, List<double[][]> errors, double[] visited) {
        int inside = 0, all = 0;
        for (int gate = 0; gate < errors.size(); gate++) {
            Evidence.Bounds bounds = evidence.bands().get(gate);
            for (int curve = 0; curve < 2; curve++) {
                for (int k = 0; k < visited.length; k++) {
                    if (visited[k] > 0) {
                        all++;
                        double off = -errors.get(gate)[curve][k];
                        inside += Math.abs(off) <= Evidence.SURE * bounds.deviation(curve, k, off) ? 1 : 0;
                    }
                }
            }
        }
        return (double) inside / all;
    }
}
