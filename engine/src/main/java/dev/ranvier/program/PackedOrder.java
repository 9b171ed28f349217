package dev.ranvier.program;

import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a program is computed at one site: {@link Bundles} come together, and of the exponentials that are in none as many as a
 * vector holds, those first that wait for the most others, so that few values wait; all else as soon as the exponentials that it is made of
 * are there.
 */
final class PackedOrder implements Parts.Vectors {
    private final Program program;
    private final int lanes;
    /** By value: how many exponentials have to be there one after the other before it. */
    private final Map<Value, Integer> stages = new HashMap<>();

    private final Bundles bundles;
    /** Exponentials that come together beside the bundles. */
    private final Map<Value, List<Value>> packs = new HashMap<>();

    private final Set<Value> order = new LinkedHashSet<>();
    /** What is computed together and taken together by others, and what is taken one by one. */
    private final Set<List<Value>> taken = new HashSet<>(), apart = new HashSet<>();

    /** With so many values a vector. */
    PackedOrder(Program program, int lanes) {
        this.program = program;
        this.lanes = lanes;
        bundles = new Bundles(program, lanes);
        for (Value value : program.values()) {
            int stage = 0;
            for (Value operand : value.operands()) {
                stage = Math.max(stage, stage(operand) + (isExponential(operand) ? 1 : 0));
            }
            stages.put(value, stage);
        }
        List<Value> ready = ready();
        while (!ready.isEmpty()) {
            List<Value> together = ready;
            together.forEach(value -> packs.put(value, together));
            place(together);
            placeWhatIsMade();
            ready = ready();
        }
        program.values().forEach(this::place);
        for (Value value : order) {
            List<Value> bundle = beside(value);
            for (int k = 0; k < value.operands().size(); k++) {
                List<Value> operands = bundle.isEmpty() ? List.of(value.operand(k)) : operands(bundle, k);
                taken.add(operands);
                operands.stream()
                        .map(this::beside)
                        .filter(other -> !other.isEmpty() && !other.equals(operands))
                        .forEach(apart::add);
            }
        }
    }

    /** The k-th operand of each. */
    static List<Value> operands(List<Value> bundle, int k) {
        return bundle.stream().map(value -> value.operand(k)).toList();
    }

    private static boolean isExponential(Value value) {
        return value.operation() == Operation.EXP;
    }

    private int stage(Value value) {
        return stages.getOrDefault(value, 0);
    }

    /** The next exponentials: those beside the first in a bundle, or else as many as a vector holds. */
    private List<Value> ready() {
        List<Value> all = program.values().stream()
                .filter(value -> isExponential(value) && !order.contains(value) && isMade(value))
                .sorted(Comparator.comparingInt(value -> -stage(value)))
                .toList();
        List<Value> bundle = all.stream().map(bundles::of).findFirst().orElse(List.of());
        return bundle.isEmpty()
                ? all.stream()
                        .filter(value -> bundles.of(value).isEmpty())
                        .limit(lanes)
                        .toList()
                : bundle;
    }

    /** Whether all operands of all that is computed together are there, or can be without another exponential. */
    private boolean isMade(Value value) {
        return together(value).stream()
                .flatMap(beside -> beside.operands().stream())
                .allMatch(operand -> order.contains(operand) || (stage(operand) == 0 && !isExponential(operand)));
    }

    private void placeWhatIsMade() {
        for (Value value : program.values()) {
            if (stage(value) > 0 && !isExponential(value) && isMade(value)) {
                place(value);
            }
        }
    }

    /** Puts a value, with what is computed together, and before it their operands, in the order. */
    private void place(Value value) {
        if (!value.isInput() && !value.isConstant() && !order.contains(value)) {
            place(together(value));
        }
    }

    private void place(List<Value> together) {
        together.forEach(value -> value.operands().forEach(this::place));
        order.addAll(together);
    }

    private List<Value> together(Value value) {
        List<Value> beside = beside(value);
        return beside.isEmpty() ? List.of(value) : beside;
    }

    @Override
    public boolean isFirst(Value value) {
        return together(value).getFirst() == value;
    }

    @Override
    public List<Value> crossing(Value value) {
        List<Value> bundle = beside(value);
        return taken.contains(bundle) || isTakenApart(value) ? bundle : List.of();
    }

    /** Compilers make so much of a number taken out of 512 bits that the first of them runs out of registers with a few. */
    @Override
    public boolean isTakenApart(Value value) {
        return lanes > Lanes.GATHERED_COUNT && apart.contains(beside(value));
    }

    /** What is computed in one vector with a value, in the order of the lanes; empty for one that is computed alone. */
    List<Value> beside(Value value) {
        return packs.getOrDefault(value, bundles.of(value));
    }

    /** Whether the program leaves something in a slot. */
    boolean leaves(Slot slot) {
        return program.outputs().containsKey(slot);
    }

    @Override
    public int lanes() {
        return lanes;
    }

    /** What is computed, in order. */
    List<Value> values() {
        return new ArrayList<>(order);
    }
}
