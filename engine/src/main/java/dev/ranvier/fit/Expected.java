package dev.ranvier.fit;

import dev.ranvier.parameter.Parameter;
import java.util.List;

/** What is expected of curves and numbers before anything was recorded. */
final class Expected {
    /** The roughness of the curves of real gates, logit x_inf and ln tau, has these deviations. */
    private static final double[] ROUGHNESS_DEVIATIONS = {0.25, 0.4};
    /** The precision of what is known of a number without a prior. */
    private static final double VAGUE = 1e-4;

    private Expected() {}

    /** Its precision: curves are as smooth as real ones and near where they start, numbers as their priors say. */
    static double[][] precision(List<GateSplines> splines, List<Parameter> numbers, double[] theta) {
        int size = splines.stream().mapToInt(GateSplines::size).sum() + numbers.size(), from = 0;
        double[][] precision = new double[size][size];
        for (GateSplines gate : splines) {
            double[][] roughness = gate.roughness();
            for (int i = 0; i < roughness.length; i++) {
                for (int j = 0; j < roughness.length; j++) {
                    precision[from + i][from + j] = roughness[i][j] / square(ROUGHNESS_DEVIATIONS[gate.curve(i)]);
                }
                precision[from + i][from + i] += gate.precision(i);
            }
            from += roughness.length;
        }
        for (int p = 0; p < numbers.size(); p++) {
            Parameter parameter = numbers.get(p);
            double slope = parameter.transform().slope(theta[from + p]);
            precision[from + p][from + p] = parameter
                    .prior()
                    .map(known -> square(known.slope() * slope))
                    .orElse(VAGUE);
        }
        return precision;
    }

    private static double square(double x) {
        return x * x;
    }
}
