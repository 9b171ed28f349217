package dev.ranvier.files.recording.text;

import dev.ranvier.files.input.TextFile;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import dev.ranvier.files.table.CsvTable;
import java.nio.file.Path;

/** Tables of text. */
public final class TextFormat implements RecordingFormat {
    private static final int FIRST_PRINTED = ' ';

    /** For the service loader. */
    public TextFormat() {}

    @Override
    public String name() {
        return "text (.csv, .txt, .atf)";
    }

    @Override
    public boolean recognises(byte[] head) {
        if (TextFile.isUtf16(head)) {
            return true;
        }
        for (byte b : head) {
            if (b >= 0 && b < FIRST_PRINTED && !Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public RecordingFile open(Path file, Reading reading) {
        return TextRecording.of(CsvTable.read(file, "recording"), reading);
    }
}
