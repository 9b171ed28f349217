package dev.ranvier.cli.recovery.benchmark;

import dev.ranvier.cli.recovery.benchmark.Problem.Known;
import dev.ranvier.cli.recovery.benchmark.Problem.Taken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cases. Noise is in parts of the largest voltage, 76 mV, as published. */
final class MustShow {
    private static final double LARGEST_mV = 76, REMEMBERED = 0.9, TOLD = Double.NaN;
    private static final List<String> K = List.of("n"), NA = List.of("m", "h"), BOTH = List.of("m", "h", "n");
    private static final List<Stimulation> ONE = steps(15), THREE = steps(9, 15, 21), FIVE = steps(6, 10, 14, 18, 22);
    private static final List<Stimulation> ABOVE = steps(11, 13, 15, 17, 19, 21), ALL = steps(9, 11, 13, 17, 19, 21);
    private static final List<Stimulation> NOISE = List.of(Stimulation.noise(500, 1));
    private static final Known TRUE = _ -> Taken.as(SquidAxon.TRUE);
    private static final double[] ERRORS = {0.01, 0.02, 0.05, 0.1};

    private MustShow() {}

    private static List<Stimulation> steps(double... amplitudes_pA) {
        return Arrays.stream(amplitudes_pA).mapToObj(Stimulation::step).toList();
    }

    private static double percent(double noise) {
        return LARGEST_mV * noise / 100;
    }

    /** All numbers off by normal errors, and said to be. */
    private static Known uncertain(double part) {
        return random -> {
            SquidAxon axon = SquidAxon.TRUE.off(part, random);
            return new Taken(axon, axon.uncertain(part), Optional.empty());
        };
    }

    private static Criterion training(double limit_mV) {
        return Criterion.largest("training RMSE, mV", Draw::training_mV, limit_mV);
    }

    private static Criterion worstUnseen(double limit_mV) {
        return Criterion.largest("unseen RMSE, mV, worst current", Draw::worstUnseen_mV, limit_mV);
    }

    private static Criterion xInf(double limit) {
        return Criterion.largest("x_inf up to its scale", Draw::xInf, limit);
    }

    private static Criterion covered() {
        return new Criterion(
                "true curves within the bands, mean",
                draws -> draws.stream().mapToDouble(Draw::covered).average().orElseThrow(),
                0.9,
                false);
    }

    private static Criterion coincidence(double limit) {
        return new Criterion(
                "coincidence within 1 ms, least",
                draws -> draws.stream().mapToDouble(Draw::coincidence).min().orElseThrow(),
                limit,
                false);
    }

    static List<BenchmarkCase> cases() {
        List<BenchmarkCase> cases = new ArrayList<>();
        addPotassium(cases);
        addUncertain(cases);
        addWrong(cases);
        addSodium(cases);
        addBoth(cases);
        addNoise(cases);
        return cases;
    }

    private static void addPotassium(List<BenchmarkCase> cases) {
        double[] noise = {1, 5, 10}, limits = {0.1, 0.45, 0.9};
        String[] published = {"12.0 mV", "8.5 mV", "17.7 mV"};
        for (int k = 0; k < noise.length; k++) {
            cases.add(new BenchmarkCase(
                    "1." + (k + 1),
                    "K unknown, 15 pA, noise " + (int) noise[k] + " %",
                    published[k],
                    new Problem(K, ONE, percent(noise[k]), TRUE, true, ALL),
                    List.of(
                            Criterion.mean("training RMSE, mV", Draw::training_mV, limits[k]),
                            Criterion.mean("unseen RMSE, mV, mean of currents", Draw::meanUnseen_mV, TOLD),
                            covered())));
        }
        cases.add(new BenchmarkCase(
                "1.4",
                "K unknown, 9, 15, 21 pA, noise 5 %",
                "",
                new Problem(K, THREE, percent(5), TRUE, true, ALL),
                List.of(Criterion.mean("unseen RMSE, mV, mean of currents", Draw::meanUnseen_mV, 1.5), covered())));
        cases.add(new BenchmarkCase(
                "1.5",
                "K unknown, 9, 15, 21 pA, noise 1 % that remembers 0.9 of itself from sample to sample",
                "",
                new Problem(K, THREE, percent(1), REMEMBERED, TRUE, true, ALL, Stimulation.FITTED_ms),
                List.of(
                        Criterion.mean("training RMSE, mV", Draw::training_mV, TOLD),
                        Criterion.mean("unseen RMSE, mV, mean of currents", Draw::meanUnseen_mV, TOLD),
                        Criterion.part("told that it cannot explain", draw -> !draw.isExplained(), 0, true),
                        covered())));
    }

    private static void addUncertain(List<BenchmarkCase> cases) {
        String[] published = {"15.3 mV", "14.7 mV", "13.2 mV", ""};
        for (int k = 0; k < ERRORS.length; k++) {
            cases.add(new BenchmarkCase(
                    "2." + (k + 1),
                    "K unknown, all numbers " + Math.round(100 * ERRORS[k]) + " % off and uncertain, 15 pA",
                    published[k],
                    new Problem(K, ONE, 0, uncertain(ERRORS[k]), false, ABOVE).finer(),
                    List.of(training(0.01), worstUnseen(0.5), xInf(0.005))));
        }
        cases.add(new BenchmarkCase(
                "2.5",
                "the same 5 % off, 9, 15, 21 pA, noise 1 %",
                "",
                new Problem(K, THREE, percent(1), uncertain(0.05), true, ABOVE),
                List.of(training(0.15), worstUnseen(0.2), covered())));
    }

