package dev.ranvier.cli.report;

import java.util.List;

/**
 * A stretch of cable in a drawing, in one colour.
 *
 * @param corners where it goes
 * @param diameter_um how thick it is
 * @param node whose value colours it
 */
public record Stretch(List<Corner> corners, double diameter_um, int node) {
    /** Copies the list. */
    public Stretch {
        corners = List.copyOf(corners);
    }

    /** A place in the plane of the drawing, y upward. */
    public record Corner(double x_um, double y_um) {}
}
