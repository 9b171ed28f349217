package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Opens files of recordings of every known format. */
public final class Recordings {
    /** As much of a file is looked at to tell its format. */
    public static final int HEAD_BYTES = 512;

    private static final List<RecordingFormat> FORMATS = ServiceLoader.load(RecordingFormat.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Recordings() {}

    /** The known formats. */
    public static List<RecordingFormat> formats() {
        return FORMATS;
    }

    /**
     * Opens a file, whatever its name.
     *
     * @throws BadInputException if it is missing, of no known format or damaged
     */
    public static RecordingFile open(Path file, Reading reading) {
        TextFile.check(file, "recording");
        byte[] head = head(file);
        for (RecordingFormat format : FORMATS) {
            if (format.recognises(head)) {
                return format.open(file, reading);
            }
        }
        throw new BadInputException("recording is not text, nor of a format that is known ("
                + FORMATS.stream().map(RecordingFormat::name).sorted().collect(Collectors.joining(", ")) + "): "
                + file);
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw TextFile.unreadable(file, "recording", e);
        }
    }
}
