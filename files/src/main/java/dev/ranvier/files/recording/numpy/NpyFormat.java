package dev.ranvier.files.recording.numpy;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.recording.ArrayRecording;
import dev.ranvier.files.recording.BinaryArray;
import dev.ranvier.files.recording.BinaryFile;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import dev.ranvier.files.recording.SampleArray;
import dev.ranvier.files.recording.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One array of NumPy: samples, or sweeps of them. Its name or {@code --columns} tells the unit, {@code --interval-ms} the rest; the
 * current beside a voltage is another file, which {@code --columns current=FILE} names.
 */
public final class NpyFormat implements RecordingFormat {
    /** For the service loader. */
    public NpyFormat() {}

    @Override
    public String name() {
        return "NumPy (.npy)";
    }

    @Override
    public boolean recognises(byte[] head) {
        return NpyHeader.isSignature(head);
    }

    @Override
    public RecordingFile open(Path file, Reading reading) {
        List<SampleArray> opened = new ArrayList<>();
        try {
            opened.add(array(file, file.getFileName().toString()));
            Optional<Reading.Column> current = reading.column(Dimension.CURRENT);
            if (current.isPresent()
                    && current.get().among(List.of(file.getFileName().toString())) < 0) {
                Path other = current.get().fileBeside(file);
                TextFile.check(other, "array of --columns current");
                opened.add(array(other, current.get().name()));
            }
            double interval_ms = reading.interval_ms()
                    .orElseThrow(() ->
                            new BadInputException(file + ": an array has no times: say --interval-ms, as in 0.05"));
            return new ArrayRecording(
                    file.toString(), new Header("NumPy array", "", "", List.of(), List.of()), opened, interval_ms);
        } catch (RuntimeException e) {
            opened.forEach(SampleArray::close);
            throw e;
        }
    }

    private static SampleArray array(Path path, String name) {
        BinaryFile file = BinaryFile.open(path);
        try {
            byte[] prefix = new byte[NpyHeader.PREFIX_BYTES];
            file.bytes(0, prefix.length, "header").get(prefix);
            int bytes = NpyHeader.bytes(prefix)
                    .orElseThrow(() -> file.wrong(0, "the header is not that of an array of NumPy"));
            byte[] text = new byte[bytes];
            file.bytes(0, bytes, "header").get(text);
            NpyHeader header = NpyHeader.parse(new String(text, StandardCharsets.ISO_8859_1), bytes)
                    .orElseThrow(
                            () -> file.wrong(8, "the array is not of real numbers, or not of one or two dimensions"));
            file.order(header.order());
            return new BinaryArray(
                    file,
                    channel(name, ".npy"),
                    header.type(),
                    bytes,
                    header.rows(),
                    header.columns(),
                    header.fortran());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** A channel whose name may end with its unit, as {@code v_mV.npy} does. */
    static Channel channel(String file, String ending) {
        String stem = file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : file;
        return new Channel(file, Unit.of(stem.substring(stem.lastIndexOf('_') + 1)));
    }
}
