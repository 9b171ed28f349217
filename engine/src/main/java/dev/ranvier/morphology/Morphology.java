package dev.ranvier.morphology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shape of a neuron: a tree of branches, parents before children, the root first. Immutable; made by
 * {@link SwcReader}, {@link MorphologyBuilder} or {@link PyramidalCell}, or from branches directly.
 */
public final class Morphology {
    /** The most compartments that {@link #discretise(Discretisation, CableProperties)} makes without being told. */
    public static final int USUAL_LIMIT = 1_000_000;

    private final List<Branch> branches;
    private final BranchNames names;
    /** Path distance from the root's middle to where a branch begins; of the root itself unused. */
    private final double[] start_um;
    /** By branch; kept because a branch adds up its points each time it is asked. */
    private final double[] length_um;

    /** Refuses an empty list, equal names, a first branch that is no root, and a parent that does not come before. */
    public Morphology(List<Branch> branches) {
        this.branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new MorphologyException("a morphology needs at least one branch; it has none");
        }
        names = BranchNames.of(branches.stream().map(Branch::name).toList());
        start_um = new double[branches.size()];
        length_um = branches.stream().mapToDouble(Branch::length_um).toArray();
        for (int k = 0; k < start_um.length; k++) {
            Branch branch = branches.get(k);
            if ((k == 0) != (branch.parent() == Branch.NO_PARENT) || branch.parent() >= k) {
                throw new MorphologyException("branch " + branch.name() + " at position " + k + ": the parent must be "
                        + (k == 0
                                ? "-1, the first branch being the root"
                                : "one of the branches before, 0 to " + (k - 1))
                        + ": parent=" + branch.parent());
            }
            if (k > 0) {
                start_um[k] = pathDistance_um(branch.parent(), branch.parentFraction());
            }
        }
    }

    /** All branches; the root is the first. */
    public List<Branch> branches() {
        return branches;
    }

    /** The branch of that name; refuses an unknown one and says what there is. */
    public Branch branch(String name) {
        return branches.get(indexOf(name));
    }

    /** Its position in {@link #branches()}; refuses an unknown name and says what there is. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** The branches with an SWC code, see {@link SwcType}; none is an empty list. */
    public List<Branch> ofType(int type) {
        return branches.stream().filter(branch -> branch.type() == type).toList();
    }

    /** The branches whose middle is at a path distance in {@code [from_um, to_um)} from the root's middle. */
    public List<Branch> between(double from_um, double to_um) {
        List<Branch> found = new ArrayList<>();
        for (int k = 0; k < start_um.length; k++) {
            double middle_um = pathDistance_um(k, 0.5);
            if (middle_um >= from_um && middle_um < to_um) {
                found.add(branches.get(k));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Length of cable between the root's middle and a place on a branch. A gap between a parent and a child's first
     * point does not count.
     */
    public double pathDistance_um(int branch, double fraction) {
        MorphologyException.fraction("fraction", fraction);
        double along_um = fraction * length_um[branch];
        return branch == 0 ? Math.abs(along_um - 0.5 * length_um[0]) : start_um[branch] + along_um;
    }

    /** Cuts the cell by its shape alone, into at most {@link #USUAL_LIMIT} compartments. */
    public Compartments discretise(Discretisation.Geometric rule) {
        return discretise(rule, CableProperties.uniform(1, 1)); // which a geometric rule never asks for
    }

    /** Cuts the cell, into at most {@link #USUAL_LIMIT} compartments; refuses more and says how many it would be. */
    public Compartments discretise(Discretisation rule, CableProperties properties) {
        return discretise(rule, properties, USUAL_LIMIT);
    }

    /**
     * Cuts the cell. Refuses a rule that names a branch which is not there.
     *
     * @param limit the most compartments that are wanted; more are refused and the message says how many
     */
    public Compartments discretise(Discretisation rule, CableProperties properties, int limit) {
        rule.namedBranches().forEach(names::indexOf);
        boolean[] needsMiddle = new boolean[branches.size()];
        for (Branch branch : branches) {
            if (branch.parentFraction() == 0.5) {
                needsMiddle[branch.parent()] = true;
            }
        }
        int[] counts = new int[branches.size()];
        double total = 0;
        for (int k = 0; k < counts.length; k++) {
            long count = rule.compartments(branches.get(k), properties) | (needsMiddle[k] ? 1 : 0);
            total += count;
            counts[k] = Math.clamp(count, 1, Integer.MAX_VALUE);
        }
        if (total > limit) {
            throw new MorphologyException(String.format(
                    Locale.ROOT,
                    "%s would cut the cell into %,.0f compartments; the limit is %,d: choose a coarser rule or allow"
                            + " more",
                    rule,
                    total,
                    limit));
        }
        return new CompartmentLayout(this, counts).compartments();
    }
}
