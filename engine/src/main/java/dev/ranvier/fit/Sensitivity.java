package dev.ranvier.fit;

import dev.ranvier.integrate.InitialCondition;
import dev.ranvier.integrate.Scheme;
import dev.ranvier.loss.Objective;
import dev.ranvier.model.Cell;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How what is observed of experiments depends on what may change. */
final class Sensitivity {
    private Sensitivity() {}

    /** Derivatives of every sample that is looked at of all traces [mV] by the numbers of these blocks at their starts, without a clamp. */
    static List<double[]> columns(
            Cell cell,
            List<Experiment> experiments,
            List<ParameterBlock> blocks,
            Scheme scheme,
            double dt_ms,
            InitialCondition start) {
        FitProblem there = new FitProblem(
                cell,
                experiments,
                inMillivolts(experiments),
                blocks,
                Stages.FREE.stages(),
                scheme,
                dt_ms,
                start,
                Optional.empty());
        double[] theta = there.block().start();
        try (WideJacobian method = new WideJacobian(there)) {
            method.lanes().enter(Stage.free());
            method.runForSteps(List.of(0), List.of(theta));
            return method.at(0, theta).columns();
        }
    }

    /** Every sample that is looked at counts the same, and a residual is in mV. */
    private static Objective inMillivolts(List<Experiment> experiments) {
        return new Objective(IntStream.range(0, experiments.size())
                .mapToObj(e -> experiments.get(e).term(e, experiments.get(e).samples().length))
                .toList());
    }
}
