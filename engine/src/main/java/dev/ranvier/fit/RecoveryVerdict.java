package dev.ranvier.fit;

import dev.ranvier.fit.Evidence.Suspect;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What recordings say of what was recovered from them: {@link RecoveryEvidence} where it ended, other curves, and known numbers that may be wrong. */
final class RecoveryVerdict implements OtherCurves.Refit {
    /** So many known numbers, those with the steepest slopes first, are fitted too where a recording is not explained. */
    private static final int MOST_FREED = 12;

    /** Chi-squared with one degree of freedom of four deviations: of a dozen right numbers one has it once in a thousand times. */
    private static final double CHANCE = 16;
    /** A fit in haste that leaves no more than so many times what would be as good may get there. */
    private static final double PROMISING = 1.5;

    private final RecoveryFits fits;
    private final List<Parameter> numbers;
    private final List<GateSplines> splines;
    /** Whether the recovery ended near the recordings. */
    private final boolean isNear;
    /** Where curves begin beside a number that is freed: where they ended if that is near, else where the recovery began. */
    private final List<GateSplines> beside;

    private final List<Trace> traces;
    private final double level_mV;
    private final Consumer<Progress> listener;

    /**
     * Of a recovery that did not diverge.
     *
     * @param numbers that were fitted beside the curves
     * @param listener hears of further fits
     */
    RecoveryVerdict(RecoveryFits fits, List<Parameter> numbers, RecoveryResult found, Consumer<Progress> listener) {
        this.fits = fits;
        this.numbers = RecoveryFits.at(numbers, found.values());
        this.listener = listener;
        splines = fits.splines(found.curves()::get);
        traces = found.runs().stream().map(RecoveryResult.Run::trace).toList();
        level_mV = fits.level_mV(traces);
        isNear = found.converged();
        beside = isNear ? splines : fits.starts(found.seed());
    }

    Evidence evidence() {
        FitProblem problem = problem(splines, numbers);
        double[] residuals = fits.residuals_mV(traces);
        Evidence evidence = new RecoveryEvidence(problem, splines, level_mV).evidence(residuals);
        OtherCurves.Fitted found = new OtherCurves.Fitted(splines, RecoveryFits.squared(residuals), evidence.bands());
        return evidence.with(
                new OtherCurves(found, evidence.deviation_mV(), this).bands(visited(problem)),
                freed(evidence.isExplained() ? beyondChance(evidence, residuals) : evidence.suspects()));
    }

    /**
     * Where recordings are explained, only numbers by which they would be so better than chance has it; of a model so near that it needs no
     * explanation none, since what is left of that is no noise.
     */
    static List<Suspect> beyondChance(Evidence evidence, double[] residuals) {
        double squared = RecoveryFits.squared(residuals);
        if (Math.sqrt(squared / residuals.length) <= RecoveryEvidence.NEAR_mV) {
            return List.of();
        }
        double squares = squared / (evidence.deviation_mV() * evidence.deviation_mV());
        return evidence.suspects().stream()
                .filter(suspect -> suspect.explained() * squares > CHANCE)
                .toList();
    }

    private FitProblem problem(List<GateSplines> splines, List<Parameter> numbers) {
        return fits.problem(splines, numbers, RecoveryStages.ofCurvesNearby(level_mV));
    }

    /** Of the gates: the nodes at voltages between which their compartments were. */
    private List<OtherCurves.Visited> visited(FitProblem problem) {
        return fits.visited_mV(problem, problem.block().start()).stream()
                .map(visited_mV -> OtherCurves.Visited.between(visited_mV.getMin(), visited_mV.getMax()))
                .toList();
    }

    @Override
    public Optional<OtherCurves.Fitted> from(List<GateSplines> others, double most) {
        return ended(others, RecoveryStages.ofCurvesNearby(level_mV), most);
    }

    @Override
    public Optional<OtherCurves.Fitted> afresh(int start, double most) {
        return ended(fits.anywhere(start), RecoveryStages.ofCurves(level_mV), most);
    }

    /** In haste at first, and to the end only where that leads near. */
    private Optional<OtherCurves.Fitted> ended(List<GateSplines> others, List<Stage> stages, double most) {
        FitProblem hasty = fits.hasty(others, numbers, stages);
        double[] led = fits.fit(hasty, "other curves", listener);
        if (!(RecoveryFits.squared(residuals(hasty, led)) <= PROMISING * most)) {
            return Optional.empty();
        }
        FitProblem problem = problem(others, numbers);
        double[] theta = fits.fit(led, problem, "other curves", listener);
        double[] residuals = residuals(problem, theta);
        double squared = RecoveryFits.squared(residuals);
        if (!(squared <= most)) {
            return Optional.empty();
        }
        List<GateSplines> ended = IntStream.range(0, others.size())
                .mapToObj(k -> others.get(k).from(problem.block().part(theta, k)))
                .toList();
        FitProblem end = problem(ended, RecoveryFits.at(numbers, problem.block().values(theta)));
        return Optional.of(new OtherCurves.Fitted(
                ended,
                squared,
                new RecoveryEvidence(end, ended, level_mV).evidence(residuals).bands()));
    }

    private double[] residuals(FitProblem problem, double[] theta) {
        return fits.residuals_mV(fits.traces(problem, theta));
    }

    /** Known numbers, fitted too one by one, the one that explains most first. */
    private List<Suspect> freed(List<Suspect> suspects) {
        return suspects.stream()
                .limit(MOST_FREED)
                .map(suspect -> freed(suspect.parameter()))
                .sorted(Comparator.comparingDouble(Suspect::explained).reversed())
                .toList();
    }

    /** What becomes of a number that was taken as known if it is fitted too, all others from where they are. */
    private Suspect freed(Parameter suspect) {
        List<Parameter> too = new ArrayList<>(numbers);
        too.add(suspect);
        String what = suspect.name() + " too";
        FitProblem problem = problem(beside, too);
        double[] theta = problem.block().start();
        if (!isNear) {
            theta = fits.fit(fits.hasty(beside, too, RecoveryStages.ofCurves(level_mV)), what, listener);
        }
        theta = fits.fit(theta, problem, what, listener);
        double left_mV = fits.rmse_mV(fits.traces(problem, theta)), before_mV = fits.rmse_mV(traces);
        return new Suspect(
                suspect,
                problem.block().values(theta).getLast(),
                Math.max(0, 1 - left_mV * left_mV / (before_mV * before_mV)));
    }
}
