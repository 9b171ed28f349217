package dev.ranvier.parameter;

import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A number that a fit may change.
 *
 * @param name what reports call it, with its unit
 * @param quantity what it is in the model
 * @param transform the coordinate in which it moves
 * @param start where a fit begins
 * @param prior what is known of it before, if anything
 */
public record Parameter(String name, Quantity quantity, Transform transform, double start, Optional<Prior> prior) {
    /** Refuses a start that the transform cannot give. */
    public Parameter {
        try {
            transform.theta(ModelException.finite("start", start));
        } catch (ModelException e) {
            throw new ModelException("parameter " + name + " cannot start at " + start + ": " + e.getMessage());
        }
    }

    /** The weights of the network that a mechanism is, each in units of how far it may be from what is expected. */
    public static List<Parameter> ofNetwork(String mechanism, LearnedFlow network, List<Double> starts, Region where) {
        List<LearnedFlow.Weight> weights = network.weights();
        return IntStream.range(0, weights.size())
                .mapToObj(k -> new Parameter(
                        mechanism + "." + weights.get(k).name(),
                        new Quantity.NetworkWeight(mechanism, weights.get(k).name(), where),
                        new Transform.Linear(weights.get(k).deviation()),
                        starts.get(k),
                        Optional.of(
                                new Prior(weights.get(k).mean(), weights.get(k).deviation()))))
                .toList();
    }

    /** Whether it is a weight of a network, which by itself says nothing of the cell. */
    public boolean isWeight() {
        return quantity instanceof Quantity.NetworkWeight;
    }

    /** The same from another start. */
    public Parameter from(double other) {
        return new Parameter(name, quantity, transform, other, prior);
    }

    /**
     * One parameter a branch instead of one for all of a region, named {@code name@branch}: those branches that have a
     * compartment in {@code where}.
     *
     * @param on the quantity on a part of the region
     */
    public static List<Parameter> perBranch(
            String name,
            Function<Region, Quantity> on,
            Region where,
            Compartments tree,
            Transform transform,
            double start,
            Optional<Prior> prior) {
        List<Parameter> parameters = new ArrayList<>();
        int[] branches = IntStream.range(0, tree.count())
                .filter(node -> tree.isCompartment(node) && where.contains(tree, node))
                .map(tree::branch)
                .distinct()
                .toArray();
        for (int branch : branches) {
            String branchName = tree.branchName(branch);
            Region here = new Region.Common(List.of(where, new Region.OnBranches(Set.of(branchName))));
            parameters.add(new Parameter(name + "@" + branchName, on.apply(here), transform, start, prior));
        }
        return parameters;
    }
}
