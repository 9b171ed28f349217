package dev.ranvier.program;

import dev.ranvier.simd.Lanes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The method {@code void run(Sites)} of one {@link Part}: one loop, in which every value is a vector. */
final class PartCode {
    private static final int OF_EXP = 200, OF_LOG = 250, OF_SELECT = 25, OF_OTHERS = 12;

    private final Part part;
    private final VectorCode vectors;
    private final CodeBuilder code;
    private final SiteColumns columns;
    private final Map<Value, Integer> locals = new HashMap<>();
    private final Map<Value, Integer> uses = new HashMap<>();

    PartCode(Part part, VectorCode vectors, CodeBuilder code) {
        this.part = part;
        this.vectors = vectors;
        this.code = code;
        this.columns = new SiteColumns(code);
    }

    /** How many bytecodes a value takes, at most. */
    static int size(Value value) {
        return switch (value.operation()) {
            case EXP -> OF_EXP;
            case LOG -> OF_LOG;
            case SELECT_LESS, SELECT_LESS_OR_EQUAL, SELECT_EQUAL -> OF_SELECT;
            default -> OF_OTHERS;
        };
    }

    void emit() {
        for (Value value : part.values()) {
            value.operands().forEach(this::prepare);
        }
        part.stores().values().forEach(this::prepare);
        part.stores().keySet().forEach(columns::open);
        columns.loop(Lanes.COUNT, this::body);
    }

    /** Counts a use of a value; what is one number, or a column, is fetched before the loop. */
    private void prepare(Value value) {
        uses.merge(value, 1, Integer::sum);
        if (value.isUniform()) {
            number(value);
        } else if (isLoaded(value)) {
            columns.open(part.source(value));
        }
    }

    private boolean isLoaded(Value value) {
        return value.isInput() || part.loads().containsKey(value);
    }

    /** Computes a uniform value that is no constant into a local. */
    private void number(Value value) {
        if (value.isConstant() || locals.containsKey(value)) {
            return;
        }
        value.operands().forEach(this::number);
        if (value.isInput()) {
            columns.number(value.slot());
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
        VectorCode.store(code, () -> columns.address(slot));
    }

    /** Pushes a value as a vector; what is needed more than once stays in a local. */
    private void push(Value value) {
        if (value.isConstant()) {
            vectors.constant(code, value.constant());
        } else if (value.isUniform()) {
            vectors.species(code).dload(local(value));
            VectorCode.broadcast(code);
        } else if (locals.containsKey(value)) {
            code.aload(local(value));
        } else {
            if (isLoaded(value)) {
                vectors.load(code, () -> columns.address(part.source(value)));
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
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, FMA, SQRT, ABS -> {
                operands.forEach(this::push);
                VectorCode.apply(code, value.operation());
            }
            case EXP -> {
                argument(operands);
                vectors.exp(code);
            }
            case LOG -> {
                push(operands.getFirst());
                vectors.log(code);
            }
            case SELECT_LESS, SELECT_LESS_OR_EQUAL, SELECT_EQUAL -> select(value.operation(), operands);
            case INPUT, CONSTANT, INTERPOLATE, BETWEEN ->
                throw new IllegalStateException("not computed here: " + value.operation());
        }
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

    private void select(Operation choice, List<Value> operands) {
        push(operands.get(3));
        push(operands.get(2));
        push(operands.get(0));
        VectorCode.comparison(code, choice);
        push(operands.get(1));
        VectorCode.blend(code);
    }
}
