package dev.ranvier.fit;

import dev.ranvier.fit.Identifiability.Change;
import dev.ranvier.fit.Identifiability.Determined;
import dev.ranvier.fit.Identifiability.Part;
import dev.ranvier.fit.Identifiability.TradeOff;
import dev.ranvier.fit.Identifiability.Way;
import dev.ranvier.linalg.Blas;
import dev.ranvier.linalg.DenseOperations;
import dev.ranvier.linalg.Matrix;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds {@link Identifiability} from the Gauss-Newton matrix. A way d of changing one part of a model, a curve or a number, has the
 * information {@code d^T A d} if nothing else moves, {@code A = J^T J / s^2}; if all others that are fitted follow it as well as they
 * can, within what is expected of them (their precision P), {@code d^T A d - c^T H^-1 c} is left, {@code c = A d} of the others and
 * {@code H = A + P} of them. Where that is little, the others move by {@code -H^-1 c}, and each takes away its part of {@code c^T H^-1 c}.
 */
final class TradeOffs {
    /** What is less certain than this trades off if it is not, by itself: 10 % of a factor, 3 mV. */
    private static final double FACTOR = Math.log(1.1), MILLIVOLTS = 3, BY_ITSELF = 3;
    /** A follower that takes away less of the information is not named, nor are more than so many. */
    private static final double NAMED = 0.2;

    private static final int MOST_NAMED = 2;
    /** The steepest change of logit x_inf by ln x_inf, of a gate that is nearly open. */
    private static final double STEEPEST = 20;

    private final List<GateSplines> splines;
    private final List<Parameter> known;
    private final double[] theta;
    private final double[][] information;
    private final double[][] precision;
    private final List<Block> blocks = new ArrayList<>();

    /** A part that is fitted as a whole: a curve of a gate, a number, or a network. */
    private record Block(Part part, int from, int to) {
        int size() {
            return to - from;
        }
    }

    /** A direction in which a block, or a number that is not fitted, may change. */
    private static final class Direction {
        final Part part;
        final int from;
        final double[] by;

        Direction(Part part, int from, double[] by) {
            this.part = part;
            this.from = from;
            this.by = by;
        }
    }

    /**
     * At theta.
     *
     * @param splines the gates whose curves are fitted
     * @param fitted the numbers that are, their columns after those of the curves
     * @param known others, their columns after these
     * @param information A, of all columns
     * @param precision P, of the curves and the fitted numbers
     */
    TradeOffs(
            List<GateSplines> splines,
            List<Parameter> fitted,
            List<Parameter> known,
            double[] theta,
            double[][] information,
            double[][] precision) {
        this.splines = splines;
        this.known = known;
        this.theta = theta;
        this.information = information;
        this.precision = precision;
        int from = 0;
        for (int gate = 0; gate < splines.size(); gate++) {
            int half = splines.get(gate).size() / 2;
            blocks.add(new Block(new Part.Curve(gate, Way.SCALE), from, from + half));
            blocks.add(new Block(new Part.Curve(gate, Way.TAU), from + half, from + 2 * half));
            from += 2 * half;
        }
        for (Parameter parameter : fitted) {
            Part part = parameter.quantity() instanceof Quantity.NetworkWeight weight
                    ? new Part.Network(weight.channel())
                    : new Part.ModelNumber(parameter);
            int first = blocks.isEmpty() || !blocks.getLast().part.equals(part) ? from : blocks.removeLast().from;
            blocks.add(new Block(part, first, ++from));
        }
    }

    Identifiability identifiability() {
        List<TradeOff> tradeOffs = new ArrayList<>();
        Set<Set<Object>> said = new HashSet<>();
        for (Direction direction : directions()) {
            tradeOff(direction).ifPresent(found -> {
                if (said.add(Set.of(
                        owner(direction.part),
                        owner(found.followers().getFirst().part())))) {
                    tradeOffs.add(found);
                }
            });
        }
        return new Identifiability(determined(), tradeOffs);
    }

