package dev.ranvier.files.recording;

import java.util.List;

/**
 * What a file says about itself.
 *
 * @param format and its version, for people
 * @param protocol name of the program that ran the amplifier, or empty
 * @param begun date and time of the recording as the file has it, or empty
 * @param tags remarks that were made during the recording
 * @param notes what the person should know about how the file was understood
 */
public record Header(String format, String protocol, String begun, List<Tag> tags, List<String> notes) {
    /** Copies the lists. */
    public Header {
        tags = List.copyOf(tags);
        notes = List.copyOf(notes);
    }

    /**
     * A remark.
     *
     * @param time_ms when it was made, counted from the beginning of the recording
     * @param comment what it says
     */
    public record Tag(double time_ms, String comment) {}
}
