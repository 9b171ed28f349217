package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The method {@code static void (long row, long nextRow, long frame)} of one {@link Part}: bundles of values in vectors, all else in plain arithmetic. */
final class PackedCode extends PlainCode {
    private static final int ROW = 0, NEXT_ROW = 2, FRAME = 4;
    /**
     * Bytecodes of an exponential, a logarithm, another operation of vectors, and so on: about, as pieces of a method are cut by them. What reads or writes
     * memory counts twice, since compilers make much of it.
     */
    private static final int OF_EXP = 170,
            OF_LOG = 250,
            OF_VECTOR = 5,
            OF_CHOICE = 15,
            OF_BLEND = 6,
            OF_LANE = 8,
            OF_NUMBER = 3,
            OF_LOAD = 26,
            OF_LOCAL = 2,
            OF_STORE = 34;

    private final PackedOrder order;
    /** The first double of the frame in which values cross from piece to piece. */
    private final int scratch;

    private final GatheredNumbers numbers;
    private final VectorCode vectors;
    /** What stands side by side in a local: bundles, and what was gathered for them. */
    private final Map<List<Value>, Integer> bundles = new HashMap<>();
    /** Where values stand in memory whose vector stands in a local too. */
    private final Map<Value, Slot> left = new HashMap<>();

    PackedCode(
            Part part, PackedOrder order, int scratch, GatheredNumbers numbers, VectorCode vectors, CodeBuilder code) {
        super(part, code);
        this.order = order;
        this.scratch = scratch;
        this.numbers = numbers;
        this.vectors = vectors;
        part.stores().forEach((slot, value) -> {
            if (slot.kind() == Slot.Kind.WORK && order.isTakenApart(value)) {
                left.put(value, slot);
            }
        });
    }

    /** How many bytecodes a value takes, about, if it is stored so often; all of a bundle are those of its first value. */
    static int size(Value value, int stores, PackedOrder order, GatheredNumbers numbers) {
        List<Value> bundle = order.beside(value);
        int size = stores * OF_STORE;
        if (bundle.isEmpty()) {
            size += value.operation() == Operation.LOG ? OF_LOG : OF_NUMBER;
            for (Value operand : value.operands()) {
                size += read(operand, order);
            }
        } else if (bundle.getFirst() == value) {
            size += switch (value.operation()) {
                case EXP -> OF_EXP;
                case LOG -> OF_LOG;
                default -> value.operation().isChoice() ? OF_CHOICE : OF_VECTOR;
            };
            for (int k = 0; k < value.operands().size(); k++) {
                size += gathered(PackedOrder.operands(bundle, k), order, numbers);
            }
        }
        return size;
    }

    private static int gathered(List<Value> values, PackedOrder order, GatheredNumbers numbers) {
        if (values.stream().allMatch(Value::isConstant)) {
            return OF_NUMBER;
        }
        if (values.equals(order.beside(values.getFirst())) || isPieceOfRow(values, order.lanes())) {
            return OF_VECTOR;
        }
        return OF_LOAD
                + OF_BLEND
                + values.stream()
                        .filter(value -> !numbers.has(value))
                        .distinct()
                        .mapToInt(value -> OF_VECTOR + OF_BLEND + read(value, order))
                        .sum();
    }

    private static int read(Value value, PackedOrder order) {
        if (value.isInput() || order.isTakenApart(value)) {
            return OF_LOAD;
        }
        return order.beside(value).isEmpty() ? OF_LOCAL : OF_LANE;
    }

    void emit() {
        part.values().stream()
                .map(order::beside)
                .filter(bundle -> !bundle.isEmpty())
                .distinct()
                .forEach(this::sideBySide);
        store();
        code.return_();
    }

    private void sideBySide(List<Value> bundle) {
        Operation operation = bundle.getFirst().operation();
        if (operation == Operation.EXP) {
            argument(bundle);
            vectors.exp(code);
        } else if (operation == Operation.LOG) {
            gather(PackedOrder.operands(bundle, 0));
            vectors.log(code);
        } else if (operation.isChoice()) {
            gather(PackedOrder.operands(bundle, 3));
            gather(PackedOrder.operands(bundle, 2));
            gather(PackedOrder.operands(bundle, 0));
            VectorCode.comparison(code, operation);
            gather(PackedOrder.operands(bundle, 1));
            VectorCode.blend(code);
        } else {
            for (int k = 0; k < bundle.getFirst().operands().size(); k++) {
                gather(PackedOrder.operands(bundle, k));
            }
            VectorCode.apply(code, operation);
        }
        bundles.put(bundle, VectorCode.local(code));
        part.stores().entrySet().stream()
                .filter(store -> store.getValue() == bundle.getFirst() && isStored(store.getKey(), store.getValue()))
                .forEach(store -> {
                    code.aload(bundles.get(bundle));
                    VectorCode.store(code, () -> address(store.getKey()));
                });
    }

    /** {@code a b + c}, rounded twice. */
    private void argument(List<Value> bundle) {
        List<Value> factors = PackedOrder.operands(bundle, 1), terms = PackedOrder.operands(bundle, 2);
        gather(PackedOrder.operands(bundle, 0));
        if (!factors.stream().allMatch(value -> value.isConstant(1))) {
            gather(factors);
            VectorCode.binary(code, "mul");
        }
        if (!terms.stream().allMatch(value -> value.isConstant(0))) {
            gather(terms);
            VectorCode.binary(code, "add");
        }
    }

