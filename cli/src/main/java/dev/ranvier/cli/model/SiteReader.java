package dev.ranvier.cli.model;

import dev.ranvier.cli.input.NearestName;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.MorphologyException;
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
        return read(value, value.text());
    }

    /** The place that {@code text}, a part of {@code value}, names. */
    Site read(YamlValue value, String text) {
        Matcher place = PLACE.matcher(text.strip());
        if (!place.matches()) {
            throw value.wrong("must be a place such as soma or apical[0](0.5): '" + text + "'");
        }
        String branch = place.group(1);
        requireBranch(value, branch);
        String written = place.group(2) == null ? MIDDLE : place.group(2);
        double fraction = fraction(value, written);
        return new Site(compartments.at(branch, fraction), branch + "(" + written + ")");
    }

    /** The place that {@code value} names, which must have membrane: a compartment and not an end of a branch. */
    Site readCompartment(YamlValue value) {
        Site site = read(value);
        requireMembrane(value, site);
        return site;
    }

    void requireMembrane(YamlValue value, Site site) {
        if (!compartments.isCompartment(site.node())) {
            throw value.wrong(
                    site.title() + " is an end of a branch, without membrane: choose a fraction between 0 and 1");
        }
    }

    private void requireBranch(YamlValue value, String name) {
        try {
            compartments.indexOf(name);
        } catch (MorphologyException e) {
            throw value.wrong(e.getMessage()
                    + NearestName.of(name, Regions.branchNames(compartments))
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
    }

    private static double fraction(YamlValue value, String text) {
        try {
            double fraction = Double.parseDouble(text);
            if (fraction >= 0 && fraction <= 1) {
                return fraction;
            }
        } catch (NumberFormatException _) {
            throw value.wrong("the fraction of a branch must be a number in [0, 1], is '" + text + "'");
        }
        throw value.wrong("outside the cell: the fraction of a branch must be in [0, 1], is " + text);
    }
}
