package dev.ranvier.program;

import dev.ranvier.simd.Lanes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The method {@code static void (long row, long nextRow, long frame)} of one {@link Part}, in plain arithmetic but for exponentials. */
final class PackedCode {
    private static final ClassDesc MEMORY = ClassDesc.of("dev.ranvier.program.PackedMemory");
    private static final int ROW = 0, NEXT_ROW = 2, FRAME = 4;
    private static final int OF_EXP = 200 / Lanes.COUNT + 30, OF_OTHERS = 5, OF_LOAD = 13, OF_LOCAL = 3;

    private final Part part;
    private final PackedOrder order;
    /** The first double of the frame in which values cross from piece to piece. */
    private final int scratch;

    private final VectorCode vectors;
    private final CodeBuilder code;
    private final Map<Value, Integer> locals = new HashMap<>();
    private final Map<Value, Integer> uses = new HashMap<>();
    private final NumberCode numbers;

    PackedCode(Part part, PackedOrder order, int scratch, VectorCode vectors, CodeBuilder code) {
        this.part = part;
        this.order = order;
        this.scratch = scratch;
        this.vectors = vectors;
        this.code = code;
        this.numbers = new NumberCode(code, this::push);
    }

    /** How many bytecodes a value takes, about. */
    static int size(Value value) {
        int size = value.operation() == Operation.EXP ? OF_EXP : OF_OTHERS;
        for (Value operand : value.operands()) {
            size += operand.isInput() ? OF_LOAD : OF_LOCAL;
        }
        return size;
    }

    void emit() {
        part.values().forEach(value -> value.operands().forEach(this::count));
        part.stores().values().forEach(this::count);
        List<Value> together = new ArrayList<>();
        for (Value value : part.values()) {
            if (value.operation() == Operation.EXP) {
                if (!together.isEmpty()
                        && (together.size() == Lanes.COUNT || !order.areTogether(together.getFirst(), value))) {
                    exponentials(together);
                    together.clear();
                }
                together.add(value);
            }
        }
        if (!together.isEmpty()) {
            exponentials(together);
        }
        List<Map.Entry<Slot, Value>> stores = List.copyOf(part.stores().entrySet());
        stores.forEach(store -> compute(store.getValue()));
        stores.forEach(store -> store(store.getKey(), store.getValue()));
        code.return_();
    }

    private void count(Value value) {
        uses.merge(value, 1, Integer::sum);
    }

    /** Makes sure that a value is in a local, or a constant. */
    private void compute(Value value) {
        if (!value.isConstant() && !locals.containsKey(value)) {
            push(value);
            if (locals.containsKey(value)) {
                code.pop2();
            } else {
                keep(value);
            }
        }
    }

    private void keep(Value value) {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        locals.put(value, local);
    }

    /** Pushes a value; what is needed more than once stays in a local. */
    private void push(Value value) {
        Integer local = locals.get(value);
        if (value.isConstant()) {
            code.loadConstant(value.constant());
        } else if (local != null) {
            code.dload(local);
        } else {
            if (value.isInput() || part.loads().containsKey(value)) {
                load(part.source(value));
            } else if (value.operation() == Operation.BROADCAST) {
                push(value.operand(0));
            } else {
                if (isChoice(value)) {
                    settle(value.operand(2));
                    settle(value.operand(3));
                }
                numbers.emit(value);
            }
            if (uses.getOrDefault(value, 0) > 1) {
                code.dup2();
                keep(value);
            }
        }
    }

    private static boolean isChoice(Value value) {
        return switch (value.operation()) {
            case SELECT_LESS, SELECT_LESS_OR_EQUAL, SELECT_EQUAL -> true;
            default -> false;
        };
    }

    /** Computes what of a value is needed elsewhere too, before a branch that computes the rest. */
    private void settle(Value value) {
        if (value.isConstant() || locals.containsKey(value)) {
            return;
        }
        if (uses.getOrDefault(value, 0) > 1) {
            push(value);
            code.pop2();
        } else if (!part.loads().containsKey(value)) {
            value.operands().forEach(this::settle);
        }
    }

    private void exponentials(List<Value> together) {
        gather(together, 0);
        if (!together.stream().allMatch(value -> value.operand(1).isConstant(1))) {
            gather(together, 1);
            VectorCode.binary(code, "mul");
        }
        if (!together.stream().allMatch(value -> value.operand(2).isConstant(0))) {
            gather(together, 2);
            VectorCode.binary(code, "add");
        }
        vectors.exp(code);
        int vector = VectorCode.local(code);
        for (int lane = 0; lane < together.size(); lane++) {
            code.aload(vector);
            VectorCode.lane(code, lane);
            keep(together.get(lane));
        }
    }

    /** Pushes an operand of some values side by side; lanes that are left repeat the first. */
    private void gather(List<Value> values, int operand) {
        List<Value> operands = new ArrayList<>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            operands.add(values.get(lane < values.size() ? lane : 0).operand(operand));
        }
        if (operands.stream().allMatch(Value::isConstant)) {
            vectors.constants(code, operands.stream().map(Value::constant).toList());
        } else {
            operands.forEach(this::compute);
            blend(operands, 0, Lanes.COUNT);
        }
    }

    /** Pushes a vector that has the operands in lanes [from, to). */
    private void blend(List<Value> operands, int from, int to) {
        if (operands.subList(from, to).stream().distinct().count() == 1) {
            VectorCode.species(code);
            push(operands.get(from));
            VectorCode.broadcast(code);
            return;
        }
        int middle = (from + to) / 2;
        blend(operands, from, middle);
        blend(operands, middle, to);
        vectors.blendFrom(code, middle);
    }

    private void load(Slot slot) {
        address(slot);
        code.invokestatic(MEMORY, "get", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long));
    }

    private void store(Slot slot, Value value) {
        address(slot);
        push(value);
        code.invokestatic(
                MEMORY,
                "set",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_double));
    }

    private void address(Slot slot) {
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
