package dev.ranvier.morphology;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many compartments a branch gets. Within a branch they are equally long.
 *
 * <p>Whatever the rule says, a branch with children at its middle gets an odd number (one more than an even one), so
 * that it has a middle compartment.
 */
public sealed interface Discretisation {
    /** The number of compartments of {@code branch}, at least 1; beyond what a long holds, the largest long. */
    long compartments(Branch branch, CableProperties properties);

    /** The branches that the rule speaks of by name; each of them must be there. */
    default Set<String> namedBranches() {
        return Set.of();
    }

    /** A rule that looks at the shape alone. */
    sealed interface Geometric extends Discretisation {
        /** The number of compartments of {@code branch}, at least 1. */
        long compartments(Branch branch);

        @Override
        default long compartments(Branch branch, CableProperties properties) {
            return compartments(branch);
        }
    }

    /** The same number for every branch. */
    record PerBranch(int compartments) implements Geometric {
        /** Refuses less than one. */
        public PerBranch {
            if (compartments < 1) {
                throw new MorphologyException(
                        "compartments of a branch must be at least 1: compartments=" + compartments);
            }
        }

        @Override
        public long compartments(Branch branch) {
            return compartments;
        }
    }

    /**
     * As few as possible, none longer than {@code length_um}: {@code ceil(L / length_um)}. A branch that is longer by no
     * more than rounding (1e-9 of a compartment) does not get one more.
     */
    record MaximumLength(double length_um) implements Geometric {
        /** Refuses what is not positive and finite. */
        public MaximumLength {
            MorphologyException.positive("length_um", length_um);
        }

        @Override
        public long compartments(Branch branch) {
            return Math.max(1, (long) Math.ceil(branch.length_um() / length_um - 1e-9));
        }
    }

    /**
     * The d_lambda rule (Hines and Carnevale, Neuroscientist 7, 2001), with the numbers of NEURON's {@code lambda_f}:
     * {@code n = int((L / (fraction lambda_f) + 0.9) / 2) 2 + 1}, always odd. With d the diameter,
     * {@code L / lambda_f = 1e-5 sqrt(8 pi f Ra cm) sum of dx / sqrt(d1 + d2)} over the frusta; f [Hz], Ra [ohm cm], cm
     * [uF/cm2], d and x [um].
     *
     * @param fraction how much of the space constant a compartment may be long; 0.1 is usual
     * @param frequency_Hz of the signal whose space constant it is; 100 is usual
     */
    record DLambda(double fraction, double frequency_Hz) implements Discretisation {
        /** The usual rule: a tenth of the space constant at 100 Hz. */
        public static final DLambda USUAL = new DLambda(0.1, 100);

        /** Refuses what is not positive and finite. */
        public DLambda {
            MorphologyException.positive("fraction", fraction);
            MorphologyException.positive("frequency_Hz", frequency_Hz);
        }

        @Override
        public long compartments(Branch branch, CableProperties properties) {
            return (long) (Math.floor((spaceConstants(branch, properties) / fraction + 0.9) / 2) * 2 + 1);
        }

        private double spaceConstants(Branch branch, CableProperties properties) {
            double resistivity_ohm_cm = MorphologyException.positive(
                    "axialResistivity_ohm_cm",
                    properties.axialResistivity_ohm_cm().applyAsDouble(branch));
            double capacitance_uF_per_cm2 = MorphologyException.positive(
                    "capacitance_uF_per_cm2",
                    properties.capacitance_uF_per_cm2().applyAsDouble(branch));
            List<Point> points = branch.points();
            double sum = 0;
            for (int k = 1; k < points.size(); k++) {
                Point from = points.get(k - 1), to = points.get(k);
                sum += from.distance_um(to) / Math.sqrt(2 * from.radius_um() + 2 * to.radius_um());
            }
            return 1e-5 * Math.sqrt(8 * Math.PI * frequency_Hz * resistivity_ohm_cm * capacitance_uF_per_cm2) * sum;
        }
    }

    /**
     * A number for some branches and a rule for the others.
     *
     * @param compartments by the name of a branch
     */
    record ByName(Map<String, Integer> compartments, Discretisation otherwise) implements Discretisation {
        /** Copies the map and refuses less than one compartment. */
        public ByName {
            compartments = Map.copyOf(compartments);
            compartments.forEach((name, number) -> {
                if (number < 1) {
                    throw new MorphologyException(
                            "compartments of branch " + name + " must be at least 1: compartments=" + number);
                }
            });
        }

        @Override
        public long compartments(Branch branch, CableProperties properties) {
            Integer number = compartments.get(branch.name());
            return number == null ? otherwise.compartments(branch, properties) : number;
        }

        @Override
        public Set<String> namedBranches() {
            Set<String> named = new TreeSet<>(compartments.keySet());
            named.addAll(otherwise.namedBranches());
            return named;
        }
    }
}
