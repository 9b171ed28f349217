package dev.ranvier.program;

import dev.ranvier.memory.Exponential;
import dev.ranvier.memory.Logarithm;
import dev.ranvier.simd.Lanes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The bytecodes of vector operations, on the operand stack; numbers are vectors in constants of the class. */
final class VectorCode {
    static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.DoubleVector");
    static final ClassDesc COLUMN = ClassDesc.of("dev.ranvier.memory.Column");
    private static final ClassDesc SEGMENT = ClassDesc.of("java.lang.foreign.MemorySegment");
    private static final ClassDesc ORDER = ClassDesc.of("java.nio.ByteOrder");
    private static final ClassDesc INTEGERS = ClassDesc.of("jdk.incubator.vector.LongVector");
    private static final ClassDesc ANY = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison"), BINARY = OPERATORS.nested("Binary");
    private static final ClassDesc LANES = ClassDesc.of("dev.ranvier.simd.Lanes");
    private static final long MANTISSA_BITS = 52;

    private final ClassDesc owner;
    /** The species' name in {@link Lanes}. */
    private final String species;

    private final int lanes;
    private final Map<List<Double>, String> constants = new LinkedHashMap<>();
    /** Masks by their bits. */
    private final Set<Long> masks = new TreeSet<>();

    private VectorCode(ClassDesc owner, String species, int lanes) {
        this.owner = owner;
        this.species = species;
        this.lanes = lanes;
    }

    /** In a class whose vectors are pieces of columns. */
    static VectorCode ofColumns(ClassDesc owner) {
        return new VectorCode(owner, "SPECIES", Lanes.COUNT);
    }

    /** In a class whose vectors are gathered from so many single numbers, {@link Lanes#GATHERED_COUNT} or {@link Lanes#COUNT}. */
    static VectorCode ofGathered(ClassDesc owner, int lanes) {
        return lanes == Lanes.COUNT ? ofColumns(owner) : new VectorCode(owner, "GATHERED", Lanes.GATHERED_COUNT);
    }

    /** Pushes a number in every lane. */
    void constant(CodeBuilder code, double x) {
        constants(code, Collections.nCopies(lanes, x));
    }

    /** Pushes a number for each lane. */
    void constants(CodeBuilder code, List<Double> x) {
        code.getstatic(owner, constants.computeIfAbsent(x, _ -> "K" + constants.size()), VECTOR);
    }

    /** a, b: those lanes of b whose bits are set, and the others of a. */
    void blend(CodeBuilder code, long bits) {
        masks.add(bits);
        code.getstatic(owner, "M" + bits, MASK).invokevirtual(VECTOR, "blend", MethodTypeDesc.of(VECTOR, ANY, MASK));
    }

