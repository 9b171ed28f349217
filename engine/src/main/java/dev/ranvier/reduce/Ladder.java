package dev.ranvier.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A chain of compartments beside the soma that loads it as the whole tree does, by matching moments: of the impedance of the tree at
 * the soma as a function of s, expanded around 0.3/ms, the chain of k compartments has the first 2k moments and the limit of high
 * frequencies. With L the axial conductances, C the capacitances and {@code A = C^-1/2 L C^-1/2}, A is projected on the rational Krylov
 * space of the soma (Ruhe, Linear Algebra Appl. 58 (1984) 391), {@code span(e, (A + s)^-1 e, ..., (A + s)^-k e)}, and Lanczos' method
 * makes the projection tridiagonal: that of a chain, from whose coefficients capacitances and couplings follow one after the other,
 * since the chain carries no current where all voltages are equal. They are positive.
 *
 * @param capacitance_nF of the root branch and, from there on, of the chain
 * @param coupling_uS of each to the one before; of the first 0
 */
public record Ladder(List<Double> capacitance_nF, List<Double> coupling_uS) {
    /** Where the impedance is matched [1/ms]. */
    static final double SHIFT_per_ms = 0.3;

    private static final double NEGLIGIBLE = 1e-9;

    /** Copies the lists. */
    public Ladder {
        capacitance_nF = List.copyOf(capacitance_nF);
        coupling_uS = List.copyOf(coupling_uS);
    }

    /** Of so many compartments beside the root, or of as many as differ. */
    static Ladder of(CableTree tree, int rungs) {
        List<double[]> basis = new ArrayList<>(), images = new ArrayList<>();
        double[] vector = new double[tree.size()];
        vector[0] = 1;
        Optional<double[]> next = Optional.of(vector);
        while (next.isPresent()) {
            basis.add(next.get());
            images.add(tree.apply(next.get()));
            next = basis.size() > rungs
                    ? Optional.empty()
                    : orthogonal(basis, tree.solve(basis.getLast(), SHIFT_per_ms));
        }
        double[][] projected = new double[basis.size()][basis.size()];
        for (int i = 0; i < basis.size(); i++) {
            for (int j = 0; j < basis.size(); j++) {
                projected[i][j] = dot(basis.get(i), images.get(j));
            }
        }
        return ofMatrix(projected, tree.capacitance_nF(0));
    }

    /** Lanczos' method from the first unit vector. */
    private static Ladder ofMatrix(double[][] a, double soma_nF) {
        List<double[]> basis = new ArrayList<>();
        List<Double> capacitances = new ArrayList<>(List.of(soma_nF)), couplings = new ArrayList<>(List.of(0.0));
        double[] vector = new double[a.length];
        vector[0] = 1;
        double before = 0, root = Math.sqrt(soma_nF), link = 0;
        for (int k = 0; k < a.length - 1; k++) {
            basis.add(vector);
            double[] image = times(a, vector);
            double diagonal = dot(vector, image);
            double[] rest = image.clone();
            reduce(basis, rest);
            double next = Math.sqrt(dot(rest, rest));
            // The row of compartment k: its currents vanish where x = sqrt(C) v has v = 1 everywhere.
            double nextRoot = (diagonal * root - link * before) / next;
            couplings.add(next * root * nextRoot);
            capacitances.add(nextRoot * nextRoot);
            vector = scaled(rest, 1 / next);
            before = root;
            root = nextRoot;
            link = next;
        }
        return new Ladder(capacitances, couplings);
    }

    /** What of a vector is new, if anything is. */
    private static Optional<double[]> orthogonal(List<double[]> basis, double[] vector) {
        double[] rest = vector.clone();
        double length = Math.sqrt(dot(rest, rest));
        reduce(basis, rest);
        double left = Math.sqrt(dot(rest, rest));
        return left < NEGLIGIBLE * length ? Optional.empty() : Optional.of(scaled(rest, 1 / left));
    }

    /** Takes out what lies along the basis, twice, so that rounding does not bring it back. */
    private static void reduce(List<double[]> basis, double[] vector) {
        for (int again = 0; again < 2; again++) {
            for (double[] direction : basis) {
                double along = dot(direction, vector);
                Arrays.setAll(vector, k -> vector[k] - along * direction[k]);
            }
        }
    }

    private static double[] times(double[][] a, double[] x) {
        return Arrays.stream(a).mapToDouble(row -> dot(row, x)).toArray();
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(value -> factor * value).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
    }
}
