package dev.ranvier.morphology;

import java.util.List;

/**
 * A branch cut into {@code 2 n} pieces of equal length along its centre line, two a compartment. The frusta that a cut
 * goes through are divided there, the radius being linear along them; a step of the radius goes to the piece in which
 * it lies. This is what NEURON does with 3-d points.
 */
final class HalfCompartments {
    private final List<Point> points;
    private final double[] arc_um;
    private final double[] area_um2;
    private final double[] diameter_um;
    private final double[] axialFactor_per_um;
    /** The {@code 2 n + 1} cuts, the two ends of the branch included. */
    private final Point[] cuts;

    HalfCompartments(Branch branch, int compartments) {
        points = branch.points();
        arc_um = arc_um(points);
        area_um2 = new double[2 * compartments];
        diameter_um = new double[2 * compartments];
        axialFactor_per_um = new double[2 * compartments];
        cuts = new Point[2 * compartments + 1];
        cut();
    }

    double area_um2(int piece) {
        return area_um2[piece];
    }

    /** Its mean along the piece. */
    double diameter_um(int piece) {
        return diameter_um[piece];
    }

    double axialFactor_per_um(int piece) {
        return axialFactor_per_um[piece];
    }

    Point cut(int position) {
        return cuts[position];
    }

    private static double[] arc_um(List<Point> points) {
        double[] arc = new double[points.size()];
        for (int k = 1; k < arc.length; k++) {
            arc[k] = arc[k - 1] + points.get(k - 1).distance_um(points.get(k));
        }
        return arc;
    }

    private void cut() {
        int pieces = area_um2.length, last = points.size() - 1;
        double length_um = arc_um[last], at_um = 0, piece_um = length_um / pieces;
        Point at = points.getFirst();
        cuts[0] = at;
        int next = 1; // the point at the end of the frustum under way
        for (int piece = 0; piece < pieces; piece++) {
            double end_um = piece == pieces - 1 ? Double.POSITIVE_INFINITY : length_um * (piece + 1) / pieces;
            while (next <= last && arc_um[next] <= end_um) {
                add(piece, arc_um[next] - at_um, piece_um, at, points.get(next));
                at = points.get(next);
                at_um = arc_um[next++];
            }
            if (next <= last) {
                Point end = between(next - 1, end_um);
                add(piece, end_um - at_um, piece_um, at, end);
                at = end;
                at_um = end_um;
            }
            cuts[piece + 1] = at;
        }
    }

    private void add(int piece, double height_um, double piece_um, Point from, Point to) {
        diameter_um[piece] += height_um / piece_um * (from.radius_um() + to.radius_um());
        area_um2[piece] += Frustum.area_um2(height_um, from.radius_um(), to.radius_um());
        axialFactor_per_um[piece] += Frustum.axialFactor_per_um(height_um, from.radius_um(), to.radius_um());
    }

    private Point between(int k, double position_um) {
        Point from = points.get(k), to = points.get(k + 1);
        double share = (position_um - arc_um[k]) / (arc_um[k + 1] - arc_um[k]);
        return new Point(
                from.x_um() + share * (to.x_um() - from.x_um()),
                from.y_um() + share * (to.y_um() - from.y_um()),
                from.z_um() + share * (to.z_um() - from.z_um()),
                from.radius_um() + share * (to.radius_um() - from.radius_um()));
    }
}
