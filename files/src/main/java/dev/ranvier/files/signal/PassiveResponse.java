package dev.ranvier.files.signal;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Shown;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The current that flows under a command through what is passive, leak and capacitances, for P/N subtraction. It is found in sweeps whose
 * steps open no channel: with a the size of a sweep's command beside the shape, by least squares, and i its current from what it is
 * before the step on, {@code sum a i / sum a^2}.
 *
 * @param shape_mV a command less its first voltage
 * @param current_nA what it lets through
 */
public record PassiveResponse(SampledSignal shape_mV, SampledSignal current_nA) {
    private static final double MISFIT = 0.02, NOISE_mV = 0.1, BEGINNING = 0.1;

    /**
     * Of sweeps under voltage clamp, called {@code name} in complaints.
     *
     * @throws BadInputException if their commands are not one shape in several sizes, or do not move
     */
    public static PassiveResponse of(List<VoltageFile> sweeps, String name) {
        double[] shape = sweeps.stream()
                .map(PassiveResponse::moves)
                .reduce((a, b) -> rms(b) > rms(a) ? b : a)
                .orElseThrow();
        if (rms(shape) == 0) {
            throw new BadInputException(name + ": --leak-sweeps: their command does not move");
        }
        double interval_ms = sweeps.getFirst().voltage_mV().interval_ms(), squares = 0;
        double[] current = new double[shape.length];
        for (VoltageFile sweep : sweeps) {
            double size = size(sweep, shape, name);
            double[] i = fromBefore(sweep, shape);
            Arrays.setAll(current, k -> current[k] + size * i[k]);
            squares += size * size;
        }
        double all = squares;
        Arrays.setAll(current, k -> current[k] / all);
        return new PassiveResponse(new SampledSignal(interval_ms, shape), new SampledSignal(interval_ms, current));
    }

    /**
     * A sweep without its passive current, from what it is before the step on.
     *
     * @throws BadInputException if its command is not of this shape
     */
    public VoltageFile takenFrom(VoltageFile sweep, String name) {
        double[] shape = shape_mV.values();
        double size = size(sweep, shape, name);
        double[] i = fromBefore(sweep, shape);
        Arrays.setAll(i, k -> i[k] - size * current_nA.value(k));
        List<String> notes = new ArrayList<>(sweep.notes());
        notes.add(name + ": leak is subtracted (P/N): " + Shown.number(size)
                + " times that of --leak-sweeps, and the current before the step");
        return new VoltageFile(sweep.voltage_mV(), Optional.of(new SampledSignal(shape_mV.interval_ms(), i)), notes);
    }

    private static double[] moves(VoltageFile sweep) {
        double[] v = sweep.voltage_mV().values();
        return Arrays.stream(v).map(x -> x - v[0]).toArray();
    }

    /** How large a sweep's command is beside the shape. */
    private static double size(VoltageFile sweep, double[] shape, String name) {
        double[] moves = moves(sweep);
        if (moves.length != shape.length) {
            throw new BadInputException(name + ": --leak-sweeps: sweeps of the same length are needed, not "
                    + moves.length + " and " + shape.length + " samples");
        }
        double products = 0, squares = 0;
        for (int k = 0; k < shape.length; k++) {
            products += moves[k] * shape[k];
            squares += shape[k] * shape[k];
        }
        double size = products / squares;
        double[] left = new double[shape.length];
        Arrays.setAll(left, k -> moves[k] - size * shape[k]);
        if (rms(left) > NOISE_mV + MISFIT * rms(moves)) {
            throw new BadInputException(name + ": --leak-sweeps: its command is not theirs in another size, so their"
                    + " current says nothing of its leak: mark the leak in the model instead");
        }
        return size;
    }

    /** The current of a sweep less what it is before the shape begins. */
    private static double[] fromBefore(VoltageFile sweep, double[] shape) {
        double[] i = sweep.current_nA().orElseThrow().values();
        double most = Arrays.stream(shape).map(Math::abs).max().orElse(0);
        int begins = 1;
        while (Math.abs(shape[begins]) < BEGINNING * most) {
            begins++;
        }
        double before = Arrays.stream(i, 0, begins).average().orElse(0);
        return Arrays.stream(i).map(x -> x - before).toArray();
    }

    private static double rms(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(a -> a * a).average().orElse(0));
    }
}
