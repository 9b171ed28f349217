package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.SiteKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The kernels of all channels of a batch for one phase of a step: chunk by chunk, in a chunk channel by channel. */
final class KernelSequence {
    private final SiteKernel[] kernels;
    private final ChannelSites[] sites;

    KernelSequence(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        this(batch, List.of(), phase, List.of());
    }

    /** With kernels that run over every chunk before and after its channels. */
    KernelSequence(
            Batch batch, List<SiteKernel> before, Function<Channel, List<SiteKernel>> phase, List<SiteKernel> after) {
        List<List<SiteKernel>> ofChannel = new ArrayList<>();
        for (int c = 0; c < batch.channels(); c++) {
            ofChannel.add(phase.apply(batch.channel(c)));
        }
        List<SiteKernel> kernels = new ArrayList<>();
        List<ChannelSites> sites = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            add(before, chunk.membrane(), kernels, sites);
            for (Chunk.Placement placement : chunk.placements()) {
                add(ofChannel.get(placement.channel()), placement.sites(), kernels, sites);
            }
            add(after, chunk.membrane(), kernels, sites);
        }
        this.kernels = kernels.toArray(SiteKernel[]::new);
        this.sites = sites.toArray(ChannelSites[]::new);
    }

    private static void add(
            List<SiteKernel> some, ChannelSites at, List<SiteKernel> kernels, List<ChannelSites> sites) {
        for (SiteKernel kernel : some) {
            kernels.add(kernel);
            sites.add(at);
        }
    }

    void run(double dt_ms) {
        for (int k = 0; k < kernels.length; k++) {
            sites[k].step(dt_ms);
            kernels[k].run(sites[k]);
        }
    }
}
