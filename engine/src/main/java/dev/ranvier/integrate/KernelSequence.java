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
        List<List<SiteKernel>> ofChannel = new ArrayList<>();
        for (int c = 0; c < batch.channels(); c++) {
            ofChannel.add(phase.apply(batch.channel(c)));
        }
        List<SiteKernel> kernels = new ArrayList<>();
        List<ChannelSites> sites = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement placement : chunk.placements()) {
                for (SiteKernel kernel : ofChannel.get(placement.channel())) {
                    kernels.add(kernel);
                    sites.add(placement.sites());
                }
            }
        }
        this.kernels = kernels.toArray(SiteKernel[]::new);
        this.sites = sites.toArray(ChannelSites[]::new);
    }

    void run(double dt_ms) {
        for (int k = 0; k < kernels.length; k++) {
            sites[k].step(dt_ms);
            kernels[k].run(sites[k]);
        }
    }
}
