package dev.ranvier.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Both conditions hold where it ends, whatever the first step, on the functions of More and Thuente's line search (1994). */
final class WolfeSearchTest {
    private record Line(DoubleUnaryOperator value, DoubleUnaryOperator slope) {}

    private static final List<Line> LINES = List.of(
            new Line(a -> -a / (a * a + 2), a -> (a * a - 2) / Math.pow(a * a + 2, 2)),
            new Line(
                    a -> Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4),
                    a -> 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3)),
            new Line(a -> Math.exp(-3 * a) + 0.1 * a, a -> -3 * Math.exp(-3 * a) + 0.1),
            new Line(a -> 50 * (a - 0.02) * (a - 0.02), a -> 100 * (a - 0.02)),
            new Line(a -> a > 2 ? Double.NaN : (a - 1.9) * (a - 1.9), a -> 2 * (a - 1.9)));

    @Test
    void search_endsWhereTheStrongWolfeConditionsHold() {
        for (int n = 0; n < LINES.size(); n++) {
            Line line = LINES.get(n);
            double value0 = line.value.applyAsDouble(0), slope0 = line.slope.applyAsDouble(0);
            for (double first : new double[] {1e-3, 0.1, 1, 10, 1000}) {
                WolfeSearch search = new WolfeSearch(value0, slope0, first);
                while (search.state() == WolfeSearch.State.SEARCHING) {
                    double a = search.trial();
                    search.tell(line.value.applyAsDouble(a), line.slope.applyAsDouble(a));
                }
                double a = search.trial();
                assertThat(search.state()).as("line %d from %s", n, first).isEqualTo(WolfeSearch.State.FOUND);
                assertThat(line.value.applyAsDouble(a)).isLessThanOrEqualTo(value0 + 1e-4 * a * slope0);
                assertThat(Math.abs(line.slope.applyAsDouble(a))).isLessThanOrEqualTo(-0.9 * slope0);
            }
        }
    }
}
