package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every optimiser must do: go downhill in the end, go on from a saved state with the same bits, and end on no number. */
abstract class OptimiserContract<Q, A> {
    /** Questions after which it is saved, one after another. */
    private static final int SAVED = 40;

    final Valley valley = new Valley();

    /** A new one, always of the same settings. */
    abstract Optimiser<Q, A> optimiser(double[] start);

    /** What {@link #valley} answers. */
    abstract A answer(Q question);

    /** An answer that is not a number. */
    abstract A notANumber();

    final Optimiser<Q, A> fromTheUsualStart() {
        return optimiser(new double[] {-1.2, 1, 0.4, 2});
    }

    @Test
    void savedState_afterAnyQuestion_goesOnWithTheSameBits() throws IOException {
        List<double[]> all = path(fromTheUsualStart(), 3 * SAVED);
        for (int saved = 0; saved <= SAVED; saved++) {
            Optimiser<Q, A> first = fromTheUsualStart(), second = fromTheUsualStart();
            List<double[]> points = path(first, saved);
            second.restore(saved(first));
            assertThat(second.point()).isEqualTo(first.point());
            assertThat(second.value()).isEqualTo(first.value());
            assertThat(second.steps()).isEqualTo(first.steps());
            points.addAll(path(second, 3 * SAVED - saved));
            // a restored one may ask once more for what it has been told, so questions are counted in distinct points
            assertThat(distinct(points)).startsWith(distinct(all).toArray(String[]::new));
        }
    }

    @Test
    void firstAnswer_thatIsNotANumber_endsIt() {
        Optimiser<Q, A> optimiser = fromTheUsualStart();
        optimiser.tell(notANumber());
        assertThat(optimiser.status()).isEqualTo(Status.DIVERGED);
        assertThat(optimiser.point()).containsExactly(-1.2, 1, 0.4, 2);
        assertThatThrownBy(optimiser::ask)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DIVERGED");
    }

    @Test
    void restore_ofAnotherSize_isRefused() throws IOException {
        DataInput saved = saved(fromTheUsualStart());
        assertThatThrownBy(() -> optimiser(new double[2]).restore(saved))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of size 4")
                .hasMessageContaining("of size 2");
    }

    static DataInput saved(Optimiser<?, ?> optimiser) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        optimiser.save(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    /** Where it stands after each of so many questions. */
    private List<double[]> path(Optimiser<Q, A> optimiser, int questions) {
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < questions && optimiser.status() == Status.RUNNING; k++) {
            optimiser.tell(answer(optimiser.ask()));
            points.add(optimiser.point());
        }
        return points;
    }

    private static List<String> distinct(List<double[]> points) {
        return points.stream().map(java.util.Arrays::toString).distinct().toList();
    }
}
