package dev.ranvier.fit;

import dev.ranvier.channel.Tabulated;
import dev.ranvier.channel.VoltageTables;
import dev.ranvier.fit.Evidence.Band;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ModelException;
import dev.ranvier.parameter.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How sure the curves of learned gates would be after one more recording, if they are what a model says: the covariance
 * {@code (sum J^T J / s^2 + P)^-1}, J of the recordings there are and of the one to come, s its noise, P what is expected before. Only the
 * current of a recording matters, and not its voltage. Linear Bayesian design: Chaloner and Verdinelli, Statist. Sci. 10 (1995) 273.
 */
public final class Design {
    private final Cell cell;
    private final List<GateSplines> splines;
    private final List<Parameter> numbers;
    private final RecoverySettings settings;
    private final double noise_mV;
    private final double[][] precision;
    /** Of the recordings there are. */
    private final List<double[]> known;

    /**
     * For the learned gates of some channels.
     *
     * @param cell the model, with the gates' curves
     * @param channels which of its channels, all {@link Tabulated}
     * @param numbers what is fitted beside the curves
     * @param recorded the recordings there are; none if there are none
     * @param noise_mV white noise on every sample
     * @param settings how time is stepped
     */
    public Design(
            Cell cell,
            List<String> channels,
            List<Parameter> numbers,
            List<Experiment> recorded,
            double noise_mV,
            RecoverySettings settings) {
        this.cell = cell;
        this.numbers = List.copyOf(numbers);
        this.settings = settings;
        this.noise_mV = ModelException.positive("noise_mV", noise_mV);
        splines = channels.stream().flatMap(channel -> splines(cell, channel)).toList();
        precision = Expected.precision(splines, numbers, new Blocks(blocks()).start());
        known = recorded.isEmpty()
                ? IntStream.range(0, precision.length)
                        .mapToObj(_ -> new double[0])
                        .toList()
                : columns(recorded);
    }

    private static Stream<GateSplines> splines(Cell cell, String channel) {
        VoltageTables tables =
                ((Tabulated) cell.insertions().get(cell.indexOf(channel)).mechanism()).tables();
        return IntStream.range(0, tables.gates().size())
                .mapToObj(gate -> new GateSplines(
                        cell, channel, gate, tables.gates().get(gate).curves()));
    }

    private List<ParameterBlock> blocks() {
        List<ParameterBlock> blocks = new ArrayList<>(splines);
        if (!numbers.isEmpty()) {
            blocks.add(new Numbers(numbers));
        }
        return blocks;
    }

    private List<double[]> columns(List<Experiment> experiments) {
        return Sensitivity.columns(cell, experiments, blocks(), settings.scheme(), settings.dt_ms(), settings.start());
    }

    /** How sure the curves are now, one a gate, channel by channel. */
    public List<Band> now() {
        return bands(known);
    }

    /** How sure they would be with one more recording, whose voltage does not matter. */
    public List<Band> with(Experiment next) {
        List<double[]> more = columns(List.of(next));
        return bands(IntStream.range(0, known.size())
                .mapToObj(k -> joined(known.get(k), more.get(k)))
                .toList());
    }

    private static double[] joined(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A penalty that is what is expected gives the posterior covariance. */
    private List<Band> bands(List<double[]> columns) {
        double[] residuals = new double[columns.getFirst().length];
        try (Posterior posterior =
                new Posterior(columns, residuals, noise_mV, precision, new double[precision.length], precision)) {
            return posterior.bands(splines);
        }
    }
}
