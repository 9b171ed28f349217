package dev.ranvier.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.examples.PowerExample;
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
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives of everything that can be recorded, of a spiking tree with calcium pools, and of one with
 * currents at places of their own: of {@code sum of w y^2 / 2} over the samples
 * y of one probe, against central differences, and tangents against gradients.
 */
final class RecordedDerivativesTest {
    private static final double DT_ms = RecordedRun.DT_ms, RELATIVE = RecordedRun.RELATIVE, DOT_PRODUCT = 1e-12;
    private static final int STEPS = RecordedRun.STEPS, STRIDE = RecordedRun.STRIDE;

    static Stream<Arguments> runs() {
        Cell cell = TreeCells.calcium();
        Compartments nodes = cell.compartments();
        int soma = 0,
                inDendrite =
                        IntStream.range(1, nodes.count())
                                .filter(nodes::isCompartment)
                                .findFirst()
                                .orElseThrow();
        List<Probe> probes = List.of(
                new Probe.Voltage(inDendrite),
                new Probe.Voltage(RecordedRun.end(nodes)),
                new Probe.Gate(soma, "ca", "q"),
                new Probe.Gate(soma, "pool", "calcium_mM"),
                new Probe.ChannelCurrent(inDendrite, "pospischil-sodium"),
                new Probe.ChannelCurrent(soma, "ca"),
                new Probe.ChannelCurrent(soma, "kca"),
                new Probe.ChannelCurrent(inDendrite, "t"),
                new PowerExample(soma, "kca"),
                new Probe.AxialCurrent(soma),
                new Probe.AxialCurrent(RecordedRun.end(nodes)));
        return Stream.concat(runs(cell, probes), runsOfPlaces());
    }

    /** Of what stands at places of its own, and of what flows beside it. */
    private static Stream<Arguments> runsOfPlaces() {
        Cell cell = PlacedCells.both();
        int linked = cell.compartments().at("b1", 0.3),
                parent = cell.compartments().at("b1", 0.1),
                receptors = cell.compartments().at("b4", 0.5);
        return runs(
                cell,
                List.of(
                        new Probe.PlacedCurrent(linked, "junction"),
                        new Probe.PlacedCurrent(receptors, "nmda"),
                        new Probe.Gate(linked, "junction", "a"),
                        new Probe.Gate(receptors, "slow", "decaying_uS"),
                        new Probe.AxialCurrent(linked),
                        new Probe.AxialCurrent(parent)));
    }

