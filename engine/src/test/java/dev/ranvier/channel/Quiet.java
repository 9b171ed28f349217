package dev.ranvier.channel;

import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A mechanism that does as another one does, but keeps quiet about one of its partials. */
final class Quiet {
    private final Schema full;
    private final int hidden;

    private Quiet(Schema full, Partial hidden) {
        this.full = full;
        this.hidden = full.partials().indexOf(hidden);
    }

    static Channel about(Partial hidden, Channel channel) {
        Quiet quiet = new Quiet(channel.schema(), hidden);
        return new Channel() {
            @Override
            public Schema schema() {
                return quiet.schema();
            }

            @Override
            public List<SiteKernel> current() {
                return quiet.kernels(channel.current());
            }

            @Override
            public List<SiteKernel> currentPartials() {
                return quiet.kernels(channel.currentPartials());
            }

            @Override
            public List<SiteKernel> advance() {
                return quiet.kernels(channel.advance());
            }

            @Override
            public List<SiteKernel> advancePartials() {
                return quiet.kernels(channel.advancePartials());
            }

            @Override
            public List<SiteKernel> steadyState() {
                return quiet.kernels(channel.steadyState());
            }

            @Override
            public List<SiteKernel> steadyStatePartials() {
                return quiet.kernels(channel.steadyStatePartials());
            }
        };
    }

    static IonPool about(Partial hidden, IonPool pool) {
        Quiet quiet = new Quiet(pool.schema(), hidden);
        return new IonPool() {
            @Override
            public Schema schema() {
                return quiet.schema();
            }

            @Override
            public Ion ion() {
                return pool.ion();
            }

            @Override
            public List<SiteKernel> advance() {
                return quiet.kernels(pool.advance());
            }

            @Override
            public List<SiteKernel> advancePartials() {
                return quiet.kernels(pool.advancePartials());
            }

            @Override
            public List<SiteKernel> steadyState() {
                return quiet.kernels(pool.steadyState());
            }

            @Override
            public List<SiteKernel> steadyStatePartials() {
                return quiet.kernels(pool.steadyStatePartials());
            }
        };
    }

    private Schema schema() {
        List<Partial> said = new ArrayList<>(full.partials());
        said.remove(hidden);
        return new Schema(
                full.name(), full.states(), full.parameters(), full.scratch() + 1, said, full.shared(), full.ions());
    }

    private List<SiteKernel> kernels(List<SiteKernel> kernels) {
        return kernels.stream()
                .<SiteKernel>map(kernel -> x -> kernel.run(whole(x)))
                .toList();
    }

    /** The hidden partial goes to a work column. */
    private Sites whole(Sites x) {
        Column[] partials = columns(full.partials().size(), j -> {
            if (j == hidden) {
                return x.scratch(full.scratch());
            }
            return x.partial(j < hidden ? j : j - 1);
        });
        int states = full.states().size();
        Sites whole = x.withMechanism(
                columns(states, x::state),
                columns(states, x::next),
                columns(full.parameters().size(), x::parameter),
                columns(full.scratch(), x::scratch),
                partials,
                x.shared());
        whole.step(new Step(x.dt_ms(), x.theta()));
        return whole;
    }

    private static Column[] columns(int count, IntFunction<Column> column) {
        Column[] columns = new Column[count];
        for (int k = 0; k < count; k++) {
            columns[k] = column.apply(k);
        }
        return columns;
    }
}
