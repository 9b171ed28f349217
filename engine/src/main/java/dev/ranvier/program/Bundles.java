package dev.ranvier.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which values of a program at one site are computed side by side in a vector: values of one shape, which are made by the same operations
 * down to what is read, as those of gates that differ only in their numbers. With a value come its operands, each in the lane of its value.
 * Shapes that are worth most, by their operations and how many values have them, come first.
 */
final class Bundles {
    /** Fewer are not worth a vector; of those that are left where others fill vectors. */
    private static final int FEWEST = 3, FEWEST_LEFT = 2;
    /** Fewer operations are not worth what it takes to put numbers into vectors and to take them out. */
    private static final int FEWEST_OPERATIONS = 5;

    private final Map<Value, Shape> shapes = new HashMap<>();
    private final Map<Value, List<Value>> bundles = new HashMap<>();

    /**
     * How a value is made of what is read.
     *
     * @param number equal for equal shapes; 0 for what is read, -1 for what a broadcast says is to be taken as it is
     * @param operations in all
     * @param isDear whether there are functions or divisions among them
     */
    private record Shape(int number, double operations, boolean isDear) {
        static final Shape READ = new Shape(0, 0, false), SOLVED = new Shape(-1, 0, false);
    }

    /** With so many lanes at most. */
    Bundles(Program program, int lanes) {
        if (program.values().stream().anyMatch(value -> value.operation().isOfTables())) {
            return;
        }
        Map<List<Object>, Shape> known = new HashMap<>();
        Map<Shape, List<Value>> alike = new LinkedHashMap<>();
        for (Value value : program.values()) {
            Shape shape = leaf(value)
                    .orElseGet(() -> known.computeIfAbsent(words(value), _ -> shape(value, known.size() + 1)));
            shapes.put(value, shape);
            if (shape.isDear && hasVectors(value)) {
                alike.computeIfAbsent(shape, _ -> new ArrayList<>()).add(value);
            }
        }
        alike.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> -entry.getKey().operations * entry.getValue().size()))
                .forEach(entry -> bundle(entry.getValue(), lanes));
    }

    /** The shape of what is read, or to be taken as it is. */
    private static Optional<Shape> leaf(Value value) {
        if (value.isInput()) {
            return Optional.of(Shape.READ);
        }
        boolean isSolved =
                value.operation() == Operation.BROADCAST && !value.operand(0).isUniform();
        return isSolved ? Optional.of(Shape.SOLVED) : Optional.empty();
    }

    private List<Object> words(Value value) {
        List<Object> words = new ArrayList<>(List.of(value.operation()));
        if (value.isConstant()) {
            words.add(value.constant());
        }
        value.operands().forEach(operand -> words.add(shape(operand).number));
        return words;
    }

    private Shape shape(Value value) {
        return shapes.getOrDefault(value, Shape.READ);
    }

    private Shape shape(Value value, int number) {
        boolean isDear = value.operation().isFunction() || value.operation() == Operation.DIVIDE;
        double operations = value.isConstant() ? 0 : 1;
        for (Value operand : value.operands()) {
            isDear |= shape(operand).isDear;
            operations += shape(operand).operations;
        }
        return new Shape(number, operations, isDear);
    }

    private static boolean hasVectors(Value value) {
        return switch (value.operation()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FMA, SQRT, ABS, EXP, LOG -> true;
            default -> value.operation().isChoice();
        };
    }

    private void bundle(List<Value> alike, int lanes) {
        List<Value> left =
                alike.stream().filter(value -> !bundles.containsKey(value)).toList();
        for (int from = 0; left.size() - from >= (from > 0 ? FEWEST_LEFT : FEWEST); from += lanes) {
            List<List<Value>> together = together(List.copyOf(left.subList(from, Math.min(from + lanes, left.size()))));
            if (together.size() >= FEWEST_OPERATIONS) {
                together.forEach(bundle -> bundle.forEach(value -> bundles.put(value, bundle)));
            }
        }
    }

    /** These values, and what they are made of, as far as it stands side by side and in no other bundle. */
    private List<List<Value>> together(List<Value> values) {
        Set<List<Value>> all = new LinkedHashSet<>();
        Set<Value> taken = new HashSet<>();
        add(values, all, taken);
        return List.copyOf(all);
    }

    private void add(List<Value> bundle, Set<List<Value>> all, Set<Value> taken) {
        all.add(bundle);
        taken.addAll(bundle);
        for (int k = 0; k < bundle.getFirst().operands().size(); k++) {
            List<Value> operands = PackedOrder.operands(bundle, k);
            if (operands.stream().distinct().count() == operands.size()
                    && operands.stream()
                            .allMatch(value ->
                                    hasVectors(value) && !bundles.containsKey(value) && !taken.contains(value))) {
                add(operands, all, taken);
            }
        }
    }

    /** What is computed beside a value, in the order of the lanes; empty for one that is computed alone. */
    List<Value> of(Value value) {
        return bundles.getOrDefault(value, List.of());
    }
}
