package dev.ranvier.morphology;

/**
 * A point of a branch's centre line.
 *
 * @param radius_um radius of the branch there, positive
 */
public record Point(double x_um, double y_um, double z_um, double radius_um) {
    /** Refuses values that are not finite and a radius that is not positive. */
    public Point {
        MorphologyException.finite("x_um", x_um);
        MorphologyException.finite("y_um", y_um);
        MorphologyException.finite("z_um", z_um);
        MorphologyException.positive("radius_um", radius_um);
    }

    /** Straight distance between the two centres. */
    public double distance_um(Point other) {
        double dx = other.x_um - x_um, dy = other.y_um - y_um, dz = other.z_um - z_um;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** This place with another radius. */
    public Point withRadius_um(double radius_um) {
        return new Point(x_um, y_um, z_um, radius_um);
    }
}
