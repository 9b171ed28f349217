package dev.ranvier.channel;

import dev.ranvier.mechanism.SharedNumbers;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Column;
import dev.ranvier.program.Operation;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import dev.ranvier.program.ValueKernel;
import dev.ranvier.simd.Lanes;
import java.util.List;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The tables of a {@link Tabulated} channel, {@code [node of the grid][table]}, between whose nodes a site interpolates linearly.
 * Table {@code 2k} holds x_inf of gate k, table {@code 2k + 1} its decay {@code D = exp(-dt/tau)}.
 *
 * @param grid the nodes
 * @param gates whose curves they are
 * @param place the first of {@link #SCRATCH} work columns: {@link #WHOLE} + where the node at or below v stands, and the position between
 *     that node and the next, in [0, 1]
 */
public record VoltageTables(VoltageGrid grid, List<GateKinetics> gates, int place) implements SharedNumbers {
    /** Work columns. */
    static final int SCRATCH = 2;
    /** 1.5 * 2^52: a double of this size has no fraction, and the low half of its bits is a whole number added to it. */
    private static final double WHOLE = 0x1.8p52;

    /** Copies the list. */
    public VoltageTables {
        gates = List.copyOf(gates);
    }

    @Override
    public int count() {
        return grid.nodes() * quantities();
    }

    /** Tables. */
    @Override
    public int quantities() {
        return 2 * gates.size();
    }

    @Override
    public String name(int number) {
        int table = number % quantities();
        return (table % 2 == 0 ? "x_inf" : "decay") + " of "
                + gates.get(table / 2).name() + " at " + grid.voltage_mV(number / quantities()) + " mV";
    }

    @Override
    public void fill(Column values, double dt_ms) {
        double[] logitInf = new double[grid.nodes()], logTau = new double[grid.nodes()];
        for (int gate = 0; gate < gates.size(); gate++) {
            gates.get(gate).curves().evaluate(grid, logitInf, logTau);
            fill(values, gate, logitInf, logTau, dt_ms);
        }
    }

    /** Fills the tables of gate {@code gate}: {@code x_inf = 1/(1 + exp(-logit))}, {@code D = exp(-dt/tau)}. */
    public void fill(Column values, int gate, double[] logitInf, double[] logTau, double dt_ms) {
        for (int k = 0; k < grid.nodes(); k++) {
            int at = index(k, 2 * gate);
            values.set(at, 1 / (1 + Math.exp(-logitInf[k])));
            values.set(at + 1, Math.exp(-dt_ms * Math.exp(-logTau[k])));
        }
    }

    /** Which number table {@code table} has at node {@code node}. */
    public int index(int node, int table) {
        return node * quantities() + table;
    }

    @Override
    public Reading reading(Sites x, int quantity) {
        return new Reading.Between(node(x), fraction(x), quantity, quantities());
    }

    /** Where the node at or below v stands in the numbers; read it with {@link Column#low}. */
    Column node(Sites x) {
        return x.scratch(place);
    }

    /** Position between that node and the next. */
    Column fraction(Sites x) {
        return x.scratch(place + 1);
    }

    /**
     * {@code position = clip((v - low)/spacing)}, {@code node = floor(position)}, {@code fraction = position - node}. The last voltage
     * is taken one rounding short of the last node.
     */
    void locate(Sites x) {
        Column v = x.v(), node = node(x), fraction = fraction(x);
        double perMillivolt = 1 / grid.spacing_mV(), shift = -grid.low_mV() * perMillivolt;
        double last = Math.nextDown((double) grid.nodes() - 1), perNode = quantities();
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            DoubleVector p = v.load(k).mul(perMillivolt).add(shift);
            p = p.blend(0, p.compare(VectorOperators.LT, 0));
            p = p.blend(last, p.compare(VectorOperators.GT, last));
            DoubleVector below = p.sub(0.5).add(WHOLE).sub(WHOLE); // rounded to a whole number
            node.store(k, below.mul(perNode).add(WHOLE));
            fraction.store(k, p.sub(below));
        }
    }

    /**
     * Where the partials of a gate's next value stand among those of its channel.
     *
     * @param byState by the gate itself
     * @param byVoltage by the voltage
     * @param byInf by the table of x_inf
     * @param byDecay by the table of D
     */
    record PartialPlaces(int byState, int byVoltage, int byInf, int byDecay) {}

    /**
     * {@code x' = x_inf + (x - x_inf) D} for gate {@code gate}, which is state {@code state}. The two tables of a gate lie next to each
     * other in memory. Vectors of another width than the engine's would spoil what the compiler knows of the types of all others.
     */
    void advance(Sites x, int gate, int state) {
        Column values = x.shared(), node = node(x), fraction = fraction(x);
        Column now = x.state(state), next = x.next(state);
        int perNode = quantities();
        for (int k = x.from(); k < x.to(); k++) {
            int low = node.low(k) + 2 * gate;
            double f = fraction.get(k), infBelow = values.get(low), decayBelow = values.get(low + 1);
            double inf = Math.fma(values.get(low + perNode) - infBelow, f, infBelow);
            double decay = Math.fma(values.get(low + perNode + 1) - decayBelow, f, decayBelow);
            next.set(k, Math.fma(now.get(k) - inf, decay, inf));
        }
    }

    /**
     * <pre>
     *   d next / d x     = D
     *   d next / d x_inf = 1 - D
     *   d next / d D     = x - x_inf
     *   d next / d v     = (1 - D) x_inf' + (x - x_inf) D',  slopes of the table's piece, 0 outside the grid
     * </pre>
     */
    void advancePartials(Sites x, int gate, int state, PartialPlaces places) {
        Column values = x.shared(), node = node(x), fraction = fraction(x), now = x.state(state);
        Column byState = x.partial(places.byState), byVoltage = x.partial(places.byVoltage);
        Column byInf = x.partial(places.byInf), byDecay = x.partial(places.byDecay);
        int perNode = quantities();
        for (int k = x.from(); k < x.to(); k++) {
            int low = node.low(k) + 2 * gate, high = low + perNode;
            double f = fraction.get(k);
            double infStep = values.get(high) - values.get(low);
            double decayStep = values.get(high + 1) - values.get(low + 1);
            double decay = Math.fma(f, decayStep, values.get(low + 1));
            double away = now.get(k) - Math.fma(f, infStep, values.get(low));
            byState.set(k, decay);
            byInf.set(k, 1 - decay);
            byDecay.set(k, away);
            byVoltage.set(k, ((1 - decay) * infStep + away * decayStep) * perMillivolt(x, k));
        }
    }

    private double perMillivolt(Sites x, int k) {
        return x.v().get(k) >= grid.low_mV() && x.v().get(k) <= grid.high_mV() ? 1 / grid.spacing_mV() : 0;
    }

    /** {@link #locate}; as values of a program a gate looks for itself. */
    ValueKernel locating() {
        return new ValueKernel() {
            @Override
            public void run(Sites x) {
                locate(x);
            }

            @Override
            public void inline(ProgramBuilder program, Map<Slot, Value> columns) {}
        };
    }

    /** {@link #advance}. */
    ValueKernel advancing(int gate, int state) {
        return new ValueKernel() {
            @Override
            public void run(Sites x) {
                advance(x, gate, state);
            }

            @Override
            public void inline(ProgramBuilder program, Map<Slot, Value> columns) {
                Value inf = at(program, columns, 2 * gate), decay = at(program, columns, 2 * gate + 1);
                Value away =
                        program.exactly(Operation.SUBTRACT, ProgramBuilder.standing(columns, Slot.state(state)), inf);
                columns.put(Slot.next(state), program.exactly(Operation.FMA, away, decay, inf));
            }
        };
    }

    private Value at(ProgramBuilder program, Map<Slot, Value> columns, int table) {
        double perMillivolt = 1 / grid.spacing_mV();
        Value v = ProgramBuilder.standing(columns, Slot.VOLTAGE);
        Value scaled = program.exactly(Operation.MULTIPLY, v, program.constant(perMillivolt));
        Value place = program.exactly(Operation.ADD, scaled, program.constant(-grid.low_mV() * perMillivolt));
        return program.between(place, grid.nodes(), quantities(), table, ProgramBuilder.standing(columns, Slot.TABLE));
    }

    /** {@code next = x_inf(v)}. */
    void steadyState(Sites x, int gate, int state) {
        Column values = x.shared(), node = node(x), fraction = fraction(x);
        int perNode = quantities();
        for (int k = x.from(); k < x.to(); k++) {
            int low = node.low(k) + 2 * gate;
            double step = values.get(low + perNode) - values.get(low);
            x.next(state).set(k, Math.fma(fraction.get(k), step, values.get(low)));
        }
    }

    /** As {@link #advancePartials} with D = 0. */
    void steadyStatePartials(Sites x, int gate, PartialPlaces places) {
        Column values = x.shared(), node = node(x);
        int perNode = quantities();
        for (int k = x.from(); k < x.to(); k++) {
            int low = node.low(k) + 2 * gate;
            double step = values.get(low + perNode) - values.get(low);
            x.partial(places.byState).set(k, 0);
            x.partial(places.byVoltage).set(k, step * perMillivolt(x, k));
            x.partial(places.byInf).set(k, 1);
            x.partial(places.byDecay).set(k, 0);
        }
    }
}
