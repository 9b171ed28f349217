package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Region;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Problems whose recordings a model has made, so that what is to be found is known. */
final class FitProblems {
    private static final String G = "conductance_mS_per_cm2";

    static final FitListener SILENT = (start, steps, stage, value, status) -> {};

    private FitProblems() {}

    static void assertFound(List<Parameter> parameters, FitResult.Started start, double relative) {
        for (int p = 0; p < parameters.size(); p++) {
            double truth = parameters.get(p).start();
            assertThat(start.values().get(p))
                    .as("%s from %s", parameters.get(p).name(), start.first().get(p))
                    .isCloseTo(truth, within(relative * Math.abs(truth)));
        }
    }

    /** Sodium and potassium of soma and dendrites, the dendrites' leak and the resistivity of a tapered tree. */
    static FitProblem regional(double noise_mV) {
        Cell cell = TreeCells.tree();
        List<Parameter> parameters = new ArrayList<>();
        for (String name : List.of("na", "k", "dendritic-na", "dendritic-k")) {
            parameters.add(conductance(cell, name, new Transform.Log()));
        }
        parameters.add(new Parameter(
                "axial resistivity",
                new Quantity.AxialResistivity_ohm_cm(Region.everywhere()),
                new Transform.Log(),
                120,
                Optional.empty()));
        return problem(cell, parameters, new Stimulus.Step(2, 25, 0.3), 30, noise_mV);
    }

    static FitSettings settings(FitSettings.Method method, int starts, int threads) {
        return new FitSettings(method, starts, 0.5, 1, 100, threads, 1L << 29, AdamSettings.USUAL, Optional.empty());
    }

    static Parameter conductance(Cell cell, String channel, Transform transform) {
        Insertion insertion = cell.insertions().get(cell.indexOf(channel));
        int node = 0;
        while (!cell.compartments().isCompartment(node) || !insertion.where().contains(cell.compartments(), node)) {
            node++;
        }
        return new Parameter(
                channel,
                new Quantity.ChannelParameter(channel, G, Region.everywhere()),
                transform,
                insertion.parameter(0, cell.compartments(), node),
                Optional.empty());
    }

    static FitProblem problem(
            Cell cell, List<Parameter> parameters, Stimulus stimulus, double duration_ms, double noise_mV) {
        return problem(cell, parameters, experiment(cell, stimulus, duration_ms, noise_mV));
    }

    static FitProblem problem(Cell cell, List<Parameter> parameters, Experiment experiment) {
        SampledSignal recorded = experiment.recorded();
        double[] trace = recorded.values();
        Objective objective = Objective.of(new VoltageError(new Sampling(recorded.interval_ms(), trace.length), trace));
        return FitProblem.ofNumbers(
                cell,
                List.of(experiment),
                objective,
                parameters,
                Scheme.STAGGERED,
                0.025,
                new InitialCondition.AtVoltage());
    }

    static Experiment experiment(Cell cell, Stimulus stimulus, double duration_ms, double noise_mV) {
        return experiment(cell, stimulus, duration_ms, noise_mV, 1);
    }

    /** With a sample every {@code stride} steps. */
    static Experiment experiment(Cell cell, Stimulus stimulus, double duration_ms, double noise_mV, int stride) {
        double[] steps = Simulation.of(cell, stimulus, duration_ms).run().voltage_mV(0);
        double[] trace = new double[(steps.length - 1) / stride + 1];
        Random random = new Random(4);
        for (int k = 0; k < trace.length; k++) {
            trace[k] = steps[k * stride] + noise_mV * random.nextGaussian();
        }
        return new Experiment(
                "soma", List.of(new Injection(0, stimulus)), List.of(), 0, new SampledSignal(0.025 * stride, trace));
    }
}
