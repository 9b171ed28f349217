package dev.ranvier.files.recording.nwb;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An open NWB file. Series that were acquired with one sweep number are a sweep; its commands are the stimuli which the table of
 * intracellular recordings has beside them, else those with the same number, or without numbers those that began at the same time. Series
 * without a number are a sweep each. Beside series of a patch clamp all others are left out.
 */
final class NwbFile implements RecordingFile {
    private final Hdf file;
    private final Header header;
    private final List<Sweep> sweeps = new ArrayList<>();
    private final List<List<NwbSeries>> recorded = new ArrayList<>(), commanded = new ArrayList<>();

    private NwbFile(Hdf file) {
        this.file = file;
        List<String> notes = new ArrayList<>();
        List<NwbSeries> acquired = series(notes, "acquisition"), stimuli = series(notes, "stimulus", "presentation");
        if (acquired.isEmpty()) {
            acquired = series(notes, "acquisition", "timeseries");
        }
        Optional<String> version = version();
        if (version.isEmpty() && acquired.isEmpty()) {
            throw file.wrong("/", "an HDF5 file, but no NWB: there is neither nwb_version nor an acquisition");
        }
        if (acquired.isEmpty()) {
            throw file.wrong("/acquisition", "there is no series of a voltage or a current");
        }
        Map<Long, Long> stimulusOf = stimulusOf();
        for (List<NwbSeries> group : grouped(acquired)) {
            add(group, stimuli, stimulusOf, notes);
        }
        this.header = new Header("NWB " + version.orElse("1"), "", text("session_start_time"), List.of(), notes);
    }

    static NwbFile open(Path path) {
        Hdf file = Hdf.open(path);
        try {
            return new NwbFile(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Optional<String> version() {
        return file.text(file.root(), "nwb_version")
                .or(() -> file.dataset(file.root(), "nwb_version")
                        .flatMap(file::value)
                        .map(Object::toString));
    }

    private String text(String name) {
        Optional<Dataset> dataset = file.dataset(file.root(), name);
        return dataset.flatMap(file::value).map(Object::toString).orElse("");
    }

    private List<NwbSeries> series(List<String> notes, String... place) {
        Map<Group, Dataset> electric = new LinkedHashMap<>();
        for (Group member : file.group(file.root(), place).map(file::groups).orElse(List.of())) {
            NwbSeries.electric(file, member).ifPresent(data -> electric.put(member, data));
        }
        boolean areClamped = electric.keySet().stream().anyMatch(member -> NwbSeries.isOfClamp(file, member));
        List<NwbSeries> series = new ArrayList<>();
        List<String> others = new ArrayList<>();
        electric.forEach((member, data) -> {
            if (areClamped ? NwbSeries.isOfClamp(file, member) : file.isRow(data)) {
                series.add(NwbSeries.of(file, member, data));
            } else {
                others.add(member.getName());
            }
        });
        if (!others.isEmpty()) {
            notes.add(file + ": /" + String.join("/", place) + ": series that are no patch clamp are left out: "
                    + String.join(", ", others));
        }
        return series;
    }

    /** By number, then those without one by their time. */
    private static List<List<NwbSeries>> grouped(List<NwbSeries> series) {
        Map<Long, List<NwbSeries>> numbered = new TreeMap<>();
        List<List<NwbSeries>> others = new ArrayList<>();
        series.stream().sorted(Comparator.comparingDouble(NwbSeries::start_ms)).forEach(one -> {
            if (one.sweep().isPresent()) {
                numbered.computeIfAbsent(one.sweep().get(), _ -> new ArrayList<>())
                        .add(one);
            } else {
                others.add(List.of(one));
            }
        });
        List<List<NwbSeries>> groups = new ArrayList<>(numbered.values());
        groups.addAll(others);
        return groups;
    }

    /** By the address of a response, that of the stimulus that the table of intracellular recordings has beside it. */
    private Map<Long, Long> stimulusOf() {
        List<Long> responses = addresses("responses", "response"), stimuli = addresses("stimuli", "stimulus");
        Map<Long, Long> stimulusOf = new HashMap<>();
        for (int row = 0; row < Math.min(responses.size(), stimuli.size()); row++) {
            stimulusOf.put(responses.get(row), stimuli.get(row));
        }
        return stimulusOf;
    }

    private List<Long> addresses(String table, String column) {
        Optional<Dataset> rows =
                file.dataset(file.root(), "general", "intracellular_ephys", "intracellular_recordings", table, column);
        return rows.isPresent() && file.columns(rows.get()).get("timeseries") instanceof long[] references
                ? Arrays.stream(references).boxed().toList()
                : List.of();
    }

    private void add(List<NwbSeries> group, List<NwbSeries> stimuli, Map<Long, Long> stimulusOf, List<String> notes) {
        NwbSeries first = group.getFirst();
        String sweep = file + ": sweep " + (sweeps.size() + 1) + ": ";
        List<NwbSeries> together = group.stream().filter(first::isBeside).toList();
        List<NwbSeries> matching = stimuli.stream()
                .filter(stimulus -> group.stream().anyMatch(one -> stimulusOf.containsKey(one.address()))
                        ? group.stream()
                                .anyMatch(one -> Objects.equals(stimulusOf.get(one.address()), stimulus.address()))
                        : (stimulus.sweep().isPresent() && first.sweep().isPresent())
                                ? stimulus.sweep().equals(first.sweep())
                                : stimulus.beginsWith(first))
                .toList();
        List<NwbSeries> covering = matching.stream().filter(first::isCoveredBy).toList();
        List<NwbSeries> commands = covering.stream()
                .filter(one -> covering.stream().noneMatch(other -> !other.equals(one) && other.isOfElectrodeOf(one)))
                .toList();
        if (together.size() < group.size() || covering.size() < matching.size()) {
            notes.add(sweep + "series that have not the samples of " + first.name()
                    + " are left out: they have another rate, or fewer samples");
        }
        if (commands.size() < covering.size()) {
            notes.add(sweep + "which stimulus belongs to it is not told, so none is its command: "
                    + covering.stream()
                            .filter(one -> !commands.contains(one))
                            .map(NwbSeries::name)
                            .collect(Collectors.joining(", ")));
        }
        recorded.add(together);
        commanded.add(commands);
        sweeps.add(new Sweep(
                channels(together), channels(commands), first.samples(), first.start_ms(), first.interval_ms()));
    }

    private static List<Channel> channels(List<NwbSeries> series) {
        return series.stream().map(NwbSeries::channel).toList();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<Sweep> sweeps() {
        return sweeps;
    }

    @Override
    public double[] samples(int sweep, int channel, int from, int to) {
        return read(recorded.get(sweep).get(channel), from, to);
    }

    @Override
    public double[] command(int sweep, int command, int from, int to) {
        return read(commanded.get(sweep).get(command), from, to);
    }

    private double[] read(NwbSeries series, int from, int to) {
        Objects.checkFromToIndex(from, to, series.samples());
        return series.read(file, from, to);
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public void close() {
        file.close();
    }
}
