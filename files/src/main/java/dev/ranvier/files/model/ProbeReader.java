package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.formula.NearestName;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Insertion;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Reads the list {@code record}: {@code v}, {@code i} (injected, by a clamp too), {@code axial}, {@code clamp}, {@code k.n}, {@code
 * k.current}, alone for the middle of the root or the place of receptors or of the clamp, or with a place as in {@code
 * k.n@apical[0](0.5)}.
 */
final class ProbeReader {
    private static final char AT = '@';
    private static final String CLAMP = "clamp";

    private final Compartments compartments;
    private final SiteReader sites;
    private final Map<String, IntFunction<Probe>> known = new LinkedHashMap<>();
    /** By the name of a probe of receptors or of the clamp, where they are. */
    private final Map<String, Site> placeOf = new LinkedHashMap<>();
    /** By the name of a probe, the channel it needs. */
    private final Map<String, Insertion> channelOf = new LinkedHashMap<>();

    /** On a cell with these channels and receptors, and perhaps a clamp. */
    ProbeReader(
            Compartments compartments,
            SiteReader sites,
            List<ChannelEntry> channels,
            List<SynapseEntry> synapses,
            Optional<ClampEntry> clamp) {
        this.compartments = compartments;
        this.sites = sites;
        known.put("v", Probe.Voltage::new);
        known.put("i", Probe.ElectrodeCurrent::new);
        known.put("axial", Probe.AxialCurrent::new);
        clamp.ifPresent(there -> {
            known.put(CLAMP, Probe.ClampCurrent::new);
            placeOf.put(CLAMP, there.site());
        });
        for (ChannelEntry entry : channels) {
            Insertion insertion = entry.insertion();
            String channel = entry.name();
            for (Field gate : insertion.mechanism().schema().states()) {
                add(insertion, channel + "." + gate.name(), node -> new Probe.Gate(node, channel, gate.name()));
            }
            add(insertion, channel + ".current", node -> new Probe.ChannelCurrent(node, channel));
        }
        for (SynapseEntry entry : synapses) {
            if (entry instanceof SynapseEntry.Receptors receptors) {
                addReceptors(receptors);
            }
        }
    }

    private void addReceptors(SynapseEntry.Receptors receptors) {
        String name = receptors.insertion().name();
        for (Field state : receptors.insertion().mechanism().schema().states()) {
            String probe = name + "." + state.name();
            add(receptors.insertion(), probe, node -> new Probe.Gate(node, name, state.name()));
            placeOf.put(probe, receptors.site());
        }
        add(receptors.insertion(), name + ".current", node -> new Probe.PlacedCurrent(node, name));
        placeOf.put(name + ".current", receptors.site());
    }

    private void add(Insertion insertion, String name, IntFunction<Probe> probe) {
        known.put(name, probe);
        channelOf.put(name, insertion);
    }

    /** The list, each quantity once. */
    List<ProbeEntry> read(YamlValue list) {
        return list.list().stream().map(this::entry).distinct().toList();
    }

    private ProbeEntry entry(YamlValue value) {
        return entry(value.text(), value::wrong);
    }

    /** The quantity that {@code text} names; {@code wrong} makes a complaint. */
    ProbeEntry entry(String text, Function<String, BadInputException> wrong) {
        int at = text.indexOf(AT);
        String name = at < 0 ? text : text.substring(0, at).strip();
        IntFunction<Probe> probe = known.get(name);
        if (probe == null) {
            throw wrong.apply("cannot be recorded: '" + name + "'; " + NearestName.hint(name, known.keySet()));
        }
        Site site = at < 0 ? placeOf.getOrDefault(name, sites.root()) : sites.read(text.substring(at + 1), wrong);
        if (name.equals(CLAMP)
                && site.node() != placeOf.getOrDefault(name, site).node()) {
            throw wrong.apply("the clamp is not at " + site.title() + ": leave the place out");
        }
        Insertion channel = channelOf.get(name);
        if (channel != null) {
            sites.requireMembrane(site, wrong);
            if (!channel.where().contains(compartments, site.node())) {
                throw wrong.apply("channel " + channel.name() + " is not at " + site.title()
                        + ": choose a place in its region, as in " + name + AT + "branch(0.5)");
            }
        }
        Probe there = probe.apply(site.node());
        String where = at < 0 ? "" : AT + site.title();
        return new ProbeEntry(there, site, name + where, there.title() + where);
    }
}
