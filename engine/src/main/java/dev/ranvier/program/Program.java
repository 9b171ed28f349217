package dev.ranvier.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Straight-line code over the columns of some {@link dev.ranvier.mechanism.Sites}: every value once, after its operands. What it leaves in
 * an output is made of what stood in its inputs, also where an output is an input. Made by a {@link ProgramBuilder}; immutable.
 */
public final class Program {
    private final List<Value> values;
    private final Map<Slot, Value> outputs;

    Program(List<Value> values, Map<Slot, Value> outputs) {
        this.values = List.copyOf(values);
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** Those of the values, which come in order, that some roots need. */
    static List<Value> reachable(List<Value> values, Collection<Value> roots) {
        Set<Value> needed = new HashSet<>(roots);
        List<Value> reachable = new ArrayList<>();
        for (Value value : values.reversed()) {
            if (needed.contains(value)) {
                needed.addAll(value.operands());
                reachable.add(value);
            }
        }
        return reachable.reversed();
    }

    /** All values, each after its operands. */
    List<Value> values() {
        return values;
    }

    /** Those that are computed at every site, in order. */
    List<Value> computed() {
        return values.stream()
                .filter(value -> !value.isUniform() && !value.isInput())
                .toList();
    }

    /** What the program leaves where, in the order in which it was said. */
    Map<Slot, Value> outputs() {
        return outputs;
    }
}
