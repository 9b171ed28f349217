package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.cli.model.ChannelEntry;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Parameter;
import java.util.List;

/**
 * What is to be recovered from what, and how.
 *
 * @param model the model with the unknown channel
 * @param modelName what the model is called in reports
 * @param observed the recording
 * @param settings how the fit is done
 * @param notes what the person should know about how the input was understood
 * @param commandLine how to repeat it
 */
public record RecoveryTask(
        ModelFile model,
        String modelName,
        Observed observed,
        RecoverySettings settings,
        List<String> notes,
        String commandLine) {
    /** Copies the notes. */
    public RecoveryTask {
        notes = List.copyOf(notes);
    }

    /** The channel to be recovered. */
    public ChannelEntry.Learned unknown() {
        return model.unknownChannel();
    }

    /** The numbers that are fitted with it. */
    List<Parameter> parameters() {
        return model.fit().parameters();
    }

    /** The recorded voltage. */
    SampledSignal voltage_mV() {
        return observed.experiment().recorded();
    }
}
