package dev.ranvier.program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Cuts a program into pieces of so many bytecodes, about, where few values have to cross. In methods of 2,500 the first of the just-in-time
 * compilers runs out of registers, and leaves the method slow for good.
 */
final class Parts {
    private static final int SHORTEST = 400;

    /** Values that stand side by side. */
    interface Vectors {
        /** All values by themselves. */
        Vectors NONE = new Vectors() {
            @Override
            public boolean isFirst(Value value) {
                return true;
            }

            @Override
            public List<Value> crossing(Value value) {
                return List.of();
            }

            @Override
            public boolean isTakenApart(Value value) {
                return false;
            }

            @Override
            public int lanes() {
                return 1;
            }
        };

        /** Whether a value is the first of those that are computed together, or is computed alone. */
        boolean isFirst(Value value);

        /** What crosses in one vector with a value, in the order of the lanes; empty for one that crosses alone. */
        List<Value> crossing(Value value);

        /** Whether a value is taken alone from where its vector was left in memory. */
        boolean isTakenApart(Value value);

        /** How many values a vector holds. */
        int lanes();
    }

    private final Program program;
    private final List<Value> computed;
    private final ToIntFunction<Value> size;
    private final Vectors vectors;
    private final int longest;
    /** By value: the piece that computes it, and the last that needs it. */
    private final Map<Value, Integer> made = new HashMap<>(), needed = new HashMap<>();

    private final List<Integer> ends = new ArrayList<>();
    private int scratch;

    /**
     * What a program computes.
     *
     * @param computed in this order
     * @param size in bytecodes
     * @param vectors what of it stands side by side
     * @param longest of a piece, in bytecodes
     */
    Parts(Program program, List<Value> computed, ToIntFunction<Value> size, Vectors vectors, int longest) {
        this.program = program;
        this.computed = computed;
        this.size = size;
        this.vectors = vectors;
        this.longest = longest;
        cut();
    }

    /** Where pieces end. */
    private void cut() {
        int[] crossing = crossing();
        int start = 0;
        while (start < computed.size()) {
            int end = start, best = start, length = 0;
            while (end < computed.size()
                    && (end == start || !canEnd(end) || length + size.applyAsInt(computed.get(end)) <= longest)) {
                if (isOfAnotherKind(start, end)) {
                    break;
                }
                length += size.applyAsInt(computed.get(end++));
                if (length >= SHORTEST && canEnd(end) && (best == start || crossing[end] <= crossing[best])) {
                    best = end;
                }
            }
            boolean isLast = end == computed.size() || isOfAnotherKind(start, end);
            start = end == start ? start + 1 : isLast || best == start ? end : best;
            ends.add(start);
        }
    }

    private boolean canEnd(int end) {
        return end == computed.size() || vectors.isFirst(computed.get(end));
    }

    /** Exponentials and logarithms are done in vectors, what reads tables is not. */
    private boolean isOfAnotherKind(int start, int k) {
        Operation here = computed.get(k).operation();
        return computed.subList(start, k).stream()
                .map(Value::operation)
                .anyMatch(before -> here.isFunction() ? before.isOfTables() : here.isOfTables() && before.isFunction());
    }

    /** How many values computed before position k are needed there or later. */
    private int[] crossing() {
        Map<Value, Integer> lastUse = new HashMap<>();
        for (int k = 0; k < computed.size(); k++) {
            for (Value operand : computed.get(k).operands()) {
                lastUse.put(operand, k);
            }
        }
        int[] crossing = new int[computed.size() + 1];
        for (int k = 0; k < computed.size(); k++) {
            for (int j = k + 1; j <= lastUse.getOrDefault(computed.get(k), 0); j++) {
                crossing[j]++;
            }
        }
        return crossing;
    }

