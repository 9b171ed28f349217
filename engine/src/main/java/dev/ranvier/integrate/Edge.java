package dev.ranvier.integrate;

import dev.ranvier.integrate.Products.Span;
import dev.ranvier.integrate.TangentProducts.Still;
import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.mechanism.SharedNumbers.Reading.Whole;
import dev.ranvier.memory.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One linear operation between {@link Differentials}: what it does to tangents, and, transposed, to cotangents. Either way is an
 * operation to be run at every step, or none where what it leads from or to was not asked for.
 */
interface Edge {
    /** What the operation does to a direction. */
    Optional<Runnable> tangent(Differentials dot, TangentProducts products);

    /** What its transpose does to cotangents. */
    Optional<Runnable> cotangent(Differentials bar, Products products);

    /** What the operation does to several directions. */
    default List<Runnable> tangents(List<Differentials> directions, TangentProducts products) {
        return directions.stream()
                .flatMap(dot -> tangent(dot, products).stream())
                .toList();
    }

    /** The column of a differential that an edge leads from or to; none where it was not asked for. */
    @FunctionalInterface
    interface End {
        Optional<Column> in(Differentials differentials);

        /** An operation on this column, if there is one. */
        default Optional<Runnable> with(Differentials d, Function<Column, Runnable> operation) {
            return in(d).map(operation);
        }

        /** An operation on this column and another, if there are both. */
        default Optional<Runnable> with(Differentials d, End other, BiFunction<Column, Column, Runnable> operation) {
            return in(d).flatMap(x -> other.in(d).map(y -> operation.apply(x, y)));
        }
    }

    /** {@code y += sign p x}. */
    record Add(double sign, Column p, End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.add(sign, p, from, to, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.add(sign, p, from, to, span));
        }
    }

    /** {@code y += sign p x}, x beside a target, which stays what it is during a run. */
    record AddTarget(double sign, Column p, End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return still(dot).map(still -> products.addStills(List.of(still)));
        }

        /** What there is to be added to a direction. */
        Optional<Still> still(Differentials dot) {
            return x.in(dot).flatMap(from -> y.in(dot).map(to -> new Still(sign, p, from, to, span)));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.add(sign, p, from, to, span));
        }
    }

    /** {@code x *= p}. */
    record Scale(Column p, End x, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, column -> products.multiply(p, column, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, column -> products.multiply(p, column, span));
        }
    }

    /** {@code y = p x}, whatever y was. */
    record Begin(Column p, End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.assign(p, from, to, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.feed(p, from, to, span));
        }
    }

    /** {@code y += p x, x = 0}: the only thing that comes of x. The transpose of {@link Begin}. */
    record Feed(Column p, End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.feed(p, from, to, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.assign(p, from, to, span));
        }
    }

    /** {@code y = x}, whatever y was. */
    record Copy(End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.copy(from, to, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.collect(from, to, span));
        }
    }

    /** {@code y += x, x = 0}: the transpose of {@link Copy}. */
    record Move(End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.collect(from, to, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.copy(from, to, span));
        }
    }

    /** {@code x = 0}. */
    record Clear(End x, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, column -> products.clear(column, span));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, column -> products.clear(column, span));
        }
    }

    /** {@code y = p y + q x, x = 0}. */
    record Blend(Column p, Column q, End x, End y, Span span) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.blend(p, q, from, to, span));
        }

        /** {@code xBar = q yBar, yBar *= p}. */
        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.part(p, q, from, to, span));
        }
    }

    /** {@code x = A^-1 x}, with the matrix whose diagonal stands in {@code d}, which is modified. */
    record Solve(TreeSolver tree, Column d, End x) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, column -> products.solve(tree, d, column));
        }

        /** {@code xBar = A^-T xBar}. */
        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, column -> products.solveTransposed(tree, d, column));
        }

        /** The first direction eliminates the matrix for all. */
        @Override
        public List<Runnable> tangents(List<Differentials> directions, TangentProducts products) {
            List<Column> columns =
                    directions.stream().flatMap(dot -> x.in(dot).stream()).toList();
            return columns.stream()
                    .<Runnable>map(column -> column == columns.getFirst()
                            ? products.solve(tree, d, column)
                            : () -> tree.solveAgain(d, column))
                    .toList();
        }
    }

    /** {@code y_j += sign x_n}, from the nodes n to the places j of a mechanism; {@code nodes} has the element of each place's node. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Gather(double sign, int[] nodes, End x, End y) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.gather(sign, nodes, from, to));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.scatter(sign, nodes, from, to));
        }
    }

    /** {@code y_n += sign x_j}, from places to nodes: the transpose of {@link Gather}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Scatter(double sign, int[] nodes, End x, End y) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return x.with(dot, y, (from, to) -> products.scatter(sign, nodes, from, to));
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return x.with(bar, y, (to, from) -> products.gather(sign, nodes, from, to));
        }
    }

    /** {@code y_c -= (u_c - u_p) G_c}, and the opposite at the parent p, for axial conductances G. */
    record Axial(TreeSolver tree, Column u, End g, End y) implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return g.with(dot, y, (from, to) -> products.axialTangent(tree, u, from, to));
        }

        /** {@code GBar_c -= (u_c - u_p) (yBar_c - yBar_p)}. */
        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return g.with(bar, y, (to, from) -> products.axial(tree, u, from, to));
        }
    }

    /** {@code y += sign p q}, q what the sites see of the shared numbers {@code x}. */
    record AddShared(double sign, Column p, SharedNumbers.Reading reading, Target.Shared x, End y, Span span)
            implements Edge {
        @Override
        public Optional<Runnable> tangent(Differentials dot, TangentProducts products) {
            return dot.wants(x)
                    ? y.with(dot, to -> switch (reading) {
                        case Whole(int number) ->
                            products.spread(sign, p, dot.rows(x).column(number), to, span);
                        case Between between -> products.gather(sign, p, between, dot.rows(x), to, span);
                    })
                    : Optional.empty();
        }

        @Override
        public Optional<Runnable> cotangent(Differentials bar, Products products) {
            return bar.wants(x)
                    ? y.with(bar, from -> switch (reading) {
                        case Whole(int number) ->
                            products.sum(sign, p, from, bar.rows(x).column(number), span);
                        case Between between -> products.scatter(sign, p, between, from, bar.rows(x), span);
                    })
                    : Optional.empty();
        }
    }
}
