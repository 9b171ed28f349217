package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives through the tree solve, of a weighted squared voltage at the soma and at a tip of spiking cells, by everything
 * that has a target: gradients against central differences, tangents against gradients.
 */
final class TreeGradientTest {
    private static final double DT_ms = 0.025, RELATIVE = 1e-6, DOT_PRODUCT = 1e-12;
    private static final int STEPS = 400;

    static Stream<Arguments> runs() {
        return Stream.concat(
                Stream.of(
                                TreeCells.ballAndStick(),
                                TreeCells.tree(),
                                TreeCells.calcium(),
                                TreeCells.buffered(),
                                TreeCells.coupled())
                        .flatMap(cell -> Stream.of(Scheme.values())
                                .flatMap(scheme -> Stream.of(
                                        Arguments.of(
                                                cell, scheme, 1, new InitialCondition.AtVoltage(), ClampWindows.ALWAYS),
                                        Arguments.of(
                                                cell,
                                                scheme,
                                                8,
                                                new InitialCondition.AtRest(),
                                                new ClampWindows(2, 1, 0.5))))),
                Stream.of(Scheme.values())
                        .flatMap(scheme -> Stream.of(
                                Arguments.of(
                                        Cells.withTables(TreeCells.tree()),
                                        scheme,
                                        1,
                                        new InitialCondition.AtRest(),
                                        ClampWindows.ALWAYS),
                                Arguments.of(
                                        TreeCells.pyramidal(new Discretisation.PerBranch(1)),
                                        scheme,
                                        1,
                                        new InitialCondition.AtVoltage(),
                                        ClampWindows.ALWAYS))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void gradient_equalsCentralDifferences_andTangents(
            Cell cell, Scheme scheme, int lanes, InitialCondition start, ClampWindows windows) {
        try (Run run = new Run(cell, scheme, lanes, start, windows)) {
            List<Direction> directions = run.directions();
            Differentials bars = run.reverse(directions);
            List<Double> tangents = run.tangents(directions);
            for (int k = 0; k < directions.size(); k++) {
                Direction direction = directions.get(k);
                double gradient = direction.dot(bars.rows(direction.target).column(0));
                if (direction.values != null) {
                    Difference expected = run.difference(direction);
                    assertThat(gradient)
                            .as(direction.name)
                            .isCloseTo(
                                    expected.value, within(RELATIVE * Math.abs(expected.value) + 3 * expected.error));
                }
                assertThat(tangents.get(k))
                        .as("tangent by " + direction.name)
                        .isCloseTo(gradient, within(DOT_PRODUCT * Math.max(1, direction.size(bars))));
            }
        }
    }

    /**
     * A change of what a target stands for.
     *
     * @param values what is changed, or null where the number is in an immutable description
     * @param places where
     * @param rates by how much, one for each place
     */
    private record Direction(String name, Target target, Column values, List<Integer> places, List<Double> rates) {
        double dot(Column bar) {
            double sum = 0;
            for (int k = 0; k < places.size(); k++) {
                sum += bar.get(places.get(k)) * rates.get(k);
            }
            return sum;
        }

        /** Sum of the absolute terms of {@link #dot}, to which rounding is relative. */
        double size(Differentials bars) {
            Column bar = bars.rows(target).column(0);
            double sum = 0;
            for (int k = 0; k < places.size(); k++) {
                sum += Math.abs(bar.get(places.get(k)) * rates.get(k));
            }
            return sum;
        }

        void add(Column column, double scale) {
            for (int k = 0; k < places.size(); k++) {
                column.set(places.get(k), column.get(places.get(k)) + scale * rates.get(k));
            }
        }
    }

    /** A difference quotient, and what another step makes of it. */
    private record Difference(double value, double error) {}

    private static final class Run implements AutoCloseable {
        private final Cell cell;
        private final Scheme scheme;
        private final InitialCondition start;
        private final int lane;
        private final Batch batch;
        private final Drive drive;
        private final ForwardSweep forward;
        private final int[] seen;
        private final double[] w =
                new Random(2).doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();

        Run(Cell cell, Scheme scheme, int lanes, InitialCondition start, ClampWindows windows) {
            this.cell = cell;
            this.scheme = scheme;
            this.start = start;
            lane = lanes - 1;
            int tip = TreeCells.tip(cell);
            batch = new Batch(cell, lanes, DT_ms, STEPS + 2);
            drive = new Drive(
                    batch,
                    List.of(
                            new Injection(0, new Stimulus.Step(1, 20, 0.6)),
                            new Injection(tip, new Stimulus.Step(3, 4, 0.1))),
                    List.of(new Synapse(
                            tip,
                            0,
                            List.of(new Conductance.Events(
                                    List.of(new Conductance.Event(2, 1e-3), new Conductance.Event(4, 2e-3)), 0.5, 2)))),
                    Optional.of(new VoltageClamp(tip, new SampledSignal(1, new double[] {-65, -60}), 0.05)));
            drive.clampDuring(windows);
            forward = new ForwardSweep(batch, scheme, drive);
            seen = new int[] {batch.element(0) + lane, batch.element(tip) + lane};
            assertThat(forward.run(start, STEPS, StepListener.NONE)).isEmpty();
        }

        Differentials reverse(List<Direction> directions) {
            Differentials bars = Differentials.lanewise(batch, drive, targets(directions));
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

        List<Double> tangents(List<Direction> directions) {
            List<Differentials> dots = new ArrayList<>();
            for (Direction direction : directions) {
                Differentials dot = Differentials.lanewise(batch, drive, Set.of(direction.target));
                direction.add(dot.rows(direction.target).column(0), 1);
                dots.add(dot);
            }
            double[] sums = new double[dots.size()];
            TangentSweep sweep = new TangentSweep(batch, scheme, drive, start, dots, n -> {
                for (int k = 0; k < sums.length; k++) {
                    for (int e : seen) {
                        sums[k] += w[n]
                                * batch.rows().voltageAt(n).get(e)
                                * dots.get(k).v().get(e);
                    }
                }
            });
            forward.run(start, STEPS, sweep);
            return java.util.Arrays.stream(sums).boxed().toList();
        }

        private static Set<Target> targets(List<Direction> directions) {
            Set<Target> targets = new HashSet<>();
            directions.forEach(direction -> targets.add(direction.target));
            return targets;
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
        Difference difference(Direction direction) {
            double largest =
                    direction.rates.stream().mapToDouble(Math::abs).max().orElseThrow();
            Difference best = new Difference(0, Double.POSITIVE_INFINITY);
            double last = difference(direction, 1 / Math.max(10, largest)), rounding = Math.ulp(loss());
            for (double width : new double[] {0.1, 1e-2, 2e-3, 4e-4, 8e-5}) {
                double h = width / Math.max(10, largest), next = difference(direction, h);
                double error = Math.abs(next - last) + rounding / h;
                if (error < best.error) {
                    best = new Difference(next, error);
                }
                if (best.error <= 0.1 * RELATIVE * Math.abs(next)) {
                    return best;
                }
                last = next;
            }
            return best;
        }

        private double difference(Direction direction, double h) {
            double[] values = new double[4];
            for (int k = 0; k < 4; k++) {
                double by = new double[] {-2, -1, 1, 2}[k] * h;
                direction.add(direction.values, by);
                values[k] = loss();
                direction.add(direction.values, -by);
            }
            return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
        }

        /** Every parameter of every channel in the whole cell and on one branch, and all the rest. Rates are relative. */
        List<Direction> directions() {
            Compartments nodes = cell.compartments();
            int branch = nodes.branch(TreeCells.tip(cell));
            List<Direction> directions = new ArrayList<>();
            for (int c = 0; c < batch.mechanisms(); c++) {
                for (int p = 0; p < batch.mechanism(c).schema().parameters().size(); p++) {
                    int channel = c;
                    String name = cell.insertions().get(c).name() + "."
                            + batch.mechanism(c).schema().parameters().get(p).name();
                    Target target = new Target.ChannelParameter(c, p);
                    List<Integer> all = new ArrayList<>(), onBranch = new ArrayList<>();
                    for (int node = 0; node < nodes.count(); node++) {
                        if (nodes.isCompartment(node)
                                && cell.insertions().get(c).where().contains(nodes, node)) {
                            all.add(batch.site(channel, node) + lane);
                            if (nodes.branch(node) == branch) {
                                onBranch.add(batch.site(channel, node) + lane);
                            }
                        }
                    }
                    directions.add(relative(name, target, batch.parameter(c, p), all));
                    if (!onBranch.isEmpty()) {
                        directions.add(relative(name + " on a branch", target, batch.parameter(c, p), onBranch));
                    }
                }
            }
            List<Integer> membrane = elements(nodes::isCompartment);
            directions.add(relative("capacitance", new Target.Capacitance(), batch.capacitance_uF_per_cm2(), membrane));
            directions.add(relative("area", new Target.Area(), batch.area(), membrane));
            directions.add(relative(
                    "axial conductance",
                    new Target.AxialConductance(),
                    batch.axialConductance_uS(),
                    elements(node -> node > 0)));
            if (start instanceof InitialCondition.AtVoltage) {
                directions.add(
                        relative("initial voltage", new Target.InitialVoltage(), batch.initialVoltage_mV(), membrane));
            }
            directions.add(relative("gain", new Target.StimulusGain(), batch.stimulusGain(), List.of(lane)));
            directions.add(relative(
                    "clamp", new Target.ClampConductance(), batch.clampConductance_mS_per_cm2(), List.of(lane)));
            return directions;
        }

        /** Where the nodes stand that are there; an end without current is left out of a batch. */
        private List<Integer> elements(IntPredicate nodes) {
            Set<Integer> present = new HashSet<>();
            for (int e : batch.links()) {
                present.add(batch.node(e));
            }
            present.add(0);
            return present.stream()
                    .filter(nodes::test)
                    .sorted()
                    .map(node -> batch.element(node) + lane)
                    .toList();
        }

        private static Direction relative(String name, Target target, Column values, List<Integer> places) {
            return new Direction(
                    name,
                    target,
                    values,
                    places,
                    places.stream().map(values::get).toList());
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
