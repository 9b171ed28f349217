package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients through the tree solve: of a weighted squared voltage at the soma and at a tip, by parameters anywhere. */
final class TreeGradientTest {
    private static final double DT_ms = 0.025, RELATIVE = 1e-6;
    private static final int STEPS = 400;

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void gradient_ofSpikingTree_equalsCentralDifferences(Scheme scheme, int lanes) {
        Cell cell = TreeCells.tree();
        int tip = cell.compartments().at("b5", 0.5), lane = lanes - 1;
        double[] w =
                new Random(2).doubles(STEPS + 1).map(x -> (x - 0.5) / STEPS).toArray();
        Target sodium = new Target.ChannelParameter(cell.indexOf("dendritic-na"), 0);
        Target reversal = new Target.ChannelParameter(cell.indexOf("k"), 1);
        Target leak = new Target.ChannelParameter(cell.indexOf("pas"), 0);
        Set<Target> targets = Set.of(
                sodium,
                reversal,
                leak,
                new Target.Capacitance(),
                new Target.InitialVoltage(),
                new Target.StimulusGain(),
                new Target.ClampConductance());
        try (Batch batch = new Batch(cell, lanes, DT_ms, STEPS + 2)) {
            Drive drive = new Drive(
                    batch,
                    List.of(
                            new Injection(0, new Stimulus.Step(1, 20, 0.3)),
                            new Injection(cell.compartments().at("b5", 0.9), new Stimulus.Step(3, 4, 0.1))),
                    List.of(),
                    Optional.of(new VoltageClamp(tip, new SampledSignal(1, new double[] {-65, -60}), 0.05)));
            ForwardSweep forward = new ForwardSweep(batch, scheme, drive);
            assertThat(forward.run(STEPS, StepListener.NONE)).isEmpty();
            Cotangents bars = Cotangents.lanewise(batch, targets);
            int[] seen = {batch.element(0) + lane, batch.element(tip) + lane};
            ReverseSweep.lanewise(batch, scheme, drive, bars).run(STEPS, n -> {
                for (int e : seen) {
                    bars.v().set(e, bars.v().get(e) + w[n] * batch.voltageAt(n).get(e));
                }
            });
            java.util.function.DoubleSupplier loss = () -> {
                forward.run(STEPS, StepListener.NONE);
                double sum = 0;
                for (int n = 0; n <= STEPS; n++) {
                    for (int e : seen) {
                        sum += w[n] * Math.pow(batch.voltageAt(n).get(e), 2) / 2;
                    }
                }
                return sum;
            };
            int near = batch.element(cell.compartments().at("b1", 0.5)) + lane;
            check(bars.of(new Target.Capacitance()).get(near), batch.capacitance_uF_per_cm2(), near, loss);
            check(bars.of(new Target.InitialVoltage()).get(near), batch.initialVoltage_mV(), near, loss);
            check(bars.of(new Target.StimulusGain()).get(lane), batch.stimulusGain(), lane, loss);
            check(bars.of(new Target.ClampConductance()).get(lane), batch.clampConductance_mS_per_cm2(), lane, loss);
            for (Target target : List.of(sodium, reversal, leak)) {
                Target.ChannelParameter parameter = (Target.ChannelParameter) target;
                int node = target.equals(reversal) ? 0 : cell.compartments().at("b6", 0.9);
                int site = batch.site(parameter.channel(), node) + lane;
                Column column = batch.parameter(parameter.channel(), parameter.parameter());
                check(bars.of(target).get(site), column, site, loss);
            }
        }
    }

    /** Central differences of fourth order; a loss of order one rounds at 1e-15, which the step makes 1e-10. */
    private static void check(double actual, Column column, int at, java.util.function.DoubleSupplier loss) {
        double x = column.get(at), h = 1e-4 * Math.max(0.1, Math.abs(x));
        double[] values = new double[4];
        for (int k = 0; k < 4; k++) {
            column.set(at, x + new double[] {-2, -1, 1, 2}[k] * h);
            values[k] = loss.getAsDouble();
        }
        column.set(at, x);
        double expected = (8 * (values[2] - values[1]) - (values[3] - values[0])) / (12 * h);
        assertThat(actual).isCloseTo(expected, within(RELATIVE * Math.abs(expected) + 1e-9));
    }
}
