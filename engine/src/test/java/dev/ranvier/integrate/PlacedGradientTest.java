package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.EventTrain;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives through currents at places of their own, of a weighted squared voltage at both ends of a spiking tree: gradients
 * against central differences, tangents against gradients, many cotangents against one.
 */
final class PlacedGradientTest {
    private static final double DT_ms = 0.025, RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    private static final int STEPS = 400;

    static Stream<Arguments> runs() {
        return Stream.of(PlacedCells.links(), PlacedCells.receptors(), PlacedCells.both(), PlacedCells.learned())
                .flatMap(cell -> Stream.of(Scheme.values())
                        .flatMap(scheme -> Stream.of(
                                Arguments.of(cell, scheme, 1, new InitialCondition.AtVoltage()),
                                Arguments.of(cell, scheme, 8, new InitialCondition.AtVoltage()),
                                Arguments.of(cell, scheme, 1, new InitialCondition.AtRest()))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void gradient_equalsCentralDifferences_andTangents(Cell cell, Scheme scheme, int lanes, InitialCondition start) {
        try (Run run = new Run(cell, scheme, lanes, start)) {
            List<Quantity> numbers = run.numbers();
            Differentials bars = run.reverse(numbers);
            List<Double> tangents = run.tangents(numbers);
            for (int k = 0; k < numbers.size(); k++) {
                Quantity number = numbers.get(k);
                double gradient = number.in(bars);
                Difference expected = run.difference(number);
                assertThat(gradient)
                        .as("%s", number)
                        .isCloseTo(expected.value, within(RELATIVE * Math.abs(expected.value) + 3 * expected.error));
                assertThat(tangents.get(k))
                        .as("tangent by %s", number)
                        .isCloseTo(gradient, within(DOT_PRODUCT * Math.max(1, Math.abs(gradient))));
            }
        }
    }

    /** The Jacobian's many cotangents, weighted and added, are the one of a gradient. */
    @ParameterizedTest
    @MethodSource("runs")
    void manyCotangents_addUpToOne(Cell cell, Scheme scheme, int lanes, InitialCondition start) {
        if (lanes > 1) {
            return;
        }
        try (Run run = new Run(cell, scheme, 1, start)) {
            List<Quantity> numbers = run.numbers();
            TraceJacobian jacobian = new TraceJacobian(
                    run.batch,
                    scheme,
                    run.drive,
                    Run.targets(numbers),
                    new TraceJacobian.Samples(0, 1, STEPS + 1),
                    1 << 26);
            double[] sums = new double[numbers.size()];
            jacobian.run(start, STEPS + 1, (from, to) -> {
                for (int k = 0; k < sums.length; k++) {
                    Quantity number = numbers.get(k);
                    Differentials bars = jacobian.derivatives();
                    Column rows = bars.rows(number.target).column(number.row);
                    for (int s = from; s < to; s++) {
                        sums[k] += run.w[s]
                                * run.batch.rows().voltageAt(s).get(run.seen[0])
                                * rows.get(number.place * bars.spread() + jacobian.lane(s));
                    }
                }
            });
            run.seen = new int[] {run.seen[0]};
            Differentials bars = run.reverse(numbers);
            for (int k = 0; k < sums.length; k++) {
                double gradient = numbers.get(k).in(bars);
                assertThat(sums[k])
                        .as("%s", numbers.get(k))
                        .isCloseTo(gradient, within(DOT_PRODUCT * Math.max(1, Math.abs(gradient))));
            }
        }
    }

    /** A number by which a run is differentiated: its place in a row of a target, and how it is set. */
    private record Quantity(Target target, int row, int place, double value, DoubleConsumer set) {
        double in(Differentials d) {
            return d.rows(target).column(row).get(place);
        }
    }

    private record Difference(double value, double error) {}

    private static final class Run implements AutoCloseable {
        private final Scheme scheme;
        private final InitialCondition start;
        private final int lane;
        private final Cell cell;
        private final Batch batch;
        private final Drive drive;
        private final ForwardSweep forward;
        private int[] seen;
        private final double[] w =
                new Random(2).doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();

        Run(Cell cell, Scheme scheme, int lanes, InitialCondition start) {
            this.cell = cell;
            this.scheme = scheme;
            this.start = start;
            lane = lanes - 1;
            batch = new Batch(cell, lanes, DT_ms, STEPS + 2);
            drive = new Drive(
                    batch,
                    List.of(new Injection(0, new Stimulus.Step(1, 20, 0.6))),
                    List.of(),
                    PlacedCells.arrivals(cell),
                    Optional.empty());
            forward = new ForwardSweep(batch, scheme, drive);
            seen = new int[] {batch.element(0) + lane, batch.element(TreeCells.tip(cell)) + lane};
            assertThat(forward.run(start, STEPS, StepListener.NONE)).isEmpty();
            assertThat(IntStream.range(0, STEPS)
                            .mapToDouble(n -> batch.rows().voltageAt(n).get(seen[0])))
                    .anyMatch(v -> v > 0);
        }

        /** Every parameter of every mechanism at a place of its own, its shared numbers, one of a channel, and what is not theirs. */
        List<Quantity> numbers() {
            List<Quantity> numbers = new ArrayList<>();
            for (int c : cell.kinds().placed().keySet()) {
                List<Integer> nodes = cell.insertions()
                        .get(c)
                        .nodes(cell.compartments())
                        .boxed()
                        .toList();
                for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
                    for (int node : nodes) {
                        int site = batch.site(c, node) + lane;
                        numbers.add(number(new Target.ChannelParameter(c, p), batch.parameter(c, p), site));
                    }
                }
            }
            for (int c : cell.kinds().placed().keySet()) {
                for (int k = 0; k < batch.mechanism(c).schema().shared().count(); k++) {
                    Column shared = batch.shared(c);
                    int weight = k;
                    numbers.add(new Quantity(
                            new Target.Shared(c), weight, lane, shared.get(weight), x -> shared.set(weight, x)));
                }
            }
            int tip = batch.element(TreeCells.tip(cell)) + lane, root = batch.element(0) + lane;
            numbers.add(number(new Target.ChannelParameter(1, 0), batch.parameter(1, 0), lane));
            numbers.add(number(new Target.Capacitance(), batch.capacitance_uF_per_cm2(), tip));
            numbers.add(number(new Target.AxialConductance(), batch.axialConductance_uS(), tip));
            for (int node = 1; node < cell.compartments().count(); node++) {
                if (cell.compartments().isCompartment(node) && node % 7 == 0) {
                    numbers.add(number(new Target.Area(), batch.area(), batch.element(node) + lane));
                }
            }
            numbers.add(number(new Target.Area(), batch.area(), root));
            if (start instanceof InitialCondition.AtVoltage) {
                numbers.add(number(new Target.InitialVoltage(), batch.initialVoltage_mV(), tip));
            }
            for (int k = 0; k < drive.arrivals().size(); k++) {
                LaneSignal<EventTrain> signal = drive.events(k);
                double[] weights = signal.of(lane).values();
                for (int event = 0; event < weights.length; event++) {
                    int at = event;
                    numbers.add(new Quantity(new Target.EventWeights(k), event, lane, weights[event], x -> {
                        double[] others = weights.clone();
                        others[at] = x;
                        signal.set(lane, signal.of(lane).with(others));
                    }));
                }
            }
            return numbers;
        }

        private static Quantity number(Target target, Column column, int place) {
            return new Quantity(target, 0, place, column.get(place), x -> column.set(place, x));
        }

        static Set<Target> targets(List<Quantity> numbers) {
            Set<Target> targets = new LinkedHashSet<>();
            numbers.forEach(number -> targets.add(number.target));
            return targets;
        }

        Differentials reverse(List<Quantity> numbers) {
            Differentials bars = Differentials.lanewise(batch, drive, targets(numbers));
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(start, STEPS, n -> {
                for (int e : seen) {
                    bars.v()
                            .set(
                                    e,
                                    bars.v().get(e)
                                            + w[n] * batch.rows().voltageAt(n).get(e));
                }
            });
            return bars;
        }

        List<Double> tangents(List<Quantity> numbers) {
            List<Differentials> dots = new ArrayList<>();
            for (Quantity number : numbers) {
                Differentials dot = Differentials.lanewise(batch, drive, Set.of(number.target));
                dot.rows(number.target).column(number.row).set(number.place, 1);
                dots.add(dot);
            }
            double[] sums = new double[dots.size()];
            forward.run(start, STEPS, new TangentSweep(batch, scheme, drive, start, dots, n -> {
                for (int k = 0; k < sums.length; k++) {
                    for (int e : seen) {
                        sums[k] += w[n]
                                * batch.rows().voltageAt(n).get(e)
                                * dots.get(k).v().get(e);
                    }
                }
            }));
            return java.util.Arrays.stream(sums).boxed().toList();
        }

        private double loss() {
            forward.run(start, STEPS, StepListener.NONE);
            double sum = 0;
            for (int n = 0; n <= STEPS; n++) {
                for (int e : seen) {
                    sum += w[n] * Math.pow(batch.rows().voltageAt(n).get(e), 2) / 2;
                }
            }
            return sum;
        }

        /**
         * Central differences of fourth order, with the steps at which they depend on the step least, or the first at which
         * that is a tenth of what is asked for.
         */
        Difference difference(Quantity number) {
            Difference best = new Difference(0, Double.POSITIVE_INFINITY);
            double last = Double.NaN;
            for (double h : new double[] {1e-1, 2e-2, 4e-3, 8e-4, 1.6e-4}) {
                double next = difference(number, h * (number.value == 0 ? 1 : Math.abs(number.value)));
                if (Math.abs(next - last) < best.error) {
                    best = new Difference(next, Math.abs(next - last));
                }
                if (best.error <= 0.1 * RELATIVE * Math.abs(next)) {
                    break;
                }
                last = next;
            }
            number.set.accept(number.value);
            return best;
        }

        private double difference(Quantity number, double h) {
            double[] values = new double[4];
            for (int k = 0; k < 4; k++) {
                number.set.accept(number.value + new double[] {-2, -1, 1, 2}[k] * h);
                values[k] = loss();
            }
            return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
