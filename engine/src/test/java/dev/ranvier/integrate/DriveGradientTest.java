package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives by the numbers that describe stimuli and synapses, edges inside of steps included. */
final class DriveGradientTest {
    private static final double DT_ms = 0.025, RELATIVE = 1e-6;
    private static final int STEPS = 400, LANES = 2;
    private static final double[] W =
            new Random(3).doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();

    static Stream<Arguments> stimuli() {
        List<Arguments> cases = List.of(
                stimulus("step", x -> new Stimulus.Step(x[0], x[1], x[2]), 1.013, 6.007, 0.015),
                stimulus("ramp", x -> new Stimulus.Ramp(x[0], x[1], x[2], x[3]), 1.013, 6.007, 0.012, 0.021),
                stimulus(
                        "samples",
                        x -> new Stimulus.Sampled(new SampledSignal(2.01, x)),
                        0.01,
                        0.02,
                        0.015,
                        0.01,
                        0.001),
                stimulus(
                        "sum",
                        x -> new Stimulus.Sum(
                                List.of(new Stimulus.Step(x[0], x[1], x[2]), new Stimulus.Step(x[3], x[4], x[5]))),
                        1.013,
                        3.007,
                        0.018,
                        5.33,
                        2.004,
                        0.01));
        return cases.stream()
                .flatMap(arguments -> Stream.of(Scheme.values())
                        .map(scheme -> Arguments.of(
                                arguments.get()[0],
                                arguments.get()[1],
                                arguments.get()[2],
                                scheme)));
    }

    private static Arguments stimulus(String name, Function<double[], Stimulus> of, double... numbers) {
        return Arguments.of(name, of, numbers);
    }

    @ParameterizedTest(name = "{0}, {3}")
    @MethodSource("stimuli")
    void gradient_byStimulus_equalsCentralDifferences(
            String name, Function<double[], Stimulus> of, double[] numbers, Scheme scheme) {
        check(
                numbers,
                x -> List.of(new Injection(0, List.of(Stimulus.none(), of.apply(x)))),
                _ -> List.of(),
                new Target.StimulusParameters(0),
                scheme);
    }

    @ParameterizedTest
    @EnumSource
    void gradient_bySynapticWeights_equalsCentralDifferences(Scheme scheme) {
        check(
                new double[] {2e-4, 3e-4, 1e-4},
                _ -> List.of(new Injection(0, new Stimulus.Step(0, 20, 0.01))),
                x -> List.of(new Synapse(
                        0,
                        -10,
                        List.of(new Conductance.Events(
                                List.of(
                                        new Conductance.Event(1.01, x[0]),
                                        new Conductance.Event(3, x[1]),
                                        new Conductance.Event(5.37, x[2])),
                                0.4,
                                1.5)))),
                new Target.SynapseParameters(0),
                scheme);
    }

    @ParameterizedTest
    @EnumSource
    void gradient_bySampledConductance_equalsCentralDifferences(Scheme scheme) {
        check(
                new double[] {1e-5, 1e-4, 2e-4, 0.5e-4},
                _ -> List.of(new Injection(0, new Stimulus.Step(0, 20, 0.01))),
                x -> List.of(new Synapse(0, -10, List.of(new Conductance.Sampled(new SampledSignal(1.77, x))))),
                new Target.SynapseParameters(0),
                scheme);
    }

    private static void check(
            double[] numbers,
            Function<double[], List<Injection>> injections,
            Function<double[], List<Synapse>> synapses,
            Target target,
            Scheme scheme) {
        int lane = LANES - 1;
        try (Batch batch = new Batch(Cells.published(), LANES, DT_ms, STEPS + 2)) {
            Drive drive = new Drive(batch, injections.apply(numbers), synapses.apply(numbers), Optional.empty());
            new ForwardSweep(batch, scheme, drive).run(STEPS, StepListener.NONE);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(target));
            ReverseSweep.lanewise(batch, scheme, drive, bars)
                    .run(
                            STEPS,
                            n -> bars.v()
                                    .set(
                                            lane,
                                            bars.v().get(lane)
                                                    + W[n]
                                                            * batch.rows()
                                                                    .voltageAt(n)
                                                                    .get(lane)));
            double tangent = tangent(batch, drive, scheme, target, numbers.length, lane), sum = 0, size = 0;
            for (int p = 0; p < numbers.length; p++) {
                double gradient = bars.rows(target).column(p).get(lane);
                double[] near = new double[4];
                double h = 1e-4 * Math.abs(numbers[p]);
                for (int k = 0; k < 4; k++) {
                    double[] moved = numbers.clone();
                    moved[p] += new double[] {-2, -1, 1, 2}[k] * h;
                    near[k] = loss(batch, scheme, injections.apply(moved), synapses.apply(moved), lane);
                }
                double expected = (8 * (near[2] - near[1]) - (near[3] - near[0])) / (12 * h);
                assertThat(gradient)
                        .as("number %d", p)
                        .isCloseTo(expected, within(RELATIVE * (Math.abs(expected) + 1)));
                sum += (p + 1) * gradient;
                size += (p + 1) * Math.abs(gradient);
            }
            assertThat(tangent).isCloseTo(sum, within(1e-12 * size));
        }
    }

    /** In the direction (1, 2, 3, ...). */
    private static double tangent(Batch batch, Drive drive, Scheme scheme, Target target, int count, int lane) {
        Differentials dot = Differentials.lanewise(batch, drive, Set.of(target));
        IntStream.range(0, count).forEach(p -> dot.rows(target).column(p).set(lane, p + 1));
        double[] sum = {0};
        TangentSweep sweep = new TangentSweep(
                batch,
                scheme,
                drive,
                new InitialCondition.AtVoltage(),
                List.of(dot),
                n -> sum[0] +=
                        W[n] * batch.rows().voltageAt(n).get(lane) * dot.v().get(lane));
        new ForwardSweep(batch, scheme, drive).run(STEPS, sweep);
        return sum[0];
    }

    private static double loss(
            Batch batch, Scheme scheme, List<Injection> injections, List<Synapse> synapses, int lane) {
        Drive drive = new Drive(batch, injections, synapses, Optional.empty());
        new ForwardSweep(batch, scheme, drive).run(STEPS, StepListener.NONE);
        double sum = 0;
        for (int n = 0; n <= STEPS; n++) {
            Column v = batch.rows().voltageAt(n);
            sum += W[n] * v.get(lane) * v.get(lane) / 2;
        }
        return sum;
    }
}
