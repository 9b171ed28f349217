package dev.ranvier.cli.bench;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.JsonText;
import dev.ranvier.cli.input.Place;
import dev.ranvier.cli.input.TextFile;
import dev.ranvier.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The measured commits, a file of JSON lines. */
public final class History {
    private static final double CONFIDENCE = 0.95;

    private final List<HistoryEntry> entries = new ArrayList<>();

    private History() {}

    /**
     * What a file holds; nothing if it is not there yet.
     *
     * @throws BadInputException if a line is none of a history, with its place
     */
    public static History read(Path file) {
        History history = new History();
        if (!Files.exists(file)) {
            return history;
        }
        List<String> lines =
                TextFile.read(file, "history of benchmarks").lines().toList();
        for (int k = 0; k < lines.size(); k++) {
            if (!lines.get(k).isBlank()) {
                try {
                    history.entries.add(HistoryEntry.of(JsonText.object(lines.get(k))));
                } catch (IllegalArgumentException e) {
                    throw new BadInputException(new Place(file.toString(), k + 1, 0), String.valueOf(e.getMessage()));
                }
            }
        }
        return history;
    }

    /**
     * Builds and measures revisions in turn with a reference, and adds what was found. A revision that does not build is left
     * out with a note.
     *
     * @return what the person should know
     */
    public List<String> measure(
            List<Revision> revisions,
            Revision reference,
            Measurement measurement,
            Workshop workshop,
            String startedAt,
            BenchListener listener)
            throws IOException {
        List<String> notes = new ArrayList<>();
        List<Measurement.Subject> subjects = new ArrayList<>(List.of(new Measurement.Subject(reference, "")));
        for (Revision revision : revisions) {
            try {
                workshop.jar(revision);
                subjects.add(new Measurement.Subject(revision, ""));
            } catch (BadInputException e) {
                notes.add("left out " + revision.name() + " (" + revision.subject() + "): " + e.getMessage());
            }
        }
        List<List<Object>> measured = measurement.run(subjects, workshop, startedAt, listener);
        JmhFile beside = JmhFile.of(reference.name(), measured.getFirst());
        for (int k = 1; k < subjects.size(); k++) {
            Revision revision = subjects.get(k).revision();
            List<Object> results = measured.get(k);
            if (results.isEmpty()) {
                notes.add(
                        "left out " + revision.name() + " (" + revision.subject() + "): it has none of the benchmarks");
            } else {
                JmhFile file = JmhFile.of(revision.name(), results);
                entries.removeIf(entry -> entry.commit().equals(revision.name()));
                entries.addAll(HistoryEntry.of(revision, file, reference, beside, CONFIDENCE));
            }
        }
        entries.sort(Comparator.comparing(HistoryEntry::date));
        return notes;
    }

    /** As the file holds it. */
    public String text() {
        return entries.stream().map(entry -> Json.line(entry.tree())).collect(Collectors.joining());
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** All lines, oldest commit first. */
    List<HistoryEntry> entries() {
        return entries;
    }
}