    /** What a part belongs to: two trade off once. */
    private static Object owner(Part part) {
        return switch (part) {
            case Part.ModelNumber number -> number;
            case Part.Network network -> network;
            case Part.Curve(int gate, Way way) -> List.of(gate, way == Way.TAU);
        };
    }

    /** Numbers first: they are what people know. */
    private List<Direction> directions() {
        List<Direction> directions = new ArrayList<>();
        int from = blocks.stream().mapToInt(Block::to).max().orElse(0);
        for (int k = 0; k < known.size(); k++) {
            directions.add(new Direction(new Part.ModelNumber(known.get(k)), from + k, inItsUnit(known.get(k))));
        }
        for (Block block : blocks) {
            if (block.part instanceof Part.ModelNumber(Parameter parameter)) {
                directions.add(new Direction(block.part, block.from, inItsUnit(parameter)));
            }
        }
        for (Block block : blocks) {
            switch (block.part) {
                case Part.Curve(int _, Way way)
                when way == Way.TAU -> directions.add(new Direction(block.part, block.from, filled(block.size())));
                case Part.Curve(int gate, Way _) -> {
                    directions.add(new Direction(block.part, block.from, scaling(block)));
                    directions.add(new Direction(new Part.Curve(gate, Way.SHIFT), block.from, shifting(gate, block)));
                }
                case Part.ModelNumber _, Part.Network _ -> {}
            }
        }
        return directions;
    }

    private static double[] filled(int size) {
        return IntStream.range(0, size).mapToDouble(_ -> 1).toArray();
    }

    /** One of ln of a number, or 1 mV. */
    private static double[] inItsUnit(Parameter parameter) {
        Transform transform = parameter.transform();
        double slope = transform.slope(transform.theta(parameter.start()));
        return new double[] {isFactor(parameter) ? parameter.start() / slope : 1 / slope};
    }

    private static boolean isFactor(Parameter parameter) {
        return !(parameter.transform() instanceof Transform.Linear) && parameter.start() > 0;
    }

    /** {@code d logit x = d ln x / (1 - x)}. */
    private double[] scaling(Block block) {
        return IntStream.range(block.from, block.to)
                .mapToDouble(k -> Math.min(STEEPEST, 1 + Math.exp(theta[k])))
                .toArray();
    }

    /** The slope of logit x_inf. */
    private double[] shifting(int gate, Block block) {
        IntUnaryOperator within = k -> Math.clamp(k, block.from, block.to - 1);
        double spacing_mV = splines.get(gate).spacing_mV();
        return IntStream.range(block.from, block.to)
                .mapToDouble(k -> {
                    int below = within.applyAsInt(k - 1), above = within.applyAsInt(k + 1);
                    return -(theta[above] - theta[below]) / ((above - below) * spacing_mV);
                })
                .toArray();
    }

