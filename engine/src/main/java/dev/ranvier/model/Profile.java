package dev.ranvier.model;

import dev.ranvier.morphology.Compartments;
import java.util.List;

/** A number that may differ from compartment to compartment. */
public sealed interface Profile {
    /** The value at the node {@code node}. */
    double at(Compartments compartments, int node);

    /** The same everywhere. */
    record Constant(double value) implements Profile {
        @Override
        public double at(Compartments compartments, int node) {
            return value;
        }
    }

    /** {@code atRoot + perMicrometre d}, d the path distance from the middle of the root branch, kept in [low, high]. */
    record Linear(double atRoot, double perMicrometre, double low, double high) implements Profile {
        /** Refuses values that are not finite and an empty range. */
        public Linear {
            ModelException.finite("atRoot", atRoot);
            ModelException.finite("perMicrometre", perMicrometre);
            if (!(low <= high)) {
                throw new ModelException("a linear profile needs low <= high: low=" + low + " high=" + high);
            }
        }

        @Override
        public double at(Compartments compartments, int node) {
            return Math.clamp(atRoot + perMicrometre * compartments.pathDistance_um(node), low, high);
        }
    }

    /** {@code far + (atRoot - far) exp(-d / length_um)}, d the path distance from the middle of the root branch. */
    record Exponential(double atRoot, double far, double length_um) implements Profile {
        /** Refuses values that are not finite and a length that is not positive. */
        public Exponential {
            ModelException.finite("atRoot", atRoot);
            ModelException.finite("far", far);
            ModelException.positive("length_um", length_um);
        }

        @Override
        public double at(Compartments compartments, int node) {
            return far + (atRoot - far) * Math.exp(-compartments.pathDistance_um(node) / length_um);
        }
    }

    /** The value of the first part whose region contains the compartment, else {@code otherwise}. */
    record ByRegion(List<Part> parts, double otherwise) implements Profile {
        /** A region and the value there. */
        public record Part(Region region, Profile value) {}

        /** Copies the list. */
        public ByRegion {
            parts = List.copyOf(parts);
        }

        @Override
        public double at(Compartments compartments, int node) {
            for (Part part : parts) {
                if (part.region.contains(compartments, node)) {
                    return part.value.at(compartments, node);
                }
            }
            return otherwise;
        }
    }

    /** The mean diameter of the compartment [um], as NEURON's {@code diam}. */
    record Diameter() implements Profile {
        @Override
        public double at(Compartments compartments, int node) {
            return compartments.diameter_um(node);
        }
    }

    /** The membrane of the compartment [um2], as NEURON's {@code area}. */
    record Area() implements Profile {
        @Override
        public double at(Compartments compartments, int node) {
            return compartments.area_um2(node);
        }
    }

    /** The same everywhere. */
    static Profile of(double value) {
        return new Constant(value);
    }
}
