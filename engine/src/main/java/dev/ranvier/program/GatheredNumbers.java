package dev.ranvier.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of a frame that stay the same during a run, once more side by side as vectors take them. */
final class GatheredNumbers {
    private final int from;
    private final int to;
    private final int first;
    private final Map<List<Integer>, Integer> places = new HashMap<>();
    /** By place: which double of the frame stands there too. */
    private final List<Integer> copies = new ArrayList<>();

    /** The doubles [from, to) of a frame stay the same; those from {@code first} on are free. */
    GatheredNumbers(int from, int to, int first) {
        this.from = from;
        this.to = to;
        this.first = first;
    }

    /** Whether a value is one of them. */
    boolean has(Value value) {
        return value.isInput()
                && value.slot().kind() == Slot.Kind.FRAME
                && value.slot().index() >= from
                && value.slot().index() < to;
    }

    /** Where these stand, or whatever number where a value is none. */
    int place(List<Value> lanes) {
        int any = lanes.stream()
                .filter(this::has)
                .findFirst()
                .orElseThrow()
                .slot()
                .index();
        List<Integer> indices = lanes.stream()
                .map(value -> has(value) ? value.slot().index() : any)
                .toList();
        Integer place = places.get(indices);
        if (place == null) {
            place = first + copies.size();
            copies.addAll(indices);
            places.put(indices, place);
        }
        return place;
    }

    List<Integer> copies() {
        return copies;
    }
}
