package dev.ranvier.files.recording.numpy;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.recording.ArrayRecording;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import dev.ranvier.files.recording.SampleArray;
import dev.ranvier.files.recording.Sweep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Arrays of NumPy in a zip file, each a channel: its name or {@code --columns} tells the unit. A channel of times, {@code t_ms} say,
 * gives the interval, or {@code --interval-ms} does. Arrays that are not of samples (numbers, texts) are passed over.
 */
public final class NpzFormat implements RecordingFormat {
    private static final int MOST_ARRAYS = 1000;

    /** For the service loader. */
    public NpzFormat() {}

    @Override
    public String name() {
        return "NumPy (.npz)";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    @Override
    public RecordingFile open(Path file, Reading reading) {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(file + ": the zip file is truncated or damaged: " + e.getMessage());
        }
        try {
            List<SampleArray> arrays = arrays(file, zip);
            return new ArrayRecording(
                    file.toString(),
                    new Header("NumPy arrays", "", "", List.of(), List.of()),
                    arrays,
                    reading.interval_ms().orElseGet(() -> interval_ms(file, arrays)));
        } catch (RuntimeException e) {
            ZippedArray.close(zip);
            throw e;
        }
    }

    private static List<SampleArray> arrays(Path file, ZipFile zip) {
        List<SampleArray> arrays = new ArrayList<>();
        for (ZipEntry entry :
                (Iterable<ZipEntry>) zip.stream().limit(MOST_ARRAYS).<ZipEntry>map(e -> e)::iterator) {
            ZippedArray.of(file, zip, entry).ifPresent(arrays::add);
        }
        if (arrays.isEmpty()) {
            throw new BadInputException(file + ": there is no array of samples in the zip file");
        }
        return arrays;
    }

    private static double interval_ms(Path file, List<SampleArray> arrays) {
        SampleArray times = arrays.stream()
                .filter(array -> array.channel().unit().dimension() == Dimension.TIME && array.samples() > 1)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        file + ": there is no array of times such as t_ms: add it, or say --interval-ms, as in 0.05"));
        double[] values = times.channel().unit().convert(times.read(0, 0, times.samples()));
        double interval = (values[values.length - 1] - values[0]) / (values.length - 1);
        for (int k = 1; k < values.length; k++) {
            if (!(Math.abs(values[k] - values[k - 1] - interval) <= 0.02 * interval)) {
                throw new BadInputException(file + ": " + times.channel().described()
                        + " is not equally spaced at sample " + (k + 1) + ": say --interval-ms, or resample");
            }
        }
        return Sweep.shortened(interval);
    }
}
