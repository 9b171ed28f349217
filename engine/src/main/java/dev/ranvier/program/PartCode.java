package dev.ranvier.program;

import dev.ranvier.simd.Lanes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The method {@code void run(Sites)} of one {@link Part}: one loop, in which every value is a vector. */
final class PartCode {
    static final ClassDesc SITES = ClassDesc.of("dev.ranvier.mechanism.Sites");
    private static final ClassDesc COLUMN = VectorCode.COLUMN;
    private static final int SITES_LOCAL = 1;
    private static final int OF_EXP = 200, OF_SELECT = 25, OF_OTHERS = 12;

    private final Part part;
    private final VectorCode vectors;
    private final CodeBuilder code;
    private final Map<Slot, Integer> columns = new HashMap<>();
    private final Map<Value, Integer> locals = new HashMap<>();
    private final Map<Value, Integer> uses = new HashMap<>();
    /** The locals of the first site of a vector, and of its distance from site 0 in bytes. */
    private final int k;

    private final int distance;

    PartCode(Part part, VectorCode vectors, CodeBuilder code) {
        this.part = part;
        this.vectors = vectors;
        this.code = code;
        this.k = code.allocateLocal(TypeKind.INT);
        this.distance = code.allocateLocal(TypeKind.LONG);
    }

    /** How many bytecodes a value takes, at most. */
    static int size(Value value) {
        return switch (value.operation()) {
            case EXP -> OF_EXP;
            case SELECT_LESS, SELECT_LESS_OR_EQUAL, SELECT_EQUAL -> OF_SELECT;
            default -> OF_OTHERS;
        };
    }

    void emit() {
        for (Value value : part.values()) {
            value.operands().forEach(this::prepare);
        }
        part.stores().values().forEach(this::prepare);
        part.stores().keySet().forEach(this::open);
        int end = code.allocateLocal(TypeKind.INT);
        Label top = code.newLabel(), after = code.newLabel();
        sites("from", ConstantDescs.CD_int);
        code.istore(k);
        sites("to", ConstantDescs.CD_int);
        code.istore(end);
        code.labelBinding(top).iload(k).iload(end).if_icmpge(after);
        code.iload(k).i2l().loadConstant((long) Double.BYTES).lmul().lstore(distance);
        body();
        code.iinc(k, Lanes.COUNT).goto_(top).labelBinding(after).return_();
    }

    /** Counts a use of a value; what is one number, or a column, is fetched before the loop. */
    private void prepare(Value value) {
        uses.merge(value, 1, Integer::sum);
        if (value.isUniform()) {
            number(value);
        } else if (isLoaded(value)) {
            open(part.source(value));
        }
    }

    private boolean isLoaded(Value value) {
        return value.isInput() || part.loads().containsKey(value);
    }

    private void sites(String name, ClassDesc type) {
        code.aload(SITES_LOCAL).invokevirtual(SITES, name, MethodTypeDesc.of(type));
    }