    private Optional<TradeOff> tradeOff(Direction direction) {
        List<Block> others =
                blocks.stream().filter(block -> block.from != direction.from).toList();
        int[] at = others.stream()
                .flatMapToInt(block -> IntStream.range(block.from, block.to))
                .toArray();
        double alone = 0;
        double[] cross = new double[at.length];
        for (int i = 0; i < direction.by.length; i++) {
            for (int j = 0; j < direction.by.length; j++) {
                alone += direction.by[i] * direction.by[j] * information[direction.from + i][direction.from + j];
            }
            for (int k = 0; k < at.length; k++) {
                cross[k] += direction.by[i] * information[direction.from + i][at[k]];
            }
        }
        double[] following = solved(at, cross);
        double taken = IntStream.range(0, at.length)
                .mapToDouble(k -> cross[k] * following[k])
                .sum();
        double limit = isRelative(direction.part) ? FACTOR : MILLIVOLTS;
        double deviation = 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, alone - taken + ownPrecision(direction)));
        double byItself = 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, alone));
        if (deviation < limit || byItself > limit / BY_ITSELF) {
            return Optional.empty();
        }
        List<Change> followers = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        int from = 0;
        for (Block block : others) {
            double share = 0;
            for (int k = from; k < from + block.size(); k++) {
                share += cross[k] * following[k] / taken;
            }
            if (share > NAMED) {
                followers.add(new Change(block.part, -limit * mean(block, following, from)));
                shares.add(share);
            }
            from += block.size();
        }
        List<Change> named = IntStream.range(0, followers.size())
                .boxed()
                .sorted(Comparator.comparing(shares::get, Comparator.reverseOrder()))
                .limit(MOST_NAMED)
                .map(followers::get)
                .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(new TradeOff(new Change(direction.part, limit), named, deviation));
    }

    private static boolean isRelative(Part part) {
        return switch (part) {
            case Part.ModelNumber(Parameter parameter) -> isFactor(parameter);
            case Part.Network _ -> false;
            case Part.Curve(int _, Way way) -> way != Way.SHIFT;
        };
    }

    /** Of a fitted number, by its prior; a curve as a whole is expected anywhere. */
    private double ownPrecision(Direction direction) {
        return direction.part instanceof Part.ModelNumber && direction.from < precision.length
                ? precision[direction.from][direction.from] * direction.by[0] * direction.by[0]
                : 0;
    }

    /** Information and precision, positive definite in spite of rounding. */
    private double held(int i, int j) {
        return information[i][j]
                + precision[i][j]
                + (i == j ? Posterior.VAGUE + Posterior.ROUNDED * information[i][i] : 0);
    }

    private double[] solved(int[] at, double[] side) {
        DenseOperations dense = Blas.ofThisProcess().operations();
        try (Arena arena = Arena.ofConfined()) {
            Matrix factor = Matrix.zeros(arena, at.length, at.length);
            for (int i = 0; i < at.length; i++) {
                for (int j = 0; j < at.length; j++) {
                    factor.set(i, j, held(at[i], at[j]));
                }
            }
            dense.cholesky(factor);
            Matrix solution = Matrix.vector(arena, side);
            dense.choleskySolve(factor, solution);
            return IntStream.range(0, at.length)
                    .mapToDouble(k -> solution.get(k, 0))
                    .toArray();
        }
    }

    /** How much of a curve changes in the mean over what the recordings heed of it, in ln of it; of a number, in its unit; not known of a network. */
    private double mean(Block block, double[] following, int from) {
        if (block.part instanceof Part.ModelNumber(Parameter parameter)) {
            return following[from] / inItsUnit(parameter)[0];
        }
        if (block.part instanceof Part.Network) {
            return Double.NaN;
        }
        boolean isInf = block.part instanceof Part.Curve(int _, Way way) && way == Way.SCALE;
        double sum = 0, weights = 0;
        for (int k = 0; k < block.size(); k++) {
            double weight = information[block.from + k][block.from + k];
            double open = 1 / (1 + Math.exp(-theta[block.from + k]));
            sum += weight * following[from + k] * (isInf ? 1 - open : 1);
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private List<Determined> determined() {
        int size = precision.length;
        DenseOperations dense = Blas.ofThisProcess().operations();
        try (Arena arena = Arena.ofConfined()) {
            Matrix factor = Matrix.zeros(arena, size, size), solved = Matrix.zeros(arena, size, size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    factor.set(i, j, held(i, j));
                    solved.set(i, j, information[i][j]);
                }
            }
            dense.cholesky(factor);
            dense.choleskySolve(factor, solved);
            return IntStream.range(0, splines.size())
                    .mapToObj(gate -> new Determined(
                            trace(solved, blocks.get(2 * gate)), trace(solved, blocks.get(2 * gate + 1))))
                    .toList();
        }
    }

    private static double trace(Matrix matrix, Block block) {
        return IntStream.range(block.from, block.to)
                .mapToDouble(k -> matrix.get(k, k))
                .sum();
    }
}
