package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of a spiking cell with a tabulated channel by everything but the table. */
final class HybridGradientTest {
    private static final double DT_ms = 0.025;
    private static final int STEPS = 1200;
    /**
     * The table's slope jumps at its nodes, so no difference quotient is exact: one too wide meets kinks, one too narrow
     * rounds. The best of these widths must agree.
     */
    private static final double[] WIDTHS = {1e-5, 3e-6, 1e-6, 3e-7, 1e-7, 3e-8, 1e-8};

    private static final double RELATIVE = 1e-6;

    @ParameterizedTest
    @EnumSource
    void gradient_ofSpikingHybridCell_equalsCentralDifferences(Scheme scheme) {
        double[] w = new Random(1).doubles(STEPS + 1, -0.5 / STEPS, 0.5 / STEPS).toArray();
        // To -60.3 and not to -60 mV: no voltage of the run is so near to a node of the table that differences straddle
        // it.
        SampledSignal command = new SampledSignal(1, new double[] {-70, -60.3});
        try (Batch batch = new Batch(Cells.hybrid(), 1, DT_ms, STEPS + 2)) {
            Drive drive = new Drive(
                    batch, List.of(new Stimulus.Step(2, 25, 0.015)), Optional.of(new VoltageClamp(command, 0.05)));
            // At -70 mV, a node of the table, the derivative by the initial voltage does not exist.
            batch.initialVoltage_mV().fill(0, batch.elements(), -70.2);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            Map<Target, Column> targets = targets(batch);
            forward.run(STEPS, StepListener.NONE);
            Differentials bars = Differentials.lanewise(batch, drive, targets.keySet());
            ReverseSweep.lanewise(batch, scheme, drive, bars)
                    .run(
                            STEPS,
                            n -> bars.v()
                                    .set(
                                            0,
                                            bars.v().get(0)
                                                    + w[n]
                                                            * batch.rows()
                                                                    .voltageAt(n)
                                                                    .get(0)));
            targets.forEach((target, column) -> {
                double gradient = bars.of(target).get(0), best = Double.POSITIVE_INFINITY;
                for (double width : WIDTHS) {
                    double quotient = quotient(batch, forward, column, width, w);
                    best = Math.min(best, Math.abs(gradient / quotient - 1));
                }
                assertThat(best).as("%s by %s", scheme, target).isCloseTo(0, within(RELATIVE));
            });
        }
    }

    /** A change of the table moves the trace as the gradient by the table says, lane by lane. */
    @ParameterizedTest
    @EnumSource
    void tangent_byTable_equalsGradient(Scheme scheme) {
        Random random = new Random(2);
        try (Batch batch = new Batch(Cells.hybrid(), 3, DT_ms, STEPS + 2)) {
            Drive drive = new Drive(batch, List.of(new Stimulus.Step(2, 25, 0.015)), Optional.empty());
            Target tables = new Target.Shared(batch.cell().indexOf("tabulated"));
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            Differentials dot = Differentials.lanewise(batch, drive, Set.of(tables));
            Column direction = dot.rows(tables).cursor();
            for (int row = 0; row < dot.rows(tables).rows(); row++) {
                direction.moveTo(dot.rows(tables).base(row));
                for (int lane = 0; lane < 3; lane++) {
                    direction.set(lane, 1e-3 * random.nextGaussian());
                }
            }
            double[] moved = new double[3];
            forward.run(
                    STEPS, new TangentSweep(batch, scheme, drive, new InitialCondition.AtVoltage(), List.of(dot), n -> {
                        for (int lane = 0; lane < 3; lane++) {
                            moved[lane] += dot.v().get(lane) / STEPS;
                        }
                    }));
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(tables));
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(STEPS, n -> {
                for (int lane = 0; lane < 3; lane++) {
                    bars.v().set(lane, bars.v().get(lane) + 1.0 / STEPS);
                }
            });
            Column bar = bars.rows(tables).cursor();
            for (int lane = 0; lane < 3; lane++) {
                double sum = 0, size = 0;
                for (int row = 0; row < bars.rows(tables).rows(); row++) {
                    bar.moveTo(bars.rows(tables).base(row));
                    direction.moveTo(dot.rows(tables).base(row));
                    sum += bar.get(lane) * direction.get(lane);
                    size += Math.abs(bar.get(lane) * direction.get(lane));
                }
                assertThat(size).isPositive();
                assertThat(moved[lane]).as("lane %d", lane).isCloseTo(sum, within(1e-12 * size));
            }
        }
    }

    private static double quotient(Batch batch, ForwardSweep forward, Column column, double width, double[] w) {
        double x = column.get(0), h = width * Math.max(1e-1, Math.abs(x));
        double[] loss = new double[4];
        for (int k = 0; k < 4; k++) {
            column.set(0, x + new double[] {-2, -1, 1, 2}[k] * h);
            forward.run(STEPS, StepListener.NONE);
            for (int n = 0; n <= STEPS; n++) {
                double v = batch.rows().voltageAt(n).get(0);
                loss[k] += w[n] * v * v / 2;
            }
        }
        column.set(0, x);
        return (8 * (loss[2] - loss[1]) - (loss[3] - loss[0])) / (12 * h);
    }

    /** Every scalar by which a run of the batch can be differentiated, and where its values stand. */
    static Map<Target, Column> targets(Batch batch) {
        Map<Target, Column> targets = new LinkedHashMap<>();
        targets.put(new Target.Capacitance(), batch.capacitance_uF_per_cm2());
        targets.put(new Target.InitialVoltage(), batch.initialVoltage_mV());
        targets.put(new Target.StimulusGain(), batch.stimulusGain());
        targets.put(new Target.ClampConductance(), batch.clampConductance_mS_per_cm2());
        List<Insertion> insertions = batch.cell().insertions();
        for (int c = 0; c < insertions.size(); c++) {
            for (int p = 0;
                    p < insertions.get(c).mechanism().schema().parameters().size();
                    p++) {
                targets.put(new Target.ChannelParameter(c, p), batch.parameter(c, p));
            }
        }
        return targets;
    }
}
