package dev.ranvier.cli.bench;

/** Student's distribution with a whole number of degrees of freedom. */
final class StudentT {
    private static final int BISECTIONS = 60;

    private StudentT() {}

    /**
     * The t that |T| stays below with that probability; tables call it the quantile (1 + probability)/2.
     *
     * @param degrees of freedom, at least 1
     */
    static double twoSided(double probability, int degrees) {
        double low = 0, high = Math.PI / 2;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = (low + high) / 2;
            if (inside(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(degrees) * Math.tan((low + high) / 2);
    }

    /**
     * P(|T| &lt; t) at t = sqrt(degrees) tan(angle), as finite sums of powers of the cosine.
     *
     * <p>Source: Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
     */
    private static double inside(double angle, int degrees) {
        double sine = Math.sin(angle), cosine = Math.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1, sum = 0;
        for (int power = odd ? 1 : 0; power <= degrees - 2; power += 2) {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }
        return odd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
