package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reverse sweep over a run with several spikes, loss = sum of w_n v_n^2 / 2 with random w. */
final class GradientTest {
    private static final double DT_ms = 0.025;
    private static final int STEPS = 1200;
    /** What the issue asks for; measured 1e-8 and better, 5e-6 only where the derivative is a small difference of terms. */
    private static final double RELATIVE = 1e-6;

    @ParameterizedTest
    @EnumSource
    void gradient_ofSpikingHodgkinHuxley_equalsCentralDifferences(Scheme scheme) {
        compareWithDifferences(Cells.published(), 0.015, scheme);
    }

    @ParameterizedTest
    @EnumSource
    void gradient_ofRatesInTables_equalsCentralDifferences(Scheme scheme) {
        compareWithDifferences(Cells.withTables(Cells.published()), 0.015, scheme);
    }

    @ParameterizedTest
    @EnumSource
    void gradient_ofSpikingPospischil_equalsCentralDifferences(Scheme scheme) {
        compareWithDifferences(Cells.pospischil(), 1.5, scheme);
    }

    private static void compareWithDifferences(Cell cell, double amplitude_nA, Scheme scheme) {
        double[] w = weights();
        try (Batch batch = new Batch(cell, 1, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, amplitude_nA);
            batch.electrodeOffset_mV().set(0, 5);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            assertThat(forward.run(STEPS, StepListener.NONE)).isEmpty();
            Set<Target> targets = scalarTargets(cell);
            Differentials bars = Differentials.lanewise(batch, drive, targets);
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
            double scale = 0;
            for (Target target : targets) {
                scale = Math.max(
                        scale,
                        Math.abs(bars.of(target).get(0) * column(batch, target).get(0)));
            }
            for (Target target : targets) {
                Column column = column(batch, target);
                double expected = differences(column, () -> {
                    forward.run(STEPS, StepListener.NONE);
                    return loss(batch, w);
                });
                // A clamp of 0.05 mS/cm2 acts through tiny currents: its loss difference rounds at 1e-12 of the loss.
                double floor = 1e-6 * scale / Math.max(1e-2, Math.abs(column.get(0)));
                assertThat(bars.of(target).get(0))
                        .as("%s by %s", scheme, target)
                        .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + RELATIVE * floor));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tableGradient_ofHybridCell_equalsCentralDifferences(Scheme scheme) {
        double[] w = weights();
        try (Batch batch = new Batch(Cells.hybrid(), 1, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, 0.015);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            forward.run(STEPS, StepListener.NONE);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(new Target.Shared(1)));
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
            Column values = batch.shared(1);
            for (int node : new int[] {82, 95, 120, 150, 200, 240}) {
                for (int table = 0; table < 4; table++) {
                    int row = node * 4 + table;
                    double x = values.get(row), h = 1e-8;
                    double[] losses = new double[2];
                    for (int side = 0; side < 2; side++) {
                        values.set(row, x + (2 * side - 1) * h);
                        forward.run(STEPS, StepListener.NONE);
                        losses[side] = loss(batch, w);
                    }
                    values.set(row, x);
                    // The steps that cross a kink of the table between the two runs, at this h hardly any, and
                    // rounding.
                    double expected = (losses[1] - losses[0]) / (2 * h);
                    assertThat(bars.rows(new Target.Shared(1)).column(row).get(0))
                            .as("%s node %d table %d", scheme, node, table)
                            .isCloseTo(expected, within(2e-5 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    /** A loss of a gate's values, which is what a recorded gate is made of. */
    @ParameterizedTest
    @EnumSource
    void gradientOfAGate_equalsCentralDifferences(Scheme scheme) {
        double[] w = weights();
        try (Batch batch = new Batch(Cells.published(), 3, DT_ms, STEPS + 2)) {
            Drive drive = drive(batch, 0.015);
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            forward.run(STEPS, StepListener.NONE);
            Set<Target> targets = Set.of(
                    new Target.ChannelParameter(0, 0), new Target.ChannelParameter(1, 0), new Target.InitialVoltage());
            Differentials bars = Differentials.lanewise(batch, drive, targets);
            Column gateBar = bars.state(1, 0), gate = batch.rows().stateCursor();
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(STEPS, n -> gateBar.set(0, gateBar.get(0) + w[n]));
            for (Target target : targets) {
                double expected = differences(column(batch, target), () -> {
                    forward.run(STEPS, StepListener.NONE);
                    double sum = 0;
                    for (int n = 0; n <= STEPS; n++) {
                        gate.moveTo(batch.rows().stateBase(n, 1, 0));
                        sum += w[n] * gate.get(0);
                    }
                    return sum;
                });
                assertThat(bars.of(target).get(0))
                        .as("%s by %s", scheme, target)
                        .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + 1e-10));
            }
        }
    }

    @Test
    void gradient_inAnyLane_isTheSame() {
        double[] w = weights();
        double[] first = new double[2];
        for (int lanes : new int[] {1, 13}) {
            try (Batch batch = new Batch(Cells.published(), lanes, DT_ms, STEPS + 2)) {
                Drive drive = drive(batch, 0.015);
                new ForwardSweep(batch, Scheme.STAGGERED, drive).run(STEPS, StepListener.NONE);
                Target target = new Target.ChannelParameter(1, 0);
                Differentials bars = Differentials.lanewise(batch, drive, Set.of(target));
                ReverseSweep.lanewise(batch, Scheme.STAGGERED, drive, bars)
                        .run(STEPS, n -> bars.v().set(lanes - 1, bars.v().get(lanes - 1) + w[n]));
                first[lanes == 1 ? 0 : 1] = bars.of(target).get(lanes - 1);
            }
        }
        assertThat(first[1]).isEqualTo(first[0]);
    }

    private static double[] weights() {
        Random random = new Random(1);
        return random.doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();
    }

    private static double loss(Batch batch, double[] w) {
        double loss = 0;
        for (int n = 0; n <= STEPS; n++) {
            double v = batch.rows().voltageAt(n).get(0);
            loss += w[n] * v * v / 2;
        }
        return loss;
    }

    private static Drive drive(Batch batch, double amplitude_nA) {
        SampledSignal command = new SampledSignal(1, new double[] {-70, -60});
        return new Drive(
                batch, List.of(new Stimulus.Step(2, 25, amplitude_nA)), Optional.of(new VoltageClamp(command, 0.05)));
    }

    private static Set<Target> scalarTargets(Cell cell) {
        Set<Target> targets = new LinkedHashSet<>(List.of(
                new Target.Capacitance(),
                new Target.InitialVoltage(),
                new Target.StimulusGain(),
                new Target.ClampConductance(),
                new Target.ElectrodeOffset()));
        for (int c = 0; c < cell.insertions().size(); c++) {
            int parameters =
                    cell.insertions().get(c).mechanism().schema().parameters().size();
            for (int p = 0; p < parameters; p++) {
                targets.add(new Target.ChannelParameter(c, p));
            }
        }
        return targets;
    }

    private static Column column(Batch batch, Target target) {
        return switch (target) {
            case Target.Capacitance() -> batch.capacitance_uF_per_cm2();
            case Target.InitialVoltage() -> batch.initialVoltage_mV();
            case Target.StimulusGain() -> batch.stimulusGain();
            case Target.ClampConductance() -> batch.clampConductance_mS_per_cm2();
            case Target.ElectrodeOffset() -> batch.electrodeOffset_mV();
            case Target.ChannelParameter(int c, int p) -> batch.parameter(c, p);
            case Target.Area _,
                    Target.AxialConductance _,
                    Target.Shared _,
                    Target.StimulusParameters _,
                    Target.SynapseParameters _,
                    Target.EventWeights _ -> throw new IllegalArgumentException("no single number: " + target);
        };
    }

    private static double differences(Column column, java.util.function.DoubleSupplier loss) {
        double x = column.get(0), h = 1e-5 * Math.max(1e-1, Math.abs(x));
        double[] values = new double[4];
        for (int k = 0; k < 4; k++) {
            column.set(0, x + new double[] {-2, -1, 1, 2}[k] * h);
            values[k] = loss.getAsDouble();
        }
        column.set(0, x);
        return (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
    }
}
