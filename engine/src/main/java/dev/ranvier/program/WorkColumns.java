package dev.ranvier.program;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where an interpreted program keeps its values: in work columns, each used again as soon as its value is not needed any more, or at once
 * in an output.
 */
final class WorkColumns {
    private final Map<Value, Slot> places = new HashMap<>();
    private final Map<Slot, Slot> copies = new LinkedHashMap<>();
    private int count;

    WorkColumns(Program program) {
        List<Value> computed = program.computed();
        Map<Value, Integer> lastUse = new HashMap<>();
        Map<Slot, Integer> lastRead = new HashMap<>();
        for (int k = 0; k < computed.size(); k++) {
            for (Value operand : computed.get(k).operands()) {
                lastUse.put(operand, k);
                if (operand.isInput()) {
                    lastRead.put(operand.slot(), k);
                }
            }
        }
        Map<Value, Slot> direct = direct(program, computed, lastRead);
        program.outputs().values().forEach(value -> lastUse.put(value, computed.size()));
        BitSet used = new BitSet();
        for (int k = 0; k < computed.size(); k++) {
            Value value = computed.get(k);
            for (Value operand : value.operands()) {
                Slot place = places.get(operand);
                if (place != null && place.kind() == Slot.Kind.WORK && lastUse.getOrDefault(operand, k) == k) {
                    used.clear(place.index());
                }
            }
            Slot place = direct.get(value);
            if (place == null) {
                place = Slot.work(used.nextClearBit(0));
                used.set(place.index());
                count = Math.max(count, place.index() + 1);
            }
            places.put(value, place);
        }
        Map<Slot, Slot> last = new LinkedHashMap<>();
        program.outputs().forEach((slot, value) -> {
            Slot from = of(value);
            if (value.isInput() && !from.equals(slot)) {
                Slot kept = Slot.work(count++);
                copies.put(kept, from);
                from = kept;
            }
            if (!from.equals(slot)) {
                last.put(slot, from);
            }
        });
        copies.putAll(last);
    }

    /** Outputs that can be written as soon as they are computed, since nothing later reads what they overwrite. */
    private static Map<Value, Slot> direct(Program program, List<Value> computed, Map<Slot, Integer> lastRead) {
        Map<Value, Integer> position = new HashMap<>();
        for (int k = 0; k < computed.size(); k++) {
            position.put(computed.get(k), k);
        }
        Map<Value, Slot> direct = new HashMap<>();
        program.outputs().forEach((slot, value) -> {
            int at = position.getOrDefault(value, -1);
            boolean isRead = program.outputs().values().stream()
                            .anyMatch(other -> other.isInput() && other.slot().mayOverlap(slot))
                    || lastRead.entrySet().stream()
                            .anyMatch(read ->
                                    read.getValue() > at && read.getKey().mayOverlap(slot));
            if (at >= 0 && !isRead) {
                direct.putIfAbsent(value, slot);
            }
        });
        return direct;
    }

    /** Where a value stands: an input where it was read. */
    Slot of(Value value) {
        Slot place = value.isInput() ? value.slot() : places.get(value);
        if (place == null) {
            throw new IllegalArgumentException("not computed: " + value.operation());
        }
        return place;
    }

    /** What has to be copied at the end, by where to; inputs that become outputs by a work column, so that they can be exchanged. */
    Map<Slot, Slot> copies() {
        return copies;
    }

    /** How many work columns there are. */
    int count() {
        return count;
    }
}