    /** The pieces in order. */
    List<Part> list() {
        List<List<Value>> pieces = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            pieces.add(computed.subList(start, end));
            start = end;
        }
        if (pieces.isEmpty()) {
            pieces.add(List.of());
        }
        Map<Slot, Integer> read = new HashMap<>();
        for (int p = 0; p < pieces.size(); p++) {
            for (Value value : pieces.get(p)) {
                made.put(value, p);
                for (Value operand : value.operands()) {
                    needed.put(operand, p);
                    if (operand.isInput()) {
                        read.put(operand.slot(), p);
                    }
                }
            }
        }
        int last = pieces.size() - 1;
        program.outputs().values().stream().filter(Value::isInput).forEach(value -> read.put(value.slot(), last));
        Map<Slot, Integer> stored = new LinkedHashMap<>();
        program.outputs().forEach((slot, value) -> stored.put(slot, stored(slot, value, read, pieces)));
        return parts(pieces, stored);
    }

    /** The piece that writes an output: the one that computes it, or the last that reads what it overwrites. */
    private int stored(Slot slot, Value value, Map<Slot, Integer> read, List<List<Value>> pieces) {
        int piece = value.isInput() ? pieces.size() - 1 : made(value);
        for (Map.Entry<Slot, Integer> entry : read.entrySet()) {
            if (entry.getKey().mayOverlap(slot)) {
                piece = Math.max(piece, entry.getValue());
            }
        }
        needed.merge(value, piece, Math::max);
        return piece;
    }

    private int made(Value value) {
        return made.getOrDefault(value, 0);
    }

    private List<Part> parts(List<List<Value>> pieces, Map<Slot, Integer> stored) {
        Map<Value, Slot> places = new HashMap<>();
        BitSet used = new BitSet();
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < pieces.size(); p++) {
            Map<Slot, Value> stores = new LinkedHashMap<>();
            for (Value value : pieces.get(p)) {
                List<Value> bundle = vectors.crossing(value);
                int piece = p;
                if (bundle.isEmpty() && needed.getOrDefault(value, p) > p) {
                    leave(value, Slot.work(free(used, 1)), places, stores);
                } else if (vectors.isFirst(value)
                        && bundle.stream()
                                .anyMatch(beside ->
                                        vectors.isTakenApart(beside) || needed.getOrDefault(beside, piece) > piece)) {
                    int first = free(used, vectors.lanes());
                    for (int lane = 0; lane < bundle.size(); lane++) {
                        leave(bundle.get(lane), Slot.work(first + lane), places, stores);
                    }
                }
            }
            for (Map.Entry<Slot, Integer> output : stored.entrySet()) {
                if (output.getValue() == p) {
                    stores.put(output.getKey(), output(output.getKey()));
                }
            }
            parts.add(new Part(pieces.get(p), loads(pieces.get(p), stores, places), stores));
            for (Map.Entry<Value, Slot> place : places.entrySet()) {
                if (needed.getOrDefault(place.getKey(), 0) == p) {
                    used.clear(place.getValue().index());
                }
            }
        }
        return parts;
    }

    private static void leave(Value value, Slot place, Map<Value, Slot> places, Map<Slot, Value> stores) {
        places.put(value, place);
        stores.put(place, value);
    }

    /** Takes so many free places one after the other, the first a multiple of their number; the first. */
    private int free(BitSet used, int count) {
        int first = 0;
        while (!used.get(first, first + count).isEmpty()) {
            first += count;
        }
        used.set(first, first + count);
        scratch = Math.max(scratch, first + count);
        return first;
    }

    private Value output(Slot slot) {
        Value value = program.outputs().get(slot);
        if (value == null) {
            throw new IllegalStateException("no output: " + slot);
        }
        return value;
    }

    private static Map<Value, Slot> loads(List<Value> values, Map<Slot, Value> stores, Map<Value, Slot> places) {
        Set<Value> own = new HashSet<>(values);
        Map<Value, Slot> loads = new LinkedHashMap<>();
        List<Value> read = new ArrayList<>();
        values.forEach(value -> read.addAll(value.operands()));
        read.addAll(stores.values());
        for (Value value : read) {
            Slot place = places.get(value);
            if (place != null && !own.contains(value)) {
                loads.put(value, place);
            }
        }
        return loads;
    }

    /** How many work columns values cross in; known after {@link #list}. */
    int scratch() {
        return scratch;
    }
}
