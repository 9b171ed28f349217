package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.simd.Lanes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes {@link PackedKernel}s: a program at one site as a class of its own, in which values that are made alike, and
 * exponentials that do not wait for one another, stand side by side in a vector, and all else is plain arithmetic. The bits are those of the
 * other ways to run a program.
 */
public final class PackedKernels {
    private static final ClassDesc KERNEL = ClassDesc.of("dev.ranvier.program.GeneratedStep");
    private static final MethodTypeDesc STEP = MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long);
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    /** Bytecodes of a method, for one compartment and for several: the other way round either is a tenth slower. */
    private static final int OF_ONE = 700, OF_SEVERAL = 1000;

    /** By their class files. */
    private static final MadeOnce<ByteBuffer, PackedKernel> MADE = new MadeOnce<>();

    private PackedKernels() {}

    /**
     * How many values are best computed side by side: whole vectors, where there are enough exponentials.
     *
     * @param compartments that do the same: a few fill a narrower vector
     */
    public static int bestLanes(Program program, int compartments) {
        long exponentials = program.values().stream()
                .filter(value -> value.operation() == Operation.EXP)
                .count();
        boolean fillNarrow = compartments > Lanes.GATHERED_COUNT / 2 && compartments <= Lanes.GATHERED_COUNT;
        return exponentials > 2L * Lanes.COUNT && !fillNarrow ? Lanes.COUNT : Lanes.GATHERED_COUNT;
    }

    /**
     * Whether kernels can be {@linkplain ProgramBuilder#inline taken into} one by where a step begins: those that read tables also leave where
     * they read, and some read where the step has led.
     */
    public static boolean canTake(List<SiteKernel> kernels) {
        return kernels.stream()
                .allMatch(kernel -> kernel instanceof PartKernel ofProgram
                        && ofProgram.part().inOrder().stream()
                                .noneMatch(value -> value.operation().isOfTables()
                                        || (value.isInput() && value.slot().kind() == Slot.Kind.NEXT)));
    }

    /**
     * A program whose slots are rows and the frame. One that is in use is not made twice: what is compiled for one cell is for all cells like
     * it.
     *
     * @param lanes how many values stand side by side, at most: {@link Lanes#GATHERED_COUNT} or {@link Lanes#COUNT}
     * @param compartments whose program it is
     * @param from first of the frame's doubles that stay the same during a run
     * @param to behind the last of them, which is the last that the program names
     */
    public static PackedProgram of(Program program, int lanes, int compartments, int from, int to) {
        PackedOrder order = new PackedOrder(program, lanes);
        Map<Value, Long> stores = program.outputs().values().stream()
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
        GatheredNumbers some = new GatheredNumbers(from, to, 0);
        Parts parts = new Parts(
                program,
                order.values(),
                value -> PackedCode.size(value, stores.getOrDefault(value, 0L).intValue(), order, some),
                order,
                compartments == 1 ? OF_ONE : OF_SEVERAL);
        List<Part> pieces = parts.list();
        int scratch = Lanes.padded(to), end = scratch + Lanes.padded(parts.scratch()); // a vector is in one cache line
        GatheredNumbers numbers = new GatheredNumbers(from, to, end);
        byte[] bytes = bytes(pieces, order, scratch, numbers);
        return new PackedProgram(MADE.get(ByteBuffer.wrap(bytes), () -> instance(bytes)), end, numbers.copies());
    }

    private static PackedKernel instance(byte[] bytes) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (PackedKernel) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) { // what a method handle may throw
            throw new IllegalStateException("a kernel cannot be made", e);
        }
    }

    private static byte[] bytes(List<Part> parts, PackedOrder order, int scratch, GatheredNumbers numbers) {
        return ClassFile.of().build(KERNEL, type -> {
            VectorCode vectors = VectorCode.ofGathered(KERNEL, order.lanes());
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                    .withInterfaceSymbols(ClassDesc.of("dev.ranvier.program.PackedKernel"));
            for (int k = 0; k < parts.size(); k++) {
                Part part = parts.get(k);
                type.withMethodBody(
                        "part" + k,
                        STEP,
                        ClassFile.ACC_STATIC,
                        code -> new PackedCode(part, order, scratch, numbers, vectors, code).emit());
            }
            type.withMethodBody("step", STEP, ClassFile.ACC_PUBLIC, code -> {
                for (int k = 0; k < parts.size(); k++) {
                    code.lload(1).lload(3).lload(5).invokestatic(KERNEL, "part" + k, STEP);
                }
                code.return_();
            });
            type.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    NOTHING,
                    0,
                    code -> code.aload(0)
                            .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, NOTHING)
                            .return_());
            vectors.declare(type);
        });
    }
}
