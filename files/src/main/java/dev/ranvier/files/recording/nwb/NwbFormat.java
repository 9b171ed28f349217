package dev.ranvier.files.recording.nwb;

import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import java.nio.file.Path;

/** Neurodata Without Borders. */
public final class NwbFormat implements RecordingFormat {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F'};

    /** For the service loader. */
    public NwbFormat() {}

    @Override
    public String name() {
        return "NWB (.nwb)";
    }

    @Override
    public boolean recognises(byte[] head) {
        for (int k = 0; k < SIGNATURE.length; k++) {
            if (head.length <= k || head[k] != SIGNATURE[k]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public RecordingFile open(Path file, Reading reading) {
        return NwbFile.open(file);
    }
}
