package dev.ranvier.sweep;

import dev.ranvier.model.ModelException;
import dev.ranvier.simd.Lanes;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes chunks of a sweep, one after the other, on the thread that made it. */
public final class SweepWorker implements AutoCloseable {
    /** Recorded samples that a batch may hold. */
    private static final long MOST_SAMPLES = 1L << 22;
    /** Of short runs of small cells; more would only fill the cache with traces. */
    private static final int MOST_LANES = 256;

    private final Sweep sweep;
    private @Nullable PointBatch batch;

    /** For a sweep. */
    public SweepWorker(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Points whose simulations are alike, and their places in the chunk. */
    private record Group(Trial base, List<Integer> members) {}

    /** The points of a chunk, in order. */
    public List<PointResult> run(long chunk) {
        List<PointResult> results = new ArrayList<>();
        Map<Integer, Trial> trials = new LinkedHashMap<>();
        SweptModel model = sweep.model();
        int runs = model.simulations();
        for (int k = 0; k < sweep.points(chunk); k++) {
            long index = chunk * sweep.chunkPoints() + k;
            double[] point = sweep.design().at(index);
            PointResult result =
                    new PointResult(index, point, runs, model.parameters().size(), model.kept());
            results.add(result);
            try {
                trials.put(k, model.at(point));
            } catch (ModelException e) {
                result.fail(PointResult.Outcome.REFUSED, String.valueOf(e.getMessage()));
            }
        }
        for (int run = 0; run < runs; run++) {
            for (Group group : groups(trials, run)) {
                run(group, run, trials, results);
            }
        }
        return results;
    }

    private static List<Group> groups(Map<Integer, Trial> trials, int run) {
        List<Group> groups = new ArrayList<>();
        trials.forEach((k, trial) -> {
            for (Group group : groups) {
                if (Likeness.isAlike(group.base, trial, run)) {
                    group.members.add(k);
                    return;
                }
            }
            groups.add(new Group(trial, new ArrayList<>(List.of(k))));
        });
        return groups;
    }

    private void run(Group group, int run, Map<Integer, Trial> trials, List<PointResult> results) {
        int most = lanes(group.base, run);
        for (int from = 0; from < group.members.size(); from += most) {
            List<Integer> members = group.members.subList(from, Math.min(from + most, group.members.size()));
            try {
                run(members, run, trials, results);
            } catch (ModelException _) { // one of them finds no rest, say
                for (int member : members) {
                    try {
                        run(List.of(member), run, trials, results);
                    } catch (ModelException e) {
                        results.get(member).fail(PointResult.Outcome.REFUSED, String.valueOf(e.getMessage()));
                    }
                }
            }
        }
    }

    /** How many such simulations are run together. */
    private static int lanes(Trial trial, int run) {
        Simulation simulation = trial.simulations().get(run);
        int atOnce = Math.min(
                MOST_LANES,
                Simulation.lanesAtOnce(simulation.cell().compartments().count()));
        double samples = simulation.duration_ms()
                / simulation.sampleInterval_ms()
                * Math.max(1, trial.kept().probes(run).size());
        int fitting = (int) Math.max(1, MOST_SAMPLES / samples / Lanes.PADDING) * Lanes.PADDING;
        return Math.min(atOnce, fitting);
    }

    private void run(List<Integer> members, int run, Map<Integer, Trial> trials, List<PointResult> results) {
        List<Trial> running = new ArrayList<>();
        List<PointResult> theirs = new ArrayList<>();
        PointBatch mine = batch(trials.get(members.getFirst()), run, members.size());
        for (int member : members) {
            Trial trial = trials.get(member);
            int refused = mine.refused(trial);
            if (refused >= 0) {
                results.get(member).fail(PointResult.Outcome.REFUSED, refusal(refused, trial, results.get(member)));
            } else {
                running.add(trial);
                theirs.add(results.get(member));
            }
        }
        if (!running.isEmpty()) {
            mine.run(running, theirs);
        }
    }

    /** With the number as the point has it, if it has the parameter's name. */
    private String refusal(int refused, Trial trial, PointResult result) {
        String name = sweep.model().parameters().get(refused).name();
        int place = sweep.design().names().indexOf(name);
        return name + " may not be " + (place < 0 ? trial.numbers()[refused] : result.point()[place]);
    }

    /** Whole cache lines of lanes, so that no lane holds what other points have left there. */
    private PointBatch batch(Trial base, int run, int points) {
        int lanes = lanes(base, run) == 1 ? 1 : Lanes.padded(points);
        PointBatch present = batch;
        if (present != null && present.serves(base, run, lanes)) {
            return present;
        }
        close();
        PointBatch made = new PointBatch(base, run, sweep.model().parameters(), lanes);
        batch = made;
        return made;
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}
