package dev.ranvier.cli.reduction;

import dev.ranvier.reduce.Agreement;
import dev.ranvier.reduce.Trial;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A way to reduce a cell, and how well it does.
 *
 * @param name what reports call it
 * @param compartments of the reduced cell
 * @param trials under currents that no fit has seen
 * @param seconds that these runs took, on one thread
 */
public record Rival(String name, int compartments, List<Trial> trials, double seconds) {
    /** Copies the list. */
    public Rival {
        trials = List.copyOf(trials);
    }

    /** On how many trials the number of spikes is right. */
    long counted() {
        return trials.stream()
                .map(Trial::agreement)
                .filter(Agreement::isCounted)
                .count();
    }

    /** The largest error of the trials whose names begin with {@code kind}. */
    double worst(String kind, ToDoubleFunction<Agreement> error) {
        return of(kind).stream().mapToDouble(error).max().orElse(Double.NaN);
    }

    /** The mean coincidence over the noises. */
    double coincidence() {
        return of("noise").stream()
                .mapToDouble(Agreement::coincidence)
                .average()
                .orElse(Double.NaN);
    }

    /** The least coincidence over the noises. */
    double leastCoincidence() {
        return of("noise").stream().mapToDouble(Agreement::coincidence).min().orElse(Double.NaN);
    }

    private List<Agreement> of(String kind) {
        return trials.stream()
                .filter(trial -> trial.name().startsWith(kind))
                .map(Trial::agreement)
                .toList();
    }
}
