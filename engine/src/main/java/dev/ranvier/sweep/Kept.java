package dev.ranvier.sweep;

import dev.ranvier.loss.Feature;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.record.Probe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a point, of each of its simulations.
 *
 * @param spikes whose spikes
 * @param features whose features
 * @param traces which probes' samples
 * @param errors how far the simulations are from recordings
 */
public record Kept(List<Spikes> spikes, List<Features> features, List<Probe> traces, Optional<Errors> errors) {
    /** Copies the lists. */
    public Kept {
        spikes = List.copyOf(spikes);
        features = List.copyOf(features);
        traces = List.copyOf(traces);
    }

    /** The times at which a probe rises through a threshold, found at every step. */
    public record Spikes(Probe probe, double threshold_mV) {}

    /** Features of a voltage. */
    public record Features(Probe probe, StimulusWindow stimulus, List<Feature> features) {
        /** Copies the list. */
        public Features {
            features = List.copyOf(features);
        }
    }

    /**
     * Losses, one a term of an objective, whose recording number r is of simulation r.
     *
     * @param observed what was recorded, one probe a simulation
     * @param objective the losses; samplings are those of the simulations
     * @param gradient whether to keep the objective's derivatives by the {@link SweptModel#parameters}
     */
    public record Errors(List<Probe> observed, Objective objective, boolean gradient) {
        /** Copies the list. */
        public Errors {
            observed = List.copyOf(observed);
        }
    }

    /** The probes to sample of simulation number {@code run}, each once. */
    List<Probe> probes(int run) {
        Set<Probe> probes = new LinkedHashSet<>();
        errors.ifPresent(at -> probes.add(at.observed.get(run))); // first, where the way back looks for it
        features.forEach(at -> probes.add(at.probe));
        probes.addAll(traces);
        return new ArrayList<>(probes);
    }

    /** How many feature values a simulation has. */
    public int featureCount() {
        return features.stream().mapToInt(at -> at.features.size()).sum();
    }

    boolean wantsGradient() {
        return errors.isPresent() && errors.get().gradient;
    }
}
