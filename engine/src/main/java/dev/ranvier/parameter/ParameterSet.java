package dev.ranvier.parameter;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.Target;
import dev.ranvier.model.ModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Parameters of a fit in the lanes of a batch: a lane has a theta of its own. */
public final class ParameterSet {
    private final List<Parameter> parameters;
    private final List<Places> places = new ArrayList<>();

    /** Finds the parameters in a batch and its drive; refuses one that is nowhere, and two of the same name. */
    public ParameterSet(List<Parameter> parameters, Batch batch, Drive drive) {
        this.parameters = List.copyOf(parameters);
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new ModelException("two parameters have the name " + parameter.name());
            }
            places.add(Places.of(parameter, batch, drive));
        }
    }

    /** Number of parameters. */
    public int size() {
        return parameters.size();
    }

    /** Theta at the parameters' starts. */
    public static double[] start(List<Parameter> parameters) {
        return parameters.stream()
                .mapToDouble(parameter -> parameter.transform().theta(parameter.start()))
                .toArray();
    }

    /** The numbers at theta, one for each parameter. */
    public static double[] values(List<Parameter> parameters, double[] theta) {
        double[] values = new double[parameters.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = parameters.get(k).transform().value(theta[k]);
        }
        return values;
    }

    /** The residuals of the priors that there are, at theta. */
    public static double[] priors(List<Parameter> parameters, double[] theta) {
        double[] values = values(parameters, theta);
        return IntStream.range(0, theta.length)
                .filter(p -> parameters.get(p).prior().isPresent())
                .mapToDouble(p -> parameters.get(p).prior().orElseThrow().residual(values[p]))
                .toArray();
    }

    /** Their derivatives by theta number {@code by}. */
    public static double[] priorSlopes(List<Parameter> parameters, double[] theta, int by) {
        return IntStream.range(0, theta.length)
                .filter(p -> parameters.get(p).prior().isPresent())
                .mapToDouble(p -> p == by
                        ? parameters.get(p).prior().orElseThrow().slope()
                                * parameters.get(p).transform().slope(theta[p])
                        : 0)
                .toArray();
    }

    /** What a sweep must differentiate by for parameter number {@code k}. */
    public Target target(int k) {
        return places.get(k).target();
    }

    /** Whether the model allows the numbers at theta. */
    public boolean isAllowed(double[] theta) {
        double[] values = values(parameters, theta);
        return IntStream.range(0, values.length).allMatch(k -> isAllowed(k, values[k]));
    }

    /** Whether the model allows parameter number {@code k} to be that. */
    public boolean isAllowed(int k, double value) {
        return places.get(k).isAllowed(value);
    }

    /** Writes the numbers at theta into a lane. */
    public void write(double[] theta, int lane) {
        writeValues(values(parameters, theta), lane);
    }

    /** Writes numbers into a lane as they are. */
    public void writeValues(double[] values, int lane) {
        for (int k = 0; k < values.length; k++) {
            places.get(k).write(lane, values[k]);
        }
    }

    /** {@code dloss/dtheta} of a lane, or of one of the losses of a Jacobian, from the cotangents of a reverse sweep. */
    public double[] gradient(Differentials bars, double[] theta, int lane) {
        double[] gradient = gradientByValues(bars, values(parameters, theta), lane);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] *= parameters.get(k).transform().slope(theta[k]);
        }
        return gradient;
    }

    /** {@code dloss/dx} of a lane by the numbers themselves. */
    public double[] gradientByValues(Differentials bars, double[] values, int lane) {
        double[] gradient = new double[values.length];
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = places.get(k).gather(bars, lane, values[k]);
        }
        return gradient;
    }

    /**
     * Sets a lane of a direction of a tangent sweep to the rate of change where theta changes at the rates {@code thetaDot}, of
     * those parameters whose targets the direction has.
     */
    public void direct(Differentials direction, double[] theta, double[] thetaDot, int lane) {
        places.stream().filter(place -> direction.wants(place.target())).forEach(place -> place.clear(direction, lane));
        for (int k = 0; k < theta.length; k++) {
            if (thetaDot[k] != 0) {
                Transform transform = parameters.get(k).transform();
                double rate = transform.slope(theta[k]) * thetaDot[k];
                places.get(k).spread(direction, lane, transform.value(theta[k]), rate);
            }
        }
    }
}
