package dev.ranvier.cli.fitting;

import dev.ranvier.fit.FitListener;
import dev.ranvier.optimise.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps how the starts of a fit get on. */
public final class FitHistory implements FitListener {
    private final Map<Integer, List<Moved>> byStart = new TreeMap<>();

    /** Without a step yet. */
    public FitHistory() {}

    /**
     * A step.
     *
     * @param step its number
     * @param stage what the start was at
     * @param value the objective there
     */
    record Moved(int step, String stage, double value) {}

    @Override
    public synchronized void moved(int start, int steps, String stage, double value, Status status) {
        byStart.computeIfAbsent(start, _ -> new ArrayList<>()).add(new Moved(steps, stage, value));
    }

    /** The steps of a start, in order. */
    synchronized List<Moved> of(int start) {
        return List.copyOf(byStart.getOrDefault(start, List.of()));
    }
}
