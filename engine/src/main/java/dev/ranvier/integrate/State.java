package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.mechanism.Field;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.saved.DamagedException;
import dev.ranvier.saved.Sealed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that a run needs to go on: the voltages and gates of every lane after a number of steps. A run that goes on from here
 * has the bits of one that was never stopped, on any machine, alone or among other lanes. Immutable.
 *
 * <p>With {@link Scheme#STAGGERED} the gates are those of half a step before the voltage.
 */
public final class State {
    private static final int KIND = 0x52_4e_56_53, VERSION = 3;
    /** Stands for the voltage where others have the position of their channel. */
    private static final int VOLTAGE = -1;
    /** A run whose voltage is farther from zero is not gone on with. */
    private static final double FARTHEST_mV = 1e6;

    private final Scheme scheme;
    private final double dt_ms;
    private final long step;
    private final List<String> names;
    /** {@code values[variable][node position][lane]}: nodes with the variable, in order. */
    private final double[][][] values;

    private State(Scheme scheme, double dt_ms, long step, List<String> names, double[][][] values) {
        this.scheme = scheme;
        this.dt_ms = dt_ms;
        this.step = step;
        this.names = names;
        this.values = values;
    }

    /** Where a variable stands in a batch. */
    private record Variable(String name, int channel, int state, List<Integer> elements) {}

    /** The voltage, and every gate of every channel, over the nodes that have them; ends of branches are left out. */
    private static List<Variable> variables(Batch batch) {
        Compartments tree = batch.cell().compartments();
        List<Variable> variables = new ArrayList<>();
        List<Integer> places = Stream.concat(
                        IntStream.range(0, tree.count())
                                .filter(tree::isCompartment)
                                .boxed(),
                        joints(tree))
                .map(batch::element)
                .toList();
        variables.add(new Variable("v_mV", VOLTAGE, 0, places));
        for (int c = 0; c < batch.mechanisms(); c++) {
            int channel = c;
            List<Integer> sites = nodes(tree, batch, c).stream()
                    .map(node -> batch.site(channel, node))
                    .toList();
            List<Field> states = batch.mechanism(c).schema().states();
            for (int k = 0; k < states.size(); k++) {
                String name = batch.cell().insertions().get(c).name() + "."
                        + states.get(k).name();
                variables.add(new Variable(name, c, k, sites));
            }
        }
        return variables;
    }

    /** Nodes without membrane from which something branches: their values steer the last bits of the solution. */
    private static Stream<Integer> joints(Compartments tree) {
        return IntStream.range(1, tree.count())
                .filter(tree::isCompartment)
                .map(tree::parent)
                .filter(parent -> !tree.isCompartment(parent))
                .distinct()
                .boxed();
    }

    private static List<Integer> nodes(Compartments tree, Batch batch, int mechanism) {
        Set<Integer> joints = joints(tree).collect(Collectors.toSet());
        return batch.cell()
                .insertions()
                .get(mechanism)
                .nodes(tree)
                .filter(node -> tree.isCompartment(node) || joints.contains(node))
                .boxed()
                .toList();
    }

    private static long base(Batch batch, Variable variable, long row) {
        return variable.channel == VOLTAGE
                ? batch.rows().voltageBase(row)
                : batch.rows().stateBase(row, variable.channel, variable.state);
    }

    /** The state of all lanes after {@code step} steps. */
    static State of(Batch batch, Scheme scheme, long step) {
        List<Variable> variables = variables(batch);
        double[][][] values = new double[variables.size()][][];
        Column cursor = batch.rows().stateCursor();
        for (int k = 0; k < values.length; k++) {
            List<Integer> elements = variables.get(k).elements;
            values[k] = new double[elements.size()][batch.lanes()];
            cursor.moveTo(base(batch, variables.get(k), step));
            for (int j = 0; j < elements.size(); j++) {
                for (int lane = 0; lane < batch.lanes(); lane++) {
                    values[k][j][lane] = cursor.get(elements.get(j) + lane);
                }
            }
        }
        return new State(
                scheme,
                batch.dt_ms(),
                step,
                variables.stream().map(Variable::name).toList(),
                values);
    }

    /** Writes the state into its row of a batch; padding lanes repeat the last lane. */
    void restore(Batch batch, Scheme scheme) {
        List<Variable> variables = variables(batch);
        requireSame("scheme", this.scheme, scheme);
        requireSame("dt_ms", dt_ms, batch.dt_ms());
        requireSame("variables", names, variables.stream().map(Variable::name).toList());
        requireSame("lanes", lanes(), batch.lanes());
        Column cursor = batch.rows().stateCursor();
        for (int k = 0; k < values.length; k++) {
            List<Integer> elements = variables.get(k).elements;
            requireSame("compartments with " + names.get(k), values[k].length, elements.size());
            cursor.moveTo(base(batch, variables.get(k), step));
            for (int j = 0; j < elements.size(); j++) {
                for (int lane = 0; lane < batch.width(); lane++) {
                    cursor.set(elements.get(j) + lane, values[k][j][Math.min(lane, batch.lanes() - 1)]);
                }
            }
        }
    }

    private static void requireSame(String what, Object saved, Object wanted) {
        if (!saved.equals(wanted)) {
            throw new ModelException("a saved state can only go on as it was saved: its " + what + " is " + saved
                    + ", asked for is " + wanted);
        }
    }

    /** Steps made so far. */
    public long step() {
        return step;
    }

    /** Time reached. */
    public double time_ms() {
        return step * dt_ms;
    }

    /** Number of lanes. */
    public int lanes() {
        return values[0][0].length;
    }

    /** The lanes {@code [from, to)} alone. */
    public State lanes(int from, int to) {
        double[][][] part = new double[values.length][][];
        for (int k = 0; k < part.length; k++) {
            part[k] = Arrays.stream(values[k])
                    .map(lanes -> Arrays.copyOfRange(lanes, from, to))
                    .toArray(double[][]::new);
        }
        return new State(scheme, dt_ms, step, names, part);
    }

    /** The lanes of several states of the same cell at the same step, one after the other. */
    public static State joined(List<State> parts) {
        State first = parts.getFirst();
        double[][][] all = new double[first.values.length][][];
        for (int k = 0; k < all.length; k++) {
            all[k] = new double[first.values[k].length][];
            for (int j = 0; j < all[k].length; j++) {
                int variable = k, node = j;
                all[k][j] = parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.values[variable][node]))
                        .toArray();
            }
        }
        return new State(first.scheme, first.dt_ms, first.step, first.names, all);
    }

    /** Writes the state, to be read by {@link #read} on any machine; does not close the stream. */
    public void write(OutputStream out) throws IOException {
        Sealed.write(out, KIND, VERSION, this::writeContent);
    }

    private void writeContent(DataOutputStream data) throws IOException {
        data.writeUTF(scheme.name());
        data.writeDouble(dt_ms);
        data.writeLong(step);
        data.writeInt(lanes());
        data.writeInt(names.size());
        for (int k = 0; k < values.length; k++) {
            data.writeUTF(names.get(k));
            data.writeInt(values[k].length);
            for (double[] lanes : values[k]) {
                for (double value : lanes) {
                    data.writeDouble(value);
                }
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DamagedException if it is anything else, is not whole or holds numbers that no run has
     */
    public static State read(InputStream in) throws IOException {
        try {
            return readContent(Sealed.read(in, KIND, VERSION));
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException _) {
            throw new DamagedException("what it holds is not laid out as a state is");
        }
    }

    private static State readContent(DataInputStream data) throws IOException {
        Scheme scheme = Scheme.valueOf(data.readUTF());
        double dt_ms = data.readDouble();
        long step = data.readLong();
        int lanes = Sealed.count(data, Double.BYTES);
        if (!(dt_ms > 0 && Double.isFinite(dt_ms)) || step < 0 || lanes < 1) {
            throw new DamagedException("no run has " + lanes + " lanes after " + step + " steps of " + dt_ms + " ms");
        }
        List<String> names = new ArrayList<>();
        double[][][] values = new double[Sealed.count(data, 1)][][];
        for (int k = 0; k < values.length; k++) {
            names.add(data.readUTF());
            values[k] = new double[atLeastOne(Sealed.count(data, lanes * Double.BYTES))][lanes];
            for (double[] row : values[k]) {
                readRow(data, row, k == 0);
            }
        }
        atLeastOne(values.length);
        if (data.available() > 0) {
            throw new DamagedException("it says more than a state has to say");
        }
        return new State(scheme, dt_ms, step, List.copyOf(names), values);
    }

    private static int atLeastOne(int count) throws DamagedException {
        if (count < 1) {
            throw new DamagedException("it holds no values");
        }
        return count;
    }

    private static void readRow(DataInputStream data, double[] row, boolean isVoltage) throws IOException {
        for (int lane = 0; lane < row.length; lane++) {
            row[lane] = data.readDouble();
            if (!Double.isFinite(row[lane]) || (isVoltage && Math.abs(row[lane]) > FARTHEST_mV)) {
                throw new DamagedException("no run goes on from " + row[lane] + (isVoltage ? " mV" : ""));
            }
        }
    }
}
