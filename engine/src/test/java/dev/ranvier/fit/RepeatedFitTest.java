package dev.ranvier.fit;

import static dev.ranvier.fit.FitProblems.SILENT;
import static dev.ranvier.fit.FitProblems.conductance;
import static dev.ranvier.fit.FitProblems.experiment;
import static dev.ranvier.fit.FitProblems.problem;
import static dev.ranvier.fit.FitProblems.regional;
import static dev.ranvier.fit.FitProblems.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Transform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same fit on any number of threads, alone or in company, stopped or not. */
final class RepeatedFitTest {
    @Test
    void fit_onOneAndTwoThreads_andAloneOrInCompany_isTheSame() {
        FitProblem problem = regional(0);
        List<FitResult.Started> one =
                Fit.run(problem, settings(FitSettings.Method.LM, 9, 1), SILENT).starts();
        assertThat(Fit.run(problem, settings(FitSettings.Method.LM, 9, 2), SILENT)
                        .starts())
                .isEqualTo(one);
        assertThat(Fit.run(problem, settings(FitSettings.Method.LM, 2, 2), SILENT)
                        .starts())
                .isEqualTo(one.subList(0, 2));
    }

    /** A group of starts runs its recordings on the threads that are left. */
    @ParameterizedTest
    @EnumSource(FitSettings.Method.class)
    void fitOfSeveralRecordings_onOneAndTwoThreads_isTheSame(FitSettings.Method method) {
        FitProblem one = regional(0);
        Experiment second = experiment(one.cell(), new Stimulus.Step(1, 10, 0.4), 20, 0);
        double[] trace = second.recorded().values();
        List<Objective.Term> terms = new ArrayList<>(one.objective().terms());
        terms.add(new Objective.Term(1, 1, new VoltageError(new Sampling(0.025, trace.length), trace)));
        FitProblem problem = FitProblem.ofNumbers(
                one.cell(),
                List.of(one.experiments().getFirst(), second),
                new Objective(terms),
                one.parameters(),
                Scheme.STAGGERED,
                0.025,
                new InitialCondition.AtVoltage());
        List<List<FitResult.Started>> starts = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            FitSettings settings =
                    new FitSettings(method, 4, 0.5, 1, 8, threads, 1L << 22, AdamSettings.USUAL, Optional.empty());
            starts.add(Fit.run(problem, settings, SILENT).starts());
        }
        assertThat(starts.get(1)).isEqualTo(starts.get(0));
    }

    /** Stopped after every so many steps, a fit goes on to the same bits. */
    @ParameterizedTest
    @EnumSource(FitSettings.Method.class)
    void fit_stoppedAndResumed_isTheSame(FitSettings.Method method, @TempDir Path folder) {
        FitProblem problem = regional(0);
        FitSettings whole = new FitSettings(method, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.empty());
        FitSettings kept = new FitSettings(method, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        List<FitResult.Started> expected = Fit.run(problem, whole, SILENT).starts();
        int stops = 0;
        for (int after = 3; stops < 3; after += 4) {
            int[] heard = {after};
            try {
                Fit.run(problem, kept, (start, steps, stage, value, status) -> {
                    if (heard[0]-- == 0) {
                        throw new CancellationException();
                    }
                });
                break;
            } catch (CancellationException stopped) {
                stops++;
            }
        }
        assertThat(stops).isPositive();
        assertThat(Fit.run(problem, kept, SILENT).starts()).isEqualTo(expected);
        assertThat(Fit.run(problem, kept, SILENT).starts())
                .as("once more from the state that it ended with")
                .isEqualTo(expected);
    }

    @Test
    void checkpointsOfAnotherFit_areRefused(@TempDir Path folder) {
        FitProblem problem = regional(0);
        FitSettings kept = new FitSettings(
                FitSettings.Method.LM, 2, 0.5, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThatThrownBy(() -> Fit.run(problem, kept, (start, steps, stage, value, status) -> {
                    if (steps == 2) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        FitSettings other = new FitSettings(
                FitSettings.Method.LM, 2, 0.4, 1, 12, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThatThrownBy(() -> Fit.run(problem, other, SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("starts-0.state")
                .hasMessageContaining("other parameters or settings");
    }

    /** What describes thousands of parameters is long; so is one name. */
    @Test
    void checkpoints_ofALongDescription_areKept(@TempDir Path folder) {
        Cell cell = TreeCells.tree();
        Parameter sodium = conductance(cell, "na", new Transform.Log());
        Parameter named = new Parameter(
                "x".repeat(100_000), sodium.quantity(), sodium.transform(), sodium.start(), sodium.prior());
        FitProblem problem = problem(cell, List.of(named), new Stimulus.Step(2, 2, 0.3), 5, 1);
        FitSettings kept = new FitSettings(
                FitSettings.Method.LM, 1, 0.5, 1, 3, 1, 1L << 29, AdamSettings.USUAL, Optional.of(folder));
        assertThat(Fit.run(problem, kept, SILENT).starts()).hasSize(1);
    }
}
