package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bytecodes of one {@link Part} in plain arithmetic, value by value at one site. */
abstract class PlainCode {
    private static final ClassDesc MEMORY = ClassDesc.of("dev.ranvier.program.PackedMemory");

    final Part part;
    final CodeBuilder code;
    private final Map<Value, Integer> locals = new HashMap<>();
    private final Map<Value, Integer> uses = new HashMap<>();
    private final NumberCode numbers;

    PlainCode(Part part, CodeBuilder code) {
        this.part = part;
        this.code = code;
        this.numbers = new NumberCode(code, this::push);
        part.values().forEach(value -> value.operands().forEach(this::count));
        part.stores().values().forEach(this::count);
    }

    /** Pushes where a slot stands in memory. */
    abstract void address(Slot slot);

    private void count(Value value) {
        uses.merge(value, 1, Integer::sum);
    }

    /** Computes all that is stored, then stores it. */
    final void store() {
        List<Map.Entry<Slot, Value>> stores = part.stores().entrySet().stream()
                .filter(store -> !isStored(store.getKey(), store.getValue()))
                .toList();
        stores.forEach(store -> compute(store.getValue()));
        stores.forEach(store -> store(store.getKey(), store.getValue()));
    }

    /** Makes sure that a value is in a local, or a constant. */
    final void compute(Value value) {
        if (!value.isConstant() && !locals.containsKey(value)) {
            push(value);
            if (locals.containsKey(value)) {
                code.pop2();
            } else {
                keep(value);
            }
        }
    }

    /** Pops a value into its local. */
    final void keep(Value value) {
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        locals.put(value, local);
    }

    /** Pushes a value; what is needed more than once stays in a local. */
    final void push(Value value) {
        Integer local = locals.get(value);
        if (value.isConstant()) {
            code.loadConstant(value.constant());
        } else if (local != null) {
            code.dload(local);
        } else {
            if (pushLane(value)) {
                // It stands in a vector.
            } else if (value.isInput() || part.loads().containsKey(value)) {
                load(part.source(value));
            } else if (value.operation() == Operation.BROADCAST) {
                push(value.operand(0));
            } else {
                if (value.operation().isChoice()) {
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

    /** Whether a value that belongs there was stored as part of a vector. */
    boolean isStored(Slot slot, Value value) {
        return false;
    }

    /** Pushes a value that stands in a vector; whether it does. */
    boolean pushLane(Value value) {
        return false;
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

    /** Pushes the number that stands there. */
    void load(Slot slot) {
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
}
