package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.Checkpoints;
import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.DifferentiatedRun;
import dev.ranvier.integrate.Drive;
import dev.ranvier.integrate.ForwardSweep;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.PlacedCells;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TangentSweep;
import dev.ranvier.integrate.Target;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A run of which probes record, with the numbers that it can be differentiated by. */
final class RecordedRun implements AutoCloseable {
    static final double DT_ms = 0.025, RELATIVE = 1e-6;
    static final int STEPS = 400, STRIDE = 3;
    /** Rounding of a loss of 400 steps in units of its last place; a difference quotient has it over its width. */
    private static final double ROUNDING = 32;

    private static final double[] WIDTHS = {1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5};

    /** Numbers of a batch that change together, in proportion to themselves. */
    record Direction(Target target, Column values, List<Integer> places, List<Double> rates) {
        static Direction of(Target target, Column values, List<Integer> places) {
            return new Direction(
                    target, values, places, places.stream().map(values::get).toList());
        }

        void add(Column column, double scale) {
            for (int k = 0; k < places.size(); k++) {
                column.set(places.get(k), column.get(places.get(k)) + scale * rates.get(k));
            }
        }
    }

    final Cell cell;
    final Set<Integer> ends;
    private final List<Probe> probes;
    private final Scheme scheme;
    private final int lane;
    final Batch batch;
    final Drive drive;
    private final ForwardSweep forward;
    final List<Direction> directions = new ArrayList<>();
    final double[] w;
    /** Of each probe. */
    double[][] samples = new double[0][];

