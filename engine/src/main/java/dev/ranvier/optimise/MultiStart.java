package dev.ranvier.optimise;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several optimisers of one kind, one a start, whose questions are answered together: as lanes of one batch, say. In a round
 * every start that is still running asks once, and those whose questions are dear wait for each other. A start that has ended leaves the
 * others as they were: if answers do not depend on their company, each start gives the bits that it would give alone. Keeps the lowest
 * point of each.
 *
 * @param <Q> what the optimisers ask
 * @param <A> what they are told
 */
public final class MultiStart<Q, A> {
    private static final String KIND = "MultiStart";
    private static final int VERSION = 1;

    private final List<Optimiser<Q, A>> starts;
    private final List<Best> best = new ArrayList<>();
    private final boolean[] stopped;
    private final EarlyStopping stopping;

    /** Answers the questions of several starts. */
    @FunctionalInterface
    public interface Batch<Q, A> {
        /**
         * One answer a question, in the same order.
         *
         * @param starts the numbers of the starts that ask, ascending
         */
        List<A> answer(List<Integer> starts, List<Q> questions);

        /** Whether a question is dear, so that it waits until no start that is running asks another kind. */
        default boolean waits(Q question) {
            return false;
        }
    }

    /** Hears of progress. */
    @FunctionalInterface
    public interface Listener {
        /** A start has taken a step, or ended. */
        void moved(int start, Optimiser<?, ?> optimiser);
    }

    /** For at least one start. */
    public MultiStart(List<? extends Optimiser<Q, A>> starts, EarlyStopping stopping) {
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one start");
        }
        this.starts = List.copyOf(starts);
        this.stopped = new boolean[starts.size()];
        this.stopping = stopping;
        starts.forEach(start -> best.add(new Best(start.point())));
    }

    /** Rounds until every start has ended or taken {@code mostSteps} steps in all. */
    public void run(Batch<Q, A> batch, int mostSteps, Listener listener) {
        boolean asked = true;
        while (asked) {
            asked = round(batch, mostSteps, listener);
        }
    }

    /** One round; whether there was a question. */
    public boolean round(Batch<Q, A> batch, int mostSteps, Listener listener) {
        List<Integer> asking = IntStream.range(0, starts.size())
                .filter(k -> status(k) == Status.RUNNING && starts.get(k).steps() < mostSteps)
                .boxed()
                .toList();
        if (asking.isEmpty()) {
            return false;
        }
        List<Integer> cheap =
                asking.stream().filter(k -> !batch.waits(starts.get(k).ask())).toList();
        List<Integer> now = cheap.isEmpty() ? asking : cheap;
        List<A> answers =
                batch.answer(now, now.stream().map(k -> starts.get(k).ask()).toList());
        if (answers.size() != now.size()) {
            throw new IllegalStateException(now.size() + " questions have had " + answers.size() + " answers");
        }
        for (int n = 0; n < answers.size(); n++) {
            tell(now.get(n), answers.get(n), listener);
        }
        return true;
    }

    private void tell(int k, A answer, Listener listener) {
        Optimiser<Q, A> start = starts.get(k);
        int before = start.steps();
        start.tell(answer);
        best.get(k).note(start);
        if (start.steps() > before) {
            stopped[k] = best.get(k).isStale(start.steps(), stopping);
        }
        if (start.steps() > before || status(k) != Status.RUNNING) {
            listener.moved(k, start);
        }
    }

    /** How far a start is. */
    public Status status(int start) {
        Status own = starts.get(start).status();
        return own == Status.RUNNING && stopped[start] ? Status.STOPPED : own;
    }

    /** Steps that a start has taken. */
    public int steps(int start) {
        return starts.get(start).steps();
    }

    /** The lowest point of a start. */
    public Best best(int start) {
        return best.get(start);
    }

    /** The start with the lowest point, the first of equals. */
    public int bestStart() {
        return IntStream.range(0, starts.size())
                .reduce((a, b) -> best.get(b).value() < best.get(a).value() ? b : a)
                .orElseThrow();
    }

    /** Writes all that is needed to go on with the same bits. */
    public void save(DataOutput out) throws IOException {
        Snapshot.begin(out, KIND, VERSION, starts.size());
        for (int k = 0; k < starts.size(); k++) {
            starts.get(k).save(out);
            best.get(k).save(out);
            out.writeBoolean(stopped[k]);
        }
    }

    /**
     * Becomes what was saved, its starts being of the same kinds and settings.
     *
     * @throws IOException if what was saved is of another kind or number of starts
     */
    public void restore(DataInput in) throws IOException {
        Snapshot.expect(in, KIND, VERSION, starts.size());
        for (int k = 0; k < starts.size(); k++) {
            starts.get(k).restore(in);
            best.get(k).restore(in);
            stopped[k] = in.readBoolean();
        }
    }
}
