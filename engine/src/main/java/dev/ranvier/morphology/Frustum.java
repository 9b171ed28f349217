package dev.ranvier.morphology;

/** The two integrals over a truncated cone that a cable needs. Height and radii in um. */
final class Frustum {
    private Frustum() {}

    /** Lateral area, {@code pi (r1 + r2) sqrt(h^2 + (r1 - r2)^2)}; for no height the ring between the two circles. */
    static double area_um2(double height_um, double radius1_um, double radius2_um) {
        double step_um = radius2_um - radius1_um;
        return Math.PI * (radius1_um + radius2_um) * Math.sqrt(height_um * height_um + step_um * step_um);
    }

    /** {@code integral of dx / (pi r^2) = h / (pi r1 r2)}. */
    static double axialFactor_per_um(double height_um, double radius1_um, double radius2_um) {
        return height_um / (Math.PI * radius1_um * radius2_um);
    }
}
