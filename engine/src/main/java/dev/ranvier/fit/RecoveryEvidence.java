package dev.ranvier.fit;

import dev.ranvier.fit.Evidence.Bounds;
import dev.ranvier.fit.Evidence.Explanation;
import dev.ranvier.fit.Evidence.Suspect;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** {@link Evidence} of a recovery, from one Jacobian where it ended: by the curves as splines, the fitted numbers and the known ones. */
final class RecoveryEvidence {
    /** A model this near needs no explanation. */
    static final double NEAR_mV = 0.015;
    /** More than this times the noise is too far, and by how many deviations of the noise's own estimate. */
    private static final double FAR = 1.1, SURE = 3;
    /** What is left of a recording is at least this, so that a scale remains where it is nothing. */
    private static final double LEAST_mV = 1e-4;
    /** Parts of a recording of which the worst is named. */
    private static final int PARTS = 20;

    private final List<GateSplines> splines;
    private final List<Parameter> fitted, known;
    private final List<ParameterBlock> blocks;
    private final FitProblem problem;
    private final double noise_mV;

    /**
     * At the starts of the blocks of a problem.
     *
     * @param splines those among its blocks
     * @param noise_mV of its recordings
     */
    RecoveryEvidence(FitProblem found, List<GateSplines> splines, double noise_mV) {
        this.splines = splines;
        this.noise_mV = noise_mV;
        fitted = found.parameters();
        known = KnownNumbers.of(found.cell(), found.experiments(), fitted);
        List<ParameterBlock> blocks = new ArrayList<>(found.blocks());
        blocks.add(new Numbers(known));
        this.blocks = List.copyOf(blocks);
        problem = found;
    }

    /** Of what is left of all samples that are looked at [mV]. */
    Evidence evidence(double[] residuals) {
        double[] theta = new Blocks(blocks).start();
        List<double[]> columns = Sensitivity.columns(
                problem.cell(), problem.experiments(), blocks, problem.scheme(), problem.dt_ms(), problem.start());
        double deviation_mV = Math.max(LEAST_mV, Math.sqrt(meanSquare(residuals)));
        try (Posterior all = posterior(columns, residuals, theta, deviation_mV)) {
            deviation_mV *= Math.sqrt(
                    correlated(residuals) * residuals.length / Math.max(1, residuals.length - all.determined()));
        }
        try (Posterior posterior = posterior(columns, residuals, theta, deviation_mV)) {
            return new Evidence(
                    posterior.bands(splines).stream().map(Bounds::around).toList(),
                    deviations(posterior, theta),
                    deviation_mV,
                    explanations(residuals),
                    Fit.byHalvedSteps_mV(problem, problem.block().start()),
                    suspects(posterior, residuals, deviation_mV),
                    identifiability(posterior, theta, deviation_mV));
        }
    }

    /** Of the recordings together. */
    private double correlated(double[] residuals) {
        double sum = 0;
        int from = 0;
        for (Experiment experiment : problem.experiments()) {
            int samples = experiment.samples().length;
            sum += samples * Whiteness.correlated(Arrays.copyOfRange(residuals, from, from + samples));
            from += samples;
        }
        return sum / residuals.length;
    }

    /** As if no sample were ever known better than a model can be near it. */
    private Identifiability identifiability(Posterior posterior, double[] theta, double deviation_mV) {
        double[][] information = posterior.information();
        double part = square(deviation_mV / Math.max(deviation_mV, NEAR_mV));
        for (double[] row : information) {
            Arrays.setAll(row, k -> part * row[k]);
        }
        return new TradeOffs(splines, fitted, known, theta, information, Expected.precision(splines, fitted, theta))
                .identifiability();
    }

    private int curves() {
        return splines.stream().mapToInt(ParameterBlock::size).sum();
    }

