package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;

/** The method {@code static void (long row, long nextRow, long frame)} of one {@link Part}, in plain arithmetic but for exponentials. */
final class PackedCode extends PlainCode {
    private static final int ROW = 0, NEXT_ROW = 2, FRAME = 4;
    private static final int OF_VECTOR = 200, OF_EXP = 30, OF_OTHERS = 5, OF_LOAD = 13, OF_LOCAL = 3;

    private final PackedOrder order;
    /** The first double of the frame in which values cross from piece to piece. */
    private final int scratch;

    private final VectorCode vectors;

    PackedCode(Part part, PackedOrder order, int scratch, VectorCode vectors, CodeBuilder code) {
        super(part, code);
        this.order = order;
        this.scratch = scratch;
        this.vectors = vectors;
    }

    /** How many bytecodes a value takes, about, if so many exponentials come together. */
    static int size(Value value, int lanes) {
        int size = value.operation() == Operation.EXP ? OF_VECTOR / lanes + OF_EXP : OF_OTHERS;
        for (Value operand : value.operands()) {
            size += operand.isInput() ? OF_LOAD : OF_LOCAL;
        }
        return size;
    }

    void emit() {
        List<Value> together = new ArrayList<>();
        for (Value value : part.values()) {
            if (value.operation() == Operation.EXP) {
                if (!together.isEmpty()
                        && (together.size() == order.lanes() || !order.areTogether(together.getFirst(), value))) {
                    exponentials(together);
                    together.clear();
                }
                together.add(value);
            }
        }
        if (!together.isEmpty()) {
            exponentials(together);
        }
        store();
        code.return_();
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
        for (int lane = 0; lane < order.lanes(); lane++) {
            operands.add(values.get(lane < values.size() ? lane : 0).operand(operand));
        }
        if (operands.stream().allMatch(Value::isConstant)) {
            vectors.constants(code, operands.stream().map(Value::constant).toList());
        } else {
            operands.forEach(this::compute);
            blend(operands, 0, order.lanes());
        }
    }

    /** Pushes a vector that has the operands in lanes [from, to). */
    private void blend(List<Value> operands, int from, int to) {
        if (operands.subList(from, to).stream().distinct().count() == 1) {
            vectors.species(code);
            push(operands.get(from));
            VectorCode.broadcast(code);
            return;
        }
        int middle = (from + to) / 2;
        blend(operands, from, middle);
        blend(operands, middle, to);
        vectors.blendFrom(code, middle);
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
