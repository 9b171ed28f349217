package dev.ranvier.cli.fitting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is to be said of recordings; of what is said of several in the same words but for the numbers, the first, and of how many others. */
final class AlikeNotes {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");
    private static final int MOST_NAMES = 3;

    private final Map<String, List<Note>> alike = new LinkedHashMap<>();

    private record Note(String name, String text) {}

    AlikeNotes() {}

    /** Adds a note, which may begin with the recording's name. */
    void add(String name, String note) {
        boolean isOfRecording = note.startsWith(name);
        String text = isOfRecording ? note.substring(name.length()) : note;
        alike.computeIfAbsent(isOfRecording ? NUMBER.matcher(text).replaceAll("0") : note, _ -> new ArrayList<>())
                .add(new Note(isOfRecording ? name : "", text));
    }

    /** In the order in which they came first. */
    List<String> told() {
        return alike.values().stream().map(AlikeNotes::told).toList();
    }

    private static String told(List<Note> notes) {
        Note first = notes.getFirst();
        if (notes.size() == 1 || first.name.isEmpty()) {
            return first.name + first.text;
        }
        List<String> names = notes.stream().map(Note::name).toList();
        return notes.stream().allMatch(note -> note.text.equals(first.text))
                ? listed(names) + first.text
                : first.name + first.text + " (alike in " + listed(names.subList(1, names.size())) + ")";
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES - 1)) + " and " + (names.size() - MOST_NAMES + 1)
                        + " others";
    }
}
