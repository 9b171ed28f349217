package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.VoltageGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A channel of which some gates are given by curves over voltage, as in a {@link TabulatedChannel}, while its current and its other gates
 * are those of its formulas. What these say of the replaced gates is computed, and overwritten.
 */
public final class HybridChannel implements Channel, Tabulated {
    private final Channel formulas;
    private final List<GateKinetics> gates;
    private final VoltageTables tables;
    /** By gate of the tables: which state it is, and where its partials stand. */
    private final List<Integer> states = new ArrayList<>();

    private final List<VoltageTables.PartialPlaces> places = new ArrayList<>();
    /** Partials of the replaced gates that the tables do not have. */
    private final List<Integer> vanished = new ArrayList<>();

    private final Schema schema;

    /**
     * A channel whose states of these names have curves.
     *
     * @throws IllegalArgumentException for a name that is no state of the channel, for a state that moves with others, and for a
     *     channel that has tables or weights already
     */
    public HybridChannel(Channel formulas, VoltageGrid grid, List<GateKinetics> gates) {
        this.formulas = formulas;
        this.gates = List.copyOf(gates);
        Schema before = formulas.schema();
        tables = new VoltageTables(grid, gates, before.scratch());
        if (before.shared().count() > 0) {
            throw new IllegalArgumentException("the gates of " + before.name() + " are given by curves already");
        }
        List<Partial> partials = new ArrayList<>(before.partials());
        for (GateKinetics gate : gates) {
            int state = state(before, gate.name());
            states.add(state);
            places.add(new VoltageTables.PartialPlaces(
                    place(partials, Partial.nextByItself(state)),
                    place(partials, Partial.nextByVoltage(state)),
                    place(partials, Partial.nextByShared(state, 2 * states.size() - 2)),
                    place(partials, Partial.nextByShared(state, 2 * states.size() - 1))));
        }
        for (int k = 0; k < before.partials().size(); k++) {
            int place = k;
            if (states.contains(before.partials().get(k).of())
                    && places.stream().noneMatch(own -> own.byState() == place || own.byVoltage() == place)) {
                vanished.add(k);
            }
        }
        schema = new Schema(
                before.name(),
                before.states(),
                before.parameters(),
                before.scratch() + VoltageTables.SCRATCH,
                partials,
                tables,
                before.ions());
    }

    private static int state(Schema schema, String gate) {
        int state = schema.stateIndex(gate);
        if (state < 0) {
            throw new IllegalArgumentException(schema.name() + " has no gate '" + gate + "'; it has "
                    + String.join(
                            ", ", schema.states().stream().map(Field::name).toList()));
        }
        if (schema.isCoupled(state)) {
            throw new IllegalArgumentException(
                    "'" + gate + "' of " + schema.name() + " is no gate on its own, with an x_inf and a tau");
        }
        return state;
    }

    /** Where a partial stands, added if it is not there. */
    private static int place(List<Partial> partials, Partial partial) {
        if (!partials.contains(partial)) {
            partials.add(partial);
        }
        return partials.indexOf(partial);
    }

    /** What its current and its other gates are. */
    public Channel formulas() {
        return formulas;
    }

    /** The gates that have curves. */
    public List<GateKinetics> gates() {
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

    @Override
    public List<SiteKernel> current() {
        return formulas.current();
    }

    @Override
    public List<SiteKernel> currentPartials() {
        return formulas.currentPartials();
    }

    @Override
    public List<SiteKernel> advance() {
        return with(formulas.advance(), gate -> tables.advancing(gate, states.get(gate)));
    }

    @Override
    public List<SiteKernel> advancePartials() {
        return with(cleared(formulas.advancePartials()), gate -> {
            int state = states.get(gate);
            VoltageTables.PartialPlaces own = places.get(gate);
            return x -> tables.advancePartials(x, gate, state, own);
        });
    }

    @Override
    public List<SiteKernel> steadyState() {
        return with(formulas.steadyState(), gate -> {
            int state = states.get(gate);
            return x -> tables.steadyState(x, gate, state);
        });
    }

    @Override
    public List<SiteKernel> steadyStatePartials() {
        return with(cleared(formulas.steadyStatePartials()), gate -> {
            VoltageTables.PartialPlaces own = places.get(gate);
            return x -> tables.steadyStatePartials(x, gate, own);
        });
    }

    private List<SiteKernel> cleared(List<SiteKernel> kernels) {
        return SiteKernel.joined(kernels, List.of(this::clear));
    }

    private void clear(Sites x) {
        for (int place : vanished) {
            x.partial(place).fill(x.from(), x.to(), 0);
        }
    }

    private List<SiteKernel> with(List<SiteKernel> kernels, IntFunction<SiteKernel> ofGate) {
        List<SiteKernel> all = new ArrayList<>(kernels);
        all.add(tables.locating());
        IntStream.range(0, states.size()).mapToObj(ofGate).forEach(all::add);
        return all;
    }
}
