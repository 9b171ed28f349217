package dev.ranvier.files.judge;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The wave of the mains in values: the sinusoid that lies nearest to them, by least squares together with a constant.
 *
 * @param f_Hz its frequency
 * @param cosine its part that is largest at the first value, in the values' unit
 * @param sine its part that is zero there
 * @param part what it takes away of the sum of squares about the mean
 */
public record Hum(double f_Hz, double cosine, double sine, double part) {
    private static final double LEAST_PERIODS = 2, LARGE_PART = 0.5, ms_PER_s = 1000;

    /**
     * The hum that is most of what moves in values so far apart, and more than any wave of a frequency that their duration tells from it;
     * NaN are left out.
     */
    public static Optional<Hum> in(double[] values, double interval_ms) {
        double apart_Hz = ms_PER_s / (interval_ms * values.length);
        return DoubleStream.of(50, 60)
                .filter(f_Hz -> f_Hz >= LEAST_PERIODS * apart_Hz)
                .mapToObj(f_Hz -> nearest(values, interval_ms, f_Hz))
                .filter(wave -> wave.part >= LARGE_PART)
                .max(Comparator.comparingDouble(Hum::part))
                .filter(wave -> wave.part
                        > 2
                                * Math.max(
                                        nearest(values, interval_ms, wave.f_Hz - apart_Hz).part,
                                        nearest(values, interval_ms, wave.f_Hz + apart_Hz).part));
    }

    private static Hum nearest(double[] values, double interval_ms, double f_Hz) {
        double step = radians(interval_ms, f_Hz);
        double n = 0, meanY = 0, meanC = 0, meanS = 0;
        for (int k = 0; k < values.length; k++) {
            if (Double.isFinite(values[k])) {
                n++;
                meanY += values[k];
                meanC += Math.cos(step * k);
                meanS += Math.sin(step * k);
            }
        }
        meanY /= n;
        meanC /= n;
        meanS /= n;
        double yy = 0, cc = 0, ss = 0, cs = 0, cy = 0, sy = 0;
        for (int k = 0; k < values.length; k++) {
            if (Double.isFinite(values[k])) {
                double y = values[k] - meanY, c = Math.cos(step * k) - meanC, s = Math.sin(step * k) - meanS;
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
        return new Hum(f_Hz, a, b, (a * cy + b * sy) / yy);
    }

    private static double radians(double interval_ms, double f_Hz) {
        return 2 * Math.PI * f_Hz * interval_ms / ms_PER_s;
    }

    /** Half of what is between its extremes. */
    public double amplitude() {
        return Math.hypot(cosine, sine);
    }

    /** The values without it. */
    double[] outOf(double[] values, double interval_ms) {
        double step = radians(interval_ms, f_Hz);
        double[] rest = values.clone();
        for (int k = 0; k < rest.length; k++) {
            rest[k] -= cosine * Math.cos(step * k) + sine * Math.sin(step * k);
        }
        return rest;
    }
}