    private void open(Slot slot) {
        if (!columns.containsKey(slot)) {
            column(slot);
            code.iconst_0()
                    .invokevirtual(COLUMN, "address", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int));
            int local = code.allocateLocal(TypeKind.LONG);
            code.lstore(local);
            columns.put(slot, local);
        }
    }

    private void column(Slot slot) {
        switch (slot.kind()) {
            case VOLTAGE -> sites("v", COLUMN);
            case TAKEN_VOLTAGE -> sites("u", COLUMN);
            case CURRENT -> sites("i", COLUMN);
            case SLOPE -> sites("slope", COLUMN);
            case PARENT_VOLTAGE -> sites("parentV", COLUMN);
            case PARENT_TAKEN_VOLTAGE -> sites("parentU", COLUMN);
            case PARENT_SLOPE -> sites("parentSlope", COLUMN);
            case WEIGHT -> sites("weight", COLUMN);
            case STATE -> indexed("state", slot);
            case NEXT -> indexed("next", slot);
            case PARAMETER -> indexed("parameter", slot);
            case PARTIAL -> indexed("partial", slot);
            case WORK -> indexed("scratch", slot);
            case DT, THETA, ROW, NEXT_ROW, FRAME -> throw new IllegalStateException(slot + " is one number");
        }
    }

    private void indexed(String name, Slot slot) {
        code.aload(SITES_LOCAL)
                .loadConstant(slot.index())
                .invokevirtual(SITES, name, MethodTypeDesc.of(COLUMN, ConstantDescs.CD_int));
    }

    /** Computes a uniform value that is no constant into a local. */
    private void number(Value value) {
        if (value.isConstant() || locals.containsKey(value)) {
            return;
        }
        value.operands().forEach(this::number);
        if (value.isInput()) {
            sites(value.slot().kind() == Slot.Kind.DT ? "dt_ms" : "theta", ConstantDescs.CD_double);
        } else {
            new NumberCode(code, this::pushNumber).emit(value);
        }
        int local = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(local);
        locals.put(value, local);
    }

    private void pushNumber(Value value) {
        if (value.isConstant()) {
            code.loadConstant(value.constant());
        } else {
            code.dload(local(value));
        }
    }

    private int local(Value value) {
        Integer local = locals.get(value);
        if (local == null) {
            throw new IllegalStateException("no local of " + value.operation());
        }
        return local;
    }

    private void address(Slot slot) {
        Integer local = columns.get(slot);
        if (local == null) {
            throw new IllegalStateException("no column of " + slot);
        }
        code.lload(local).lload(distance).ladd();
    }

    /** Stores that may change what is read come after all others, and after everything is computed. */
    private void body() {
        Map<Slot, Value> last = new LinkedHashMap<>();
        part.stores().forEach((slot, value) -> {
            if (part.isReadAndWritten(slot)) {
                last.put(slot, value);
            } else {
                store(slot, value);
            }
        });
        for (Value value : last.values()) {
            if (!locals.containsKey(value)) {
                push(value);
                locals.put(value, VectorCode.local(code));
            }
        }
        last.forEach(this::store);
    }

    private void store(Slot slot, Value value) {
        push(value);
        VectorCode.store(code, () -> address(slot));
    }

    /** Pushes a value as a vector; what is needed more than once stays in a local. */
    private void push(Value value) {
        if (value.isConstant()) {
            vectors.constant(code, value.constant());
        } else if (value.isUniform()) {
            VectorCode.species(code).dload(local(value));
            VectorCode.broadcast(code);
        } else if (locals.containsKey(value)) {
            code.aload(local(value));
        } else {
            if (isLoaded(value)) {
                VectorCode.load(code, () -> address(part.source(value)));
            } else {
                compute(value);
            }
            if (uses.getOrDefault(value, 0) > 1) {
                int local = code.allocateLocal(TypeKind.REFERENCE);
                code.dup().astore(local);
                locals.put(value, local);
            }
        }
    }

    private void compute(Value value) {
        List<Value> operands = value.operands();
        switch (value.operation()) {
            case BROADCAST -> push(operands.getFirst());
            case ADD -> binary(operands, "add");
            case SUBTRACT -> binary(operands, "sub");
            case MULTIPLY -> binary(operands, "mul");
            case DIVIDE -> binary(operands, "div");
            case FMA -> {
                operands.forEach(this::push);
                VectorCode.fma(code);
            }
            case SQRT -> unary(operands, "sqrt");
            case ABS -> unary(operands, "abs");
            case EXP -> {
                argument(operands);
                vectors.exp(code);
            }
            case SELECT_LESS -> select(operands, "LT");
            case SELECT_LESS_OR_EQUAL -> select(operands, "LE");
            case SELECT_EQUAL -> select(operands, "EQ");
            case INPUT, CONSTANT, LOG -> throw new IllegalStateException("not computed here: " + value.operation());
        }
    }

    private void binary(List<Value> operands, String name) {
        operands.forEach(this::push);
        VectorCode.binary(code, name);
    }

    private void unary(List<Value> operands, String name) {
        operands.forEach(this::push);
        VectorCode.unary(code, name);
    }

    /** {@code a b + c}, rounded twice. */
    private void argument(List<Value> operands) {
        push(operands.get(0));
        if (!operands.get(1).isConstant(1)) {
            push(operands.get(1));
            VectorCode.binary(code, "mul");
        }
        if (!operands.get(2).isConstant(0)) {
            push(operands.get(2));
            VectorCode.binary(code, "add");
        }
    }

    private void select(List<Value> operands, String comparison) {
        push(operands.get(3));
        push(operands.get(2));
        push(operands.get(0));
        VectorCode.comparison(code, comparison);
        push(operands.get(1));
        VectorCode.blend(code);
    }
}
