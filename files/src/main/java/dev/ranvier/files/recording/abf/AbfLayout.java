package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.BinaryFile;
import dev.ranvier.files.recording.Header;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What both versions lay out alike: sweeps, tags, times.
 *
 * @param file the file
 * @param mode how it was recorded, 1 to 5
 * @param format 0 for 16-bit integers, 1 for single precision
 * @param channels number of channels
 * @param interval_us between two samples of one channel
 * @param timeUnit_us of the times of sweeps and tags; 0 if they are counted in samples of all channels
 */
record AbfLayout(BinaryFile file, int mode, int format, int channels, double interval_us, double timeUnit_us) {
    static final int BLOCK_BYTES = 512;
    /** A waveform comes from a table of epochs, or from another file. */
    static final int FROM_EPOCHS = 1, FROM_FILE = 2;

    private static final int EPISODIC = 5;
    private static final List<String> MODES =
            List.of("variable-length sweeps", "fixed-length sweeps", "gap-free", "oscilloscope", "episodic");
    /** Digits that a number of single precision has. */
    private static final MathContext SINGLE_PRECISION = new MathContext(7);

    AbfLayout {
        if (mode < 1 || mode > MODES.size()) {
            throw file.wrong(8, "the mode of operation is " + mode + "; 1 to 5 are possible");
        }
        if (format != 0 && format != 1) {
            throw file.wrong(30, "the format of the data is " + format + "; 0 (16-bit) and 1 (float) are known");
        }
    }

    int bytesPerSample() {
        return format == 0 ? Short.BYTES : Float.BYTES;
    }

    /** The sampling interval; {@code position} is where it stands in the file. */
    double interval_ms(long position) {
        if (!(interval_us > 0 && Double.isFinite(interval_us))) {
            throw file.wrong(position, "the sampling interval is " + interval_us + " us; it must be positive");
        }
        return new BigDecimal(interval_us * 1e-3).round(SINGLE_PRECISION).doubleValue();
    }

    private double time_ms(double time) {
        return 1e-3
                * (timeUnit_us > 0 && Double.isFinite(timeUnit_us)
                        ? time * timeUnit_us
                        : time * interval_us / channels);
    }

    /**
     * Where the sweeps are: in a table, or of equal lengths, or all is one.
     *
     * @param position of the first sample
     * @param samples of all channels together
     * @param table position of the table of sweeps
     * @param rowBytes size of its rows
     * @param rows number of sweeps in it
     * @param episodes number of sweeps if there is no table
     */
    AbfContent.Data data(long position, long samples, long table, int rowBytes, long rows, long episodes) {
        file.require(position, samples, bytesPerSample(), "the data section of " + samples + " samples");
        List<AbfContent.Stretch> stretches = new ArrayList<>();
        if (rows > 0) {
            file.require(table, rows, rowBytes, "the table of " + rows + " sweeps");
            long first = 0;
            for (long k = 0; k < rows; k++) {
                long row = table + k * rowBytes;
                long length = file.int32(row + Integer.BYTES, "table of sweeps");
                if (length < 0 || length > samples - first) {
                    throw file.wrong(
                            row + Integer.BYTES,
                            "sweep " + (k + 1) + " has " + length + " samples, but " + (samples - first) + " of "
                                    + samples + " are left: the file is truncated or damaged");
                }
                double start_ms = time_ms(file.int32(row, "table of sweeps"));
                stretches.add(new AbfContent.Stretch(first, sweepLength(length, row), start_ms));
                first += length;
            }
        } else {
            long count = mode == EPISODIC && episodes > 1 ? episodes : 1;
            long length = samples / count;
            if (length < channels) {
                throw file.wrong(
                        position,
                        samples + " samples cannot be those of " + count + " sweeps and " + channels + " channels");
            }
            for (long k = 0; k < count; k++) {
                stretches.add(new AbfContent.Stretch(
                        k * length, sweepLength(length, position), k * (length / channels) * interval_us * 1e-3));
            }
        }
        if (stretches.stream().allMatch(stretch -> stretch.length() == 0)) {
            throw file.wrong(position, "there are no samples in the file");
        }
        return new AbfContent.Data(position, format == 1, List.copyOf(stretches));
    }

