package dev.ranvier.sweep;

import dev.ranvier.model.ModelException;
import dev.ranvier.simd.Lanes;
import dev.ranvier.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
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

    /** A point that can run, and its result. */
    private record Member(Trial trial, PointResult result) {}

    /** Points whose simulations are alike. */
    private record Group(Trial base, List<Member> members) {}

    /** The points of a chunk, in order. */
    public List<PointResult> run(long chunk) {
        List<PointResult> results = new ArrayList<>();
        List<Member> running = new ArrayList<>();
        SweptModel model = sweep.model();
        int runs = model.simulations();
        for (int k = 0; k < sweep.points(chunk); k++) {
            long index = chunk * sweep.chunkPoints() + k;
            double[] point = sweep.design().at(index);
            PointResult result =
                    new PointResult(index, point, runs, model.parameters().size(), model.kept());
            results.add(result);
            try {
                running.add(new Member(model.at(point), result));
            } catch (ModelException e) {
                result.fail(PointResult.Outcome.REFUSED, String.valueOf(e.getMessage()));
            }
        }
        for (int run = 0; run < runs; run++) {
            for (Group group : groups(running, run)) {
                run(group, run);
            }
        }
        return results;
    }

    private static List<Group> groups(List<Member> running, int run) {
        List<Group> groups = new ArrayList<>();
        for (Member member : running) {
            group(groups, member.trial, run).members.add(member);
        }
        return groups;
    }

    /** The one that a trial belongs to, a new one if need be. */
    private static Group group(List<Group> groups, Trial trial, int run) {
        for (Group group : groups) {
            if (Likeness.isAlike(group.base, trial, run)) {
                return group;
            }
        }
        Group fresh = new Group(trial, new ArrayList<>());
        groups.add(fresh);
        return fresh;
    }

    private void run(Group group, int run) {
        int most = lanes(group.base, run);
        for (int from = 0; from < group.members.size(); from += most) {
            List<Member> members = group.members.subList(from, Math.min(from + most, group.members.size()));
            try {
                run(members, run);
            } catch (ModelException _) { // one of them finds no rest, say
                for (Member member : members) {
                    try {
                        run(List.of(member), run);
                    } catch (ModelException e) {
                        member.result.fail(PointResult.Outcome.REFUSED, String.valueOf(e.getMessage()));
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
        int fitting = ((int) Math.max(1, MOST_SAMPLES / samples / Lanes.PADDING)) * Lanes.PADDING;
        return Math.min(atOnce, fitting);
    }

    private void run(List<Member> members, int run) {
        List<Trial> trials = new ArrayList<>();
        List<PointResult> results = new ArrayList<>();
        PointBatch mine = batch(members.getFirst().trial, run, members.size());
        for (Member member : members) {
            int refused = mine.refused(member.trial);
            if (refused >= 0) {
                member.result.fail(PointResult.Outcome.REFUSED, refusal(refused, member.trial, member.result));
            } else {
                trials.add(member.trial);
                results.add(member.result);
            }
        }
        if (!trials.isEmpty()) {
            mine.run(trials, results);
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
