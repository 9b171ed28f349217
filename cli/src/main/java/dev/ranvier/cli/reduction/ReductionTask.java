package dev.ranvier.cli.reduction;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.judge.ModelJudgement;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.SynapseEntry;
import dev.ranvier.files.model.TimeSettings;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReductionSettings;
import dev.ranvier.reduce.ScaledStimuli;
import dev.ranvier.reduce.Stimuli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be reduced.
 *
 * @param model the full cell's model
 * @param path its file
 * @param full the full cell and how it is run
 * @param stimuli what it is reduced for
 * @param settings how it is reduced
 * @param ghosts how many to choose from, the fewest first
 * @param link what is learned between the soma and its first ghost, if anything
 * @param compared other numbers of ghosts to compare with
 * @param comparesNetwork whether to compare with a soma alone that has a network in the place of its dendrites
 * @param notes what there is to say of model and stimuli
 * @param commandLine how to repeat it
 */
public record ReductionTask(
        ModelFile model,
        Path path,
        Neuron full,
        Stimuli stimuli,
        ReductionSettings settings,
        List<Integer> ghosts,
        Optional<LearnedFlow> link,
        List<Integer> compared,
        boolean comparesNetwork,
        List<String> notes,
        String commandLine) {
    /** The step where a model gives none. */
    private static final double USUAL_DT_ms = 0.025;

    /** Copies the lists. */
    public ReductionTask {
        ghosts = List.copyOf(ghosts);
        compared = List.copyOf(compared);
        notes = List.copyOf(notes);
    }

    /**
     * Of a model, for currents of a file or, without one, for noises scaled to what makes the cell fire. Refuses a cell without branches.
     *
     * @throws dev.ranvier.model.ModelException when there is no file and the cell fires without a current or not at all
     */
    public static ReductionTask of(
            ModelFile model,
            Path path,
            Optional<Path> stimuli,
            ReductionSettings settings,
            List<Integer> ghosts,
            Optional<LearnedFlow> link,
            List<Integer> compared,
            boolean comparesNetwork,
            String commandLine) {
        if (model.membrane().compartments().branchCount() < 2) {
            throw new BadInputException(path + ": a cell of one branch has nothing to be reduced");
        }
        if (model.synapses().stream()
                .anyMatch(entry -> entry instanceof SynapseEntry.Receptors receptors && receptors.isImported())) {
            throw new BadInputException(
                    path + ": what a synapse of type nmodl or formula is worth on a reduced cell is not known;"
                            + " take it out, or give its like as a conductance");
        }
        TimeSettings times = model.times();
        List<String> notes = new ArrayList<>(model.notes());
        double threshold_mV = times.spikeThreshold_mV().orElse(TimeSettings.USUAL_SPIKE_THRESHOLD_mV);
        ModelJudgement.spikeless(model.cell(), threshold_mV).ifPresent(complaint -> {
            throw new BadInputException(path + ": " + complaint);
        });
        Neuron full = new Neuron(
                model.cellWithoutReceptors(),
                times.scheme(),
                times.dt_ms().orElse(USUAL_DT_ms),
                times.start(),
                threshold_mV);
        return new ReductionTask(
                model,
                path,
                full,
                stimuli.<Stimuli>map(file ->
                                StimuliReader.read(file, model.membrane().compartments(), notes))
                        .orElseGet(() -> new ScaledStimuli(full.rheobase_nA(), settings.seed())),
                settings,
                ghosts,
                link,
                compared,
                comparesNetwork,
                notes,
                commandLine);
    }
}
