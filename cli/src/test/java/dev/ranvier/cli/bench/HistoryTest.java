package dev.ranvier.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.report.HistoryContent;
import dev.ranvier.cli.report.HistoryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    private static final Revision OLD = new Revision("aaaa1", "aaaa", "2026-11-01T10:00:00Z", "one"),
            REFERENCE = new Revision("bbbb1", "bbbb", "2026-11-02T10:00:00Z", "two");

    private static List<HistoryEntry> entries() {
        JmhFile then = JmhFile.parse("r", Jmh.file(Jmh.entry("A.b", 100, 200), Jmh.entry("A.c", 1, 1)));
        JmhFile old = JmhFile.parse("o", Jmh.file(Jmh.entry("A.b", 200, 420), Jmh.entry("A.gone", 1, 1)));
        return List.of(
                HistoryEntry.of(OLD, old, REFERENCE, then, 0.95).getFirst(),
                HistoryEntry.of(REFERENCE, then, REFERENCE, then, 0.95).getFirst());
    }

    private static String text() {
        return entries().stream().map(entry -> Json.line(entry.tree())).collect(Collectors.joining());
    }

    @Test
    void of_whatBothHave_isRelativeToTheReference() {
        HistoryEntry old = entries().getFirst();
        assertThat(old.commit()).isEqualTo("aaaa");
        assertThat(old.benchmark()).isEqualTo("A.b lanes=8");
        assertThat(old.ratio().value()).isCloseTo(Math.sqrt(2 * 2.1), within(1e-12));
        assertThat(old.time_ns().value()).isCloseTo(Math.sqrt(200 * 420), within(1e-9));
    }

    @Test
    void read_whatWasWritten_isTheSame(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("history.jsonl");
        assertThat(History.read(file).isEmpty()).isTrue();
        Files.writeString(file, text() + "\n");
        History history = History.read(file);
        assertThat(history.entries()).isEqualTo(entries());
        assertThat(history.text()).isEqualTo(text()).hasLineCount(2);
    }

    @Test
    void read_aLineThatIsNone_isRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("history.jsonl"), text() + "{\"commit\" : \"c\"}\n");
        assertThatThrownBy(() -> History.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ":3: 'date' must be a text");
        Files.writeString(file, text().replaceFirst("\"ratio\":", "\"ratio\":-"));
        assertThatThrownBy(() -> History.read(file)).hasMessageContaining(file + ":1: 'ratio' must be a positive");
        Files.writeString(file, "{\n");
        assertThatThrownBy(() -> History.read(file)).hasMessageContaining(file + ":1: not valid JSON");
    }

    @Test
    void page_hasALineForEachBenchmark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("history.jsonl"), text());
        HistoryContent content = HistoryPage.of(History.read(file), List.of(), "ranvier bench history");
        assertThat(content.lines()).hasSize(1);
        HistoryContent.Line line = content.lines().getFirst();
        assertThat(line.throughput().x(1)).isEqualTo(2);
        assertThat(line.throughput().y(0)).isCloseTo(1 / Math.sqrt(2 * 2.1), within(1e-12));
        assertThat(HistoryReport.html(content)).contains("<svg", "A.b lanes=8", "aaaa");
    }
}
