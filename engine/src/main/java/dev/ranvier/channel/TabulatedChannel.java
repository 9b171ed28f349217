package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Logarithm;
import dev.ranvier.program.Operation;
import dev.ranvier.program.ProgramBuilder;
import dev.ranvier.program.Slot;
import dev.ranvier.program.Value;
import dev.ranvier.program.ValueKernel;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A channel whose gates are given by curves over voltage, {@code i = g prod_k x_k^n_k (v - e)}. The curves, a neural network
 * or any other, are evaluated once on a voltage grid; a step interpolates linearly in {@code x_inf} and in the decay
 * {@code D = exp(-dt/tau)}, so its price does not depend on where the curves come from. Below and above the grid the outermost
 * values hold. Both interpolated quantities stay within [0, 1], and so does the gate.
 */
public final class TabulatedChannel implements Channel, Tabulated {
    private static final int G = 0, E = 1;

    private final VoltageTables tables;
    private final List<TabulatedGate> gates;
    private final int[] powerParameter;
    private final int firstByShared;
    private final Schema schema;

    /** A channel with the given gates and defaults. */
    public TabulatedChannel(
            String name,
            VoltageGrid grid,
            List<TabulatedGate> gates,
            double conductance_mS_per_cm2,
            double reversal_mV) {
        this.gates = List.copyOf(gates);
        tables = new VoltageTables(
                grid, gates.stream().map(TabulatedGate::kinetics).toList(), log(gates.size()));
        this.powerParameter = new int[gates.size()];
        List<Field> states = new ArrayList<>();
        List<Field> parameters =
                new ArrayList<>(List.of(Field.conductance(conductance_mS_per_cm2), Field.reversal(reversal_mV)));
        List<Partial> partials = new ArrayList<>(List.of(Partial.currentByParameter(G), Partial.currentByParameter(E)));
        for (int k = 0; k < gates.size(); k++) {
            TabulatedGate gate = gates.get(k);
            states.add(Field.gate(gate.name()));
            partials.add(Partial.currentByState(k));
            partials.add(Partial.nextByItself(k));
            partials.add(Partial.nextByVoltage(k));
            if (gate.power() instanceof Power.Free(double exponent)) {
                powerParameter[k] = parameters.size();
                parameters.add(new Field(gate.name() + "_power", exponent, 0.1, 12));
            }
        }
        for (int k = 0; k < gates.size(); k++) {
            if (gates.get(k).power() instanceof Power.Free) {
                partials.add(Partial.currentByParameter(powerParameter[k]));
            }
        }
        firstByShared = partials.size();
        for (int table = 0; table < tables.quantities(); table++) {
            partials.add(Partial.nextByShared(table / 2, table));
        }
        schema = new Schema(name, states, parameters, log(gates.size()) + 2, partials, tables);
    }

    /** The gates, in the order of the states. */
    public List<TabulatedGate> gates() {
        return gates;
    }

