package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.morphology.Compartments;

/**
 * Where on a cell something is.
 *
 * @param node its node
 * @param title the place as people write it, {@code apical[0](0.5)}
 */
public record Site(int node, String title) {
    /** The middle of the root branch: where things are of which a model file does not say where. */
    public static Site root(Compartments compartments) {
        String name = compartments.branchName(0);
        return new Site(compartments.at(name, 0.5), name + "(0.5)");
    }

    /** The compartment that {@code text} names, as in {@code apical[0](0.5)}; {@code what} is what it is of, in complaints. */
    public static Site named(Compartments compartments, String text, String what) {
        return new SiteReader(compartments)
                .readCompartment(text, message -> new BadInputException(what + ": " + message));
    }

    /** The place of a node. */
    public static Site of(Compartments compartments, int node) {
        return new Site(
                node,
                compartments.branchName(compartments.branch(node)) + "("
                        + Math.rint(1000 * compartments.fraction(node)) / 1000 + ")");
    }
}
