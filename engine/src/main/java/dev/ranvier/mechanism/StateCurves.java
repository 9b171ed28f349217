package dev.ranvier.mechanism;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where the states of a mechanism go at each voltage of a grid, and how long that takes, with its default parameters and without a
 * current of an ion.
 *
 * @param states what they are called
 * @param target of each state at each voltage
 * @param tau_ms of each state at each voltage, from how much of it is left after a short step; infinite for one that stays
 */
public record StateCurves(List<String> states, List<List<Double>> target, List<List<Double>> tau_ms) {
    private static final double SHORT_ms = 1e-3;

    /** Copies the lists. */
    public StateCurves {
        states = List.copyOf(states);
        target = target.stream().map(List::copyOf).toList();
        tau_ms = tau_ms.stream().map(List::copyOf).toList();
    }

    /** Of a mechanism. */
    public static StateCurves of(Mechanism mechanism, VoltageGrid grid) {
        Schema schema = mechanism.schema();
        int count = schema.states().size(), nodes = grid.nodes();
        try (Arena arena = Arena.ofConfined()) {
            Column[] partials = columns(arena, schema.partials().size(), nodes);
            Sites sites = sites(arena, schema, nodes, partials);
            for (int k = 0; k < nodes; k++) {
                sites.v().set(k, grid.voltage_mV(k));
            }
            settle(mechanism, sites);
            sites.step(new Step(SHORT_ms, 1));
            mechanism.advance().forEach(kernel -> kernel.run(sites));
            mechanism.advancePartials().forEach(kernel -> kernel.run(sites));
            return new StateCurves(
                    schema.states().stream().map(Field::name).toList(),
                    IntStream.range(0, count)
                            .mapToObj(k -> numbers(sites.state(k), nodes))
                            .toList(),
                    IntStream.range(0, count)
                            .mapToObj(k -> left(schema, partials, sites.next(k), k, nodes))
                            .toList());
        }
    }

    /** The current density of a channel at each voltage of a grid when all of its states have gone where they go there [uA/cm2]. */
    public static List<Double> settledCurrent(Channel channel, VoltageGrid grid) {
        return current(channel, grid, grid::voltage_mV);
    }

    /** The same at once, where its states are those of another voltage. */
    public static List<Double> currentAtOnce(Channel channel, VoltageGrid grid, double from_mV) {
        return current(channel, grid, _ -> from_mV);
    }

    private static List<Double> current(Channel channel, VoltageGrid grid, IntToDoubleFunction before_mV) {
        Schema schema = channel.schema();
        int nodes = grid.nodes();
        try (Arena arena = Arena.ofConfined()) {
            Sites sites =
                    sites(arena, schema, nodes, columns(arena, schema.partials().size(), nodes));
            for (int k = 0; k < nodes; k++) {
                sites.v().set(k, before_mV.applyAsDouble(k));
            }
            settle(channel, sites);
            for (int k = 0; k < nodes; k++) {
                sites.v().set(k, grid.voltage_mV(k));
            }
            channel.current().forEach(kernel -> kernel.run(sites));
            return numbers(sites.i(), nodes);
        }
    }

    /** With the mechanism's default parameters. */
    private static Sites sites(Arena arena, Schema schema, int nodes, Column[] partials) {
        int count = schema.states().size();
        Block cell = new Block(arena, 8, nodes);
        Column shared = new Block(arena, 1, Math.max(1, schema.shared().count())).column(0);
        schema.shared().fill(shared, SHORT_ms);
        Column[] parameters = columns(arena, schema.parameters().size(), nodes);
        for (int p = 0; p < parameters.length; p++) {
            parameters[p].fill(0, nodes, schema.parameters().get(p).value());
        }
        return new Sites(
                        0,
                        nodes,
                        cell.column(0),
                        cell.column(1),
                        cell.column(2),
                        cell.column(3),
                        columns(arena, count, nodes),
                        columns(arena, count, nodes),
                        parameters,
                        columns(arena, schema.scratch(), nodes),
                        partials,
                        shared)
                .atPlaces(cell.column(4), cell.column(5), cell.column(6), cell.column(7));
    }

    private static void settle(Mechanism mechanism, Sites sites) {
        sites.step(Step.SETTLED);
        mechanism.steadyState().forEach(kernel -> kernel.run(sites));
        for (int k = 0; k < mechanism.schema().states().size(); k++) {
            sites.state(k).copyFrom(sites.next(k), 0, sites.to());
        }
    }

    private static Column[] columns(Arena arena, int count, int nodes) {
        Block block = new Block(arena, Math.max(1, count), nodes);
        return IntStream.range(0, count).mapToObj(block::column).toArray(Column[]::new);
    }

    private static List<Double> numbers(Column column, int nodes) {
        return IntStream.range(0, nodes).mapToObj(column::get).toList();
    }

    /** From {@code d next / d state = exp(-dt/tau)}; NaN where the state itself is lost, as at a singular rate. */
    private static List<Double> left(Schema schema, Column[] partials, Column next, int state, int nodes) {
        int place = schema.partials().indexOf(Partial.nextByItself(state));
        return IntStream.range(0, nodes)
                .mapToObj(k -> !Double.isFinite(next.get(k))
                        ? Double.NaN
                        : place < 0 ? 0.0 : -SHORT_ms / Math.log(partials[place].get(k)))
                .toList();
    }
}
