package dev.ranvier.cli.reduction;

import dev.ranvier.channel.jahrstevens.Nmda;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.SynapseEntry;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.reduce.Neuron;
import dev.ranvier.reduce.ReductionSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be reduced.
 *
 * @param model the full cell's model
 * @param path its file
 * @param full the full cell and how it is run
 * @param settings how it is reduced
 * @param ghosts how many to choose from, the fewest first
 * @param compared other numbers of ghosts to compare with
 * @param commandLine how to repeat it
 */
public record ReductionTask(
        ModelFile model,
        Path path,
        Neuron full,
        ReductionSettings settings,
        List<Integer> ghosts,
        List<Integer> compared,
        String commandLine) {
    /** The step where a model gives none. */
    private static final double USUAL_DT_ms = 0.025;

    /** Copies the lists. */
    public ReductionTask {
        ghosts = List.copyOf(ghosts);
        compared = List.copyOf(compared);
    }

    /** Of a model; refuses a cell without branches. */
    public static ReductionTask of(
            ModelFile model,
            Path path,
            ReductionSettings settings,
            List<Integer> ghosts,
            List<Integer> compared,
            String commandLine) {
        if (model.membrane().compartments().branchCount() < 2) {
            throw new BadInputException(path + ": a cell of one branch has nothing to be reduced");
        }
        if (model.synapses().stream()
                .anyMatch(entry -> entry instanceof SynapseEntry.Receptors receptors
                        && !(receptors.insertion().mechanism() instanceof Nmda))) {
            throw new BadInputException(path + ": what a synapse of type nmodl is worth on a reduced cell is not known;"
                    + " take it out, or give its like as a conductance");
        }
        TimeSettings times = model.times();
        return new ReductionTask(
                model,
                path,
                new Neuron(
                        model.cellWithoutReceptors(),
                        times.scheme(),
                        times.dt_ms().orElse(USUAL_DT_ms),
                        times.start(),
                        times.spikeThreshold_mV().orElse(TimeSettings.USUAL_SPIKE_THRESHOLD_mV)),
                settings,
                ghosts,
                compared,
                commandLine);
    }
}
