package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.formula.NearestName;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.MorphologyException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads places, written as NEURON's users do: {@code apical[0](0.5)}, or {@code apical[0]} for its middle. */
final class SiteReader {
    private static final Pattern PLACE = Pattern.compile("(.*?)(?:\\(([^()]*)\\))?");
    private static final String MIDDLE = "0.5";

    private final Compartments compartments;

    /** Of places on this cell. */
    SiteReader(Compartments compartments) {
        this.compartments = compartments;
    }

    /** The middle of the root branch. */
    Site root() {
        return Site.root(compartments);
    }

    /** The place that {@code value} names. */
    Site read(YamlValue value) {
        return read(value.text(), value::wrong);
    }

    /** The place that {@code text} names; {@code wrong} makes a complaint. */
    Site read(String text, Function<String, BadInputException> wrong) {
        Matcher place = PLACE.matcher(text.strip());
        if (!place.matches()) {
            throw wrong.apply("must be a place such as soma or apical[0](0.5): '" + text + "'");
        }
        String branch = place.group(1);
        requireBranch(branch, wrong);
        String written = place.group(2) == null ? MIDDLE : place.group(2);
        double fraction = fraction(written, wrong);
        return new Site(compartments.at(branch, fraction), branch + "(" + written + ")");
    }

    /** The place that {@code value} names, which must have membrane: a compartment and not an end of a branch. */
    Site readCompartment(YamlValue value) {
        return readCompartment(value.text(), value::wrong);
    }

    /** The place with membrane that {@code text} names; {@code wrong} makes a complaint. */
    Site readCompartment(String text, Function<String, BadInputException> wrong) {
        Site site = read(text, wrong);
        requireMembrane(site, wrong);
        return site;
    }

    /** Refuses a place without membrane. */
    void requireMembrane(Site site, Function<String, BadInputException> wrong) {
        if (!compartments.isCompartment(site.node())) {
            throw wrong.apply(
                    site.title() + " is an end of a branch, without membrane: choose a fraction between 0 and 1");
        }
    }

    private void requireBranch(String name, Function<String, BadInputException> wrong) {
        try {
            compartments.indexOf(name);
        } catch (MorphologyException e) {
            throw wrong.apply(e.getMessage()
                    + NearestName.of(name, Regions.branchNames(compartments))
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
    }

    private static double fraction(String text, Function<String, BadInputException> wrong) {
        try {
            double fraction = Double.parseDouble(text);
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException _) {
            throw wrong.apply("the fraction of a branch must be a number in [0, 1], is '" + text + "'");
        }
        throw wrong.apply("outside the cell: the fraction of a branch must be in [0, 1], is " + text);
    }
}
