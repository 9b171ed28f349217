package dev.ranvier.fit;

import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.fit.Evidence.Bounds;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Other curves that explain recordings as well as those that were found. Derivatives know the curves near by: a gate that is slower than
 * a recording is long may be ten times slower, a weak one fast or slow, two gates of a channel may share its work otherwise. So where
 * tau is not well known everything is fitted again: from starts anywhere, and from where it was found with tau of one gate moved as a
 * whole, further and further away (after the profile of a likelihood, Raue et al., Bioinformatics 25 (2009) 1923). As good is what
 * leaves no more than was found and what noise adds in 95 of 100 recordings. The bands reach as far as those of all.
 */
final class OtherCurves {
    /** Nothing else is looked for where tau is known better than this, one deviation of its logarithm. */
    private static final double KNOWN = 0.25;
    /** By how much the logarithm of tau is moved, and how often each way. */
    private static final double MOVED = Math.log(10);

    private static final int MOST_MOVES = 3;
    /** How many starts anywhere are tried. */
    private static final int STARTS = 4;
    /** The upper 5 % of chi-squared with one degree of freedom. */
    private static final double LIKELY = 3.84;

    /**
     * Where a fit ended.
     *
     * @param splines the curves, which start there
     * @param squared distance from the recordings, |r|^2 [mV2]
     * @param bands of the curves
     */
    record Fitted(List<GateSplines> splines, double squared, List<Bounds> bands) {}

    /** Fits everything again; what ends farther away than {@code most} is none. */
    interface Refit {
        /** From curves near which they are expected. */
        Optional<Fitted> from(List<GateSplines> splines, double most);

        /** From start number {@code start}, anywhere. */
        Optional<Fitted> afresh(int start, double most);
    }

    private final Fitted found;
    private final double most;
    private final Refit refit;

    /**
     * Beside what was found.
     *
     * @param deviation_mV of a sample
     */
    OtherCurves(Fitted found, double deviation_mV, Refit refit) {
        this.found = found;
        this.refit = refit;
        double least_mV = Math.max(RecoveryEvidence.NEAR_mV, deviation_mV);
        most = found.squared() + LIKELY * least_mV * least_mV;
    }

    /**
     * Of every gate, at the nodes of its grid.
     *
     * @param visited of every gate, from which node to which
     */
    List<Bounds> bands(List<Visited> visited) {
        int[] doubtful = IntStream.range(0, visited.size())
                .filter(gate -> visited.get(gate)
                                .largest(found.bands().get(gate).above().logTau())
                        > KNOWN)
                .toArray();
        List<Fitted> all = new ArrayList<>(List.of(found));
        for (int start = 0; start < STARTS && doubtful.length > 0; start++) {
            refit.afresh(start, most).ifPresent(all::add);
        }
        for (int gate : doubtful) {
            all.addAll(along(gate, -MOVED));
            all.addAll(along(gate, MOVED));
        }
        return IntStream.range(0, visited.size())
                .mapToObj(gate -> new Bounds(reach(all, gate, -1), reach(all, gate, 1)))
                .toList();
    }

    /** Nodes of a grid at voltages that a cell came to. */
    record Visited(int from, int to) {
        private static final VoltageGrid GRID = VoltageGrid.STANDARD;

        static Visited between(double low_mV, double high_mV) {
            return new Visited(node(low_mV), node(high_mV) + 1);
        }

        private static int node(double voltage_mV) {
            return (int) Math.clamp((voltage_mV - GRID.low_mV()) / GRID.spacing_mV(), 0, GRID.nodes() - 1.0);
        }

        double largest(List<Double> values) {
            return values.subList(from, to).stream().mapToDouble(x -> x).max().orElse(0);
        }
    }

    private List<Fitted> along(int gate, double by) {
        List<Fitted> others = new ArrayList<>();
        Optional<Fitted> last = Optional.of(found);
        for (int move = 0; move < MOST_MOVES && last.isPresent(); move++) {
            List<GateSplines> splines = new ArrayList<>(last.get().splines());
            splines.set(gate, splines.get(gate).withTau(by));
            last = refit.from(splines, most);
            last.ifPresent(others::add);
        }
        return others;
    }

    /** So many deviations that the bands about all others end within, below at side -1, above at 1. */
    private Band reach(List<Fitted> all, int gate, int side) {
        return new Band(reach(all, gate, 0, side), reach(all, gate, 1, side));
    }

    private List<Double> reach(List<Fitted> all, int gate, int curve, int side) {
        double[] here = curve(found, gate, curve), reach = new double[here.length];
        for (Fitted other : all) {
            double[] there = curve(other, gate, curve);
            Bounds bounds = other.bands().get(gate);
            Arrays.setAll(
                    reach,
                    node -> Math.max(
                            reach[node],
                            bounds.deviation(curve, node, side) + side * (there[node] - here[node]) / Evidence.SURE));
        }
        return Arrays.stream(reach).boxed().toList();
    }

    private static double[] curve(Fitted fitted, int gate, int curve) {
        GateSplines splines = fitted.splines().get(gate);
        return splines.curves(splines.start())[curve];
    }
}
