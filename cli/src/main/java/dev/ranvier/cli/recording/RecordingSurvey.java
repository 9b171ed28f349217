package dev.ranvier.cli.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file holds.
 *
 * @param name of the file
 * @param header what it says about itself
 * @param commands each command that is more than a level, in words
 * @param count number of sweeps in the file
 * @param sweeps those that were looked at
 * @param drawn some of them, which can be drawn
 */
public record RecordingSurvey(
        String name,
        Header header,
        List<String> commands,
        int count,
        List<SweepSurvey> sweeps,
        List<SweepSurvey> drawn) {
    private static final int DIGITS = 6, MOST_DRAWN = 40;
    private static final List<String> TITLES =
            List.of("sweep", "start (ms)", "length (ms)", "samples", "rest (mV)", "spikes");

    /** Copies the lists. */
    public RecordingSurvey {
        commands = List.copyOf(commands);
        sweeps = List.copyOf(sweeps);
        drawn = List.copyOf(drawn);
    }

    /** Reads sweeps of a file, from 0. */
    public static RecordingSurvey of(String name, RecordingFile file, List<Integer> sweeps) {
        List<Channel> channels = file.sweeps().getFirst().commands();
        List<String> commands = new ArrayList<>();
        for (int k = 0; k < channels.size(); k++) {
            if (file.isDriven(k)) {
                List<String> epochs = file.epochs(k);
                commands.add(channels.get(k).described() + (epochs.isEmpty() ? "" : ": " + String.join(", ", epochs)));
            }
        }
        int every = (sweeps.size() + MOST_DRAWN - 1) / MOST_DRAWN;
        List<SweepSurvey> seen = new ArrayList<>(), drawn = new ArrayList<>();
        for (int sweep : sweeps) {
            boolean isDrawn = seen.size() % every == 0;
            seen.add(SweepSurvey.of(file, sweep, isDrawn));
            if (isDrawn) {
                drawn.add(seen.getLast());
            }
        }
        return new RecordingSurvey(name, file.header(), commands, file.sweeps().size(), seen, drawn);
    }

    /** What can be said of the file in few words, by name. */
    Map<String, String> facts() {
        Sweep first = sweeps.getFirst().shape();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("format", header.format());
        if (!header.protocol().isEmpty()) {
            facts.put("protocol", header.protocol());
        }
        if (!header.begun().isEmpty()) {
            facts.put("begun", header.begun());
        }
        facts.put("sweeps", Integer.toString(count));
        facts.put("sampled every", first.interval_ms() + " ms");
        facts.put("channels", first.channels().stream().map(Channel::described).collect(Collectors.joining(", ")));
        for (int k = 0; k < commands.size(); k++) {
            facts.put(commands.size() == 1 ? "command" : "command " + (k + 1), commands.get(k));
        }
        return facts;
    }

    /** Titles of the table of sweeps. */
    List<String> titles() {
        List<String> titles = new ArrayList<>(TITLES);
        sweeps.getFirst()
                .signals()
                .forEach(signal -> titles.add((signal.isCommand() ? "command " : "")
                        + signal.channel().described()));
        return titles;
    }

    /** A row for every sweep. */
    List<List<String>> rows() {
        return sweeps.stream().map(RecordingSurvey::row).toList();
    }

    private static List<String> row(SweepSurvey sweep) {
        List<String> row = new ArrayList<>(List.of(
                Integer.toString(sweep.number()),
                shown(sweep.shape().start_ms()),
                shown(sweep.shape().duration_ms()),
                Integer.toString(sweep.shape().samples()),
                sweep.rest_mV().isPresent() ? shown(sweep.rest_mV().getAsDouble()) : "",
                sweep.spikes().map(Object::toString).orElse("")));
        sweep.signals().forEach(signal -> row.add(range(signal)));
        return row;
    }

    private static String range(SignalSurvey signal) {
        String range = signal.lowest() == signal.highest()
                ? shown(signal.lowest())
                : shown(signal.lowest()) + " to " + shown(signal.highest());
        return signal.notFinite() == 0 ? range : range + ", " + signal.notFinite() + " no numbers";
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? Shown.number(value, DIGITS) : "";
    }

    /** All of it as lines of text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(name);
        facts().forEach((fact, value) -> lines.add("  " + fact + ": " + value));
        header.tags().forEach(tag -> lines.add("  tag at " + shown(tag.time_ms()) + " ms: " + tag.comment()));
        header.notes().forEach(note -> lines.add("  note: " + note));
        lines.add("");
        List<List<String>> table = new ArrayList<>(List.of(titles()));
        table.addAll(rows());
        lines.addAll(aligned(table));
        lines.replaceAll(BadInputException::harmless);
        return lines;
    }

    private static List<String> aligned(List<List<String>> table) {
        int columns = table.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : table) {
            for (int k = 0; k < Math.min(columns, row.size()); k++) {
                widths[k] = Math.max(widths[k], row.get(k).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < row.size(); k++) {
                String cell = row.get(k);
                line.append(cell).repeat(' ', k < columns ? widths[k] - cell.length() + 2 : 2);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** The same for programs. */
    public Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", "recording");
        summary.put("file", name);
        summary.put("format", header.format());
        summary.put("protocol", header.protocol());
        summary.put("begun", header.begun());
        summary.put("commands", commands);
        summary.put("sweeps_in_file", count);
        summary.put("sweeps", sweeps.stream().map(RecordingSurvey::summary).toList());
        summary.put("notes", header.notes());
        return summary;
    }

    private static Map<String, Object> summary(SweepSurvey sweep) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("sweep", sweep.number());
        member.put("start_ms", sweep.shape().start_ms());
        member.put("samples", sweep.shape().samples());
        member.put("interval_ms", sweep.shape().interval_ms());
        sweep.rest_mV().ifPresent(value -> member.put("rest_mV", value));
        sweep.spikes().ifPresent(value -> member.put("spikes", value));
        List<Map<String, Object>> signals = new ArrayList<>();
        sweep.signals().forEach(signal -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", signal.channel().name());
            one.put("unit", signal.channel().unit().name());
            one.put("is_command", signal.isCommand());
            one.put("lowest", signal.lowest());
            one.put("highest", signal.highest());
            signals.add(one);
        });
        member.put("signals", signals);
        return member;
    }
}
