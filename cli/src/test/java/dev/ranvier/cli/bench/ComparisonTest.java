package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final double MARGIN = 0.05, CONFIDENCE = 0.95;

    private static Comparison compare(String base, String next) {
        return Comparison.of(JmhFile.parse("b", base), JmhFile.parse("n", next), MARGIN, CONFIDENCE);
    }

    private static Comparison.Row row(String base, String next) {
        return compare(Jmh.file(base), Jmh.file(next)).rows().getFirst();
    }

    @Test
    void of_unitsAndRates_areOneScale() {
        Comparison.Row units = row(
                Jmh.entry("A.b", 2000, 2000),
                Jmh.entry("A.b", "avgt", "us/op", new double[] {2.2}, new double[] {2.2}));
        assertThat(units.ratio().value()).isCloseTo(1.1, within(1e-12));
        assertThat(units.verdict()).isEqualTo(Verdict.SLOWER);
        Comparison.Row rates = row(
                Jmh.entry("A.b", "thrpt", "ops/s", new double[] {10}, new double[] {10}),
                Jmh.entry("A.b", "thrpt", "ops/ms", new double[] {0.02}, new double[] {0.02}));
        assertThat(rates.ratio().value()).isCloseTo(0.5, within(1e-12));
        assertThat(rates.verdict()).isEqualTo(Verdict.FASTER);
    }

    /** By hand: logarithms 0, 0.2 and 0.3, 0.7; squared errors 0.01 and 0.04; 0.05^2/(0.01^2 + 0.04^2) = 1.47 degrees. */
    @Test
    void ofSamples_isWelchsInterval() {
        Ratio ratio = Ratio.ofSamples(List.of(1.0, Math.exp(0.2)), List.of(Math.exp(0.3), Math.exp(0.7)), CONFIDENCE);
        double half = 12.7062 * Math.sqrt(0.05);
        assertThat(Math.log(ratio.value())).isCloseTo(0.4, within(1e-12));
        assertThat(Math.log(ratio.low())).isCloseTo(0.4 - half, within(1e-5));
        assertThat(Math.log(ratio.high())).isCloseTo(0.4 + half, within(1e-5));
    }

    /**
     * By hand: the differences 0 to 4 and 100 are trimmed to 1 to 4 with the mean 2.5 and Winsorised to 1, 1, 2, 3, 4, 4 around 2.5, 9.5 of
     * squares; 9.5/(4 3) is the squared error, 3.18245 the quantile of 3 degrees of freedom. In hundredths.
     */
    @Test
    void ofPairs_sixAndMore_areTrimmed() {
        List<Double> ones = Collections.nCopies(6, 1.0);
        List<Double> next =
                Stream.of(3, 0, 100, 1, 4, 2).map(k -> Math.exp(0.01 * k)).toList();
        Ratio ratio = Ratio.ofPairs(ones, next, CONFIDENCE);
        double half = 3.18245 * Math.sqrt(9.5 / 12) * 0.01;
        assertThat(Math.log(ratio.value())).isCloseTo(0.025, within(1e-12));
        assertThat(Math.log(ratio.low())).isCloseTo(0.025 - half, within(1e-6));
        assertThat(Math.log(ratio.high())).isCloseTo(0.025 + half, within(1e-6));
    }

    /** A machine whose speed changes from round to round says nothing about pairs. */
    @Test
    void of_interleavedForks_arePairs() {
        String base = Jmh.entry("A.b", 100, 150, 90, 200), next = Jmh.entry("A.b", 111, 166, 100, 221);
        assertThat(row(base, next).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(row(Jmh.interleaved(base, "r"), Jmh.interleaved(next, "r")).verdict())
                .isEqualTo(Verdict.SLOWER);
        assertThat(row(Jmh.interleaved(base, "r"), Jmh.interleaved(next, "s")).verdict())
                .isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void of_oneFork_isARatioWithoutAVerdict() {
        Comparison.Row row = row(Jmh.entry("A.b", 1), Jmh.entry("A.b", 2, 2.1));
        assertThat(row.ratio().hasInterval()).isFalse();
        assertThat(row.ratio().value()).isGreaterThan(2);
        assertThat(row.verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void of_whatOneFileLacks_isNamed() {
        Comparison comparison = compare(
                Jmh.file(Jmh.entry("A.b", 1, 1), Jmh.entry("A.old", 1, 1)),
                Jmh.file(Jmh.entry("A.b", 1, 1), Jmh.entry("A.fresh", 1, 1)));
        assertThat(comparison.rows()).hasSize(1);
        assertThat(comparison.onlyBase()).containsExactly("A.old lanes=8");
        assertThat(comparison.onlyNext()).containsExactly("A.fresh lanes=8");
        assertThat(ComparisonTable.lines(comparison))
                .contains("only in the base: A.old lanes=8", "only in the new one: A.fresh lanes=8");
    }

    @Test
    void of_classesOfTheSameNameInTwoPackages_haveTheirFullNames() {
        Comparison comparison = compare(
                Jmh.file(Jmh.entry("x.A.b", 1, 1), Jmh.entry("y.A.b", 1, 1), Jmh.entry("x.B.b", 1, 1)),
                Jmh.file(Jmh.entry("x.A.b", 1, 1), Jmh.entry("x.B.b", 1, 1)));
        assertThat(comparison.rows())
                .extracting(Comparison.Row::name)
                .containsExactly("some.where.x.A.b lanes=8", "B.b lanes=8");
        assertThat(comparison.onlyBase()).containsExactly("some.where.y.A.b lanes=8");
    }

    @Test
    void verdict_needsTheWholeInterval() {
        assertThat(Verdict.of(new Ratio(1.1, 1.051, 1.15), MARGIN)).isEqualTo(Verdict.SLOWER);
        assertThat(Verdict.of(new Ratio(1.1, 1.049, 1.15), MARGIN)).isEqualTo(Verdict.UNCLEAR);
        assertThat(Verdict.of(new Ratio(1.02, 1.001, 1.049), MARGIN)).isEqualTo(Verdict.SAME);
        assertThat(Verdict.of(new Ratio(0.99, 0.953, 1.02), MARGIN)).isEqualTo(Verdict.SAME);
        assertThat(Verdict.of(new Ratio(0.9, 0.85, 0.952), MARGIN)).isEqualTo(Verdict.FASTER);
        assertThat(Verdict.of(new Ratio(0.9, 0.8, 1.1), MARGIN)).isEqualTo(Verdict.UNCLEAR);
    }
}
