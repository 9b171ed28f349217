package dev.ranvier.record;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.model.ModelException;
import java.util.List;

/** The current [nA] of a mechanism at one of its own places, out of the place's node; its kernels run on columns of one place. */
final class CurrentOfPlace implements Observable {
    private static final int V = 0, U = 1, I = 2, SLOPE = 3, PARENT_V = 4, PARENT_U = 5, PARENT_SLOPE = 6, OWN = 7;

    private final Batch batch;
    private final PlacedSites<?> place;
    private final Schema schema;
    private final int site;
    private final int node;
    private final int parent;
    private final int lanes;
    private final List<Observable> states;
    private final Sites sites;
    private final List<SiteKernel> current;
    private final List<SiteKernel> currentPartials;

    CurrentOfPlace(Batch batch, Observables observables, PlacedSites<?> place, int node) {
        this.batch = batch;
        this.place = place;
        schema = place.mechanism().schema();
        site = batch.site(place.position(), node);
        this.node = compartment(place.nodes()[site / batch.width()]);
        parent = place.hasParents() ? compartment(place.parents()[site / batch.width()]) : this.node;
        states = schema.stateIndices().stream()
                .map(k -> observables.gate(place.position(), k, site))
                .toList();
        int parameters = OWN + states.size(),
                scratch = parameters + schema.parameters().size(),
                partials = scratch + schema.scratch();
        Block own = new Block(batch.arena(), partials + schema.partials().size(), batch.width());
        lanes = own.stride();
        Column[] held = columns(own, OWN, states.size());
        sites = new Sites(
                        0,
                        lanes,
                        own.column(V),
                        own.column(U),
                        own.column(I),
                        own.column(SLOPE),
                        held,
                        held,
                        columns(own, parameters, schema.parameters().size()),
                        columns(own, scratch, schema.scratch()),
                        columns(own, partials, schema.partials().size()),
                        place.sites().shared())
                .atPlaces(own.column(PARENT_V), own.column(PARENT_U), own.column(PARENT_SLOPE));
        current = place.mechanism().current();
        currentPartials = place.mechanism().currentPartials();
    }

    private int compartment(int element) {
        if (element >= batch.membraneElements()) {
            throw new ModelException(
                    "node " + batch.node(element) + " has no membrane, so its potential is not known at the"
                            + " time of a sample, nor is the current " + name()
                            + " there: record one between two compartments");
        }
        return element;
    }

    private String name() {
        return batch.cell().insertions().get(place.position()).name();
    }

    private static Column[] columns(Block block, int first, int count) {
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = block.column(first + k);
        }
        return columns;
    }

    @Override
    public double at(long n, int lane) {
        if (lane == 0) {
            current(n);
        }
        return sites.i().get(lane);
    }

    /** At u = v, where the linearised current is the current. Ghosts repeat the last lane. */
    private void current(long n) {
        Column v = batch.rows().voltageAt(n);
        for (int k = 0; k < lanes; k++) {
            int lane = Math.min(k, batch.lanes() - 1);
            sites.v().set(k, v.get(node + lane));
            sites.u().set(k, v.get(node + lane));
            sites.parentV().set(k, v.get(parent + lane));
            sites.parentU().set(k, v.get(parent + lane));
            for (int s = 0; s < states.size(); s++) {
                sites.state(s).set(k, states.get(s).at(n, lane));
            }
            for (int p = 0; p < schema.parameters().size(); p++) {
                sites.parameter(p).set(k, place.sites().parameter(p).get(site + lane));
            }
        }
        sites.i().fill(0, lanes, 0);
        sites.slope().fill(0, lanes, 0);
        sites.parentSlope().fill(0, lanes, 0);
        current.forEach(kernel -> kernel.run(sites));
    }

    @Override
    public void partials(long n, int lane, double scale, Partials partials) {
        if (lane == 0) {
            current(n);
            currentPartials.forEach(kernel -> kernel.run(sites));
        }
        partials.byVoltage(node + lane, scale * sites.slope().get(lane));
        if (place.hasParents()) {
            partials.byVoltage(parent + lane, scale * sites.parentSlope().get(lane));
        }
        for (int j = 0; j < schema.partials().size(); j++) {
            Partial partial = schema.partials().get(j);
            if (partial.of() == Partial.CURRENT) {
                tell(partial, n, lane, scale * sites.partial(j).get(lane), partials);
            }
        }
    }

    private void tell(Partial partial, long n, int lane, double derivative, Partials partials) {
        switch (partial.by()) {
            case STATE -> states.get(partial.index()).partials(n, lane, derivative, partials);
            case PARAMETER ->
                partials.byTarget(
                        new Target.ChannelParameter(place.position(), partial.index()), 0, site + lane, derivative);
            case SHARED ->
                SharedTargets.tell(place.position(), schema, sites, partial.index(), lane, lane, derivative, partials);
            // what is not linear in the voltages is 0 at u = v, and such a current has no others
            case VOLTAGE, PARENT_VOLTAGE, NEXT_STATE, ION_CURRENT, WEIGHT -> {}
        }
    }
}
