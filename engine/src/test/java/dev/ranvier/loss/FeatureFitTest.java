package dev.ranvier.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.optimise.DampedSteps;
import dev.ranvier.optimise.LeastSquares;
import dev.ranvier.optimise.LevenbergMarquardt;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the losses are for: a cell that does not spike at first is led to spike as another does. */
final class FeatureFitTest {
    private static final StimulusWindow STIMULUS = new StimulusWindow(5, 45);
    private static final double TRUE_pA = 15, SILENT_pA = 2, DIFFERENCE_pA = 1e-4;

    @Test
    void features_leadASilentCellToItsCurrent() {
        double[] recorded = voltage_mV(TRUE_pA);
        Sampling sampling = new Sampling(0.1, recorded.length);
        assertThat(Feature.MEAN_FREQUENCY.value(recorded, sampling, STIMULUS)).isPresent();
        assertThat(Feature.MEAN_FREQUENCY.value(voltage_mV(SILENT_pA), sampling, STIMULUS))
                .isEmpty();
        List<FeatureTarget> targets = new ArrayList<>();
        for (Feature feature : List.of(Feature.MEAN_FREQUENCY, Feature.TIME_TO_FIRST_SPIKE, Feature.AHP_DEPTH)) {
            targets.add(new FeatureTarget(
                    feature, feature.value(recorded, sampling, STIMULUS).orElseThrow(), 1));
        }
        Residuals features = new FeatureError(sampling, STIMULUS, targets);
        assertThat(found_pA(features)).isCloseTo(TRUE_pA, within(1e-3));
    }

    @Test
    void spikeTimes_leadASilentCellToItsCurrent() {
        double[] recorded = voltage_mV(TRUE_pA);
        Residuals times =
                new SpikeTimeError(new Sampling(0.025, recorded.length), recorded, new SpikeTolerance(-20, 0.1, 3));
        assertThat(times.count()).isGreaterThan(4);
        assertThat(found_pA(times)).isCloseTo(TRUE_pA, within(1e-3));
    }

    private static double found_pA(Residuals loss) {
        return new LevenbergMarquardt(
                        new double[] {SILENT_pA},
                        LevenbergMarquardt.Damping.CAUTIOUS.from(0.01),
                        LevenbergMarquardt.Stop.at(1e-6))
                .run(squares(loss), 60, cost -> {})[0];
    }

    private static LeastSquares squares(Residuals loss) {
        return new LeastSquares() {
            @Override
            public Optional<double[]> residuals(double[] theta) {
                return Optional.of(loss.at(voltage_mV(theta[0])).residuals());
            }

            @Override
            public DampedSteps steps(double[] theta, double[] residuals) {
                double[] more = voltage_mV(theta[0] + DIFFERENCE_pA), less = voltage_mV(theta[0] - DIFFERENCE_pA);
                double[] tangent = new double[more.length];
                for (int k = 0; k < tangent.length; k++) {
                    tangent[k] = (more[k] - less[k]) / (2 * DIFFERENCE_pA);
                }
                double[] column = loss.at(voltage_mV(theta[0])).pushForward(tangent);
                return DampedSteps.dense(List.of(column), residuals);
            }
        };
    }

    private static double[] voltage_mV(double current_pA) {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.sodium()),
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion(HodgkinHuxley.leak())));
        return Simulation.of(cell, new Stimulus.Step(5, 40, current_pA / 1000), 50)
                .run()
                .voltage_mV(0);
    }
}
