package dev.ranvier.integrate;

import dev.ranvier.batch.Chunk;
import dev.ranvier.integrate.Edge.End;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.memory.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * {@code dx_i' = sum over j of dx_i'/dx_j dx_j}, in place, for the states of one mechanism in one chunk. A state that goes by itself
 * alone is multiplied by one number; the others, a block, are collected in work columns and copied back.
 */
final class StateEdges {
    private final Edges edges;
    private final Chunk chunk;
    private final Chunk.Placement<?> placement;
    private final IntFunction<End> state;
    private final Span span;

    /** The states stand at {@code state}. */
    StateEdges(Edges edges, Chunk chunk, Chunk.Placement<?> placement, IntFunction<End> state) {
        this.edges = edges;
        this.chunk = chunk;
        this.placement = placement;
        this.state = state;
        this.span = StepCoefficients.span(chunk);
    }

    /** Adds the edges of these states. */
    void add(List<Integer> states) {
        Schema schema = placement.mechanism().schema();
        List<Integer> coupled = states.stream().filter(schema::isCoupled).toList();
        states.stream().filter(k -> !coupled.contains(k)).forEach(this::addAlone);
        coupled.forEach(this::collect);
        coupled.forEach(k -> edges.add(new Edge.Copy(work(k), state.apply(k), span)));
    }

    private void addAlone(int k) {
        End x = state.apply(k);
        edges.add(partial(Partial.nextByState(k, k))
                .<Edge>map(p -> new Edge.Scale(p, x, span))
                .orElseGet(() -> new Edge.Clear(x, span)));
    }

    private void collect(int k) {
        edges.add(new Edge.Clear(work(k), span));
        for (int j = 0; j < placement.mechanism().schema().states().size(); j++) {
            End x = state.apply(j);
            partial(Partial.nextByState(k, j)).ifPresent(p -> edges.add(new Edge.Add(1, p, x, work(k), span)));
        }
    }

    private End work(int k) {
        return d -> Optional.of(d.work(chunk, k));
    }

    private Optional<Column> partial(Partial partial) {
        return column(placement, partial);
    }

    /** The column in which a partial is written, if the mechanism declares it. */
    static Optional<Column> column(Chunk.Placement<?> placement, Partial partial) {
        int index = placement.mechanism().schema().partials().indexOf(partial);
        return index < 0 ? Optional.empty() : Optional.of(placement.sites().partial(index));
    }
}
