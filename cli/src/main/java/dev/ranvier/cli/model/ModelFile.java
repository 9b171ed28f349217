package dev.ranvier.cli.model;

import dev.ranvier.cli.input.BadInputException;
import dev.ranvier.cli.input.Place;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.record.Probe;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model file says.
 *
 * @param area_um2 membrane area
 * @param capacitance_uF_per_cm2 membrane capacitance
 * @param initialVoltage_mV voltage at t = 0
 * @param channels the channels
 * @param stimuli the injected currents, which add up
 * @param clamp a voltage clamp, if any
 * @param times the section {@code simulation}
 * @param probes what to record beside the voltage
 * @param channelsPlace where the channels are described
 * @param notes what the person should know about how the file was understood
 */
public record ModelFile(
        double area_um2,
        double capacitance_uF_per_cm2,
        double initialVoltage_mV,
        List<ChannelEntry> channels,
        List<StimulusEntry> stimuli,
        Optional<VoltageClamp> clamp,
        TimeSettings times,
        List<Probe> probes,
        Place channelsPlace,
        List<String> notes) {
    /** Copies the lists. */
    public ModelFile {
        channels = List.copyOf(channels);
        stimuli = List.copyOf(stimuli);
        probes = List.copyOf(probes);
        notes = List.copyOf(notes);
    }

    /** The cell; refuses a model with a channel that is yet to be learned. */
    public Cell cell() {
        for (ChannelEntry.Learned channel : learned()) {
            if (!channel.isKnown()) {
                throw new BadInputException(
                        channel.place(),
                        "channel '" + channel.name() + "' is yet to be learned: its gates have no network. Run"
                                + " 'ranvier recover' with this model and a recording first, then"
                                + " simulate the model.yaml that it writes");
            }
        }
        return cellToRecover();
    }

    /** The cell; where a gate has no network, its curves mean nothing. */
    public Cell cellToRecover() {
        List<Insertion> insertions = channels.stream()
                .map(entry -> switch (entry) {
                    case ChannelEntry.Mechanism mechanism -> mechanism.insertion();
                    case ChannelEntry.Learned learned -> learned.insertion();
                })
                .toList();
        return new Cell(area_um2, capacitance_uF_per_cm2, initialVoltage_mV, insertions);
    }

    /** All injected currents together. */
    public Stimulus stimulus() {
        return new Stimulus.Sum(stimuli.stream().map(StimulusEntry::stimulus).toList());
    }

    /** The channels of type {@code learned}. */
    public List<ChannelEntry.Learned> learned() {
        return channels.stream()
                .filter(ChannelEntry.Learned.class::isInstance)
                .map(ChannelEntry.Learned.class::cast)
                .toList();
    }

    /** The one channel to be learned; refuses models with none or several. */
    public ChannelEntry.Learned unknownChannel() {
        List<ChannelEntry.Learned> learned = learned();
        if (learned.isEmpty()) {
            throw new BadInputException(
                    channelsPlace,
                    "no channel has the type 'learned', so there is nothing to recover. Give the channel whose"
                            + " kinetics are unknown 'type: learned' and its gates (see 'ranvier recover --help')");
        }
        if (learned.size() > 1) {
            String names = learned.stream().map(ChannelEntry::name).collect(Collectors.joining(", "));
            throw new BadInputException(
                    learned.get(1).place(),
                    "several channels have the type 'learned' (" + names + "); one can be recovered at a time");
        }
        return learned.getFirst();
    }

    /** The same with another description of the learned channel of that name. */
    public ModelFile withLearned(ChannelEntry.Learned replacement) {
        List<ChannelEntry> replaced = channels.stream()
                .map(entry -> entry.name().equals(replacement.name()) ? replacement : entry)
                .toList();
        return new ModelFile(
                area_um2,
                capacitance_uF_per_cm2,
                initialVoltage_mV,
                replaced,
                stimuli,
                clamp,
                times,
                probes,
                channelsPlace,
                notes);
    }

    /** The same with other injected currents and times. */
    public ModelFile driven(List<StimulusEntry> stimuli, TimeSettings times) {
        return new ModelFile(
                area_um2,
                capacitance_uF_per_cm2,
                initialVoltage_mV,
                channels,
                stimuli,
                clamp,
                times,
                probes,
                channelsPlace,
                notes);
    }
}
