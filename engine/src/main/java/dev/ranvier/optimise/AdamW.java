package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adam with decoupled weight decay. Kingma and Ba, ICLR 2015; Loshchilov and Hutter, ICLR 2019:
 *
 * <pre>
 *   m = b1 m + (1 - b1) g      s = b2 s + (1 - b2) g^2
 *   x -= rate (m / (1 - b1^t) / (sqrt(s / (1 - b2^t)) + 1e-8) + decay x)
 * </pre>
 */
public final class AdamW {
    private static final double B1 = 0.9, B2 = 0.999, EPSILON = 1e-8;

    private final double decay;
    private double[] m;
    private double[] s;
    private int t;

    /** For {@code size} numbers; {@code decay} 0 is Adam. */
    public AdamW(int size, double decay) {
        this.decay = decay;
        this.m = new double[size];
        this.s = new double[size];
    }

    /** One step against the gradient; modifies x. */
    public void step(double[] x, double[] gradient, double rate) {
        t++;
        double correction1 = 1 - Math.pow(B1, t), correction2 = 1 - Math.pow(B2, t);
        for (int k = 0; k < x.length; k++) {
            m[k] = B1 * m[k] + (1 - B1) * gradient[k];
            s[k] = B2 * s[k] + (1 - B2) * gradient[k] * gradient[k];
            double direction = m[k] / correction1 / (Math.sqrt(s[k] / correction2) + EPSILON);
            x[k] -= rate * (direction + decay * x[k]);
        }
    }

    /** Writes the moments. */
    void save(DataOutput out) throws IOException {
        Snapshot.write(out, m);
        Snapshot.write(out, s);
        out.writeInt(t);
    }

    void restore(DataInput in) throws IOException {
        m = Snapshot.read(in);
        s = Snapshot.read(in);
        t = in.readInt();
    }

    /** Scales the gradient to at most {@code norm}; modifies it. */
    public static void clip(double[] gradient, double norm) {
        double square = 0;
        for (double g : gradient) {
            square += g * g;
        }
        double scale = norm / Math.sqrt(square);
        if (scale < 1) {
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] *= scale;
            }
        }
    }
}
