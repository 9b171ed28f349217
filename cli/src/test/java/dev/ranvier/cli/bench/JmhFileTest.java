package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.cli.input.BadInputException;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

final class JmhFileTest {
    private static final String RAW = "\"rawData\" : ";

    private static Measured only(String text) {
        JmhFile file = JmhFile.parse("r.json", text);
        assertThat(file.benchmarks()).hasSize(1);
        return file.benchmarks().values().iterator().next();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> complaint(String text) {
        return assertThatThrownBy(() -> JmhFile.parse("r.json", text)).isInstanceOf(BadInputException.class);
    }

    @Test
    void parse_everyMode_givesTheTimeOfAnOperation() {
        double[] fork = {2, 4};
        assertThat(only(Jmh.file(Jmh.entry("A.b", "avgt", "us/op", fork))).forks_ns())
                .containsExactly(3000.0);
        assertThat(only(Jmh.file(Jmh.entry("A.b", "ss", "ms/op", fork))).forks_ns())
                .containsExactly(3e6);
        assertThat(only(Jmh.file(Jmh.entry("A.b", "thrpt", "ops/us", fork)))
                        .forks_ns()
                        .getFirst())
                .isCloseTo(1000 / 3.0, within(1e-9));
        String histogram = "\"rawDataHistogram\" : [[[[2.0, 3], [6.0, 1]], [[5.0, 4]]]]";
        assertThat(only(Jmh.file(Jmh.entry("A.b", "sample", "ns/op", 1, histogram)))
                        .forks_ns())
                .containsExactly((2 * 3 + 6 + 5 * 4) / 8.0);
    }

    @Test
    void parse_id_tellsModeParametersAndThreads() {
        Measured measured = only(Jmh.file(Jmh.entry("A.b", "thrpt", "ops/s", new double[] {1})));
        assertThat(measured.id().shortName()).isEqualTo("A.b lanes=8, thrpt");
        assertThat(measured.unit()).isEqualTo("ops/s");
        assertThat(JmhFile.parse(
                                "r.json",
                                Jmh.file(
                                        Jmh.entry("A.b", 1),
                                        Jmh.entry("A.b", 1).replace("\"8\"", "\"64\""),
                                        Jmh.entry("A.b", 1).replace("\"threads\" : 1", "\"threads\" : 2")))
                        .benchmarks()
                        .keySet())
                .extracting(Measured.Id::shortName)
                .containsExactly("A.b lanes=8", "A.b lanes=64", "A.b lanes=8, 2 threads");
    }

    @Test
    void parse_equalEntries_areForksOfOne() {
        Measured measured =
                only(Jmh.file(Jmh.interleaved(Jmh.entry("A.b", 1), "r"), Jmh.interleaved(Jmh.entry("A.b", 2, 3), "r")));
        assertThat(measured.forks_ns()).containsExactly(1.0, 2.0, 3.0);
        assertThat(measured.run()).contains("r");
        assertThat(only(Jmh.file(Jmh.interleaved(Jmh.entry("A.b", 1), "r"), Jmh.entry("A.b", 2)))
                        .run())
                .isEmpty();
    }

    @Test
    void parse_missingForks_areNotedAndNoneIsRefused() {
        String two = Jmh.entry("A.b", "avgt", "ns/op", 3, RAW + "[[1.0], [2.0]]");
        JmhFile file = JmhFile.parse("r.json", Jmh.file(two));
        assertThat(file.notes()).containsExactly("r.json: entry 1 (some.where.A.b): 2 of 3 forks are there");
        complaint(Jmh.file(Jmh.entry("A.b", "avgt", "ns/op", 3, RAW + "[]")))
                .hasMessage("r.json: entry 1 (some.where.A.b): primaryMetric.rawData: no fork: scores of each fork are"
                        + " needed");
        complaint(Jmh.file(Jmh.entry("A.b", "avgt", "ns/op", 1, "\"other\" : 1")))
                .hasMessageContaining("no fork");
        complaint(Jmh.file(Jmh.entry("A.b", "avgt", "ns/op", 1, RAW + "[[]]")))
                .hasMessageContaining("rawData, fork 1: must be a list with something in it");
    }

    @Test
    void parse_scoresThatAreNone_areRefusedWithTheirPlace() {
        for (String score : List.of("\"NaN\"", "NaN", "0.0", "-1", "Infinity", "\"fast\"")) {
            complaint(Jmh.file(
                            Jmh.entry("A.a", 1),
                            Jmh.entry("A.b", "avgt", "ns/op", 2, RAW + "[[1.0], [1.0, " + score + "]]")))
                    .hasMessageStartingWith(
                            "r.json: entry 2 (some.where.A.b): primaryMetric.rawData, fork 2, iteration 2:"
                                    + " must be a positive number: ");
        }
    }

    @Test
    void parse_wrongModeOrUnit_isRefused() {
        complaint(Jmh.file(Jmh.entry("A.b", "avg", "ns/op", new double[] {1})))
                .hasMessageContaining("entry 1 (some.where.A.b): mode: unknown mode 'avg'; did you mean 'avgt'?");
        complaint(Jmh.file(Jmh.entry("A.b", "thrpt", "ns/op", new double[] {1})))
                .hasMessageContaining("unit 'ns/op' is none of mode thrpt, such as ops/s");
        complaint(Jmh.file(Jmh.entry("A.b", "avgt", "weeks/op", new double[] {1})))
                .hasMessageContaining("unit 'weeks/op' is none of mode avgt");
    }

    @Test
    void parse_malformedJson_isRefusedWithLineAndColumn() {
        complaint("[\n  {\"benchmark\" : \"x\",\n}")
                .hasMessageStartingWith("r.json:3:")
                .hasMessageContaining("JSON");
        complaint("").hasMessageStartingWith("r.json:1");
        complaint("[").hasMessageContaining("r.json:1");
        complaint("{}").hasMessage("r.json:1: not one JSON array");
        complaint("[] []").hasMessage("r.json:1: not one JSON array");
        complaint("[]").hasMessageContaining("r.json: no benchmark in it");
        complaint("[1]").hasMessage("r.json: entry 1: must be an object as JMH writes it");
        complaint("[{}]").hasMessage("r.json: entry 1: 'benchmark' must be a text");
        complaint("[{\"benchmark\" : \"x\"}]")
                .hasMessage("r.json: entry 1 (x): primaryMetric: must be an object as JMH writes it");
    }
}
