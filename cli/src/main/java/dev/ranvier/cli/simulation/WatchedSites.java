package dev.ranvier.cli.simulation;

import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ProbeEntry;
import dev.ranvier.files.model.Site;
import dev.ranvier.files.model.StimulusEntry;
import dev.ranvier.files.model.SynapseEntry;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a person will want to see the voltage: at the middle of the root, where the model records it, where something is done
 * to the cell, and in the compartment farthest from the root.
 */
final class WatchedSites {
    private WatchedSites() {}

    /** Each node once, in that order. */
    static List<Site> of(ModelFile model) {
        Compartments compartments = model.membrane().compartments();
        List<Site> sites = new ArrayList<>(List.of(Site.root(compartments)));
        model.probes().stream()
                .filter(entry -> entry.probe() instanceof Probe.Voltage)
                .map(ProbeEntry::site)
                .forEach(sites::add);
        model.stimuli().stream().map(StimulusEntry::site).forEach(sites::add);
        model.synapses().stream().map(SynapseEntry::site).forEach(sites::add);
        model.clamp().ifPresent(clamp -> sites.add(clamp.site()));
        if (compartments.hasGeometry()) {
            addUnlessItsBranchIsThere(sites, farthest(compartments), compartments);
        }
        Map<Integer, Site> byNode = new LinkedHashMap<>();
        sites.forEach(site -> byNode.putIfAbsent(site.node(), site));
        return List.copyOf(byNode.values());
    }

    private static void addUnlessItsBranchIsThere(List<Site> sites, int node, Compartments compartments) {
        int branch = compartments.branch(node);
        if (sites.stream().noneMatch(site -> compartments.branch(site.node()) == branch)) {
            sites.add(Site.of(compartments, node));
        }
    }

    private static int farthest(Compartments compartments) {
        int farthest = 0;
        for (int node = 0; node < compartments.count(); node++) {
            if (compartments.isCompartment(node)
                    && compartments.pathDistance_um(node) > compartments.pathDistance_um(farthest)) {
                farthest = node;
            }
        }
        return farthest;
    }
}