    private Posterior posterior(List<double[]> columns, double[] residuals, double[] theta, double deviation_mV) {
        int size = curves() + fitted.size(), from = 0;
        double[][] penalty = new double[size][size];
        double[] pull = new double[size];
        double kept = RecoveryStages.leastRoughness(noise_mV) / deviation_mV;
        for (GateSplines gate : splines) {
            double[][] roughness = gate.roughness();
            for (int i = 0; i < roughness.length; i++) {
                for (int j = 0; j < roughness.length; j++) {
                    penalty[from + i][from + j] = kept * kept * roughness[i][j];
                    pull[from + i] += penalty[from + i][from + j] * theta[from + j];
                }
            }
            from += roughness.length;
        }
        for (int p = 0; p < fitted.size(); p++) {
            Parameter parameter = fitted.get(p);
            int at = from + p;
            parameter.prior().ifPresent(known -> {
                double slope = known.slope() * parameter.transform().slope(theta[at]);
                penalty[at][at] = slope * slope;
                pull[at] = slope * known.residual(parameter.transform().value(theta[at]));
            });
        }
        return new Posterior(
                columns, residuals, deviation_mV, penalty, pull, Expected.precision(splines, fitted, theta));
    }

    private List<Double> deviations(Posterior posterior, double[] theta) {
        int from = curves();
        return IntStream.range(0, fitted.size())
                .mapToObj(p -> Math.abs(fitted.get(p).transform().slope(theta[from + p]))
                        * posterior.deviation(new int[] {from + p}, new double[] {1}))
                .toList();
    }

    private List<Explanation> explanations(double[] residuals) {
        List<Explanation> explanations = new ArrayList<>();
        int from = 0;
        for (Experiment experiment : problem.experiments()) {
            int samples = experiment.samples().length;
            explanations.add(explanation(experiment, Arrays.copyOfRange(residuals, from, from + samples)));
            from += samples;
        }
        return explanations;
    }

    /** Of one recording, from what is left of it. */
    static Explanation explanation(Experiment experiment, double[] residuals) {
        double rmse_mV = Math.sqrt(meanSquare(residuals));
        Noise noise = Noise.of(experiment.noise_mV(), residuals);
        double interval_ms = experiment.recorded().interval_ms();
        int[] samples = experiment.samples();
        boolean isNear = rmse_mV <= NEAR_mV
                || noise.correlation() > 0
                || (rmse_mV <= far(residuals.length) * noise.deviation_mV() && !Whiteness.isDoubtful(residuals));
        int size = Math.max(1, residuals.length / PARTS), worst = 0;
        double most = 0;
        for (int k = 0; k * size < residuals.length; k++) {
            double square = square(residuals, k * size, Math.min(residuals.length, (k + 1) * size));
            if (square > most) {
                most = square;
                worst = k;
            }
        }
        return new Explanation(
                rmse_mV,
                noise.deviation_mV(),
                noise.correlation(),
                Whiteness.ljungBox(residuals),
                isNear,
                samples[worst * size] * interval_ms,
                (samples[Math.min(residuals.length, (worst + 1) * size) - 1] + 1) * interval_ms,
                most == 0 ? 0 : most / square(residuals, 0, residuals.length));
    }

    private static double far(int samples) {
        return Math.max(FAR, 1 + SURE * Closeness.uncertainty(samples));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double meanSquare(double[] x) {
        return square(x, 0, x.length) / x.length;
    }

    private static double square(double[] x, int from, int to) {
        return IntStream.range(from, to).mapToDouble(k -> x[k] * x[k]).sum();
    }

    /** Those that would explain most first. */
    private List<Suspect> suspects(Posterior posterior, double[] residuals, double deviation_mV) {
        int from = curves() + fitted.size();
        double all = square(residuals, 0, residuals.length) / (deviation_mV * deviation_mV);
        double[] start = ParameterSet.start(known);
        return IntStream.range(0, known.size())
                .mapToObj(p -> {
                    Posterior.Score score = posterior.score(from + p);
                    Parameter parameter = known.get(p);
                    return new Suspect(
                            parameter, parameter.transform().value(start[p] + score.change()), score.gain() / all);
                })
                .sorted(Comparator.comparingDouble(Suspect::explained).reversed())
                .toList();
    }
}
