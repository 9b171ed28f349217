package dev.ranvier.files.recording;

import java.util.regex.Pattern;

/**
 * A channel that was recorded, or a command that was given.
 *
 * @param name as the file has it
 * @param unit of its numbers
 * @param electrode which electrode it is of, if the file says it; empty otherwise
 */
public record Channel(String name, Unit unit, String electrode) {
    /** Of an electrode that the file does not tell. */
    public Channel(String name, Unit unit) {
        this(name, unit, "");
    }

    /** Whether it may be of the same electrode as another one. */
    boolean mayBeWith(Channel other) {
        return electrode.isEmpty() || other.electrode.isEmpty() || electrode.equals(other.electrode);
    }

    /** Whether it is the same in another sweep, where files give a channel another name for each. */
    boolean goesOnAs(Channel other) {
        return unit.equals(other.unit) && electrode.equals(other.electrode);
    }

    /** Its name and its unit, for people; once, if the name has the unit. */
    public String described() {
        return !unit.name().isEmpty() && name.matches(".*[_(\\[]" + Pattern.quote(unit.name()) + "[)\\]]?")
                ? name
                : name + " (" + (unit.name().isEmpty() ? "no unit" : unit.name()) + ")";
    }
}