    @Override
    public VoltageTables tables() {
        return tables;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** {@code i += g prod_k x_k^n_k (v - e)}. */
    @Override
    public List<SiteKernel> current() {
        List<SiteKernel> kernels = raising();
        kernels.add(new ValueKernel() {
            @Override
            public void run(Sites x) {
                current(x);
            }

            @Override
            public void inline(ProgramBuilder program, Map<Slot, Value> columns) {
                addCurrent(program, columns);
            }
        });
        return kernels;
    }

    /** Work columns of a gate, after that of the conductance: ln(x), and x^n where n is free. */
    private static int log(int gate) {
        return Ohmic.CONDUCTANCE + 1 + 2 * gate;
    }

    private static int raised(int gate) {
        return log(gate) + 1;
    }

    /** Fills the work columns of gates with free powers. */
    private List<SiteKernel> raising() {
        List<SiteKernel> kernels = new ArrayList<>();
        for (int k = 0; k < gates.size(); k++) {
            if (power(k) instanceof Power.Free) {
                int gate = k, log = log(k), raised = raised(k);
                kernels.add(x -> Logarithm.apply(x.state(gate), x.scratch(log), x.from(), x.to()));
                kernels.add(x -> Power.raise(x.scratch(log), exponent(x, gate), x.scratch(raised), x.from(), x.to()));
            }
        }
        return kernels;
    }

    private void current(Sites x) {
        Column conductance = x.scratch(Ohmic.CONDUCTANCE), factor = x.parameter(G);
        int last = gates.size() - 1;
        for (int k = 0; k < last; k++) {
            power(k).multiply(factor, x.state(k), x.scratch(raised(k)), conductance, x.from(), x.to());
            factor = conductance;
        }
        power(last).current(x, factor, x.state(last), x.scratch(raised(last)), conductance, x.parameter(E));
    }

    /** As {@link #current}; only fixed powers come here, since logarithms are not of values. */
    private void addCurrent(ProgramBuilder program, Map<Slot, Value> columns) {
        Value g = ProgramBuilder.standing(columns, Slot.parameter(G));
        for (int k = 0; k < gates.size(); k++) {
            g = multiply(program, g, ProgramBuilder.standing(columns, Slot.state(k)), power(k));
        }
        Value e = ProgramBuilder.standing(columns, Slot.parameter(E)),
                i = ProgramBuilder.standing(columns, Slot.CURRENT),
                slope = ProgramBuilder.standing(columns, Slot.SLOPE);
        Value away = program.exactly(Operation.SUBTRACT, ProgramBuilder.standing(columns, Slot.VOLTAGE), e);
        columns.put(Slot.CURRENT, program.exactly(Operation.FMA, away, g, i));
        columns.put(Slot.SLOPE, program.exactly(Operation.ADD, slope, g));
    }

    /** {@code factor x^n}, as {@link Power#multiply}. */
    private static Value multiply(ProgramBuilder program, Value factor, Value x, Power power) {
        if (!(power instanceof Power.Fixed(int exponent))) {
            throw new IllegalStateException("a free power is no value of a program");
        }
        Value product = factor, square = program.exactly(Operation.MULTIPLY, x, x);
        int left = exponent;
        for (; left >= 4; left -= 4) {
            product = program.exactly(Operation.MULTIPLY, product, program.exactly(Operation.MULTIPLY, square, square));
        }
        for (; left > 0; left--) {
            product = program.exactly(Operation.MULTIPLY, product, x);
        }
        return product;
    }

    /** The derivatives of {@code g prod_k x_k^n_k (u - e)} by g, e, x_k and, where it is a parameter, n_k. */
    @Override
    public List<SiteKernel> currentPartials() {
        List<SiteKernel> kernels = raising();
        kernels.add(TabulatedChannel::startPartials);
        int byExponent = 2 + 3 * gates.size();
        for (int gate = 0; gate < gates.size(); gate++) {
            int byState = 2 + 3 * gate;
            kernels.add(multiply(gate, 0));
            kernels.add(multiply(gate, 1));
            kernels.add(x -> startGate(x, x.partial(byState)));
            for (int other = 0; other < gates.size(); other++) {
                if (other != gate) {
                    kernels.add(multiply(other, byState));
                }
            }
            if (power(gate) instanceof Power.Free) {
                addExponentPartial(kernels, gate, byState, byExponent++);
            }
            int state = gate;
            kernels.add(x -> power(state)
                    .multiplySlope(
                            x.state(state),
                            exponent(x, state),
                            x.scratch(raised(state)),
                            x.partial(byState),
                            x.from(),
                            x.to()));
        }
        return kernels;
    }

    /** {@code partial *= x_gate^n_gate}. */
    private SiteKernel multiply(int gate, int partial) {
        return x -> power(gate)
                .multiply(
                        x.partial(partial),
                        x.state(gate),
                        x.scratch(raised(gate)),
                        x.partial(partial),
                        x.from(),
                        x.to());
    }

    private void addExponentPartial(List<SiteKernel> kernels, int gate, int byState, int byExponent) {
        kernels.add(x -> x.partial(byExponent).copyFrom(x.partial(byState), x.from(), x.to()));
        kernels.add(multiply(gate, byExponent));
        kernels.add(x -> multiplyLog(x.scratch(log(gate)), x.partial(byExponent), x.from(), x.to()));
    }

    /** {@code out *= ln(x)}, which makes {@code x^n} its derivative by n. */
    private static void multiplyLog(Column log, Column out, int from, int to) {
        for (int k = from; k < to; k += Lanes.COUNT) {
            out.store(k, out.load(k).mul(log.load(k)));
        }
    }

    /** {@code byG = u - e}, {@code byE = -g}, before the gates. */
    private static void startPartials(Sites x) {
        Column u = x.u(), byG = x.partial(0), byE = x.partial(1), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byG.store(k, u.load(k).sub(e.load(k)));
            byE.store(k, g.load(k).neg());
        }
    }

    /** {@code byState = g (u - e)}, before the gates. */
    private static void startGate(Sites x, Column byState) {
        Column u = x.u(), g = x.parameter(G), e = x.parameter(E);
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            byState.store(k, u.load(k).sub(e.load(k)).mul(g.load(k)));
        }
    }

    /** {@code x' = x_inf + (x - x_inf) D}, both from the table; {@code dt_ms} is the one the table was filled for. */
    @Override
    public List<SiteKernel> advance() {
        return located(gate -> tables.advancing(gate, gate));
    }

    /** See {@link VoltageTables#advancePartials}. */
    @Override
    public List<SiteKernel> advancePartials() {
        return located(gate -> {
            VoltageTables.PartialPlaces places = places(gate);
            return x -> tables.advancePartials(x, gate, gate, places);
        });
    }

    /** {@code next = x_inf(v)} from the table. */
    @Override
    public List<SiteKernel> steadyState() {
        return located(gate -> x -> tables.steadyState(x, gate, gate));
    }

    /** As {@link #advancePartials} with D = 0 everywhere. */
    @Override
    public List<SiteKernel> steadyStatePartials() {
        return located(gate -> {
            VoltageTables.PartialPlaces places = places(gate);
            return x -> tables.steadyStatePartials(x, gate, places);
        });
    }

    /** A kernel that finds the voltages in the tables, and one for each gate. */
    private List<SiteKernel> located(IntFunction<SiteKernel> ofGate) {
        List<SiteKernel> kernels = new ArrayList<>(List.of(tables.locating()));
        IntStream.range(0, gates.size()).mapToObj(ofGate).forEach(kernels::add);
        return kernels;
    }

    private VoltageTables.PartialPlaces places(int gate) {
        int byInf = firstByShared + 2 * gate;
        return new VoltageTables.PartialPlaces(3 + 3 * gate, 4 + 3 * gate, byInf, byInf + 1);
    }

    private Power power(int gate) {
        return gates.get(gate).power();
    }

    private Column exponent(Sites x, int gate) {
        return x.parameter(powerParameter[gate]);
    }
}
