package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.LevenbergMarquardt.Damping;
import dev.ranvier.optimise.LevenbergMarquardt.Stop;
import java.util.List;

/**
 * Fits the curves of a gate by a network: Levenberg-Marquardt in the residuals, first with a {@link CurvaturePrior}, which is
 * then let go. Where the result is not near enough, other random networks follow, each rougher than the last; where it
 * leaves the data's range between two of them, the prior is kept. The same curves give the same result, whatever the gate is
 * called.
 */
public final class CurveFitter {
    private static final double SMOOTHNESS = 5e-4;
    private static final int SMOOTH_STEPS = 40, DATA_STEPS = 150;
    /** What is kept of the prior, one try after another, where curves overshoot. */
    private static final double[] KEPT_SMOOTHNESS = {1e-5, 1e-4, 1e-3};

    private static final int MOST_STARTS = 4;
    private static final double ROUGHNESS = 0.8, ROUGHER = 1;
    /** Cost of a fit that needs no more steps. */
    private static final double GOAL = 8e-10;
    /** The score that needs no other start; the score and the overshoot to put up with. */
    private static final double GOOD = 2e-7, BEARABLE = 8e-7, SANE = 0.04;

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
        FittedCurves best = attempt(screening, targets, 0, 0);
        for (int start = 1; start < MOST_STARTS && best.score().worst() > GOOD; start++) {
            FittedCurves next = attempt(screening, targets, start, 0);
            best = best.orBetter(next, next.score().worst() < best.score().worst());
        }
        for (int k = 0; k < KEPT_SMOOTHNESS.length && best.overshoot() > SANE; k++) {
            FittedCurves next = attempt(screening, targets, 0, KEPT_SMOOTHNESS[k]);
            best = best.orBetter(next, next.score().worst() < BEARABLE && next.overshoot() < best.overshoot());
        }
        return best;
    }

    private FittedCurves attempt(Screening screening, CurveTargets targets, int start, double keptSmoothness) {
        LearnedCurves random = LearnedCurves.initialise(
                hidden, targets.logitRange(), targets.logTauRange(), ROUGHNESS * (1 + ROUGHER * start), start);
        CurvaturePrior prior = CurvaturePrior.around(targets.voltage_mV());
        LevenbergMarquardt smooth = run(targets, random.weights(), prior, SMOOTHNESS, SMOOTH_STEPS);
        CurvaturePrior kept = keptSmoothness > 0 ? prior : CurvaturePrior.none(targets.voltage_mV());
        LevenbergMarquardt last = run(targets, smooth.point(), kept, keptSmoothness, DATA_STEPS);
        double[] theta = last.point();
        for (int k = 0; k < theta.length; k++) {
            theta[k] = (float) theta[k]; // as a library keeps it
        }
        LearnedCurves curves = LearnedCurves.of(hidden, targets.logitRange(), targets.logTauRange(), theta);
        return scored(curves, screening, 1, smooth.steps() + last.steps());
    }

    /** Curves that this fitter has found before, with their score. */
    public FittedCurves scored(LearnedCurves curves, Screening screening, int starts, int steps) {
        CurveValues values = CurveValues.of(curves, screening.samples().voltage_mV());
        Score score = Score.of(screening, values, holdout::isFitted);
        return new FittedCurves(curves, starts, steps, score, Overshoot.of(curves, screening, holdout::isFitted));
    }

    private LevenbergMarquardt run(
            CurveTargets targets, double[] start, CurvaturePrior prior, double smoothness, int mostSteps) {
        try (CurveProblem problem = new CurveProblem(targets, hidden, start.length, prior, smoothness)) {
            LevenbergMarquardt descent = new LevenbergMarquardt(start, Damping.BOLD, STOP);
            descent.run(problem, mostSteps, _ -> {});
            return descent;
        }
    }
}
