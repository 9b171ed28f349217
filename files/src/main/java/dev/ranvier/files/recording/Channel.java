package dev.ranvier.files.recording;

/**
 * A channel that was recorded, or a command that was given.
 *
 * @param name as the file has it
 * @param unit of its numbers
 */
public record Channel(String name, Unit unit) {
    /** Its name and its unit, for people. */
    public String described() {
        return name + " (" + (unit.name().isEmpty() ? "no unit" : unit.name()) + ")";
    }
}