    RecordedRun(Cell cell, List<Probe> probes, Scheme scheme, int lanes, int rows) {
        this.cell = cell;
        ends = Set.of(end(cell.compartments()));
        this.scheme = scheme;
        this.probes = probes;
        lane = lanes - 1;
        batch = new Batch(cell, lanes, DT_ms, rows, ends);
        drive = new Drive(
                batch,
                List.of(
                        new Injection(0, new Stimulus.Step(1, 8, 0.3)),
                        new Injection(ends.iterator().next(), new Stimulus.Step(2, 5, 0.05))),
                List.of(),
                PlacedCells.arrivals(cell),
                Optional.empty());
        forward = new ForwardSweep(batch, scheme, drive);
        w = new Random(3)
                .doubles(STEPS / STRIDE + 1, 0.5, 1)
                .map(x -> x / STEPS)
                .toArray();
        Compartments nodes = cell.compartments();
        for (int c = 0; c < batch.mechanisms(); c++) {
            int channel = c;
            List<Integer> sites = batch.nodes(c)
                    .mapToObj(node -> batch.site(channel, node) + lane)
                    .toList();
            for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
                directions.add(Direction.of(new Target.ChannelParameter(c, p), batch.parameter(c, p), sites));
            }
        }
        List<Integer> membrane = IntStream.range(0, nodes.count())
                .filter(nodes::isCompartment)
                .mapToObj(node -> batch.element(node) + lane)
                .toList();
        directions.add(Direction.of(new Target.Capacitance(), batch.capacitance_uF_per_cm2(), membrane));
        directions.add(Direction.of(new Target.InitialVoltage(), batch.initialVoltage_mV(), membrane));
        directions.add(Direction.of(
                new Target.AxialConductance(),
                batch.axialConductance_uS(),
                IntStream.of(batch.links()).mapToObj(e -> e + lane).toList()));
        directions.add(Direction.of(new Target.StimulusGain(), batch.stimulusGain(), List.of(lane)));
    }

    private Recorder recorder() {
        return new Recorder(batch, scheme, drive, probes, 0, STRIDE, STEPS);
    }

    private double[][] recorded() {
        Recorder recorder = recorder();
        assertThat(forward.run(STEPS, recorder)).isEmpty();
        Trace trace = recorder.trace(forward);
        return probes.stream().map(probe -> trace.values(probe, lane)).toArray(double[][]::new);
    }

    /** Runs once, to know where the derivatives are taken. */
    void compute() {
        samples = recorded();
    }

    /** One a probe. */
    private double[] losses() {
        return Arrays.stream(recorded())
                .mapToDouble(y -> IntStream.range(0, y.length)
                        .mapToDouble(s -> w[s] * y[s] * y[s] / 2)
                        .sum())
                .toArray();
    }

    Differentials gradient(int probe, Checkpoints plan) {
        return gradient(probe, plan, directions.stream().map(Direction::target).collect(Collectors.toSet()));
    }

    Differentials gradient(int probe, Checkpoints plan, Set<Target> targets) {
        Differentials bars = Differentials.lanewise(batch, drive, targets);
        double[][][] sampleBars = new double[1][batch.lanes()][samples[probe].length];
        for (int s = 0; s < samples[probe].length; s++) {
            sampleBars[0][lane][s] = w[s] * samples[probe][s];
        }
        DifferentiatedRun run =
                new DifferentiatedRun(batch, scheme, drive, new InitialCondition.AtVoltage(), plan, bars);
        run.forward(n -> {});
        List<Probe> observed = List.of(probes.get(probe));
        run.reverse(new RecordedCotangents(batch, scheme, drive, observed, 0, STRIDE, bars, sampleBars));
        return bars;
    }

    RecordedTangents recorded(List<Differentials> dots) {
        RecordedTangents tangents = new RecordedTangents(batch, scheme, drive, probes, 0, STRIDE, STEPS, dots);
        forward.run(STEPS, new TangentSweep(batch, scheme, drive, new InitialCondition.AtVoltage(), dots, tangents));
        return tangents;
    }

    /** By each direction, of each probe. */
    double[][] tangents() {
        List<Differentials> dots = new ArrayList<>();
        for (Direction direction : directions) {
            Differentials dot = Differentials.lanewise(batch, drive, Set.of(direction.target));
            direction.add(dot.of(direction.target), 1);
            dots.add(dot);
        }
        RecordedTangents tangents = recorded(dots);
        double[][] moved = new double[dots.size()][probes.size()];
        for (int k = 0; k < dots.size(); k++) {
            for (int p = 0; p < probes.size(); p++) {
                for (int s = 0; s < samples[p].length; s++) {
                    moved[k][p] += w[s] * samples[p][s] * tangents.tangents(k)[p][lane][s];
                }
            }
        }
        return moved;
    }

    /** Differences of fourth order; of several widths the two that agree best say how well they are known. */
    void assertDifferencesAre(Direction direction, double[] gradients) {
        double largest = direction.rates.stream().mapToDouble(Math::abs).max().orElseThrow();
        double[] losses = losses(), best = new double[gradients.length], error = new double[gradients.length];
        double[] last = new double[gradients.length];
        Arrays.fill(error, Double.POSITIVE_INFINITY);
        Arrays.fill(last, Double.NaN);
        for (double width : WIDTHS) {
            double h = width / Math.max(10, largest);
            double[] next = differences(direction, h);
            for (int p = 0; p < next.length; p++) {
                double differs = Math.abs(next[p] - last[p]) + ROUNDING * Math.ulp(losses[p]) / h;
                if (differs < error[p]) {
                    best[p] = next[p];
                    error[p] = differs;
                }
            }
            last = next;
        }
        for (int p = 0; p < best.length; p++) {
            assertThat(gradients[p])
                    .as("%s by %s", probes.get(p), direction.target)
                    .isCloseTo(best[p], within(RELATIVE * Math.abs(best[p]) + 3 * error[p]));
        }
    }

    private double[] differences(Direction direction, double h) {
        double[][] losses = new double[4][];
        for (int k = 0; k < 4; k++) {
            double by = new double[] {-2, -1, 1, 2}[k] * h;
            direction.add(direction.values, by);
            losses[k] = losses();
            direction.add(direction.values, -by);
        }
        return IntStream.range(0, probes.size())
                .mapToDouble(p -> (8 * (losses[2][p] - losses[1][p]) - (losses[3][p] - losses[0][p])) / (12 * h))
                .toArray();
    }

    @Override
    public void close() {
        batch.close();
    }

    /** An end of a branch. */
    static int end(Compartments nodes) {
        return IntStream.range(0, nodes.count())
                .filter(node -> !nodes.isCompartment(node))
                .max()
                .orElseThrow();
    }
}