    /** Numbers that nobody says are wrong. */
    private static void addWrong(List<BenchmarkCase> cases) {
        cases.add(new BenchmarkCase(
                "2.6",
                "K unknown, all numbers right, 15 pA, noise 1 %",
                "",
                new Problem(K, ONE, percent(1), TRUE, true, ABOVE),
                List.of(Criterion.part("told that it cannot explain", draw -> !draw.isExplained(), 0, true))));
        cases.add(new BenchmarkCase(
                "2.7",
                "all numbers 5 % off, and nobody says so",
                "",
                new Problem(K, ONE, percent(1), random -> Taken.as(SquidAxon.TRUE.off(0.05, random)), true, ABOVE),
                List.of(
                        Criterion.part("told that it cannot explain", draw -> !draw.isExplained(), 0.85, false),
                        Criterion.median("training RMSE, mV", Draw::training_mV))));
        cases.add(new BenchmarkCase(
                "2.8",
                "one number 5 % off, another in each draw",
                "",
                new Problem(
                        K,
                        THREE,
                        0,
                        random -> {
                            int number = random.nextInt(SquidAxon.TRUE.numbers().size());
                            SquidAxon axon = SquidAxon.TRUE.off(number, random.nextBoolean() ? 1.05 : 0.95);
                            return new Taken(axon, List.of(), Optional.of(SquidAxon.name(number)));
                        },
                        true,
                        ABOVE),
                List.of(Criterion.part("the wrong one is named first", Draw::isNamed, 0.9, false))));
    }

    private static void addSodium(List<BenchmarkCase> cases) {
        cases.add(new BenchmarkCase(
                "3.1",
                "Na unknown, 15 pA",
                "",
                new Problem(NA, ONE, 0, TRUE, false, ABOVE).finer(),
                List.of(training(0.01), worstUnseen(0.5), xInf(TOLD))));
        cases.add(new BenchmarkCase(
                "3.2",
                "Na unknown, 6, 10, 14, 18, 22 pA, noise 1 %",
                "",
                new Problem(NA, FIVE, percent(1), TRUE, false, ABOVE),
                List.of(training(0.3), worstUnseen(0.3))));
    }

    private static void addBoth(List<BenchmarkCase> cases) {
        cases.add(new BenchmarkCase(
                "4.1",
                "Na and K unknown, 9, 15, 21 pA",
                "",
                new Problem(BOTH, THREE, 0, TRUE, false, ABOVE),
                List.of(training(0.01), worstUnseen(0.05), xInf(TOLD))));
        cases.add(new BenchmarkCase(
                "4.2",
                "the same, all numbers 5 % off and uncertain",
                "",
                new Problem(BOTH, THREE, 0, uncertain(0.05), false, ABOVE),
                List.of(training(0.01), worstUnseen(0.05), xInf(TOLD))));
        cases.add(new BenchmarkCase(
                "4.3",
                "Na and K unknown, 9, 15, 21 pA, noise 1 %",
                "",
                new Problem(BOTH, THREE, percent(1), TRUE, true, ABOVE),
                List.of(training(0.2), worstUnseen(0.3), covered())));
        cases.add(new BenchmarkCase(
                "4.4",
                "Na, K and leak unknown, the leak a fifth off at first, 9, 15, 21 pA, noise 1 %",
                "",
                new Problem(
                        BOTH,
                        THREE,
                        percent(1),
                        _ -> {
                            SquidAxon axon = SquidAxon.TRUE.withAnotherLeak();
                            return new Taken(axon, axon.unknownLeak(), Optional.empty());
                        },
                        true,
                        ABOVE),
                List.of(
                        training(TOLD),
                        worstUnseen(TOLD),
                        Criterion.part(
                                "something is said to trade off",
                                draw -> draw.evidence().stream()
                                        .anyMatch(known -> !known.identifiability()
                                                .tradeOffs()
                                                .isEmpty()),
                                TOLD,
                                false))));
    }

    private static void addNoise(List<BenchmarkCase> cases) {
        double[] noise = {0, 5}, limits = {0.95, 0.9};
        String[] with = {"", ", noise 5 %"};
        for (int k = 0; k < noise.length; k++) {
            cases.add(new BenchmarkCase(
                    "5." + (k + 1),
                    "K unknown, 15 pA" + with[k] + ", tried on 500 ms of a noisy current",
                    "",
                    new Problem(K, ONE, percent(noise[k]), TRUE, false, NOISE),
                    List.of(coincidence(limits[k]))));
        }
        for (int k = 0; k < noise.length; k++) {
            cases.add(new BenchmarkCase(
                    "5." + (noise.length + k + 1),
                    "K unknown, 100 ms of a noisy current" + with[k] + ", tried on steps",
                    "",
                    new Problem(K, List.of(Stimulation.noise(100, 2)), percent(noise[k]), TRUE, false, ALL),
                    List.of(coincidence(limits[k]))));
        }
    }
}
