package dev.ranvier.cli.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ranvier.embed.Neuron;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions that {@code native/host/ranvier.c} calls by their addresses. Each takes what its namesake there takes, then where to write
 * why it failed and how many bytes are there: an exception that left an upcall would end the process.
 */
public final class HostFunctions {
    private static final HostedNeurons NEURONS = new HostedNeurons();

    private HostFunctions() {}

    /** The address of the table of addresses, in the order of the structure in C; lives as long as the process. */
    public static long table() throws ReflectiveOperationException {
        List<MemorySegment> stubs = new ArrayList<>();
        stubs.add(stub("open", JAVA_LONG, ADDRESS, JAVA_INT, ADDRESS));
        stubs.add(stub("fork", JAVA_LONG, JAVA_LONG));
        stubs.add(stub("close", JAVA_INT, JAVA_LONG));
        stubs.add(stub("warmUp", JAVA_INT, JAVA_LONG));
        stubs.add(stub("step", JAVA_DOUBLE, JAVA_LONG, JAVA_DOUBLE));
        stubs.add(stub("run", JAVA_DOUBLE, JAVA_LONG, JAVA_DOUBLE, JAVA_LONG));
        stubs.add(stub("advance", JAVA_INT, JAVA_LONG));
        stubs.add(stub("set", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_DOUBLE));
        stubs.add(stub("probe", JAVA_INT, JAVA_LONG, ADDRESS));
        stubs.add(stub("get", JAVA_DOUBLE, JAVA_LONG, JAVA_INT, JAVA_INT));
        stubs.add(stub("time", JAVA_DOUBLE, JAVA_LONG));
        stubs.add(stub("interval", JAVA_DOUBLE, JAVA_LONG));
        stubs.add(stub("reset", JAVA_INT, JAVA_LONG));
        MemorySegment table = Arena.global().allocate(ADDRESS, stubs.size());
        for (int k = 0; k < stubs.size(); k++) {
            table.setAtIndex(ADDRESS, k, stubs.get(k));
        }
        return table.address();
    }

    @SuppressWarnings("restricted")
    private static MemorySegment stub(String name, MemoryLayout result, MemoryLayout... arguments)
            throws ReflectiveOperationException {
        FunctionDescriptor function = FunctionDescriptor.of(result, arguments).appendArgumentLayouts(ADDRESS, JAVA_INT);
        MethodType type = function.toMethodType();
        MethodHandle target = MethodHandles.lookup().findStatic(HostFunctions.class, name, type);
        return Linker.nativeLinker().upcallStub(target, function, Arena.global());
    }

    static long open(MemorySegment path, int lanes, MemorySegment inputs, MemorySegment why, int bytes) {
        try {
            return NEURONS.add(HostedNeuron.open(text(path), lanes, text(inputs)));
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return 0;
        }
    }

    static long fork(long number, MemorySegment why, int bytes) {
        try {
            return NEURONS.add(NEURONS.get(number).fork());
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return 0;
        }
    }

    static int close(long number, MemorySegment why, int bytes) {
        try {
            NEURONS.close(number);
            return 0;
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    static int warmUp(long number, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).neuron().warmUp().isCompiled() ? 1 : 0;
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    static double step(long number, double current_nA, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).neuron().step(current_nA);
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return Double.NaN;
        }
    }

    static double run(long number, double current_nA, long steps, MemorySegment why, int bytes) {
        try {
            Neuron neuron = NEURONS.get(number).neuron();
            double v_mV = neuron.voltage_mV();
            for (long n = 0; n < steps; n++) {
                v_mV = neuron.step(current_nA);
            }
            return v_mV;
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return Double.NaN;
        }
    }

    static int advance(long number, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).neuron().step();
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    static int set(long number, int input, int lane, double value, MemorySegment why, int bytes) {
        try {
            NEURONS.get(number).set(input, lane, value);
            return 0;
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    static int probe(long number, MemorySegment probe, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).probe(text(probe));
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    static double get(long number, int probe, int lane, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).get(probe, lane);
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return Double.NaN;
        }
    }

    static double time(long number, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).neuron().time_ms();
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return Double.NaN;
        }
    }

    static double interval(long number, MemorySegment why, int bytes) {
        try {
            return NEURONS.get(number).neuron().rig().simulation().dt_ms();
        } catch (Throwable e) { // must not leave an upcall
            tell(e, why, bytes);
            return Double.NaN;
        }
    }

    static int reset(long number, MemorySegment why, int bytes) {
        try {
            NEURONS.get(number).neuron().reset();
            return 0;
        } catch (Throwable e) { // must not leave an upcall
            return tell(e, why, bytes);
        }
    }

    @SuppressWarnings("restricted")
    private static String text(MemorySegment pointer) {
        if (pointer.address() == 0) {
            throw new IllegalArgumentException("a text is missing: NULL");
        }
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Writes what went wrong, as much as there is room for, and returns -1. */
    @SuppressWarnings("restricted")
    private static int tell(Throwable problem, MemorySegment why, int bytes) {
        String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, bytes - 1);
        MemorySegment room = why.reinterpret(bytes);
        MemorySegment.copy(text, 0, room, ValueLayout.JAVA_BYTE, 0, length);
        room.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
        return -1;
    }
}
