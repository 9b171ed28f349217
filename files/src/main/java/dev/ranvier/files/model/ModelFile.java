package dev.ranvier.files.model;

import dev.ranvier.embed.Rig;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import dev.ranvier.formula.RateTables;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Synapse;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a model file says.
 *
 * @param membrane the cell without its channels
 * @param channels the channels
 * @param stimuli the injected currents, which add up
 * @param synapses the synapses
 * @param electrode what an electrode adds to recordings and to the cell
 * @param clamp a voltage clamp, if any
 * @param times the section {@code simulation}
 * @param probes what to record beside the voltage
 * @param channelsPlace where the channels are described
 * @param fit what a fit may change, and what it is to minimise
 * @param notes what the person should know about how the file was understood
 */
public record ModelFile(
        CellEntry membrane,
        List<ChannelEntry> channels,
        List<StimulusEntry> stimuli,
        List<SynapseEntry> synapses,
        ElectrodeEntry electrode,
        Optional<ClampEntry> clamp,
        TimeSettings times,
        List<ProbeEntry> probes,
        Place channelsPlace,
        FitSection fit,
        List<String> notes) {
    /** Copies the lists. */
    public ModelFile {
        channels = List.copyOf(channels);
        stimuli = List.copyOf(stimuli);
        synapses = List.copyOf(synapses);
        probes = List.copyOf(probes);
        notes = List.copyOf(notes);
    }

    /** The cell; refuses a model with a channel that is yet to be learned. */
    public Cell cell() {
        fit.marks().forEach(mark -> {
            if (mark.writing() instanceof FitMark.Writing.Network(String channel, LearnedFlow _)) {
                throw new BadInputException(
                        mark.place(),
                        "channel '" + channel + "' is yet to be learned: it has no network. Run 'ranvier fit' with this"
                                + " model and a recording first, then simulate the model.yaml that it writes");
            }
        });
        return cellToFit();
    }

    /** The cell with weights of networks from where a fit begins; refuses a model with a gate that is yet to be learned. */
    public Cell cellToFit() {
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
        return membrane.with(Stream.concat(insertions(), receptors().map(SynapseEntry.Receptors::insertion))
                .toList());
    }

    /** The cell with its channels and pools, without the receptors of synapses. */
    public Cell cellWithoutReceptors() {
        cell();
        return membrane.with(insertions().toList());
    }

    private Stream<Insertion> insertions() {
        return channels.stream()
                .map(entry -> times.hasTables()
                        ? entry.insertion().tabulated(fit.parametersOf(entry.name()))
                        : entry.insertion());
    }

    /** The channels whose curves people have written. */
    public List<Insertion> written() {
        return channels.stream()
                .filter(entry -> !(entry instanceof ChannelEntry.Learned))
                .map(ChannelEntry::insertion)
                .toList();
    }

    /** Whether a run can change a channel's parameter: no tables are made of it. */
    boolean hasParameter(String channel, String parameter) {
        return insertions()
                .anyMatch(insertion -> insertion.name().equals(channel)
                        && insertion.mechanism().schema().parameterIndex(parameter) >= 0);
    }

    /** The same with notes on what is read from tables and what is not, in a line for each channel. */
    ModelFile tellingOfTables() {
        if (!times.hasTables()) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        insertions().flatMap(ModelFile::tables).forEach(more::add);
        return new ModelFile(
                membrane, channels, stimuli, synapses, electrode, clamp, times, probes, channelsPlace, fit, more);
    }

    private static Stream<String> tables(Insertion insertion) {
        Schema schema = insertion.mechanism().schema();
        List<String> parts = new ArrayList<>();
        if (schema.shared() instanceof RateTables tables) {
            tables.errors()
                    .forEach((state, error) ->
                            parts.add(String.format(Locale.ROOT, "%s from tables, within %.0e", state, error)));
            tables.exact().forEach((state, reason) -> parts.add(state + " exact, since it " + reason));
        } else if (!schema.states().isEmpty()) {
            parts.add("not from tables of formulas");
        }
        return parts.isEmpty()
                ? Stream.empty()
                : Stream.of("rates of " + insertion.name() + ": " + String.join("; ", parts));
    }

    /** The injected currents: what the electrode always injects, and the stimuli in the order of the file. */
    public List<Injection> injections() {
        return injections(stimuli.stream().map(StimulusEntry::injection).toList());
    }

    /** The same with others in the place of the stimuli. */
    public List<Injection> injections(List<Injection> instead) {
        return Stream.concat(electrode.holding().stream(), instead.stream()).toList();
    }

    /** The synapses that are conductances, in the order of the file. */
    public List<Synapse> conductances() {
        return synapses.stream()
                .filter(SynapseEntry.Conducting.class::isInstance)
                .map(entry -> ((SynapseEntry.Conducting) entry).synapse())
                .toList();
    }

    /** The events at the others, in the order of the file. */
    public List<Arrivals> arrivals() {
        return receptors().flatMap(entry -> entry.arrivals().stream()).toList();
    }

    /** Whether there are synapses with a mechanism of their own. */
    public boolean hasReceptors() {
        return receptors().findAny().isPresent();
    }

    private Stream<SynapseEntry.Receptors> receptors() {
        return synapses.stream()
                .filter(SynapseEntry.Receptors.class::isInstance)
                .map(SynapseEntry.Receptors.class::cast);
    }

    /** The channels with gates that are networks. */
    public List<ChannelEntry.Learned> learned() {
        return channels.stream()
                .filter(ChannelEntry.Learned.class::isInstance)
                .map(ChannelEntry.Learned.class::cast)
                .toList();
    }

    /**
     * The channels to be learned: those that lack a network, or all that are learned where none does; refuses models
     * with none.
     */
    public List<ChannelEntry.Learned> unknownChannels() {
        List<ChannelEntry.Learned> learned = learned();
        if (learned.isEmpty() && fit.networks().isEmpty()) {
            throw new BadInputException(
                    channelsPlace,
                    "no channel has the type 'learned', 'learned-conductance' or 'learned-current', and none gates:"
                            + " {h: learned}, so there is nothing to recover."
                            + " Give the channel whose kinetics are unknown 'type: learned' and its gates, or name"
                            + " the unknown gates of another type (see 'ranvier recover --help')");
        }
        List<ChannelEntry.Learned> open =
                learned.stream().filter(channel -> !channel.isKnown()).toList();
        return open.isEmpty() && fit.networks().isEmpty() ? learned : open;
    }

    /** What {@code name} names, written as in the list {@code record}; {@code wrong} makes a complaint. */
    public ProbeEntry probe(String name, Function<String, BadInputException> wrong) {
        return new ProbeReader(
                        membrane.compartments(), new SiteReader(membrane.compartments()), channels, synapses, clamp)
                .entry(name, wrong);
    }

    /** A run of it, with all that the file does to its cell; refuses a model with a channel that is yet to be learned. */
    public Simulation simulation(double dt_ms, double duration_ms, double sampleInterval_ms, List<Probe> recorded) {
        return new Simulation(
                cell(),
                injections(),
                conductances(),
                arrivals(),
                clamp.map(entry -> entry.driving(electrode.offset_mV())),
                times.start(),
                times.scheme(),
                dt_ms,
                duration_ms,
                sampleInterval_ms,
                recorded);
    }

    /** It with all that its file does to it, and nothing yet that a host does; how long to run is the host's business. */
    public Rig rig() {
        double dt_ms = times.step().dt_ms();
        return Rig.of(simulation(
                dt_ms,
                dt_ms,
                dt_ms,
                Stream.concat(
                                Stream.of(Probe.voltage()),
                                probes.stream().map(ProbeEntry::probe).flatMap(probe -> atATime(probe).stream()))
                        .distinct()
                        .toList()));
    }

    /** What a probe sees at one time: of what electrodes inject that of the step that follows, and nothing where one of them is a clamp. */
    public Optional<Probe> atATime(Probe probe) {
        if (!(probe instanceof Probe.ElectrodeCurrent(int node))) {
            return Optional.of(probe);
        }
        return clamp.filter(there -> there.site().node() == node).isPresent()
                ? Optional.empty()
                : Optional.of(new Probe.InjectedCurrent(node));
    }

    /** The same with other injected currents and times. */
    public ModelFile driven(List<StimulusEntry> stimuli, TimeSettings times) {
        return new ModelFile(
                membrane, channels, stimuli, synapses, electrode, clamp, times, probes, channelsPlace, fit, notes);
    }
}