    private int sweepLength(long samples, long position) {
        long length = samples / channels;
        if (length > Integer.MAX_VALUE - 8) {
            throw file.wrong(position, "a sweep of " + length + " samples is too long: at most 2147483639 can be read");
        }
        return (int) length;
    }

    /** Whether all sweeps are equally long; else the amplifier runs no waveform. */
    static boolean areUniform(AbfContent.Data data) {
        int length = data.stretches().getFirst().length();
        return data.stretches().stream().allMatch(stretch -> stretch.length() == length);
    }

    /** Says why a command that was given cannot be shown. */
    static void noteSource(boolean enabled, int source, String name, boolean uniform, List<String> notes) {
        if (enabled && source == FROM_FILE) {
            notes.add("the command of " + name + " came from another file and is not known; it is shown at its holding"
                    + " level");
        } else if (enabled && source == FROM_EPOCHS && !uniform) {
            notes.add("sweeps have different lengths, so the command of " + name + " is shown at its holding level");
        }
    }

    /** A channel; refuses a gain that is no number. */
    static AbfContent.Input input(
            BinaryFile file, long position, String name, String unit, double gain, double offset) {
        if (!Double.isFinite(gain) || gain == 0 || !Double.isFinite(offset)) {
            throw file.wrong(
                    position,
                    "channel '" + name + "' has the gain " + gain + " and the offset " + offset
                            + ", so its samples are lost");
        }
        return new AbfContent.Input(name, unit, gain, offset);
    }

    /** Adds an epoch that is on. */
    static void add(BinaryFile file, List<Epoch> epochs, Epoch epoch, long position) {
        if (epoch.kind() == 0) {
            return;
        }
        if (!epoch.isKnown()) {
            throw file.wrong(position, "an epoch of the command has the unknown kind " + epoch.kind());
        }
        if (!Double.isFinite(epoch.level()) || !Double.isFinite(epoch.levelStep())) {
            throw file.wrong(position, "an epoch of the command has no finite level");
        }
        epochs.add(epoch);
    }

    List<Header.Tag> tags(long position, int rowBytes, long count) {
        List<Header.Tag> tags = new ArrayList<>();
        if (count > 0) {
            file.require(position, count, rowBytes, "the table of " + count + " tags");
        }
        for (long k = 0; k < count; k++) {
            long row = position + k * rowBytes;
            tags.add(new Header.Tag(
                    time_ms(file.int32(row, "table of tags")), file.text(row + Integer.BYTES, 56, "table of tags")));
        }
        return tags;
    }

    /**
     * What is said for people.
     *
     * @param version name and version of the format
     * @param date year, month and day as one decimal number
     * @param time_ms since midnight
     */
    Header header(String version, String protocol, long date, long time_ms, List<Header.Tag> tags, List<String> notes) {
        String file = protocol.substring(1 + Math.max(protocol.lastIndexOf('\\'), protocol.lastIndexOf('/')));
        return new Header(
                version + ", " + MODES.get(mode - 1) + ", " + (format == 0 ? "16-bit" : "float"),
                file.toLowerCase(Locale.ROOT).endsWith(".pro") ? file.substring(0, file.length() - 4) : file,
                begun(date, time_ms),
                tags,
                notes);
    }

    private static String begun(long date, long time_ms) {
        try {
            return LocalDate.of((int) (date / 10_000), (int) (date / 100 % 100), (int) (date % 100))
                    .atStartOfDay()
                    .plus(Duration.ofMillis(time_ms))
                    .toString();
        } catch (DateTimeException _) {
            return "";
        }
    }
}
