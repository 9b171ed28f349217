package dev.ranvier.fit;

import dev.ranvier.integrate.Scheme;
import dev.ranvier.integrate.Start;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.VoltageError;
import dev.ranvier.model.Cell;
import dev.ranvier.model.SampledSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the voltages of experiments depend on what may change. */
final class Sensitivity {
    private Sensitivity() {}

    /** Derivatives of every sample of all traces [mV] by the numbers of these blocks at their starts, without a clamp. */
    static List<double[]> columns(
            Cell cell,
            List<Experiment> experiments,
            List<ParameterBlock> blocks,
            Scheme scheme,
            double dt_ms,
            Start start) {
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
        try (SampleJacobian method = new SampleJacobian(there)) {
            method.lanes().enter(Stage.free());
            method.runForSteps(List.of(0), List.of(theta));
            return method.at(0, theta).columns();
        }
    }

    /** Every sample counts the same, and a residual is in mV. */
    private static Objective inMillivolts(List<Experiment> experiments) {
        List<Objective.Term> terms = new ArrayList<>();
        for (int e = 0; e < experiments.size(); e++) {
            SampledSignal recorded = experiments.get(e).recorded();
            Sampling sampling = new Sampling(recorded.interval_ms(), recorded.length());
            terms.add(new Objective.Term(e, recorded.length(), new VoltageError(sampling, recorded.values())));
        }
        return new Objective(terms);
    }
}
