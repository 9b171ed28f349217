package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.BinaryFile;
import dev.ranvier.files.recording.Reading;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.RecordingFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Axon Binary Format of pCLAMP and AxoScope. */
public final class AbfFormat implements RecordingFormat {
    private static final String VERSION_1 = "ABF ", VERSION_2 = "ABF2";

    /** For the service loader. */
    public AbfFormat() {}

    @Override
    public String name() {
        return "ABF (.abf)";
    }

    @Override
    public boolean recognises(byte[] head) {
        String signature = signature(head);
        return signature.equals(VERSION_1) || signature.equals(VERSION_2);
    }

    private static String signature(byte[] head) {
        return new String(head, 0, Math.min(head.length, VERSION_1.length()), StandardCharsets.ISO_8859_1);
    }

    @Override
    public RecordingFile open(Path path, Reading reading) {
        BinaryFile file = BinaryFile.open(path);
        try {
            byte[] signature = new byte[VERSION_1.length()];
            file.bytes(0, signature.length, "signature").get(signature);
            return new AbfFile(
                    file,
                    signature(signature).equals(VERSION_1) ? new Abf1Reader(file).read() : new Abf2Reader(file).read());
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
