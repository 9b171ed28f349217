package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.AbstractList;
import java.util.List;

/**
 * Kernels as classes made at run time, one for each {@link Part}: hidden ones, see {@link MadeOnce}.
 */
final class GeneratedKernels {
    private static final ClassDesc KERNEL = ClassDesc.of("dev.ranvier.program.Generated");
    private static final ClassDesc PART_KERNEL = ClassDesc.of("dev.ranvier.program.PartKernel");
    private static final MethodTypeDesc OF_PART =
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("dev.ranvier.program.Part"));

    /** Bytecodes of a method. */
    private static final int LONGEST = 850;

    /** By what they do. */
    private static final MadeOnce<String, SiteKernel> MADE = new MadeOnce<>();

    private GeneratedKernels() {}

    /** The kernels of a program. */
    static Kernels of(Program program) {
        Parts parts = new Parts(program, program.computed(), PartCode::size, Parts.Vectors.NONE, LONGEST);
        return new Kernels(new MadeWhenUsed(parts.list()), parts.scratch());
    }

    /** The kernels of some pieces, all made when one is asked for: those of derivatives may never be. */
    private static final class MadeWhenUsed extends AbstractList<SiteKernel> {
        private final List<Part> parts;
        private volatile List<SiteKernel> made = List.of();

        MadeWhenUsed(List<Part> parts) {
            this.parts = List.copyOf(parts);
        }

        @Override
        public SiteKernel get(int index) {
            if (made.isEmpty()) {
                made = parts.stream().map(GeneratedKernels::generated).toList();
            }
            return made.get(index);
        }

        @Override
        public int size() {
            return parts.size();
        }
    }

    private static SiteKernel generated(Part part) {
        return MADE.get(part.listing(), () -> instance(part));
    }

    /** The class file of a piece. */
    static byte[] bytes(Part part) {
        return ClassFile.of().build(KERNEL, type -> {
            VectorCode vectors = VectorCode.ofColumns(KERNEL);
            type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withSuperclass(PART_KERNEL);
            type.withMethodBody(
                    "run", MethodTypeDesc.of(ConstantDescs.CD_void, SiteColumns.SITES), ClassFile.ACC_PUBLIC, code -> {
                        if (part.isOfTables()) {
                            new PlainPartCode(part, code).emit();
                        } else {
                            new PartCode(part, vectors, code).emit();
                        }
                    });
            type.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    OF_PART,
                    0,
                    code -> code.aload(0)
                            .aload(1)
                            .invokespecial(PART_KERNEL, ConstantDescs.INIT_NAME, OF_PART)
                            .return_());
            vectors.declare(type);
        });
    }

    private static SiteKernel instance(Part part) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes(part), true);
            return (SiteKernel)
                    hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class, Part.class))
                            .invoke(part);
        } catch (Throwable e) { // what a method handle may throw
            throw new IllegalStateException("a kernel cannot be made", e);
        }
    }
}
