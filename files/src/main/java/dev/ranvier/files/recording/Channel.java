package dev.ranvier.files.recording;

import java.util.regex.Pattern;

/**
 * A channel that was recorded, or a command that was given.
 *
 * @param name as the file has it
 * @param unit of its numbers
 */
public record Channel(String name, Unit unit) {
    /** Its name and its unit, for people; once, if the name has the unit. */
    public String described() {
        return !unit.name().isEmpty() && name.matches(".*[_(\\[]" + Pattern.quote(unit.name()) + "[)\\]]?")
                ? name
                : name + " (" + (unit.name().isEmpty() ? "no unit" : unit.name()) + ")";
    }
}