    private static Stream<Arguments> runs(Cell cell, List<Probe> probes) {
        return Stream.of(Scheme.values())
                .map(scheme -> Arguments.of(
                        Named.of("cell", cell),
                        Named.of(probes.size() + " probes", probes),
                        scheme,
                        scheme == Scheme.STAGGERED ? 3 : 1));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void gradientOfARecording_equalsCentralDifferences_andTangents(
            Cell cell, List<Probe> probes, Scheme scheme, int lanes) {
        try (RecordedRun run = new RecordedRun(cell, probes, scheme, lanes, STEPS + 2)) {
            run.compute();
            Checkpoints plan = Checkpoints.everything(run.cell, lanes, run.ends, STEPS);
            List<Differentials> bars = IntStream.range(0, probes.size())
                    .mapToObj(p -> run.gradient(p, plan))
                    .toList();
            double[][] tangents = run.tangents();
            for (int k = 0; k < run.directions.size(); k++) {
                RecordedRun.Direction direction = run.directions.get(k);
                double[] gradients = new double[probes.size()];
                for (int p = 0; p < probes.size(); p++) {
                    double size = 0;
                    for (int j = 0; j < direction.places().size(); j++) {
                        double term = bars.get(p)
                                        .of(direction.target())
                                        .get(direction.places().get(j))
                                * direction.rates().get(j);
                        gradients[p] += term;
                        size += Math.abs(term);
                    }
                    assertThat(tangents[k][p])
                            .as("tangent of %s by %s", probes.get(p), direction.target())
                            .isCloseTo(gradients[p], within(DOT_PRODUCT * Math.max(1, size)));
                }
                run.assertDifferencesAre(direction, gradients);
            }
        }
    }

    /** An injected current and what it does to the potential of an end are proportional to the amplitude. */
    @ParameterizedTest
    @EnumSource
    void derivativesByAmplitude_ofWhatIsInjected_areInProportion(Scheme scheme) {
        int end = RecordedRun.end(TreeCells.calcium().compartments()), amplitude = 2;
        Target target = new Target.StimulusParameters(1);
        try (RecordedRun run =
                new RecordedRun(TreeCells.calcium(), List.of(new Probe.InjectedCurrent(end)), scheme, 2, STEPS + 2)) {
            run.compute();
            Differentials dot = Differentials.lanewise(run.batch, run.drive, Set.of(target));
            dot.rows(target).column(amplitude).set(1, 1);
            RecordedTangents tangents = run.recorded(List.of(dot));
            double[] samples = run.samples[0];
            assertThat(samples[STEPS / STRIDE / 3]).isEqualTo(0.05);
            for (int s = 0; s < samples.length; s++) {
                assertThat(tangents.tangents(0)[0][0][s]).isZero();
                assertThat(tangents.tangents(0)[0][1][s]).isCloseTo(samples[s] / 0.05, within(1e-14));
            }
            Differentials bars = run.gradient(0, Checkpoints.everything(run.cell, 2, run.ends, STEPS), Set.of(target));
            double expected = IntStream.range(0, samples.length)
                    .mapToDouble(s -> run.w[s] * samples[s] * samples[s] / 0.05)
                    .sum();
            assertThat(bars.rows(target).column(amplitude).get(1)).isCloseTo(expected, within(1e-14));
        }
    }

    /** The recorded current of a learned channel depends on its weights directly, and through the voltage. */
    @ParameterizedTest
    @EnumSource
    void derivativesOfALearnedCurrent_byItsWeights_equalCentralDifferences(Scheme scheme) {
        Cell cell = TreeCells.learned();
        int channel = cell.indexOf("bumps"), lane = 1;
        List<Probe> probes = List.of(new Probe.ChannelCurrent(TreeCells.tip(cell), "bumps"));
        Target target = new Target.Shared(channel);
        try (Batch batch = new Batch(cell, lane + 1, DT_ms, STEPS + 2)) {
            Drive drive = new Drive(batch, List.of(new Stimulus.Step(1, 8, 0.3)), Optional.empty());
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            DoubleSupplier sum = () -> {
                Recorder recorder = new Recorder(batch, scheme, drive, probes, 0, STRIDE, STEPS);
                forward.run(STEPS, recorder);
                return Arrays.stream(recorder.trace(forward).values(probes.getFirst(), lane))
                        .sum();
            };
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(target));
            double[][][] ones = new double[1][lane + 1][STEPS / STRIDE + 1];
            Arrays.fill(ones[0][lane], 1);
            Checkpoints plan = Checkpoints.everything(cell, lane + 1, Set.of(), STEPS);
            DifferentiatedRun run =
                    new DifferentiatedRun(batch, scheme, drive, new InitialCondition.AtVoltage(), plan, bars);
            run.forward(n -> {});
            run.reverse(new RecordedCotangents(batch, scheme, drive, probes, 0, STRIDE, bars, ones));
            Column weights = batch.shared(channel);
            for (int k = 0; k < bars.rows(target).rows(); k++) {
                double x = weights.get(k), h = 1e-4, expected = 0;
                for (int j = 0; j < 4; j++) {
                    weights.set(k, x + new double[] {-2, -1, 1, 2}[j] * h);
                    expected += new double[] {1, -8, 8, -1}[j] * sum.getAsDouble() / (12 * h);
                }
                weights.set(k, x);
                double gradient = bars.rows(target).column(k).get(lane);
                assertThat(gradient).as("weight %d", k).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
                Differentials dot = Differentials.lanewise(batch, drive, Set.of(target));
                dot.rows(target).column(k).set(lane, 1);
                RecordedTangents tangents =
                        new RecordedTangents(batch, scheme, drive, probes, 0, STRIDE, STEPS, List.of(dot));
                forward.run(
                        STEPS,
                        new TangentSweep(
                                batch, scheme, drive, new InitialCondition.AtVoltage(), List.of(dot), tangents));
                double[] moved = tangents.tangents(0)[0][lane];
                double size = Arrays.stream(moved).map(Math::abs).sum();
                assertThat(Arrays.stream(moved).sum()).isCloseTo(gradient, within(DOT_PRODUCT * size));
            }
        }
    }

    /** What is seen half a step later belongs to another segment of the way back. */
    @ParameterizedTest
    @MethodSource("runs")
    void gradientOfARecording_underAnyPlan_isTheSame(Cell cell, List<Probe> probes, Scheme scheme, int lanes) {
        Set<Integer> ends = Set.of(RecordedRun.end(cell.compartments()));
        Checkpoints all = Checkpoints.everything(cell, lanes, ends, STEPS),
                few = Checkpoints.within(Batch.rowBytes(cell, lanes, ends) * 60, cell, lanes, ends, STEPS);
        assertThat(few.batchRows()).isLessThan(all.batchRows());
        assertThat(gradients(cell, probes, scheme, lanes, few)).isEqualTo(gradients(cell, probes, scheme, lanes, all));
    }

    private static List<Double> gradients(Cell cell, List<Probe> probes, Scheme scheme, int lanes, Checkpoints plan) {
        try (RecordedRun run = new RecordedRun(cell, probes, scheme, lanes, plan.batchRows())) {
            run.compute();
            List<Double> gradients = new ArrayList<>();
            for (int p = 0; p < probes.size(); p++) {
                Differentials bars = run.gradient(p, plan);
                for (RecordedRun.Direction direction : run.directions) {
                    direction
                            .places()
                            .forEach(place ->
                                    gradients.add(bars.of(direction.target()).get(place)));
                }
            }
            return gradients;
        }
    }
}
