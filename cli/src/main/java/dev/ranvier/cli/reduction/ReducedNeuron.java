package dev.ranvier.cli.reduction;

import dev.ranvier.files.input.Shown;
import dev.ranvier.files.model.ReducedModel;
import dev.ranvier.fit.FitListener;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReducedCell;
import dev.ranvier.reduce.Reduction;
import dev.ranvier.reduce.Trial;
import dev.ranvier.reduce.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a reduction gave.
 *
 * @param task what was asked
 * @param reduced the reduced cell and its fit
 * @param whereabouts what became of the full cell's compartments
 * @param synapses where the full cell's synapses go
 * @param rivals the reduced cell first, then others to compare it with
 * @param fullSeconds that the full cell took for the trials, on one thread
 * @param trainingSeconds that simulating and fitting took
 */
public record ReducedNeuron(
        ReductionTask task,
        Reduction.Reduced reduced,
        Whereabouts whereabouts,
        List<ReducedModel.Moved> synapses,
        List<Rival> rivals,
        double fullSeconds,
        double trainingSeconds) {
    private static final FitListener SILENT = (_, _, _, _, _) -> {};
    /** As large as it can be without costing more than the ghosts. */
    private static final LearnedFlow NETWORK = new LearnedFlow(LearnedFlow.Form.CURRENT, List.of(8), 4);
    /** In losses. */
    private static final double NEAR = 1.3;

    /** Copies the lists. */
    public ReducedNeuron {
        synapses = List.copyOf(synapses);
        rivals = List.copyOf(rivals);
    }

    /** Reduces. */
    public static ReducedNeuron run(ReductionTask task, FitListener progress) {
        long begin_ns = System.nanoTime();
        Neuron full = task.full();
        Reduction reduction = new Reduction(full, task.stimuli(), task.settings());
        List<Reduction.Reduced> tried = task.ghosts().stream()
                .map(ghosts -> reduction.run(ReducedCell.candidates(full.cell(), ghosts), progress))
                .toList();
        Reduction.Reduced few = fewest(tried);
        Reduction.Reduced fitted = task.link()
                .map(shape -> reduction.linked(few.cell(), shape, progress))
                .orElse(few);
        int ghosts = ghosts(fitted);
        double training = seconds(begin_ns);
        Whereabouts whereabouts = Whereabouts.of(full, full.as(fitted.cell().cell()), task.stimuli());
        MovedSynapses synapses = new MovedSynapses(task.model(), full, fitted.cell(), whereabouts);
        Reduction.Reduced reduced = fitted.with(synapses.cell());

        List<Trial.Question> questions = task.stimuli().unseen(full.dt_ms());
        long full_ns = System.nanoTime();
        List<Trial.Response> expected = Trial.responses(full, questions);
        double fullSeconds = seconds(full_ns);
        List<Rival> rivals = new ArrayList<>();
        rivals.add(rival(
                task.link().isPresent() ? "soma, fitted ghosts and a learned current" : "soma and fitted ghosts",
                reduced.cell(),
                questions,
                full,
                expected));
        rivals.add(rival("the same, not fitted (moments matched)", few.unfitted(), questions, full, expected));
        rivals.add(rival("soma alone, area and capacitance fitted", reduction.soma(SILENT), questions, full, expected));
        if (task.comparesNetwork()) {
            rivals.add(rival(
                    "soma alone, area and capacitance fitted, with "
                            + NETWORK.hidden().getFirst() + " units and " + NETWORK.latents() + " latents",
                    reduction.soma(NETWORK, SILENT),
                    questions,
                    full,
                    expected));
        }
        int pieces = Math.max(1, Math.round((float) ghosts / ReducedCell.stems(full.cell())));
        rivals.add(rival(
                "a cylinder for every dendrite on the soma",
                ReducedCell.ofCylinders(full.cell(), pieces),
                questions,
                full,
                expected));
        rivals.add(rival(
                "the full cell itself, its capacitance 1 % larger",
                task.model().membrane().compartmentCount(), full.withCapacitance(1.01), questions, full, expected));
        Stream.concat(
                        tried.stream().filter(other -> !other.equals(fitted)),
                        task.compared().stream()
                                .map(count -> reduction.run(ReducedCell.candidates(full.cell(), count), SILENT)))
                .forEach(other -> rivals.add(rival(
                        ghosts(other) + (ghosts(other) == 1 ? " fitted ghost" : " fitted ghosts"),
                        other.cell(),
                        questions,
                        full,
                        expected)));
        return new ReducedNeuron(task, reduced, whereabouts, synapses.all(), rivals, fullSeconds, training);
    }

    /** The first, and so the one with the fewest ghosts, that is near the best. */
    private static Reduction.Reduced fewest(List<Reduction.Reduced> tried) {
        double least = tried.stream().mapToDouble(ReducedNeuron::loss).min().orElseThrow();
        return tried.stream()
                .filter(one -> loss(one) <= NEAR * least)
                .findFirst()
                .orElseThrow();
    }

    private static double loss(Reduction.Reduced reduced) {
        return reduced.starts().get(reduced.best()).choice();
    }

    private static int ghosts(Reduction.Reduced reduced) {
        return reduced.cell().ghosts().size() - 1;
    }

    private static Rival rival(
            String name, ReducedCell cell, List<Trial.Question> questions, Neuron full, List<Trial.Response> expected) {
        return rival(name, cell.ghosts().size(), full.as(cell.cell()), questions, full, expected);
    }

    private static Rival rival(
            String name,
            int compartments,
            Neuron neuron,
            List<Trial.Question> questions,
            Neuron full,
            List<Trial.Response> expected) {
        long begin_ns = System.nanoTime();
        List<Trial> trials = Trial.of(questions, full, expected, neuron);
        return new Rival(name, compartments, trials, seconds(begin_ns));
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
                + best.trials().size() + " currents never seen"
                + (Double.isNaN(best.coincidence())
                        ? ""
                        : ", coincidence under noise " + Shown.number(best.coincidence()) + " in the mean");
    }
}