    /** Vector: the number in one lane. */
    static void lane(CodeBuilder code, int lane) {
        code.loadConstant(lane)
                .invokevirtual(VECTOR, "lane", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_int));
    }

    /** Declares the constants that were pushed, in the end. */
    void declare(ClassBuilder type) {
        constants.values().forEach(name -> type.withField(name, VECTOR, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL));
        masks.forEach(bits -> type.withField("M" + bits, MASK, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL));
        type.withMethodBody("<clinit>", MethodTypeDesc.of(ConstantDescs.CD_void), ClassFile.ACC_STATIC, code -> {
            constants.forEach((x, name) -> {
                species(code).loadConstant(x.size()).newarray(TypeKind.DOUBLE);
                for (int lane = 0; lane < x.size(); lane++) {
                    code.dup()
                            .loadConstant(lane)
                            .loadConstant((double) x.get(lane))
                            .dastore();
                }
                code.iconst_0()
                        .invokestatic(
                                VECTOR,
                                "fromArray",
                                MethodTypeDesc.of(
                                        VECTOR, SPECIES, ConstantDescs.CD_double.arrayType(), ConstantDescs.CD_int))
                        .putstatic(owner, name, VECTOR);
            });
            masks.forEach(bits -> species(code)
                    .loadConstant((long) bits)
                    .invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, ConstantDescs.CD_long), false)
                    .putstatic(owner, "M" + bits, MASK));
            code.return_();
        });
    }

    /** Pushes the species. */
    CodeBuilder species(CodeBuilder code) {
        return code.getstatic(LANES, species, SPECIES);
    }

    /** Pushes the vector that stands at an address. */
    void load(CodeBuilder code, Runnable address) {
        species(code).getstatic(COLUMN, "MEMORY", SEGMENT);
        address.run();
        code.getstatic(LANES, "ORDER", ORDER);
        code.invokestatic(
                VECTOR, "fromMemorySegment", MethodTypeDesc.of(VECTOR, SPECIES, SEGMENT, ConstantDescs.CD_long, ORDER));
    }

    /** Writes a vector to an address. */
    static void store(CodeBuilder code, Runnable address) {
        code.getstatic(COLUMN, "MEMORY", SEGMENT);
        address.run();
        code.getstatic(LANES, "ORDER", ORDER);
        code.invokevirtual(
                VECTOR,
                "intoMemorySegment",
                MethodTypeDesc.of(ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, ORDER));
    }

    /** Species, double: vector. */
    static void broadcast(CodeBuilder code) {
        code.invokestatic(VECTOR, "broadcast", MethodTypeDesc.of(VECTOR, SPECIES, ConstantDescs.CD_double));
    }

    /** Operands that are vectors: what an operation of plain arithmetic makes of them. */
    static void apply(CodeBuilder code, Operation operation) {
        switch (operation) {
            case ADD -> binary(code, "add");
            case SUBTRACT -> binary(code, "sub");
            case MULTIPLY -> binary(code, "mul");
            case DIVIDE -> binary(code, "div");
            case FMA -> fma(code);
            case SQRT -> unary(code, "sqrt");
            case ABS -> unary(code, "abs");
            default -> throw new IllegalArgumentException("no plain arithmetic: " + operation);
        }
    }

    /** {@code add}, {@code sub}, {@code mul} or {@code div} of two vectors. */
    static void binary(CodeBuilder code, String name) {
        code.invokevirtual(VECTOR, name, MethodTypeDesc.of(VECTOR, ANY));
    }

    /** {@code sqrt}, {@code abs} or {@code neg}. */
    static void unary(CodeBuilder code, String name) {
        code.invokevirtual(VECTOR, name, MethodTypeDesc.of(VECTOR));
    }

    /** a, b, c: {@code a b + c}. */
    static void fma(CodeBuilder code) {
        code.invokevirtual(VECTOR, "fma", MethodTypeDesc.of(VECTOR, ANY, ANY));
    }

    /** Pushes {@code LT}, {@code LE}, {@code GT} or {@code EQ}, which goes between the operands of {@link #blend}. */
    static void comparison(CodeBuilder code, String name) {
        code.getstatic(OPERATORS, name, COMPARISON);
    }

    /** Pushes that of a choice. */
    static void comparison(CodeBuilder code, Operation choice) {
        comparison(
                code,
                switch (choice) {
                    case SELECT_LESS -> "LT";
                    case SELECT_LESS_OR_EQUAL -> "LE";
                    case SELECT_EQUAL -> "EQ";
                    default -> throw new IllegalArgumentException("no choice: " + choice);
                });
    }

    /** otherwise, then, a, comparison, b: then where it holds. */
    static void blend(CodeBuilder code) {
        code.invokevirtual(VECTOR, "compare", MethodTypeDesc.of(MASK, COMPARISON, ANY));
        code.invokevirtual(VECTOR, "blend", MethodTypeDesc.of(VECTOR, ANY, MASK));
    }

    /** x: {@code exp(x)}, by the operations of {@link Exponential}. */
    void exp(CodeBuilder code) {
        int a = clip(code, clip(code, local(code), Exponential.LOWEST, "LT"), Exponential.HIGHEST, "GT");
        code.aload(a);
        constant(code, Exponential.LOG2_E);
        binary(code, "mul");
        constant(code, Exponential.ROUND);
        binary(code, "add");
        int shifted = local(code);
        code.aload(shifted);
        constant(code, Exponential.ROUND);
        binary(code, "sub");
        int n = local(code);
        code.aload(n);
        code.aload(n);
        constant(code, Exponential.MINUS_LN2_HIGH);
        code.aload(a);
        fma(code);
        int high = local(code);
        constant(code, Exponential.MINUS_LN2_LOW);
        code.aload(high);
        fma(code);
        int r = local(code), r2 = square(code, r), r4 = square(code, r2);
        linear(code, r, Exponential.Q9, Exponential.Q8);
        code.aload(r4);
        cubic(code, r, r2, Exponential.Q7, Exponential.Q6, Exponential.Q5, Exponential.Q4);
        fma(code);
        code.aload(r4);
        cubic(code, r, r2, Exponential.Q3, Exponential.Q2, Exponential.Q1, Exponential.Q0);
        fma(code);
        code.aload(r2).aload(r);
        fma(code);
        constant(code, 1);
        binary(code, "add");
        integers(code);
        code.aload(shifted);
        integers(code);
        shift(code, "LSHL");
        code.invokevirtual(INTEGERS, "add", MethodTypeDesc.of(INTEGERS, ANY));
        floating(code);
    }

    /** x: {@code ln(x)}, by the operations of {@link Logarithm}. */
    void log(CodeBuilder code) {
        int x = local(code);
        code.aload(x);
        integers(code);
        integers(code.loadConstant(Logarithm.TO_EXPONENT), "add");
        int bits = local(code);
        code.aload(bits);
        shift(code, "LSHR");
        integers(code.loadConstant(Logarithm.INTEGER_BITS), "or");
        floating(code);
        constant(code, Logarithm.INTEGER_AND_BIAS);
        binary(code, "sub");
        int k = local(code);
        code.aload(bits);
        integers(code.loadConstant(Logarithm.FRACTION), "and");
        integers(code.loadConstant(Logarithm.ROOT_HALF_BITS), "add");
        floating(code);
        constant(code, 1);
        binary(code, "sub");
        int f = local(code);
        code.aload(f).aload(f);
        constant(code, 2);
        binary(code, "add");
        binary(code, "div");
        int s = local(code), z = square(code, s), z2 = square(code, z);
        code.aload(f).aload(f);
        binary(code, "mul");
        constant(code, 0.5);
        binary(code, "mul");
        int halfSquare = local(code);
        code.aload(k);
        constant(code, Logarithm.LN2_HIGH);
        code.aload(f);
        cubic(code, z, z2, Logarithm.P7, Logarithm.P6, Logarithm.P5, Logarithm.P4);
        code.aload(z2).aload(z2);
        binary(code, "mul");
        cubic(code, z, z2, Logarithm.P3, Logarithm.P2, Logarithm.P1, Logarithm.P0);
        fma(code);
        code.aload(z).aload(halfSquare);
        fma(code);
        code.aload(s);
        binary(code, "mul");
        code.aload(k);
        constant(code, Logarithm.LN2_LOW);
        code.aload(halfSquare);
        unary(code, "neg");
        fma(code);
        binary(code, "add");
        binary(code, "add");
        fma(code);
        code.aload(x);
        unary(code, "sqrt");
        int root = local(code);
        code.aload(root).aload(root);
        binary(code, "sub");
        binary(code, "add");
    }

    private int clip(CodeBuilder code, int x, double limit, String comparison) {
        code.aload(x);
        constant(code, limit);
        code.aload(x);
        comparison(code, comparison);
        constant(code, limit);
        blend(code);
        return local(code);
    }

    private void linear(CodeBuilder code, int r, double first, double zeroth) {
        code.aload(r);
        constant(code, first);
        constant(code, zeroth);
        fma(code);
    }

    /** {@code (r q3 + q2) r2 + (r q1 + q0)}. */
    private void cubic(CodeBuilder code, int r, int r2, double q3, double q2, double q1, double q0) {
        linear(code, r, q3, q2);
        code.aload(r2);
        linear(code, r, q1, q0);
        fma(code);
    }

    private static int square(CodeBuilder code, int x) {
        code.aload(x).aload(x);
        binary(code, "mul");
        return local(code);
    }

    private static void integers(CodeBuilder code) {
        code.invokevirtual(VECTOR, "viewAsIntegralLanes", MethodTypeDesc.of(INTEGERS));
    }

    private static void floating(CodeBuilder code) {
        code.invokevirtual(INTEGERS, "viewAsFloatingLanes", MethodTypeDesc.of(VECTOR));
    }

    /** {@code LSHL} or {@code LSHR} by the bits of the fraction. */
    private static void shift(CodeBuilder code, String name) {
        code.getstatic(OPERATORS, name, BINARY).loadConstant(MANTISSA_BITS);
        code.invokevirtual(INTEGERS, "lanewise", MethodTypeDesc.of(INTEGERS, BINARY, ConstantDescs.CD_long));
    }

    /** {@code add}, {@code and} or {@code or} of integers and the number that was pushed. */
    private static void integers(CodeBuilder code, String name) {
        code.invokevirtual(INTEGERS, name, MethodTypeDesc.of(INTEGERS, ConstantDescs.CD_long));
    }

    /** Pops a vector into a new local. */
    static int local(CodeBuilder code) {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }
}
