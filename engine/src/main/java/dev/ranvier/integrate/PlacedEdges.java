package dev.ranvier.integrate;

import dev.ranvier.batch.PlacedSites;
import dev.ranvier.integrate.Edge.End;
import dev.ranvier.integrate.PlacedPhases.Change;
import dev.ranvier.integrate.Products.Span;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import java.util.List;
import java.util.Optional;

/**
 * The derivative of {@link PlacedCurrents}. With i the linearised current {@code i + a (u_c - v_c) + b (u_p - v_p)} at fixed u, and
 * A the matrix of the step, which has a and b in it:
 *
 * <pre>
 *   di  = di/dz dz + di/dp dp + di/dv_c dv_c + di/dv_p dv_p       A du = ... - di at c, + di at p
 *   dz' = dz'/dz dz + dz'/dv_c dv_c + dz'/dv_p dv_p + dz'/dp dp   dz* = dz*&#47;dz dz + dz*&#47;dw dw for an event of weight w
 * </pre>
 */
final class PlacedEdges {
    private final Step step;
    private final StepCoefficients linear;
    private final PlacedCurrents placed;
    private final DriveEdges drives;

    PlacedEdges(Step step, StepCoefficients linear, DriveEdges drives) {
        this.step = step;
        this.linear = linear;
        this.placed = linear.placed();
        this.drives = drives;
    }

    private static End v(PlacedSites<?> place) {
        return d -> Optional.of(d.placedVoltage(place.position()));
    }

    private static End parentV(PlacedSites<?> place) {
        return d -> Optional.of(d.parentVoltage(place.position()));
    }

    private static End current(PlacedSites<?> place) {
        return d -> Optional.of(d.placedCurrent(place.position()));
    }

    private static End weight(PlacedSites<?> place) {
        return d -> Optional.of(d.weight(place.position()));
    }

    private static End state(PlacedSites<?> place, int state) {
        return d -> Optional.of(d.state(place.position(), state));
    }

    /** {@link PlacedCurrents#receive}. */
    void addReceived(Edges edges) {
        edges.section(() -> placed.receive(linear.step()));
        for (PlacedPhases phases : placed.all()) {
            phases.received().forEach(change -> addChange(edges, phases.place(), change));
        }
    }

    /** {@link PlacedCurrents#advance}. */
    void addGates(Edges edges) {
        edges.section(() -> placed.prepareAdvance(linear.step()));
        for (PlacedPhases phases : placed.all()) {
            phases.gates().forEach(change -> addChange(edges, phases.place(), change));
        }
    }

    /** {@link PlacedCurrents#start}. */
    void addSteadyState(Edges edges) {
        edges.section(placed::gatherVoltages);
        for (PlacedPhases phases : placed.all()) {
            Mechanism mechanism = phases.place().mechanism();
            Change change = new Change(
                    phases.place().sites(),
                    mechanism.steadyState(),
                    mechanism.steadyStatePartials(),
                    Step.SETTLED,
                    false);
            addChange(edges, phases.place(), change);
        }
    }

    /** {@link PlacedCurrents#add} and {@link PlacedCurrents#addResting}. */
    void addCurrents(Edges edges) {
        for (PlacedPhases phases : placed.all()) {
            PlacedSites<?> place = phases.place();
            Span span = StepCoefficients.span(place.chunk());
            edges.group(
                    StepCoefficients.kernels(phases.inStep(), place.mechanism().currentPartials(), step));
            addVoltages(edges, place);
            edges.add(new Edge.Clear(current(place), span));
            List<Partial> partials = place.mechanism().schema().partials();
            for (Partial partial : partials) {
                if (partial.of() == Partial.CURRENT) {
                    edges.add(edge(place, place.sites(), partial, current(place)));
                }
            }
            edges.add(new Edge.Scatter(-1, place.nodes(), current(place), StepEdges::current));
            if (place.hasParents()) {
                edges.add(new Edge.Scatter(1, place.parents(), current(place), StepEdges::current));
            }
        }
    }

    private void addVoltages(Edges edges, PlacedSites<?> place) {
        Span span = StepCoefficients.span(place.chunk());
        edges.add(new Edge.Clear(v(place), span));
        edges.add(new Edge.Gather(1, place.nodes(), StepEdges::v, v(place)));
        if (place.hasParents()) {
            edges.add(new Edge.Clear(parentV(place), span));
            edges.add(new Edge.Gather(1, place.parents(), StepEdges::v, parentV(place)));
        }
    }

    private void addChange(Edges edges, PlacedSites<?> place, Change change) {
        Sites sites = change.sites();
        Span span = StepCoefficients.span(place.chunk());
        edges.group(StepCoefficients.kernels(sites, change.partials(), change.step()));
        if (change.isEvent()) {
            edges.add(new Edge.Clear(weight(place), span));
            drives.addEvents(edges, place.position());
        } else {
            addVoltages(edges, place);
        }
        new StateEdges(edges, place.chunk(), place.placement(), k -> state(place, k))
                .add(place.mechanism().schema().stateIndices());
        List<Partial> partials = place.mechanism().schema().partials();
        for (Partial partial : partials) {
            if (partial.of() != Partial.CURRENT && partial.by() != Partial.By.STATE && change.has(partial)) {
                edges.add(edge(place, sites, partial, state(place, partial.of())));
            }
        }
    }

    /** {@code y += p x}, p the partial and x what it is by. */
    private static Edge edge(PlacedSites<?> place, Sites sites, Partial partial, End y) {
        Schema schema = place.mechanism().schema();
        Column p = sites.partial(schema.partials().indexOf(partial));
        Span span = StepCoefficients.span(place.chunk());
        return partial.by() == Partial.By.SHARED
                ? new Edge.AddShared(
                        1,
                        p,
                        schema.shared().reading(sites, partial.index()),
                        new Target.Shared(place.position()),
                        y,
                        span)
                : new Edge.Add(1, p, input(place, partial), y, span);
    }

    /** What a partial is by. */
    private static End input(PlacedSites<?> place, Partial partial) {
        return switch (partial.by()) {
            case VOLTAGE -> v(place);
            case PARENT_VOLTAGE -> parentV(place);
            case WEIGHT -> weight(place);
            case STATE -> state(place, partial.index());
            case PARAMETER -> StepEdges.target(new Target.ChannelParameter(place.position(), partial.index()));
            case SHARED, NEXT_STATE, ION_CURRENT ->
                throw new IllegalStateException("not at a site, or of a pool: " + partial);
        };
    }
}
