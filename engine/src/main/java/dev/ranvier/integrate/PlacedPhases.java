package dev.ranvier.integrate;

import dev.ranvier.batch.PlacedSites;
import dev.ranvier.mechanism.AxialCurrent;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.PointProcess;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a scheme does with the states z of a mechanism with places of its own in the step n, and where its current finds them. With
 * A(z, v, dt) the mechanism's own advance and R(z) what the events of the step make of its states,
 *
 * <pre>
 *   staggered       z(n+1) = A(z(n), v(n), dt), of a point process A(R(A(z(n), v(n), dt/2)), v(n), dt/2)     the current sees z(n+1)
 *   implicit Euler  z(n+1) = A(z*, v(n+1), dt), z* = R(z(n)), or z(n) without events                         the current sees z*
 * </pre>
 *
 * @param place the places
 * @param received before the voltage
 * @param gates with the gates
 * @param inStep the columns that the current reads
 */
record PlacedPhases(PlacedSites<?> place, List<Change> received, List<Change> gates, Sites inStep) {
    /**
     * A change of the states.
     *
     * @param sites what it reads and writes
     * @param kernels what it does
     * @param partials their siblings
     * @param step that of the kernels
     * @param isEvent whether it is what events do, which do not know the voltage; all else does not know events
     */
    record Change(Sites sites, List<SiteKernel> kernels, List<SiteKernel> partials, Step step, boolean isEvent) {
        /** Whether a partial is one of this change. */
        boolean has(Partial partial) {
            return switch (partial.by()) {
                case VOLTAGE, PARENT_VOLTAGE -> !isEvent;
                case WEIGHT -> isEvent;
                case STATE, NEXT_STATE, PARAMETER, SHARED, ION_CURRENT -> true;
            };
        }
    }

    static PlacedPhases ofLink(PlacedSites<AxialCurrent> link, Step step) {
        return new PlacedPhases(link, List.of(), List.of(advance(link, link.sites(), step)), link.sites());
    }

    static PlacedPhases ofPoint(PlacedSites<PointProcess> point, Scheme scheme, Step step) {
        Sites rows = point.sites(), after = rows.reading(point.after());
        if (scheme.gatesFirst()) {
            Change toEvent = advance(point, rows.writing(point.before()), step.halved());
            Change fromEvent = advance(point, after, step.halved());
            return new PlacedPhases(
                    point,
                    List.of(),
                    List.of(toEvent, event(point, rows.reading(point.before()), step), fromEvent),
                    rows);
        }
        return new PlacedPhases(point, List.of(event(point, rows, step)), List.of(advance(point, after, step)), after);
    }

    private static Change advance(PlacedSites<?> place, Sites sites, Step step) {
        return new Change(sites, place.mechanism().advance(), place.mechanism().advancePartials(), step, false);
    }

    private static Change event(PlacedSites<PointProcess> point, Sites from, Step step) {
        PointProcess process = point.mechanism();
        return new Change(from.writing(point.after()), process.receive(), process.receivePartials(), step, true);
    }

    /** What comes before the last of the changes with the gates, which writes to a row of the batch. */
    List<Change> toLastGates() {
        return Stream.concat(received.stream(), gates.subList(0, gates.size() - 1).stream())
                .toList();
    }
}
