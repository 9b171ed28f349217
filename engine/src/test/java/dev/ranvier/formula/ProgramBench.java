package dev.ranvier.formula;

import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Kernels;
import dev.ranvier.program.Slot;
import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Sites for programs: a voltage, three states, three parameters, six partials, a current. */
final class ProgramBench implements AutoCloseable {
    static final double DT_ms = 0.025;
    static final Map<String, Slot> SLOTS = Map.of(
            "v", Slot.VOLTAGE,
            "dt", Slot.DT,
            "i", Slot.CURRENT,
            "slope", Slot.SLOPE,
            "a", Slot.state(0),
            "b", Slot.state(1),
            "c", Slot.state(2),
            "p", Slot.parameter(0),
            "q", Slot.parameter(1),
            "r", Slot.parameter(2));
    private static final int STATES = 3, PARAMETERS = 3, PARTIALS = 6;

    final int count;
    final int scratch;
    final Sites sites;
    private final Arena arena = Arena.ofConfined();

    ProgramBench(int count, int scratch) {
        this.count = count;
        this.scratch = scratch;
        Column[] single = columns(4);
        sites = new Sites(
                0,
                count,
                single[0],
                single[1],
                single[2],
                single[3],
                columns(STATES),
                columns(STATES),
                columns(PARAMETERS),
                columns(scratch),
                columns(PARTIALS),
                single[0]);
        sites.step(new Step(DT_ms, 0.5));
    }

    private Column[] columns(int columns) {
        Block block = new Block(arena, columns, count);
        Column[] made = new Column[columns];
        for (int k = 0; k < columns; k++) {
            made[k] = block.column(k);
        }
        return made;
    }

    /** Numbers about 0 and of size one everywhere, the same for the same seed. */
    void fill(long seed) {
        Random random = new Random(seed);
        for (String name : SLOTS.keySet().stream().sorted().toList()) {
            if (!name.equals("dt")) {
                for (int k = 0; k < count; k++) {
                    column(Objects.requireNonNull(SLOTS.get(name))).set(k, 2 * random.nextDouble() - 1);
                }
            }
        }
    }

    Column column(Slot slot) {
        return switch (slot.kind()) {
            case VOLTAGE -> sites.v();
            case CURRENT -> sites.i();
            case SLOPE -> sites.slope();
            case STATE -> sites.state(slot.index());
            case NEXT -> sites.next(slot.index());
            case PARAMETER -> sites.parameter(slot.index());
            case PARTIAL -> sites.partial(slot.index());
            default -> throw new IllegalArgumentException(slot.toString());
        };
    }

    double[] values(Slot slot) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = column(slot).get(k);
        }
        return values;
    }

    void run(Kernels kernels) {
        kernels.kernels().forEach(kernel -> kernel.run(sites));
    }

    @Override
    public void close() {
        arena.close();
    }
}
