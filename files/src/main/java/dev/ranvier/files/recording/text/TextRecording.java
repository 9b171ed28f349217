package dev.ranvier.files.recording.text;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.table.CsvTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A table as a recording. One voltage, one current, or both are a sweep; several voltages or several currents are as many sweeps,
 * and a single column of the other kind belongs to all of them.
 */
public final class TextRecording implements RecordingFile {
    private final CsvTable table;
    private final SampleTimes times;
    /** Columns of voltages, of currents, of anything else: one for each sweep or one for all. */
    private final List<List<TextColumns.Column>> kinds;

    private final List<Sweep> sweeps = new ArrayList<>();
    private final Header header;

    private TextRecording(CsvTable table, SampleTimes times, List<List<TextColumns.Column>> kinds, List<String> notes) {
        this.table = table;
        this.times = times;
        this.kinds = kinds;
        this.header = new Header("table of text", "", "", List.of(), notes);
        int count = kinds.stream().mapToInt(List::size).reduce(1, Math::max);
        for (int k = 0; k < count; k++) {
            List<Channel> channels =
                    columns(k).stream().map(TextColumns.Column::channel).toList();
            sweeps.add(new Sweep(channels, List.of(), table.rows(), 0, times.interval_ms()));
        }
    }

    /**
     * A table with times, or with what the person says of them.
     *
     * @throws BadInputException if there are none or they are not equally spaced
     */
    public static TextRecording of(CsvTable table, Reading reading) {
        TextColumns columns = new TextColumns(table, reading);
        List<TextColumns.Column> voltages = columns.of(Dimension.VOLTAGE),
                currents = columns.of(Dimension.CURRENT),
                others = columns.of(Dimension.OTHER);
        if (voltages.size() > 1 && currents.size() > 1 && voltages.size() != currents.size()) {
            throw new BadInputException(
                    table.header(),
                    voltages.size() + " columns of voltage and " + currents.size()
                            + " of current: as many of both are needed, or one of either; name them with --columns"
                            + " voltage=..,current=..");
        }
        if (currents.isEmpty() && columns.mentions("i")) {
            throw table.missing("i", PhysicalQuantity.CURRENT);
        }
        List<String> notes = new ArrayList<>();
        SampleTimes times = times(table, reading, columns.of(Dimension.TIME), notes);
        String file = table.header().file();
        voltages.forEach(column -> noteUnit(file, column, notes));
        currents.stream()
                .filter(column -> !column.unit().name().equals("pA"))
                .forEach(column -> noteUnit(file, column, notes));
        if (table.hasDecimalComma()) {
            notes.add(file + " has decimal commas");
        }
        return new TextRecording(table, times, List.of(voltages, currents, others), notes);
    }

    private static SampleTimes times(
            CsvTable table, Reading reading, List<TextColumns.Column> columns, List<String> notes) {
        if (reading.interval_ms().isPresent()) {
            return new SampleTimes(reading.interval_ms().get(), 0, 0, SampleTimes.Times.EQUAL);
        }
        if (columns.isEmpty()) {
            throw table.missing("t", PhysicalQuantity.TIME);
        }
        TextColumns.Column column = columns.getFirst();
        String file = table.header().file();
        SampleTimes times = SampleTimes.of(table, column.unit().convert(table.numbers(column.name())));
        noteUnit(file, column, notes);
        if (times.first_ms() != 0) {
            notes.add(file + " starts at t_ms=" + times.first_ms() + "; times are counted from there");
        }
        if (times.areJittered()) {
            notes.add(file + ": times are up to " + times.jitter_ms() + " ms off; samples are interpolated every "
                    + times.interval_ms() + " ms");
        }
        return times;
    }

    private static void noteUnit(String file, TextColumns.Column column, List<String> notes) {
        if (!column.unit().isOwn()) {
            notes.add(file + ": column '" + column.name() + "' is converted from "
                    + column.unit().name() + " to " + column.unit().dimension().unit());
        }
    }

    private List<TextColumns.Column> columns(int sweep) {
        List<TextColumns.Column> columns = new ArrayList<>();
        for (List<TextColumns.Column> kind : kinds) {
            if (!kind.isEmpty()) {
                columns.add(kind.get(kind.size() == 1 ? 0 : sweep));
            }
        }
        return columns;
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
        Objects.checkIndex(sweep, sweeps.size());
        Objects.checkFromToIndex(from, to, table.rows());
        String name = columns(sweep).get(channel).name();
        return times.areJittered()
                ? Arrays.copyOfRange(times.resampled(table.numbers(name)), from, to)
                : table.numbers(name, from, to);
    }

    @Override
    public double[] command(int sweep, int command, int from, int to) {
        throw new IndexOutOfBoundsException("a table has no commands");
    }

    @Override
    public String place() {
        return table.header().toString();
    }

    @Override
    public BadInputException lacking(int sweep, Dimension dimension) {
        return dimension == Dimension.VOLTAGE
                ? table.missing("v", PhysicalQuantity.VOLTAGE)
                : table.missing("i", PhysicalQuantity.CURRENT);
    }

    @Override
    public void close() {
        // The text is in memory.
    }
}
