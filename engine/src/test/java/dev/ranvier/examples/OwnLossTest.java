package dev.ranvier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Fit;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Linearisation;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Residuals;
import dev.ranvier.loss.Sampling;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a loss is written, and used in a fit. */
final class OwnLossTest {
    /** The mean voltage of a trace against one that is wanted: a single residual, in mV. */
    record MeanVoltage(Sampling sampling, double wanted_mV) implements Residuals {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public Linearisation at(double[] trace_mV) {
            double mean_mV = mean(trace_mV);
            double[] residual = {mean_mV - wanted_mV};
            return new Linearisation() {
                @Override
                public double[] residuals() {
                    return residual;
                }

                @Override
                public double[] pushForward(double[] tangent) {
                    return new double[] {mean(tangent)};
                }

                @Override
                public void pullBack(double[] residualBar, double[] traceBar) {
                    for (int k = 0; k < traceBar.length; k++) {
                        traceBar[k] += residualBar[0] / traceBar.length;
                    }
                }
            };
        }

        private static double mean(double[] x) {
            double sum = 0;
            for (double value : x) {
                sum += value;
            }
            return sum / x.length;
        }
    }

    @Test
    void leak_isFoundFromAMeanVoltage() {
        Cell cell = new Cell(
                Cell.cylinderArea_um2(10, 1),
                1,
                -70,
                List.of(
                        new Insertion(HodgkinHuxley.potassium()),
                        new Insertion("leak", HodgkinHuxley.leak(), java.util.Map.of())));
        Stimulus stimulus = new Stimulus.Step(5, 20, 0.002);
        double[] v = Simulation.of(cell, stimulus, 30)
                .withProbes(0.1, Probe.voltage())
                .run()
                .voltage_mV(0);
        Experiment experiment =
                new Experiment("soma", List.of(new Injection(0, stimulus)), List.of(), 0, new SampledSignal(0.1, v));
        Parameter leak = new Parameter(
                "leak conductance",
                new Quantity.ChannelParameter("leak", "conductance_mS_per_cm2", Region.everywhere()),
                new Transform.Log(),
                0.5,
                Optional.empty());
        FitProblem problem = FitProblem.ofNumbers(
                cell,
                List.of(experiment),
                Objective.of(new MeanVoltage(new Sampling(0.1, v.length), MeanVoltage.mean(v))),
                List.of(leak),
                Scheme.STAGGERED,
                0.025,
                new InitialCondition.AtVoltage());
        FitResult result = Fit.run(problem, FitSettings.usual(), (start, steps, stage, value, status) -> {});
        assertThat(result.bestStart().values().getFirst()).isCloseTo(0.3, within(1e-3));
    }
}
