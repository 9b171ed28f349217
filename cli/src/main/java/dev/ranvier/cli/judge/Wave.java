package dev.ranvier.cli.judge;

/**
 * The sinusoid of a frequency that lies nearest to values, by least squares together with a constant.
 *
 * @param f_Hz its frequency
 * @param amplitude half of what is between its extremes, in the values' unit
 * @param part what it takes away of the sum of squares about the mean
 */
record Wave(double f_Hz, double amplitude, double part) {
    private static final double ms_PER_s = 1000;

    /** In values so far apart; NaN are left out. */
    static Wave in(double[] values, double interval_ms, double f_Hz) {
        double radians = 2 * Math.PI * f_Hz * interval_ms / ms_PER_s;
        double n = 0, meanY = 0, meanC = 0, meanS = 0;
        for (int k = 0; k < values.length; k++) {
            if (Double.isFinite(values[k])) {
                n++;
                meanY += values[k];
                meanC += Math.cos(radians * k);
                meanS += Math.sin(radians * k);
            }
        }
        meanY /= n;
        meanC /= n;
        meanS /= n;
        double yy = 0, cc = 0, ss = 0, cs = 0, cy = 0, sy = 0;
        for (int k = 0; k < values.length; k++) {
            if (Double.isFinite(values[k])) {
                double y = values[k] - meanY, c = Math.cos(radians * k) - meanC, s = Math.sin(radians * k) - meanS;
                yy += y * y;
                cc += c * c;
                ss += s * s;
                cs += c * s;
                cy += c * y;
                sy += s * y;
            }
        }
        double determinant = cc * ss - cs * cs;
        double a = (ss * cy - cs * sy) / determinant, b = (cc * sy - cs * cy) / determinant;
        return new Wave(f_Hz, Math.hypot(a, b), (a * cy + b * sy) / yy);
    }
}
