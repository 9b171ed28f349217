package dev.ranvier.fit;

import dev.ranvier.model.ModelException;
import dev.ranvier.optimise.AdamDescent;
import dev.ranvier.optimise.EarlyStopping;
import dev.ranvier.optimise.Lbfgs;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.optimise.MultiStart;
import dev.ranvier.optimise.Optimiser;
import dev.ranvier.optimise.Schedule;
import dev.ranvier.optimise.SnapshotFile;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.ParameterSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Some starts of a fit, from their beginning to their end, on one thread. Levenberg-Marquardt goes through stages: first under a
 * clamp that holds the model to the recording, where the problem is almost linear and no spike can be missed, then with a weaker
 * one, at last free.
 */
final class StartGroup {
    /** A clamp conductance, what part of the value a step must gain, and the most steps of a stage. */
    private record Stage(double clamp_mS_per_cm2, double settled, int mostSteps) {
        String shown() {
            return clamp_mS_per_cm2 == 0 ? "free" : "clamp " + clamp_mS_per_cm2 + " mS/cm2";
        }
    }

    private static final List<Stage> STAGES = List.of(
            new Stage(10, 1e-2, 8), new Stage(1, 1e-2, 8), new Stage(0.1, 1e-2, 8), new Stage(0, 1e-9, Integer.MAX_VALUE));
    /** The first damping, in units of the largest squared column of the Jacobian. */
    private static final double FIRST_DAMPING = 1e-2;

    private static final int LBFGS_PAIRS = 10;
    private static final double LBFGS_TOLERANCE = 1e-9;
    private static final double ADAM_RATE = 0.05, ADAM_LAST_RATE = 1e-4, ADAM_CLIP = 1;
    private static final int ADAM_WARM_UP = 20;
    private static final EarlyStopping PATIENCE = new EarlyStopping(200, 1e-6);
    private static final long SAVE_EVERY_ns = 2_000_000_000L;

    private final FitProblem problem;
    private final FitSettings settings;
    private final FitListener listener;
    private final int first;
    private final List<double[]> beginnings;
    private final List<FitResult.Started> ended = new ArrayList<>();
    /** The stage under way, where its starts began it, and the steps of the stages before. */
    private int stage;

    private final List<double[]> points = new ArrayList<>();
    private final int[] stepsBefore;
    private final boolean[] diverged;
    private long saved_ns = System.nanoTime();

    /** The starts {@code first, first + 1, ...} at these thetas. */
    StartGroup(FitProblem problem, FitSettings settings, FitListener listener, int first, List<double[]> thetas) {
        this.problem = problem;
        this.settings = settings;
        this.listener = listener;
        this.first = first;
        this.beginnings = List.copyOf(thetas);
        points.addAll(thetas);
        stepsBefore = new int[thetas.size()];
        diverged = new boolean[thetas.size()];
    }

    /** Runs all starts to their ends. */
    List<FitResult.Started> run() {
        switch (settings.method()) {
            case LM -> {
                try (LeastSquaresStarts lanes = new LeastSquaresStarts(problem, beginnings.size())) {
                    inStages(lanes);
                }
            }
            case LBFGS, ADAM -> {
                try (GradientStarts lanes = new GradientStarts(problem, beginnings.size(), settings.budget_bytes())) {
                    descend(lanes);
                }
            }
        }
        file().ifPresent(StartGroup::delete);
        return ended;
    }

    private void inStages(LeastSquaresStarts lanes) {
        List<Double> firstValues = firstValues(lanes);
        Optional<Path> begun = file().filter(Files::exists);
        if (begun.isPresent()) {
            // Only the number of the stage: its starts are read once they have been made anew.
            read(begun.get(), in -> restoreStage(in));
        }
        for (; stage < STAGES.size(); stage++) {
            Stage now = STAGES.get(stage);
            lanes.clamp(now.clamp_mS_per_cm2);
            MultiStart<dev.ranvier.optimise.LeastSquares.Question, dev.ranvier.optimise.LeastSquares.Answer> starts =
                    new MultiStart<>(
                            points.stream()
                                    .map(point -> new LevenbergMarquardt(point, now.settled, FIRST_DAMPING))
                                    .toList(),
                            EarlyStopping.never());
            if (begun.isPresent()) {
                read(begun.get(), in -> {
                    restoreStage(in);
                    starts.restore(in);
                });
                begun = Optional.empty();
            }
            run(starts, lanes, now.shown(), Math.min(now.mostSteps, settings.mostSteps()));
            if (stage < STAGES.size() - 1) {
                pass(starts);
            } else {
                end(starts, firstValues);
            }
        }
    }
}
