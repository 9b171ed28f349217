package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MultiStartTest {
    private static final double[][] STARTS = {{-1.2, 1}, {0.5, 0.5}, {3, 3}, {-2, -1}};
    private static final double WALL = 2;
    private static final EarlyStopping NEVER = EarlyStopping.never();

    private final Valley valley = new Valley();

    /** Start 2 stands beyond the wall: it ends at once, and the others take the steps that they take alone. */
    @Test
    void run_withAStartThatDiverges_leavesTheOthersTheirBits() {
        check(start -> new Lbfgs(start, 5, 1e-9), x -> valley.evaluate(x, WALL));
        check(start -> new AdamDescent(start, new Schedule.Constant(0.01), 0, 1), x -> valley.evaluate(x, WALL));
        check(start -> new LevenbergMarquardt(start, 1e-9), this::answer);
    }

    private <Q, A> void check(Function<double[], Optimiser<Q, A>> kind, Function<Q, A> problem) {
        MultiStart<Q, A> together = new MultiStart<>(Stream.of(STARTS).map(kind).toList(), NEVER);
        together.run((starts, questions) -> questions.stream().map(problem).toList(), 60, (start, at) -> {});
        for (int k = 0; k < STARTS.length; k++) {
            Optimiser<Q, A> alone = kind.apply(STARTS[k]);
            while (alone.status() == Status.RUNNING && alone.steps() < 60) {
                alone.tell(problem.apply(alone.ask()));
            }
            assertThat(together.status(k)).isEqualTo(alone.status());
            assertThat(together.best(k).value()).isLessThanOrEqualTo(alone.value());
            assertThat(together.status(k) == Status.DIVERGED).isEqualTo(k == 2);
            if (!(alone instanceof AdamDescent)) { // which may have been lower before
                assertThat(together.best(k).point()).isEqualTo(alone.point());
            }
        }
        assertThat(together.best(2).value()).isInfinite();
        assertThat(together.best(2).point()).isEqualTo(STARTS[2]);
        assertThat(together.bestStart()).isNotEqualTo(2);
    }

    @Test
    void round_asksOnlyThoseThatRun_andAllTogether() {
        MultiStart<double[], Evaluation> starts = new MultiStart<>(lbfgs(), NEVER);
        List<List<Integer>> asked = new ArrayList<>();
        starts.run(
                (numbers, questions) -> {
                    asked.add(numbers);
                    return questions.stream().map(x -> valley.evaluate(x, WALL)).toList();
                },
                1000,
                (start, at) -> {});
        assertThat(asked.getFirst()).containsExactly(0, 1, 2, 3);
        assertThat(asked.get(1)).containsExactly(0, 1, 3);
        assertThat(asked.getLast()).isNotEmpty();
        assertThatThrownBy(
                        () -> new MultiStart<>(lbfgs(), NEVER).run((n, questions) -> List.of(), 1, (start, at) -> {}))
                .hasMessageContaining("4 questions have had 0 answers");
    }

    /** Adam with a long rate jumps about: its best is kept, and it ends when that does not get better. */
    @Test
    void earlyStopping_endsAStartThatNoLongerGains_andKeepsItsBest() {
        List<Double> values = new ArrayList<>();
        MultiStart<double[], Evaluation> starts = new MultiStart<>(
                List.of(new AdamDescent(STARTS[0], new Schedule.Constant(0.5), 0, Double.POSITIVE_INFINITY)),
                new EarlyStopping(20, 0.01));
        starts.run(this::answers, 100_000, (start, at) -> values.add(at.value()));
        double best = values.stream().mapToDouble(value -> value).min().orElseThrow();
        assertThat(starts.status(0)).isEqualTo(Status.STOPPED);
        assertThat(starts.best(0).value()).isEqualTo(best);
        assertThat(valley.evaluate(starts.best(0).point()).value()).isEqualTo(best);
        double before = values.subList(0, values.size() - 20).stream()
                .mapToDouble(value -> value)
                .min()
                .orElseThrow();
        assertThat(best).isGreaterThanOrEqualTo(0.99 * before);
        assertThatThrownBy(() -> new EarlyStopping(0, 0)).hasMessageContaining("patience=0");
    }

    @Test
    void savedFile_goesOnWithTheSameBits(@TempDir Path folder) throws IOException {
        MultiStart<double[], Evaluation> whole = new MultiStart<>(lbfgs(), new EarlyStopping(8, 0.5));
        whole.run(this::answers, 40, (start, at) -> {});
        MultiStart<double[], Evaluation> first = new MultiStart<>(lbfgs(), new EarlyStopping(8, 0.5));
        for (int round = 0; round < 13; round++) {
            first.round(this::answers, 40, (start, at) -> {});
        }
        Path file = folder.resolve("fit.state");
        SnapshotFile.write(file, first::save);
        SnapshotFile.write(file, first::save);
        MultiStart<double[], Evaluation> second = new MultiStart<>(lbfgs(), new EarlyStopping(8, 0.5));
        SnapshotFile.read(file, second::restore);
        second.run(this::answers, 40, (start, at) -> {});
        assertThat(bytes(second)).isEqualTo(bytes(whole));
        assertThat(folder.toFile().list()).containsExactly("fit.state");
    }

    @Test
    void savedFile_thatIsCutOrOfAnotherRun_isRefusedByName(@TempDir Path folder) throws IOException {
        MultiStart<double[], Evaluation> starts = new MultiStart<>(lbfgs(), NEVER);
        starts.run(this::answers, 5, (start, at) -> {});
        Path file = folder.resolve("fit.state");
        SnapshotFile.write(file, starts::save);
        MultiStart<double[], Evaluation> fewer = new MultiStart<>(lbfgs().subList(0, 2), NEVER);
        assertThatThrownBy(() -> SnapshotFile.read(file, fewer::restore))
                .hasMessageContaining("fit.state")
                .hasMessageContaining("MultiStart of size 4")
                .hasMessageContaining("size 2");
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 100));
        assertThatThrownBy(() -> SnapshotFile.read(file, starts::restore))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fit.state: it is cut short");
    }

    private static List<Optimiser<double[], Evaluation>> lbfgs() {
        return Stream.of(STARTS)
                .<Optimiser<double[], Evaluation>>map(start -> new Lbfgs(start, 5, 1e-9))
                .toList();
    }

    private List<Evaluation> answers(List<Integer> starts, List<double[]> questions) {
        return questions.stream().map(valley::evaluate).toList();
    }

    private LeastSquares.Answer answer(LeastSquares.Question question) {
        return question.residuals().isEmpty() && question.point()[0] > WALL
                ? new LeastSquares.Answer.Residuals(java.util.Optional.empty())
                : valley.answer(question);
    }

    private static byte[] bytes(MultiStart<?, ?> starts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        starts.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