    /** Bundles cross from piece to piece as they are, and stay so where they are a piece of the next row. */
    @Override
    boolean isStored(Slot slot, Value value) {
        return switch (slot.kind()) {
            case WORK -> !order.crossing(value).isEmpty();
            case NEXT_ROW -> isStoredInRow(slot.index(), order.beside(value), value);
            default -> false;
        };
    }

    /** Whether all of a bundle, value the one for this place of the next row, go side by side, where nothing else stands. */
    private boolean isStoredInRow(int index, List<Value> bundle, Value value) {
        int first = index - bundle.indexOf(value);
        return !bundle.isEmpty()
                && first % order.lanes() == 0
                && IntStream.range(0, order.lanes()).allMatch(lane -> {
                    Slot slot = Slot.nextRow(first + lane);
                    return lane < bundle.size() ? part.stores().get(slot) == bundle.get(lane) : !order.leaves(slot);
                });
    }

    /** Whether values stand side by side in the row, where a vector can be read: rows are padded to whole vectors. */
    private static boolean isPieceOfRow(List<Value> values, int lanes) {
        return IntStream.range(0, values.size()).allMatch(lane -> {
            Value value = values.get(lane);
            return value.isInput()
                    && value.slot().kind() == Slot.Kind.ROW
                    && value.slot().index() == values.getFirst().slot().index() + lane
                    && (lane > 0 || value.slot().index() % lanes == 0);
        });
    }

    /** Pushes values side by side; lanes that are left repeat the first. */
    private void gather(List<Value> values) {
        Integer local = bundles.get(values);
        if (local != null) {
            code.aload(local);
            return;
        }
        if (values.equals(order.crossing(values.getFirst())) && part.loads().containsKey(values.getFirst())) {
            vectors.load(code, () -> address(part.source(values.getFirst())));
            return;
        }
        if (isPieceOfRow(values, order.lanes())) {
            vectors.load(code, () -> address(values.getFirst().slot()));
            keep(values);
            return;
        }
        List<Value> lanes = new ArrayList<>(values);
        while (lanes.size() < order.lanes()) {
            lanes.add(values.getFirst());
        }
        if (lanes.stream().allMatch(Value::isConstant)) {
            vectors.constants(code, lanes.stream().map(Value::constant).toList());
            return;
        }
        // What stays the same during a run stands side by side in the frame.
        Map<Value, Long> sources = new LinkedHashMap<>();
        long ofNumbers = 0;
        boolean isOneNumber = lanes.stream().filter(numbers::has).distinct().count() == 1;
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (numbers.has(lanes.get(lane)) && !isOneNumber) {
                ofNumbers |= 1L << lane;
            } else {
                sources.merge(lanes.get(lane), 1L << lane, (a, b) -> a | b);
            }
        }
        sources.keySet().forEach(this::compute);
        List<Source> all = new ArrayList<>();
        if (ofNumbers != 0) {
            long index = numbers.place(lanes);
            all.add(new Source(
                    () -> vectors.load(
                            code,
                            () -> code.lload(FRAME)
                                    .loadConstant(index * Double.BYTES)
                                    .ladd()),
                    ofNumbers));
        }
        sources.forEach((value, bits) -> all.add(new Source(
                () -> {
                    vectors.species(code);
                    push(value);
                    VectorCode.broadcast(code);
                },
                bits)));
        blend(all);
        if (!sources.isEmpty()) {
            keep(values);
        }
    }

    /** Leaves what was gathered on the stack, and in a local for the next who wants it. */
    private void keep(List<Value> values) {
        code.dup();
        bundles.put(values, VectorCode.local(code));
    }

    /**
     * Some of the lanes of a vector.
     *
     * @param push pushes a vector that has them
     * @param bits which
     */
    private record Source(Runnable push, long bits) {}

    /** Pushes a vector of all lanes of some. */
    private void blend(List<Source> sources) {
        if (sources.size() == 1) {
            sources.getFirst().push.run();
            return;
        }
        List<Source> later = sources.subList(sources.size() / 2, sources.size());
        blend(sources.subList(0, sources.size() / 2));
        blend(later);
        vectors.blend(code, later.stream().mapToLong(Source::bits).reduce(0, (a, b) -> a | b));
    }

    @Override
    boolean pushLane(Value value) {
        List<Value> bundle = order.beside(value);
        Integer local = bundles.get(bundle);
        if (local == null) {
            return false;
        }
        if (left.containsKey(value)) {
            load(left.get(value));
            return true;
        }
        code.aload(local);
        VectorCode.lane(code, bundle.indexOf(value));
        return true;
    }

    @Override
    void address(Slot slot) {
        long index = slot.index();
        switch (slot.kind()) {
            case ROW -> code.lload(ROW);
            case NEXT_ROW -> code.lload(NEXT_ROW);
            case FRAME -> code.lload(FRAME);
            case WORK -> {
                code.lload(FRAME);
                index += scratch;
            }
            default -> throw new IllegalArgumentException("not in the memory of a step: " + slot);
        }
        code.loadConstant(index * Double.BYTES).ladd();
    }
}
