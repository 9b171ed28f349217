package dev.ranvier.cli.kinetics;

import dev.ranvier.kinetics.CurveValues;
import dev.ranvier.kinetics.FittedCurves;
import dev.ranvier.kinetics.Holdout;
import dev.ranvier.kinetics.OmnimodelCurves;
import dev.ranvier.kinetics.OmnimodelFitter;
import dev.ranvier.kinetics.Score;
import dev.ranvier.kinetics.Screening;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of a gate and how near it is.
 *
 * @param gate the gate
 * @param model {@code learned}, {@code sm1} to {@code sm5}, or {@code published-sm1} to {@code published-sm5}
 * @param values x_inf and tau [ms] at the data's voltages
 * @param fitted over the fitted voltages
 * @param leftOut over those left out; {@link Score#NONE} if none are
 * @param starts fits that were tried; 0 for published ones
 * @param seconds what they took; 0 for published ones
 */
record ScoredFit(
        FittedGate gate, String model, CurveValues values, Score fitted, Score leftOut, int starts, double seconds) {
    static final String LEARNED = "learned", PUBLISHED = "published-";

    /** All models of a gate: the network, our fits of the omnimodel, the published ones. */
    static List<ScoredFit> of(FittedGate gate, Holdout holdout) {
        double[] voltage_mV = gate.screening().samples().voltage_mV();
        List<ScoredFit> models = new ArrayList<>();
        CurveFits fits = gate.fits();
        if (fits.learned().isPresent()) {
            FittedCurves learned = fits.learned().get();
            CurveValues values = CurveValues.of(learned.curves(), voltage_mV);
            models.add(of(gate, LEARNED, values, holdout, learned.starts(), fits.learnedSeconds()));
        }
        for (OmnimodelCurves omni : fits.omni()) {
            String model = omni.form().text();
            models.add(of(gate, model, omni.values(voltage_mV), holdout, OmnimodelFitter.STARTS, fits.omniSeconds()));
        }
        for (OmnimodelCurves published : gate.gate().published()) {
            String model = PUBLISHED + published.form().text();
            models.add(of(gate, model, published.values(voltage_mV), holdout, 0, 0));
        }
        return models;
    }

    private static ScoredFit of(
            FittedGate gate, String model, CurveValues values, Holdout holdout, int starts, double seconds) {
        Screening screening = gate.screening();
        Score fitted = Score.of(screening, values, holdout::isFitted);
        Score leftOut = holdout == Holdout.NONE ? Score.NONE : Score.of(screening, values, k -> !holdout.isFitted(k));
        return new ScoredFit(gate, model, values, fitted, leftOut, starts, seconds);
    }

    boolean isLearned() {
        return model.equals(LEARNED);
    }

    boolean isPublished() {
        return model.startsWith(PUBLISHED);
    }
}
