package dev.ranvier.cli.recovery;

import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.LearnedGate;
import dev.ranvier.learned.LearnedCurves;
import java.util.ArrayList;
import java.util.List;

/**
 * A gate with the curves that were found for it.
 *
 * @param channel its channel
 * @param gate the gate
 * @param title what tables and figures call it: its name, and before it the channel's if there are several
 */
record FoundGate(String channel, LearnedGate gate, String title) {
    /** The gates of channels with these curves, one a gate, channel by channel. */
    static List<FoundGate> of(List<ChannelEntry.Learned> channels, List<LearnedCurves> curves) {
        List<FoundGate> found = new ArrayList<>();
        for (ChannelEntry.Learned channel : channels) {
            List<LearnedCurves> own =
                    curves.subList(found.size(), found.size() + channel.gates().size());
            for (LearnedGate gate : channel.gatesWith(own)) {
                String title = channels.size() == 1 ? gate.name() : channel.name() + "." + gate.name();
                found.add(new FoundGate(channel.name(), gate, title));
            }
        }
        return found;
    }

    /** The gates of channels whose curves are known. */
    static List<FoundGate> known(List<ChannelEntry.Learned> channels) {
        return of(
                channels,
                channels.stream()
                        .flatMap(channel -> channel.gates().stream())
                        .map(gate -> gate.curves().orElseThrow())
                        .toList());
    }

    /** Its name in the cell. */
    String fullName() {
        return channel + "." + gate.name();
    }
}
