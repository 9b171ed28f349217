package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.BinaryFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the headers of version 2: a table of sections, each with rows of one size. */
final class Abf2Reader {
    private static final int SECTIONS = 76, SECTION_BYTES = 16, STRINGS_HEADER = 44, MOST_STRING_BYTES = 1 << 20;
    private static final long MOST_CHANNELS = 128;

    private final BinaryFile file;
    private final List<String> strings;

    /**
     * A table in the file.
     *
     * @param position of its first row
     * @param bytes size of a row
     * @param rows their number
     */
    private record Section(long position, long bytes, long rows) {
        long row(long k) {
            return position + k * bytes;
        }
    }

    /** Names of sections and where each is in the table, and how many bytes of a row are used here. */
    private enum Kind {
        PROTOCOL(0, 184),
        ADC(1, 82),
        DAC(2, 46),
        EPOCHS(5, 30),
        USER_LIST(6, 0),
        STRINGS(9, 0),
        DATA(10, 0),
        TAGS(11, 60),
        SWEEPS(15, 8);

        private final int place;
        private final int leastBytes;

        Kind(int place, int leastBytes) {
            this.place = place;
            this.leastBytes = leastBytes;
        }
    }

    Abf2Reader(BinaryFile file) {
        this.file = file;
        file.require(0, AbfLayout.BLOCK_BYTES, 1, "header");
        this.strings = strings();
    }

    private Section section(Kind kind) {
        long entry = SECTIONS + (long) SECTION_BYTES * kind.place;
        long position = Integer.toUnsignedLong(int32(entry)) * AbfLayout.BLOCK_BYTES;
        long bytes = Integer.toUnsignedLong(int32(entry + 4));
        long rows = file.bytes(entry + 8, Long.BYTES, "header").getLong();
        if (rows != 0) {
            file.require(position, rows, bytes, "section " + kind);
            if (bytes < kind.leastBytes) {
                throw file.wrong(
                        entry + 4,
                        "a row of section " + kind + " has " + bytes + " bytes, " + kind.leastBytes + " are needed");
            }
        }
        return new Section(position, bytes, rows);
    }

    /** A section of which there must be a row. */
    private Section needed(Kind kind) {
        Section section = section(kind);
        if (section.rows() == 0) {
            throw file.wrong(
                    SECTIONS + (long) SECTION_BYTES * kind.place,
                    "there is no section " + kind + ": the file is damaged");
        }
        return section;
    }

    private int int16(long position) {
        return file.int16(position, "header");
    }

    private int int32(long position) {
        return file.int32(position, "header");
    }

    private double float32(long position) {
        return file.float32(position, "header");
    }

    /** All strings of the file, ended by zeros, behind a header of their own; they are counted from 1. */
    private List<String> strings() {
        Section section = section(Kind.STRINGS);
        if (section.rows() == 0 || section.bytes() <= STRINGS_HEADER) {
            return List.of();
        }
        int length = (int) Math.min(section.bytes() - STRINGS_HEADER, MOST_STRING_BYTES);
        byte[] raw = new byte[length];
        file.bytes(section.position() + STRINGS_HEADER, length, "strings").get(raw);
        return List.of(new String(raw, StandardCharsets.ISO_8859_1).split("\0", -1));
    }

    private String string(long position) {
        int number = int32(position);
        return number >= 1 && number <= strings.size() ? strings.get(number - 1).strip() : "";
    }

