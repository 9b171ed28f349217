package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.PlacedSites;
import dev.ranvier.integrate.PlacedPhases.Change;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import dev.ranvier.simd.Lanes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.incubator.vector.DoubleVector;

/**
 * The currents of a batch that stand at places of their own, in a step; nothing where there are none. A current i out of a node c,
 * with slopes a by v_c and b by v_p of its parent, enters the equations as
 *
 * <pre>
 *   r_c -= i    d_c += a    A_cp += b        and where it flows into the parent        r_p += i    d_p -= b    A_pc -= a
 * </pre>
 */
final class PlacedCurrents {
    private final Batch batch;
    private final Drive drive;
    private final Step step;
    private final Column v;
    private final Column u;
    private final Column residual;
    private final Column diagonal;
    private final Column axialConductance;
    private final Column inChild;
    private final Column inParent;
    private final List<PlacedPhases> all = new ArrayList<>();
    private final Runnable[] start;
    private final Runnable[] received;
    private final Runnable[] gates;
    private final Runnable[] toLastGates;
    private final Runnable[] currents;
    private final Runnable[] rest;

    PlacedCurrents(Batch batch, Scheme scheme, Drive drive) {
        this.batch = batch;
        this.drive = drive;
        step = scheme.step(batch.dt_ms());
        v = batch.chunks().getFirst().membrane().v();
        u = batch.u();
        residual = batch.residual();
        diagonal = batch.diagonal();
        axialConductance = batch.axialConductance_uS();
        inChild = batch.inChild();
        inParent = batch.inParent();
        batch.axialCurrents().forEach(link -> all.add(PlacedPhases.ofLink(link, step)));
        batch.pointProcesses().forEach(point -> all.add(PlacedPhases.ofPoint(point, scheme, step)));
        start = sequence(phases -> startOf(phases.place()));
        received = sequence(phases -> changes(phases.received()));
        gates = sequence(phases -> changes(phases.gates()));
        toLastGates = sequence(phases -> changes(phases.toLastGates()));
        currents = sequence(phases -> currentOf(phases.place(), phases.inStep()));
        rest = sequence(phases -> restOf(phases.place()));
    }

    private Runnable[] sequence(Function<PlacedPhases, List<Runnable>> part) {
        return all.stream().flatMap(phases -> part.apply(phases).stream()).toArray(Runnable[]::new);
    }

    private static List<Runnable> startOf(PlacedSites<?> place) {
        return StepCoefficients.kernels(place.sites(), place.mechanism().steadyState(), Step.SETTLED);
    }

