package dev.ranvier.files.recording;

import java.nio.file.Path;

/** A format of files of recordings: the service that {@link Recordings} looks for. */
public interface RecordingFormat {
    /** Its name, and what its files are usually called, for people. */
    String name();

    /**
     * Whether a file is of this format, which its first bytes tell.
     *
     * @param head the first {@value Recordings#HEAD_BYTES} bytes, fewer of a shorter file
     */
    boolean recognises(byte[] head);

    /**
     * Opens a file.
     *
     * @param reading what the person says about it
     * @throws dev.ranvier.files.input.BadInputException if it cannot be read, with the place
     */
    RecordingFile open(Path file, Reading reading);
}