    AbfContent read() {
        Section adc = needed(Kind.ADC), data = needed(Kind.DATA), protocol = needed(Kind.PROTOCOL);
        Section sweeps = section(Kind.SWEEPS), tags = section(Kind.TAGS);
        if (adc.rows() > MOST_CHANNELS) {
            throw file.wrong(
                    SECTIONS + SECTION_BYTES, "the number of channels is " + adc.rows() + "; up to 128 are read");
        }
        AbfLayout layout = new AbfLayout(
                file,
                int16(protocol.position()),
                int16(30),
                (int) adc.rows(),
                float32(protocol.position() + 2),
                float32(protocol.position() + 14));
        if (data.bytes() != layout.bytesPerSample()) {
            throw file.wrong(
                    SECTIONS + 4 + (long) SECTION_BYTES * Kind.DATA.place,
                    "a sample has " + data.bytes() + " bytes, but the format of the data has "
                            + layout.bytesPerSample());
        }
        double interval_ms = layout.interval_ms(protocol.position() + 2);
        AbfContent.Data samples = layout.data(
                data.position(),
                data.rows(),
                sweeps.position(),
                (int) Math.min(sweeps.bytes(), Integer.MAX_VALUE),
                sweeps.rows(),
                Integer.toUnsignedLong(int32(12)));
        List<String> notes = new ArrayList<>();
        if (section(Kind.USER_LIST).rows() > 0) {
            notes.add("the protocol varies a number from sweep to sweep by a user list, which the commands shown do not"
                    + " follow");
        }
        List<AbfContent.Output> outputs = outputs(AbfLayout.areUniform(samples), notes);
        return new AbfContent(
                layout.header(
                        "ABF " + version(),
                        string(72),
                        Integer.toUnsignedLong(int32(16)),
                        Integer.toUnsignedLong(int32(20)),
                        layout.tags(tags.position(), (int) Math.min(tags.bytes(), Integer.MAX_VALUE), tags.rows()),
                        notes),
                inputs(adc, protocol.position()),
                outputs,
                samples,
                interval_ms,
                int16(protocol.position() + 182) != 0);
    }

    private String version() {
        byte[] parts = new byte[4];
        file.bytes(4, parts.length, "header").get(parts);
        return parts[3] + "." + parts[2];
    }

    private List<AbfContent.Input> inputs(Section adc, long protocol) {
        List<AbfContent.Input> inputs = new ArrayList<>();
        for (long k = 0; k < adc.rows(); k++) {
            long row = adc.row(k);
            double gain = float32(protocol + 110)
                    / float32(row + 40)
                    / float32(row + 48)
                    / float32(row + 28)
                    / int32(protocol + 118);
            if (int16(row + 2) != 0) {
                gain /= float32(row + 6);
            }
            inputs.add(AbfLayout.input(
                    file, row + 40, string(row + 74), string(row + 78), gain, float32(row + 44) - float32(row + 52)));
        }
        return inputs;
    }

    private List<AbfContent.Output> outputs(boolean uniform, List<String> notes) {
        Section dac = section(Kind.DAC), epochs = section(Kind.EPOCHS);
        List<AbfContent.Output> outputs = new ArrayList<>();
        for (long k = 0; k < dac.rows(); k++) {
            long row = dac.row(k);
            String name = string(row + 24);
            boolean enabled = int16(row + 40) != 0;
            int source = int16(row + 42);
            AbfLayout.noteSource(enabled, source, name, uniform, notes);
            outputs.add(new AbfContent.Output(
                    name,
                    string(row + 28),
                    float32(row + 12),
                    int16(row + 44) != 0,
                    enabled && source == AbfLayout.FROM_EPOCHS && uniform ? epochs(epochs, int16(row)) : List.of()));
        }
        return outputs;
    }

    private List<Epoch> epochs(Section section, int output) {
        List<Epoch> epochs = new ArrayList<>();
        for (long k = 0; k < section.rows(); k++) {
            long row = section.row(k);
            if (int16(row + 2) == output) {
                Epoch epoch = new Epoch(
                        int16(row + 4),
                        float32(row + 6),
                        float32(row + 10),
                        int32(row + 14),
                        int32(row + 18),
                        int32(row + 22),
                        int32(row + 26));
                AbfLayout.add(file, epochs, epoch, row + 4);
            }
        }
        return epochs;
    }
}
