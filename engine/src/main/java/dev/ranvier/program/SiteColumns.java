package dev.ranvier.program;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/** In a method {@code void run(Sites)}: the loop over the sites, and where their columns are. */
final class SiteColumns {
    static final ClassDesc SITES = ClassDesc.of("dev.ranvier.mechanism.Sites");
    private static final ClassDesc COLUMN = VectorCode.COLUMN;
    private static final int SITES_LOCAL = 1;

    private final CodeBuilder code;
    private final Map<Slot, Integer> addresses = new HashMap<>();
    /** The locals of a site, and of its distance from site 0 in bytes. */
    private final int k;

    private final int distance;

    SiteColumns(CodeBuilder code) {
        this.code = code;
        this.k = code.allocateLocal(TypeKind.INT);
        this.distance = code.allocateLocal(TypeKind.LONG);
    }

    /** Fetches the address of a column, before the loop. */
    void open(Slot slot) {
        if (!addresses.containsKey(slot)) {
            column(slot);
            code.iconst_0()
                    .invokevirtual(COLUMN, "address", MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_int));
            int local = code.allocateLocal(TypeKind.LONG);
            code.lstore(local);
            addresses.put(slot, local);
        }
    }

    /** The loop, {@code step} sites at a time, and the end of the method. */
    void loop(int step, Runnable body) {
        int end = code.allocateLocal(TypeKind.INT);
        Label top = code.newLabel(), after = code.newLabel();
        sites("from", ConstantDescs.CD_int);
        code.istore(k);
        sites("to", ConstantDescs.CD_int);
        code.istore(end);
        code.labelBinding(top).iload(k).iload(end).if_icmpge(after);
        code.iload(k).i2l().loadConstant((long) Double.BYTES).lmul().lstore(distance);
        body.run();
        code.iinc(k, step).goto_(top).labelBinding(after).return_();
    }

    /** In the loop: pushes where a column has the present site. */
    void address(Slot slot) {
        Integer local = addresses.get(slot);
        if (local == null) {
            throw new IllegalStateException("no column of " + slot);
        }
        code.lload(local).lload(distance).ladd();
    }

    /** Pushes a number that is the same at all sites. */
    void number(Slot slot) {
        String name = switch (slot.kind()) {
            case DT -> "dt_ms";
            case THETA -> "theta";
            case TABLE -> "table";
            default -> throw new IllegalStateException("not one number: " + slot);
        };
        sites(name, ConstantDescs.CD_double);
    }

    private void sites(String name, ClassDesc type) {
        code.aload(SITES_LOCAL).invokevirtual(SITES, name, MethodTypeDesc.of(type));
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
            case DT, THETA, TABLE, ROW, NEXT_ROW, FRAME -> throw new IllegalStateException(slot + " is one number");
        }
    }

    private void indexed(String name, Slot slot) {
        code.aload(SITES_LOCAL)
                .loadConstant(slot.index())
                .invokevirtual(SITES, name, MethodTypeDesc.of(COLUMN, ConstantDescs.CD_int));
    }
}
