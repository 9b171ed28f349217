package dev.ranvier.kinetics;

import java.util.stream.DoubleStream;

/** A form of the omnimodel with its parameters, as {@link Omnimodel} names them. Immutable. */
public final class OmnimodelCurves {
    private final Omnimodel form;
    private final double[] x;
    private final double[] tau;

    /**
     * Takes the parameters.
     *
     * @throws IllegalArgumentException if they are not as many as the form has
     */
    public OmnimodelCurves(Omnimodel form, double[] x, double[] tau) {
        if (x.length != form.xParameters() || tau.length != form.tauParameters()) {
            throw new IllegalArgumentException(form.text() + " has " + form.xParameters() + " and "
                    + form.tauParameters() + " parameters: " + x.length + " and " + tau.length);
        }
        this.form = form;
        this.x = x.clone();
        this.tau = tau.clone();
    }

    /** The form. */
    public Omnimodel form() {
        return form;
    }

    /** Parameters of x_inf; a copy. */
    public double[] xParameters() {
        return x.clone();
    }

    /** Parameters of tau; a copy. */
    public double[] tauParameters() {
        return tau.clone();
    }

    /** x_inf and tau [ms] at the voltages. */
    public CurveValues values(double[] voltage_mV) {
        return new CurveValues(
                DoubleStream.of(voltage_mV).map(v -> Omnimodel.xInf(x, v)).toArray(),
                DoubleStream.of(voltage_mV).map(v -> Omnimodel.tau_ms(tau, v)).toArray());
    }
}
