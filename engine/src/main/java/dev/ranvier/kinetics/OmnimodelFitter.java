package dev.ranvier.kinetics;

import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.optimise.LevenbergMarquardt.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Fits all forms of the {@link Omnimodel} to a gate by Levenberg-Marquardt, each curve from several starts; a higher order also
 * starts where the next lower one has ended.
 */
public final class OmnimodelFitter {
    private static final int STEPS = 150, LEADING_STEPS = 25;
    private static final Stop STOP = new Stop(1e-6, 4, 1e-14);
    private static final Damping DAMPING = new Damping(1e-2, 1e-12, 4, 0.1);
    private static final double[] SLOPES_PER_mV = {0.03, 0.1, 0.3};
    /** Left and right coefficients of the starts. */
    private static final double[][] SHAPES = {{0.5, 0.5}, {1.5, 0.2}, {0.2, 1.5}, {-0.3, -0.3}, {0.5, -0.3}, {-0.3, 0.5}
    };

    /** Starts of each curve of each form. */
    public static final int STARTS = SHAPES.length;

    private final Holdout holdout;

    /** Fits to what is not held out. */
    public OmnimodelFitter(Holdout holdout) {
        this.holdout = holdout;
    }

    /** All five forms, in their order; curves without usable values are those of an instantaneous gate. */
    public List<OmnimodelCurves> fit(Screening screening) {
        GateSamples data = screening.samples();
        int[] xAt = IntStream.range(0, data.size())
                .filter(k -> holdout.isFitted(k) && screening.xUsable(k))
                .toArray();
        int[] tauAt = IntStream.range(0, data.size())
                .filter(k -> holdout.isFitted(k) && screening.tauUsable(k))
                .toArray();
        Map<Integer, double[]> sigmoids = new HashMap<>();
        List<double[]> bells = bells(at(data.voltage_mV(), tauAt), at(data.tau_ms(), tauAt));
        List<OmnimodelCurves> fits = new ArrayList<>();
        for (Omnimodel form : Omnimodel.values()) {
            double[] x = sigmoids.computeIfAbsent(
                    form.xParameters(), count -> sigmoid(at(data.voltage_mV(), xAt), at(data.xInf(), xAt), count));
            fits.add(new OmnimodelCurves(form, x, bells.get(form.order() - 1)));
        }
        return fits;
    }

    private static double[] at(double[] values, int[] at) {
        return IntStream.of(at).mapToDouble(k -> values[k]).toArray();
    }

    private static double[] sigmoid(double[] voltage_mV, double[] x, int parameters) {
        SigmoidProblem problem = new SigmoidProblem(voltage_mV, x, parameters);
        double half_mV = crossing(voltage_mV, x);
        double sign = x[x.length - 1] >= x[0] ? 1 : -1;
        List<double[]> starts = new ArrayList<>();
        for (double slope : SLOPES_PER_mV) {
            starts.add(problem.start(sign * slope, half_mV));
            starts.add(problem.start(-sign * slope, half_mV));
        }
        return problem.published(best(problem, starts));
    }

    /** The voltage at which x is nearest to the middle of its range. */
    private static double crossing(double[] voltage_mV, double[] x) {
        double low = x[0], high = x[0];
        for (double value : x) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double middle = (low + high) / 2;
        return voltage_mV[nearest(x, middle)];
    }

    private static int nearest(double[] values, double to) {
        int nearest = 0;
        for (int k = 1; k < values.length; k++) {
            if (Math.abs(values[k] - to) < Math.abs(values[nearest] - to)) {
                nearest = k;
            }
        }
        return nearest;
    }

    /** Parameters of tau for the orders 1 to 4. */
    private static List<double[]> bells(double[] voltage_mV, double[] tau_ms) {
        List<double[]> bells = new ArrayList<>();
        List<double[]> lower = List.of();
        for (int order = 1; order <= 4; order++) {
            if (tau_ms.length == 0) {
                double[] instant = new double[2 + 2 * order];
                instant[1] = 2 * Screening.INSTANT_ms;
                bells.add(instant);
                continue;
            }
            BellProblem leading = new BellProblem(voltage_mV, tau_ms, order, BellProblem.Of.LOG_TAU);
            BellProblem problem = new BellProblem(voltage_mV, tau_ms, order, BellProblem.Of.TAU);
            int peak = nearest(tau_ms, Double.MAX_VALUE);
            List<double[]> starts =
                    new ArrayList<>(lower.stream().map(problem::raised).toList());
            for (double[] shape : SHAPES) {
                double[] start = leading.start(voltage_mV[peak], tau_ms[peak], shape[0], shape[1]);
                starts.add(new LevenbergMarquardt(start, DAMPING, STOP).run(leading, LEADING_STEPS, _ -> {}));
            }
            double[] found = best(problem, starts);
            lower = List.of(found);
            bells.add(problem.published(found));
        }
        return bells;
    }

    private static double[] best(LeastSquares problem, List<double[]> starts) {
        double[] best = starts.getFirst();
        double lowest = Double.POSITIVE_INFINITY;
        for (double[] start : starts) {
            LevenbergMarquardt descent = new LevenbergMarquardt(start, DAMPING, STOP);
            double[] found = descent.run(problem, STEPS, _ -> {});
            double cost = descent.value();
            if (cost < lowest) {
                lowest = cost;
                best = found;
            }
            if (lowest < STOP.goal()) {
                break;
            }
        }
        return best;
    }
}
