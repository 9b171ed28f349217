package dev.ranvier.model;

import dev.ranvier.morphology.Compartments;
import java.util.List;
import java.util.Set;

/** A part of a cell's membrane, as a rule that says of each compartment whether it belongs. */
public sealed interface Region {
    /** Whether the compartment {@code node} belongs to the region. */
    boolean contains(Compartments compartments, int node);

    /** All of the cell. */
    record Everywhere() implements Region {
        @Override
        public boolean contains(Compartments compartments, int node) {
            return true;
        }
    }

    /** The branches with one of these SWC type codes: 1 soma, 2 axon, 3 basal, 4 apical dendrite. */
    record OfType(Set<Integer> types) implements Region {
        /** Copies the set. */
        public OfType {
            types = Set.copyOf(types);
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            return types.contains(compartments.branchType(compartments.branch(node)));
        }
    }

    /** The branches with these names. */
    record OnBranches(Set<String> names) implements Region {
        /** Copies the set. */
        public OnBranches {
            names = Set.copyOf(names);
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            return names.contains(compartments.branchName(compartments.branch(node)));
        }
    }

    /** These nodes alone; see {@code Compartments.at}. */
    record Nodes(Set<Integer> nodes) implements Region {
        /** Copies the set. */
        public Nodes {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            return nodes.contains(node);
        }
    }

    /** Path distances from the middle of the root branch in {@code [from_um, to_um)}. */
    record Between(double from_um, double to_um) implements Region {
        /** Refuses an empty interval. */
        public Between {
            if (!(from_um < to_um)) {
                throw new ModelException("a region between two path distances needs from_um < to_um: from_um=" + from_um
                        + " to_um=" + to_um);
            }
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            double distance_um = compartments.pathDistance_um(node);
            return distance_um >= from_um && distance_um < to_um;
        }
    }

    /** What belongs to any of the regions. */
    record Union(List<Region> parts) implements Region {
        /** Copies the list. */
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            return parts.stream().anyMatch(part -> part.contains(compartments, node));
        }
    }

    /** What belongs to all of the regions. */
    record Common(List<Region> parts) implements Region {
        /** Copies the list. */
        public Common {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean contains(Compartments compartments, int node) {
            return parts.stream().allMatch(part -> part.contains(compartments, node));
        }
    }

    /** What does not belong to the region. */
    record Except(Region part) implements Region {
        @Override
        public boolean contains(Compartments compartments, int node) {
            return !part.contains(compartments, node);
        }
    }

    /** All of the cell. */
    static Region everywhere() {
        return new Everywhere();
    }
}
