package dev.ranvier.examples;

import dev.ranvier.batch.Batch;
import dev.ranvier.record.Observable;
import dev.ranvier.record.Probe;
import java.util.function.Function;

/**
 * How a quantity of one's own is recorded, with its derivatives: the electric power of a channel's current, {@code p = i v}.
 *
 * @param node where
 * @param channel by its name in the cell
 */
public record PowerExample(int node, String channel) implements Probe.Own {
    @Override
    public String title() {
        return channel + ".p_nW_per_cm2";
    }

    @Override
    public Observable observed(Batch batch, Function<Probe, Observable> others) {
        Observable current = others.apply(new Probe.ChannelCurrent(node, channel)),
                voltage = others.apply(new Probe.Voltage(node));
        return new Observable() {
            @Override
            public double at(long n, int lane) {
                return current.at(n, lane) * voltage.at(n, lane);
            }

            @Override
            public void partials(long n, int lane, double scale, Partials partials) {
                current.partials(n, lane, scale * voltage.at(n, lane), partials);
                voltage.partials(n, lane, scale * current.at(n, lane), partials);
            }
        };
    }
}
