package dev.ranvier.program;

import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Programs that run over the same sites one after the other, as one: what one of them adds to the sums of currents and slopes, the next
 * finds in a register. But for these sums each writes what no other reads. The bits are those of one after the other.
 */
public final class JoinedKernels {
    /** By what they are made of. */
    private static final MadeOnce<List<List<SiteKernel>>, JoinedKernels> MADE = new MadeOnce<>();

    private final ProgramBuilder program = new ProgramBuilder();
    /** By slot: the sums so far, and those that were written. */
    private final Map<Slot, Value> sums = new HashMap<>(), summed = new LinkedHashMap<>();

    private final List<Columns> columns = new ArrayList<>();
    private final Kernels kernels;

    /** How many columns of each kind one of the programs has. */
    private record Columns(int states, int parameters) {
        static final Columns NONE = new Columns(0, 0);

        Columns and(Columns more) {
            return new Columns(states + more.states, parameters + more.parameters);
        }
    }

    private JoinedKernels(List<List<SiteKernel>> programs) {
        sums.put(Slot.CURRENT, program.input(Slot.CURRENT));
        sums.put(Slot.SLOPE, program.input(Slot.SLOPE));
        Columns before = Columns.NONE;
        for (List<SiteKernel> one : programs) {
            Columns own = add(one, before);
            columns.add(own);
            before = before.and(own);
        }
        summed.forEach(program::output);
        kernels = Kernels.of(program.buildExactly());
    }

    /** The kernels of some programs, all of which {@linkplain #canJoin can be joined}, as those of one. */
    public static JoinedKernels of(List<List<SiteKernel>> programs) {
        return MADE.get(programs, () -> new JoinedKernels(programs));
    }

    /** Whether kernels are those of a program, and of one that reads no tables: beside tables the others would be plain arithmetic too. */
    public static boolean canJoin(List<SiteKernel> kernels) {
        return kernels.stream()
                .allMatch(kernel -> kernel instanceof PartKernel ofProgram
                        && !ofProgram.part().isOfTables());
    }

    /** Takes in a program, whose columns stand behind those of the programs before. */
    private Columns add(List<SiteKernel> kernels, Columns before) {
        Set<Slot> read = new LinkedHashSet<>(), written = new LinkedHashSet<>();
        for (SiteKernel kernel : kernels) {
            Part part = ((PartKernel) kernel).part();
            part.inOrder().stream().filter(Value::isInput).map(Value::slot).forEach(read::add);
            written.addAll(part.stores().keySet());
        }
        Map<Slot, Value> standing = new HashMap<>(sums);
        for (Slot slot : read) {
            if (!isSum(slot)) {
                standing.put(slot, program.input(moved(slot, before)));
            }
        }
        kernels.forEach(kernel -> program.inline(kernel, standing));
        for (Slot slot : written) {
            Value value = ProgramBuilder.standing(standing, slot);
            if (isSum(slot)) {
                sums.put(slot, value);
                summed.put(slot, value);
            } else if (slot.kind() != Slot.Kind.WORK) {
                program.output(moved(slot, before), value);
            }
        }
        return columns(read, written);
    }

    private static boolean isSum(Slot slot) {
        return slot.equals(Slot.CURRENT) || slot.equals(Slot.SLOPE);
    }

    private static Slot moved(Slot slot, Columns before) {
        return switch (slot.kind()) {
            case VOLTAGE, DT, THETA -> slot;
            case STATE -> Slot.state(before.states + slot.index());
            case NEXT -> Slot.next(before.states + slot.index());
            case PARAMETER -> Slot.parameter(before.parameters + slot.index());
            default -> throw new IllegalArgumentException("not to be joined: " + slot);
        };
    }

    private static Columns columns(Set<Slot> read, Set<Slot> written) {
        Map<Slot.Kind, Integer> counts = new EnumMap<>(Slot.Kind.class);
        read.forEach(slot -> counts.merge(slot.kind(), slot.index() + 1, Math::max));
        written.forEach(slot -> counts.merge(slot.kind(), slot.index() + 1, Math::max));
        int states = Math.max(counts.getOrDefault(Slot.Kind.STATE, 0), counts.getOrDefault(Slot.Kind.NEXT, 0));
        return new Columns(states, counts.getOrDefault(Slot.Kind.PARAMETER, 0));
    }

    /** What to run, over {@link #sites}. */
    public List<SiteKernel> kernels() {
        return kernels.kernels();
    }

    /** How many work columns they use. */
    public int scratch() {
        return kernels.scratch();
    }

    /** The columns of all programs, each of which has its own sites. */
    public Sites sites(List<Sites> ofPrograms, Column[] work) {
        List<Column> states = new ArrayList<>(), next = new ArrayList<>(), parameters = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            Sites own = ofPrograms.get(j);
            for (int k = 0; k < columns.get(j).states; k++) {
                states.add(own.state(k));
                next.add(own.next(k));
            }
            for (int p = 0; p < columns.get(j).parameters; p++) {
                parameters.add(own.parameter(p));
            }
        }
        return ofPrograms
                .getFirst()
                .withMechanism(
                        states.toArray(Column[]::new),
                        next.toArray(Column[]::new),
                        parameters.toArray(Column[]::new),
                        work,
                        new Column[0],
                        ofPrograms.getFirst().shared());
    }
}
