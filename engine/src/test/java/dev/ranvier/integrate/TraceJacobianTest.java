package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.ClampWindows;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the Jacobian of a trace against one lanewise sweep, {@code <w, J e_p> = <J^T w, e_p>} for every number p. */
final class TraceJacobianTest {
    private static final double DT_ms = 0.025, DOT_PRODUCT = 1e-12;
    private static final int STEPS = 400, STRIDE = 4, SAMPLES = STEPS / STRIDE + 1;
    private static final long ALL_TOGETHER_bytes = 1L << 30, IN_PARTS_bytes = 1;

    static Stream<Arguments> traces() {
        return Stream.of(
                        Arguments.of(Cells.hybrid(), 0, 0.015, new InitialCondition.AtVoltage()),
                        Arguments.of(TreeCells.hybrid(), 0, 0.3, new InitialCondition.AtVoltage()),
                        Arguments.of(
                                TreeCells.hybrid(),
                                TreeCells.tip(TreeCells.hybrid()),
                                0.3,
                                new InitialCondition.AtRest()),
                        Arguments.of(
                                TreeCells.calcium(),
                                TreeCells.tip(TreeCells.calcium()),
                                0.3,
                                new InitialCondition.AtVoltage()),
                        Arguments.of(TreeCells.buffered(), 0, 0.3, new InitialCondition.AtRest()),
                        Arguments.of(
                                TreeCells.learned(),
                                TreeCells.tip(TreeCells.learned()),
                                0.3,
                                new InitialCondition.AtRest()),
                        Arguments.of(
                                TreeCells.coupled(),
                                TreeCells.tip(TreeCells.coupled()),
                                0.3,
                                new InitialCondition.AtRest()))
                .flatMap(trace -> Stream.of(Scheme.values()).map(scheme -> {
                    List<Object> all = new ArrayList<>(List.of(trace.get()));
                    all.add(scheme);
                    return Arguments.of(all.toArray());
                }));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void jacobian_timesWeights_equalsGradient(
            Cell cell, int node, double amplitude_nA, InitialCondition start, Scheme scheme) {
        double[] w = new Random(1).doubles(SAMPLES, -0.5, 0.5).toArray();
        try (Batch batch = new Batch(cell, 1, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, node, amplitude_nA);
            assertThat(new ForwardSweep(batch, scheme, drive).run(start, STEPS, StepListener.NONE))
                    .isEmpty();
            Set<Target> targets = targets(batch);
            Differentials bars = Differentials.lanewise(batch, drive, targets);
            int observed = batch.element(node);
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(start, STEPS, n -> {
                if (n % STRIDE == 0) {
                    bars.v().set(observed, bars.v().get(observed) + w[n / STRIDE]);
                }
            });
            Map<Target, double[][]> jacobian = jacobian(batch, scheme, drive, node, start, ALL_TOGETHER_bytes);
            for (Target target : targets) {
                double[][] rows = Objects.requireNonNull(jacobian.get(target));
                double[] expected = numbers(bars.rows(target), columns(batch, target), 1, 0);
                for (int p = 0; p < expected.length; p++) {
                    double sum = 0, size = 0;
                    for (int s = 0; s < SAMPLES; s++) {
                        sum += w[s] * rows[s][p];
                        size += Math.abs(w[s] * rows[s][p]);
                    }
                    assertThat(sum).as("%s number %d", target, p).isCloseTo(expected[p], within(DOT_PRODUCT * size));
                }
            }
        }
    }

    /** Samples do not know with which others they are swept. */
    @ParameterizedTest
    @EnumSource
    void jacobian_inParts_isTheSame(Scheme scheme) {
        Cell cell = TreeCells.hybrid();
        int node = TreeCells.tip(cell);
        InitialCondition start = new InitialCondition.AtVoltage();
        try (Batch batch = new Batch(cell, 1, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, node, 0.3);
            new ForwardSweep(batch, scheme, drive).run(start, STEPS, StepListener.NONE);
            Map<Target, double[][]> together = jacobian(batch, scheme, drive, node, start, ALL_TOGETHER_bytes);
            Map<Target, double[][]> inParts = jacobian(batch, scheme, drive, node, start, IN_PARTS_bytes);
            together.forEach((target, rows) -> assertThat(inParts.get(target)).isDeepEqualTo(rows));
        }
    }

    private static Drive drive(Batch batch, int node, double amplitude_nA) {
        SampledSignal command = new SampledSignal(1, new double[] {-70, -60});
        Drive drive = new Drive(
                batch,
                List.of(new Stimulus.Step(1, 8, amplitude_nA)),
                Optional.of(new VoltageClamp(node, command, 0.05)));
        drive.clampDuring(new ClampWindows(2, 1, 0.5));
        return drive;
    }

    /** {@code [sample][number]}. */
    private static Map<Target, double[][]> jacobian(
            Batch batch, Scheme scheme, Drive drive, int node, InitialCondition start, long budget_bytes) {
        Set<Target> targets = targets(batch);
        Map<Target, double[][]> rows = new HashMap<>();
        targets.forEach(target -> rows.put(target, new double[SAMPLES][]));
        TraceJacobian jacobian = new TraceJacobian(
                batch, scheme, drive, targets, new TraceJacobian.Samples(node, STRIDE, SAMPLES), budget_bytes);
        Differentials found = jacobian.derivatives();
        jacobian.run(start, SAMPLES, (from, to) -> {
            for (int s = from; s < to; s++) {
                for (Target target : targets) {
                    Objects.requireNonNull(rows.get(target))[s] =
                            numbers(found.rows(target), columns(batch, target), found.spread(), jacobian.lane(s));
                }
            }
        });
        return rows;
    }

    private static Set<Target> targets(Batch batch) {
        Set<Target> targets = new HashSet<>(HybridGradientTest.targets(batch).keySet());
        targets.addAll(Set.of(new Target.Area(), new Target.AxialConductance()));
        for (int c = 0; c < batch.mechanisms(); c++) {
            if (batch.mechanism(c).schema().shared().count() > 0) {
                targets.add(new Target.Shared(c));
            }
        }
        return targets;
    }

    /** How many elements a row of a target has, and how many rows. */
    private static int[] columns(Batch batch, Target target) {
        return switch (target) {
            case Target.Shared(int c) ->
                new int[] {1, batch.mechanism(c).schema().shared().count()};
            case Target.ChannelParameter(int c, int _) -> new int[] {batch.sites(c), 1};
            case Target.StimulusGain _, Target.ClampConductance _, Target.ElectrodeOffset _ -> new int[] {1, 1};
            default -> new int[] {batch.elements(), 1};
        };
    }

    private static double[] numbers(Block block, int[] columns, int spread, int lane) {
        double[] numbers = new double[columns[0] * columns[1]];
        Column cursor = block.cursor();
        for (int row = 0; row < columns[1]; row++) {
            cursor.moveTo(block.base(row));
            for (int e = 0; e < columns[0]; e++) {
                numbers[row * columns[0] + e] = cursor.get(e * spread + lane);
            }
        }
        return numbers;
    }
}
