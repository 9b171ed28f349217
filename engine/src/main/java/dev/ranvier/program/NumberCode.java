package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** The bytecodes of plain arithmetic, on the operand stack: what {@link Value#at} does. */
final class NumberCode {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc LOGARITHM = ClassDesc.of("dev.ranvier.memory.Logarithm");
    private static final ClassDesc MEMORY = ClassDesc.of("dev.ranvier.program.PackedMemory");

    private final CodeBuilder code;
    private final Consumer<Value> push;

    /** Operands are pushed by {@code push}. */
    NumberCode(CodeBuilder code, Consumer<Value> push) {
        this.code = code;
        this.push = push;
    }

    /** Pushes what an operation gives. */
    void emit(Value value) {
        switch (value.operation()) {
            case ADD -> pushed(value).dadd();
            case SUBTRACT -> pushed(value).dsub();
            case MULTIPLY -> pushed(value).dmul();
            case DIVIDE -> pushed(value).ddiv();
            case FMA -> math(value, "fma", 3);
            case SQRT -> math(value, "sqrt", 1);
            case ABS -> math(value, "abs", 1);
            case LOG -> call(value, LOGARITHM, "of", 1);
            case INTERPOLATE -> call(value, MEMORY, "interpolate", 3);
            case BETWEEN -> call(value, MEMORY, "between", 4);
            case SELECT_LESS, SELECT_LESS_OR_EQUAL, SELECT_EQUAL -> select(value);
            case INPUT, CONSTANT, BROADCAST, EXP ->
                throw new IllegalStateException("no plain arithmetic: " + value.operation());
        }
    }

    private CodeBuilder pushed(Value value) {
        value.operands().forEach(push);
        return code;
    }

    private void math(Value value, String name, int arguments) {
        call(value, MATH, name, arguments);
    }

    private void call(Value value, ClassDesc owner, String name, int arguments) {
        ClassDesc[] types = new ClassDesc[arguments];
        java.util.Arrays.fill(types, ConstantDescs.CD_double);
        pushed(value).invokestatic(owner, name, MethodTypeDesc.of(ConstantDescs.CD_double, types));
    }

    private void select(Value value) {
        Label otherwise = code.newLabel(), end = code.newLabel();
        int result = code.allocateLocal(TypeKind.DOUBLE);
        push.accept(value.operand(0));
        push.accept(value.operand(1));
        code.dcmpg(); // NaN compares as larger, so that nothing holds
        switch (value.operation()) {
            case SELECT_LESS -> code.ifge(otherwise);
            case SELECT_LESS_OR_EQUAL -> code.ifgt(otherwise);
            default -> code.ifne(otherwise);
        }
        push.accept(value.operand(2));
        code.dstore(result).goto_(end).labelBinding(otherwise);
        push.accept(value.operand(3));
        code.dstore(result).labelBinding(end).dload(result);
    }
}
