package dev.ranvier.cli.reduction;

import dev.ranvier.cli.model.ReducedModel;
import dev.ranvier.cli.output.Shown;
import dev.ranvier.fit.FitListener;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.reduce.Reduction;
import dev.ranvier.reduce.Stimuli;
import dev.ranvier.reduce.Trial;
import dev.ranvier.reduce.Whereabouts;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reduction gave.
 *
 * @param task what was asked
 * @param stimuli scaled to the cell
 * @param reduced the reduced cell and its fit
 * @param whereabouts what became of the full cell's compartments
 * @param synapses where the full cell's synapses go
 * @param rivals the reduced cell first, then others to compare it with
 * @param fullSeconds that the full cell took for the trials, on one thread
 * @param trainingSeconds that simulating and fitting took
 */
public record ReducedNeuron(
        ReductionTask task,
        Stimuli stimuli,
        Reduction.Reduced reduced,
        Whereabouts whereabouts,
        List<ReducedModel.Moved> synapses,
        List<Rival> rivals,
        double fullSeconds,
        double trainingSeconds) {
    private static final FitListener SILENT = (_, _, _, _, _) -> {};

    /** Copies the lists. */
    public ReducedNeuron {
        synapses = List.copyOf(synapses);
        rivals = List.copyOf(rivals);
    }

    /** Reduces. */
    public static ReducedNeuron run(ReductionTask task, FitListener progress) {
        long begin_ns = System.nanoTime();
        Neuron full = task.full();
        Reduction reduction = new Reduction(full, task.settings());
        ReducedCell start = reduction.start();
        Reduction.Reduced reduced = reduction.run(start, progress);
        double training = seconds(begin_ns);

        List<Trial.Question> questions = Trial.unseen(reduction.stimuli(), full.dt_ms());
        long full_ns = System.nanoTime();
        List<Trial.Response> expected = Trial.responses(full, questions);
        double fullSeconds = seconds(full_ns);
        List<Rival> rivals = new ArrayList<>();
        rivals.add(rival("soma and fitted ghosts", reduced.cell(), questions, full, expected));
        rivals.add(rival("the same, not fitted (moments matched)", start, questions, full, expected));
        rivals.add(rival("soma alone, area and capacitance fitted", reduction.soma(SILENT), questions, full, expected));
        int pieces = Math.max(1, Math.round((float) task.settings().ghosts() / ReducedCell.stems(full.cell())));
        rivals.add(rival(
                "a cylinder for every dendrite on the soma",
                ReducedCell.ofCylinders(full.cell(), pieces),
                questions,
                full,
                expected));
        for (int ghosts : task.compared()) {
            ReducedCell other =
                    reduction.run(ReducedCell.of(full.cell(), ghosts), SILENT).cell();
            rivals.add(rival(
                    ghosts + (ghosts == 1 ? " fitted ghost" : " fitted ghosts"), other, questions, full, expected));
        }
        Neuron fitted = full.as(reduced.cell().cell());
        Whereabouts whereabouts = Whereabouts.of(full, fitted, reduction.stimuli());
        return new ReducedNeuron(
                task,
                reduction.stimuli(),
                reduced,
                whereabouts,
                new MovedSynapses(task.model(), full, fitted, whereabouts).all(),
                rivals,
                fullSeconds,
                training);
    }

    private static Rival rival(
            String name, ReducedCell cell, List<Trial.Question> questions, Neuron full, List<Trial.Response> expected) {
        long begin_ns = System.nanoTime();
        List<Trial> trials = Trial.of(questions, full, expected, full.as(cell.cell()));
        return new Rival(name, cell.ghosts().size(), trials, seconds(begin_ns));
    }

    private static double seconds(long since_ns) {
        return (System.nanoTime() - since_ns) * 1e-9;
    }

    /** The reduced cell's trials. */
    Rival best() {
        return rivals.getFirst();
    }

    /** The result in one line. */
    public String verdict() {
        Rival best = best();
        return task.model().membrane().compartmentCount() + " compartments reduced to " + best.compartments()
                + ": the number of spikes is right under " + best.counted() + " of "
                + best.trials().size() + " currents never seen, coincidence under noise "
                + Shown.number(best.coincidence()) + " in the mean";
    }
}
