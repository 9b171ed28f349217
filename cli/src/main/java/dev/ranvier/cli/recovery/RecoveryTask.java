package dev.ranvier.cli.recovery;

import dev.ranvier.cli.fitting.Observed;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.fit.Recovery;
import dev.ranvier.fit.RecoverySettings;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.parameter.Parameter;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be recovered from what, and how.
 *
 * @param model the model with the unknown channels
 * @param modelName what the model is called in reports
 * @param observed the recordings
 * @param heldOut recordings that nothing is fitted to, for comparing models
 * @param settings how the fit is done
 * @param notes what the person should know about how the input was understood
 * @param commandLine how to repeat it
 */
public record RecoveryTask(
        ModelFile model,
        String modelName,
        List<Observed> observed,
        List<Observed> heldOut,
        RecoverySettings settings,
        List<String> notes,
        String commandLine) {
    /** Copies the lists. */
    public RecoveryTask {
        observed = List.copyOf(observed);
        heldOut = List.copyOf(heldOut);
        notes = List.copyOf(notes);
    }

    /** The fit. */
    Recovery recovery() {
        return new Recovery(
                model.cellToRecover(),
                channels(),
                parameters(),
                observed.stream().map(Observed::experiment).toList(),
                settings);
    }

    /** The channels with gates that are to be recovered. */
    List<ChannelEntry.Learned> unknown() {
        return model.unknownChannels();
    }

    /** Their names. */
    List<String> channels() {
        return unknown().stream().map(ChannelEntry::name).toList();
    }

    /** Their names and those of networks that are learned with them. */
    List<String> learned() {
        return Stream.concat(channels().stream(), model.fit().networks().stream())
                .toList();
    }

    /** The same in a sentence: channel k, or channels na, k. */
    public String channelTitle() {
        return (learned().size() == 1 ? "channel " : "channels ") + String.join(", ", learned());
    }

    /** The numbers that are fitted with them. */
    List<Parameter> parameters() {
        return model.fit().parameters();
    }

    /** The voltages, recorded or commanded. */
    List<SampledSignal> voltages_mV() {
        return observed.stream()
                .flatMap(recording -> recording.voltage_mV().stream())
                .toList();
    }
}
