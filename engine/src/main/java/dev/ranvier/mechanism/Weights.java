package dev.ranvier.mechanism;

import dev.ranvier.memory.Column;
import java.util.List;

/**
 * Shared numbers that every site sees as they are, for every step, as the weights of a network.
 *
 * @param numbers their names, defaults and ranges
 */
public record Weights(List<Field> numbers) implements SharedNumbers {
    /** Nothing is shared. */
    public static final Weights NONE = new Weights(List.of());

    /** Copies the list. */
    public Weights {
        numbers = List.copyOf(numbers);
    }

    @Override
    public int count() {
        return numbers.size();
    }

    @Override
    public int quantities() {
        return count();
    }

    @Override
    public String name(int number) {
        return numbers.get(number).name();
    }

    /** The defaults. */
    @Override
    public void fill(Column values, double dt_ms) {
        for (int k = 0; k < count(); k++) {
            values.set(k, numbers.get(k).value());
        }
    }

    @Override
    public Reading reading(Sites x, int quantity) {
        return new Reading.Whole(quantity);
    }
}
