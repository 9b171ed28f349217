package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.optimise.LevenbergMarquardt.Stop;
import java.util.List;

/**
 * Fits the curves of a gate by a network: Levenberg-Marquardt in the residuals, first with a curvature prior between the data,
 * which is then let go, from one random network after another until one is good enough. The same curves give the same
 * result, whatever the gate is called.
 */
public final class CurveFitter {
    /** Smoothness of the stages, each with its steps; the last one fits the data alone. */
    private static final double SMOOTHNESS = 1e-4;

    private static final int SMOOTH_STEPS = 10, DATA_STEPS = 150;

    private static final int MOST_STARTS = 4;
    private static final double ROUGHNESS = 0.9, ROUGHER = 1;
    /** Cost of a fit that needs no more steps, and the score that needs no other start. */
    private static final double GOAL = 8e-10, GOOD = 2e-7;

    private static final Stop STOP = new Stop(1e-3, 5, GOAL);

    private final List<Integer> hidden;
    private final Holdout holdout;

    /** Fits with networks of these hidden layers to what is not held out. */
    public CurveFitter(List<Integer> hidden, Holdout holdout) {
        this.hidden = List.copyOf(hidden);
        this.holdout = holdout;
    }

    /** Fits the usable values, of which there must be enough ({@link Screening#isFittable}). */
    public FittedCurves fit(Screening screening) {
        CurveTargets targets = new CurveTargets(screening, holdout);
        FittedCurves best = attempt(screening, targets, 0);
        for (int start = 1; start < MOST_STARTS && best.score().worst() > GOOD; start++) {
            FittedCurves next = attempt(screening, targets, start);
            FittedCurves better = next.score().worst() < best.score().worst() ? next : best;
            best = new FittedCurves(better.curves(), start + 1, best.steps() + next.steps(), better.score());
        }
        return best;
    }

    private FittedCurves attempt(Screening screening, CurveTargets targets, int start) {
        LearnedCurves random = LearnedCurves.initialise(
                hidden, targets.logitRange(), targets.logTauRange(), ROUGHNESS * (1 + ROUGHER * start), start);
        double[] theta = random.weights();
        int steps = 0;
        try (CurveProblem problem =
                new CurveProblem(targets, hidden, theta.length, CurvaturePrior.around(targets.voltage_mV()), SMOOTHNESS)) {
            LevenbergMarquardt descent = new LevenbergMarquardt(problem, theta, Damping.BOLD, STOP);
            theta = descent.run(SMOOTH_STEPS, _ -> {});
            steps += descent.steps();
        }
        try (CurveProblem problem =
                new CurveProblem(targets, hidden, theta.length, CurvaturePrior.none(targets.voltage_mV()), 0)) {
            LevenbergMarquardt descent = new LevenbergMarquardt(problem, theta, Damping.BOLD, STOP);
            theta = descent.run(DATA_STEPS, _ -> {});
            steps += descent.steps();
        }
        for (int k = 0; k < theta.length; k++) {
            theta[k] = (float) theta[k]; // as a library keeps it
        }
        LearnedCurves curves = LearnedCurves.of(hidden, targets.logitRange(), targets.logTauRange(), theta);
        return new FittedCurves(curves, 1, steps, score(curves, screening));
    }

    private Score score(LearnedCurves curves, Screening screening) {
        double[][] values = values(curves, screening.samples().voltage_mV());
        return Score.of(screening, values[0], values[1], holdout::isFitted);
    }

    /** x_inf and tau [ms] of curves at the voltages. */
    public static double[][] values(LearnedCurves curves, double[] voltage_mV) {
        double[] x = new double[voltage_mV.length], tau = new double[voltage_mV.length];
        curves.evaluate(voltage_mV, x, tau);
        for (int k = 0; k < x.length; k++) {
            x[k] = 1 / (1 + Math.exp(-x[k]));
            tau[k] = Math.exp(tau[k]);
        }
        return new double[][] {x, tau};
    }
}
