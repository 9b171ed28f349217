package dev.ranvier.files.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How well the numbers of a part of a model are known, {@code uncertain: 5 %}: each that stands as a plain number is fitted, with its
 * own value as the mean of its prior and this part of it as the deviation.
 *
 * @param part of the value; 0 for numbers that are certain
 */
record Uncertainty(double part) {
    static final Key UNCERTAIN = Key.of("uncertain");
    static final Uncertainty NONE = new Uncertainty(0);

    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d*)?) ?%");

    /** What a section says, or what holds where it says nothing. */
    static Uncertainty of(YamlMapping section, Uncertainty otherwise) {
        return section.find(UNCERTAIN).map(Uncertainty::read).orElse(otherwise);
    }

    private static Uncertainty read(YamlValue value) {
        Matcher percent = PERCENT.matcher(value.text());
        if (!percent.matches() || Double.parseDouble(percent.group(1)) >= 100) {
            throw value.wrong(
                    "how far its numbers may be off, in percent of each and below 100 %, as in uncertain: 5 %: "
                            + value.shown());
        }
        return new Uncertainty(Double.parseDouble(percent.group(1)) / 100);
    }
}
