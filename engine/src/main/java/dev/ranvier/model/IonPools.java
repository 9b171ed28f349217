package dev.ranvier.model;

import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Kinds;
import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What pools and channels of one cell owe each other. */
final class IonPools {
    private IonPools() {}

    /** Refuses two pools of one ion in a compartment, and values given for what pools supply everywhere. */
    static void check(Compartments tree, List<Insertion> insertions) {
        for (int node : compartments(tree)) {
            for (Ion ion : Ion.values()) {
                List<String> pools = pools(tree, insertions, ion, node);
                if (pools.size() > 1) {
                    throw new ModelException(
                            "branch " + tree.branchName(tree.branch(node)) + " has more than one pool of " + ion + ": "
                                    + pools + "; keep one, or give them regions that do not meet");
                }
            }
        }
        for (Insertion insertion : insertions) {
            for (IonUse use : insertion.mechanism().schema().ions()) {
                requireEffect(tree, insertions, insertion, use);
            }
        }
    }

    private static void requireEffect(Compartments tree, List<Insertion> insertions, Insertion insertion, IonUse use) {
        String parameter =
                insertion.mechanism().schema().parameters().get(use.parameter()).name();
        if (insertion.parameters().containsKey(parameter)
                && compartments(tree).stream()
                        .filter(node -> insertion.where().contains(tree, node))
                        .noneMatch(
                                node -> pools(tree, insertions, use.ion(), node).isEmpty())) {
            throw new ModelException(parameter + " of channel " + insertion.name() + " comes from the pool of "
                    + use.ion() + " wherever the channel is: leave it out");
        }
    }

    private static List<Integer> compartments(Compartments tree) {
        return IntStream.range(0, tree.count())
                .filter(tree::isCompartment)
                .boxed()
                .toList();
    }

    private static List<String> pools(Compartments tree, List<Insertion> insertions, Ion ion, int node) {
        Map<Integer, IonPool> all =
                Kinds.of(insertions.stream().map(Insertion::mechanism).toList()).pools();
        return all.entrySet().stream()
                .filter(pool -> pool.getValue().ion() == ion
                        && insertions.get(pool.getKey()).where().contains(tree, node))
                .map(pool -> insertions.get(pool.getKey()).name())
                .toList();
    }
}
