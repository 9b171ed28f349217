package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Placed;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import java.lang.foreign.Arena;
import java.util.List;

/** The columns of one mechanism outside any batch, for tests: set inputs, run kernels, read outputs. */
final class MechanismBench implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final Mechanism mechanism;
    final Sites sites;
    final int lanes;

    MechanismBench(Mechanism mechanism, int lanes, double dt_ms) {
        this.mechanism = mechanism;
        this.lanes = lanes;
        Schema schema = mechanism.schema();
        Block cell = new Block(arena, 8, lanes);
        Column[] parameters = columns(schema.parameters().size());
        Column shared = new Block(arena, 1, schema.shared().count()).column(0);
        schema.shared().fill(shared, dt_ms);
        sites = new Sites(
                        0,
                        lanes,
                        cell.column(0),
                        cell.column(1),
                        cell.column(2),
                        cell.column(3),
                        columns(schema.states().size()),
                        columns(schema.states().size()),
                        parameters,
                        columns(schema.scratch()),
                        columns(schema.partials().size()),
                        shared)
                .atPlaces(cell.column(4), cell.column(5), cell.column(6), cell.column(7));
        sites.step(new Step(dt_ms, 1));
        for (int p = 0; p < parameters.length; p++) {
            parameters[p].fill(0, lanes, schema.parameters().get(p).value());
        }
    }

    private Column[] columns(int count) {
        Block block = new Block(arena, Math.max(1, count), lanes);
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = block.column(k);
        }
        return columns;
    }

    void run(List<SiteKernel> kernels) {
        kernels.forEach(kernel -> kernel.run(sites));
    }

    /** The linearised current i(v) + slope(v) (u - v) in lane 0. */
    double linearisedCurrent(Channel channel) {
        sites.i().fill(0, lanes, 0);
        sites.slope().fill(0, lanes, 0);
        run(channel.current());
        return sites.i().get(0)
                + sites.slope().get(0) * (sites.u().get(0) - sites.v().get(0));
    }

    /** The linearised current i + slope (u - v) + parentSlope (u - v of the parent) in lane 0. */
    double linearisedCurrent(Placed placed) {
        sites.i().fill(0, lanes, 0);
        sites.slope().fill(0, lanes, 0);
        sites.parentSlope().fill(0, lanes, 0);
        run(placed.current());
        return sites.i().get(0)
                + sites.slope().get(0) * (sites.u().get(0) - sites.v().get(0))
                + sites.parentSlope().get(0)
                        * (sites.parentU().get(0) - sites.parentV().get(0));
    }

    List<Partial> schemaPartials() {
        return mechanism.schema().partials();
    }

    double current(Channel channel) {
        sites.i().fill(0, lanes, 0);
        sites.slope().fill(0, lanes, 0);
        run(channel.current());
        return sites.i().get(0);
    }

    /** State k after the step, lane 0. */
    double next(int k) {
        run(mechanism.advance());
        return sites.next(k).get(0);
    }

    @Override
    public void close() {
        arena.close();
    }
}