    private static List<Runnable> changes(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> StepCoefficients.kernels(change.sites(), change.kernels(), change.step()).stream())
                .toList();
    }

    private List<Runnable> currentOf(PlacedSites<?> place, Sites sites) {
        List<Runnable> sequence = new ArrayList<>(List.of(() -> clear(sites)));
        sequence.addAll(StepCoefficients.kernels(sites, place.mechanism().current(), step));
        return sequence;
    }

    /** The current at steady state, whose slopes are those of the states too: {@code slope += di/dz dz_inf/dv}. */
    private List<Runnable> restOf(PlacedSites<?> place) {
        Sites sites = place.sites();
        Placed mechanism = place.mechanism();
        List<Runnable> sequence = currentOf(place, sites);
        sequence.addAll(StepCoefficients.kernels(sites, mechanism.currentPartials(), step));
        sequence.addAll(StepCoefficients.kernels(sites, mechanism.steadyStatePartials(), Step.SETTLED));
        List<Partial> partials = mechanism.schema().partials();
        for (int state = 0; state < mechanism.schema().states().size(); state++) {
            int byState = partials.indexOf(Partial.currentByState(state)),
                    byVoltage = partials.indexOf(Partial.nextByVoltage(state)),
                    byParent = partials.indexOf(Partial.nextByParentVoltage(state));
            if (byState >= 0 && byVoltage >= 0) {
                sequence.add(() -> addProduct(sites, sites.partial(byState), sites.partial(byVoltage), sites.slope()));
            }
            if (byState >= 0 && byParent >= 0) {
                sequence.add(
                        () -> addProduct(sites, sites.partial(byState), sites.partial(byParent), sites.parentSlope()));
            }
        }
        return sequence;
    }

    private static void addProduct(Sites x, Column a, Column b, Column sum) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            sum.store(k, a.load(k).fma(b.load(k), sum.load(k)));
        }
    }

    private static void clear(Sites x) {
        for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
            x.i().store(k, DoubleVector.zero(Lanes.SPECIES));
            x.slope().store(k, DoubleVector.zero(Lanes.SPECIES));
            x.parentSlope().store(k, DoubleVector.zero(Lanes.SPECIES));
        }
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** What is done with each of them. */
    List<PlacedPhases> all() {
        return all;
    }

    /** States at their steady state at the voltages of the row that is read, in the row that is written. */
    void start() {
        gatherVoltages();
        Edges.run(start);
    }

    /** The gate half of step n, at the voltages of the row that is read. */
    void advance(long n) {
        gatherVoltages();
        deliver(n);
        Edges.run(gates);
    }

    /** The same without the end, for derivatives: everything is there that {@link #advance} reads on the way. */
    void prepareAdvance(long n) {
        gatherVoltages();
        deliver(n);
        Edges.run(toLastGates);
    }

    /** What the events of step n make of the states before its voltage half. */
    void receive(long n) {
        deliver(n);
        Edges.run(received);
    }

    private void deliver(long n) {
        for (int k = 0; k < batch.pointProcesses().size(); k++) {
            drive.deliver(n, batch.pointProcesses().get(k));
        }
    }

    /** The currents of step n, at the voltages of the row that is read, into the equations that are assembled. */
    void add(long n) {
        receive(n);
        gatherVoltages();
        Edges.run(currents);
        addToEquations();
    }

    /** The currents at steady state into the equations of rest, with the slopes that they have when the states follow. */
    void addResting() {
        gatherVoltages();
        gatherMidstep();
        Edges.run(rest);
        addToEquations();
    }

    /** Gathers the voltages of the row that is read. */
    void gatherVoltages() {
        for (int k = 0; k < all.size(); k++) {
            PlacedSites<?> place = all.get(k).place();
            gather(place, v, place.sites().v(), place.sites().parentV());
        }
    }

    /** Gathers the voltages at which a step took its currents. */
    void gatherMidstep() {
        for (int k = 0; k < all.size(); k++) {
            PlacedSites<?> place = all.get(k).place();
            gather(place, u, place.sites().u(), place.sites().parentU());
        }
    }

    private void gather(PlacedSites<?> place, Column from, Column own, Column parents) {
        gather(place.nodes(), from, own, place.sites().to());
        gather(place.parents(), from, parents, place.sites().to());
    }

    /** Ghosts have what the first place has. */
    private void gather(int[] nodes, Column from, Column to, int count) {
        int width = batch.width();
        for (int j = 0; j < nodes.length; j++) {
            for (int lane = 0; lane < width; lane++) {
                to.set(j * width + lane, from.get(nodes[j] + lane));
            }
        }
        for (int k = nodes.length * width; k < count && nodes.length > 0; k++) {
            to.set(k, to.get(0));
        }
    }

    private void addToEquations() {
        if (!batch.axialCurrents().isEmpty()) {
            inChild.copyFrom(axialConductance, 0, batch.elements());
            inParent.copyFrom(axialConductance, 0, batch.elements());
        }
        for (int k = 0; k < all.size(); k++) {
            PlacedSites<?> place = all.get(k).place();
            Sites x = place.sites();
            scatter(-1, x.i(), place.nodes(), residual);
            scatter(1, x.slope(), place.nodes(), diagonal);
            if (place.hasParents()) {
                scatter(1, x.i(), place.parents(), residual);
                scatter(-1, x.parentSlope(), place.parents(), diagonal);
                scatter(-1, x.parentSlope(), place.nodes(), inChild);
                scatter(1, x.slope(), place.nodes(), inParent);
            }
        }
    }

    /** {@code to_n += sign from_j}, n the node of place j. */
    private void scatter(double sign, Column from, int[] nodes, Column to) {
        int width = batch.width();
        for (int j = 0; j < nodes.length; j++) {
            for (int lane = 0; lane < width; lane++) {
                int n = nodes[j] + lane;
                to.set(n, Math.fma(sign, from.get(j * width + lane), to.get(n)));
            }
        }
    }

    /** Takes the currents of the step, at the voltages of {@link #gatherMidstep}, out of a balance of currents [nA]. */
    void removeFrom(Column balance) {
        for (PlacedPhases phases : all) {
            Sites x = phases.place().sites();
            for (int k = x.from(); k < x.to(); k += Lanes.COUNT) {
                DoubleVector own = x.u().load(k).sub(x.v().load(k)),
                        parents = x.parentU().load(k).sub(x.parentV().load(k));
                x.i().store(
                                k,
                                own.fma(x.slope().load(k), x.i().load(k))
                                        .add(parents.mul(x.parentSlope().load(k))));
            }
            scatter(1, x.i(), phases.place().nodes(), balance);
            scatter(-1, x.i(), phases.place().parents(), balance);
        }
    }
}
