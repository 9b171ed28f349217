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
    private final SiteKernel[][] kernels;
    private final ChannelSites[][] sites;

    KernelSequence(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        List<List<SiteKernel>> ofChannel = new ArrayList<>();
        for (int c = 0; c < batch.channels(); c++) {
            ofChannel.add(phase.apply(batch.channel(c)));
        }
        kernels = new SiteKernel[batch.chunks().size()][];
        sites = new ChannelSites[kernels.length][];
        for (int q = 0; q < kernels.length; q++) {
            List<SiteKernel> kernels = new ArrayList<>();
            List<ChannelSites> sites = new ArrayList<>();
            for (Chunk.Placement placement : batch.chunks().get(q).placements()) {
                for (SiteKernel kernel : ofChannel.get(placement.channel())) {
                    kernels.add(kernel);
                    sites.add(placement.sites());
                }
            }
            this.kernels[q] = kernels.toArray(SiteKernel[]::new);
            this.sites[q] = sites.toArray(ChannelSites[]::new);
        }
    }

    /** All chunks. */
    void run(double dt_ms) {
        for (int q = 0; q < kernels.length; q++) {
            run(q, dt_ms);
        }
    }

    /** Chunk {@code q}. */
    void run(int q, double dt_ms) {
        SiteKernel[] ofChunk = kernels[q];
        for (int k = 0; k < ofChunk.length; k++) {
            sites[q][k].step(dt_ms);
            ofChunk[k].run(sites[q][k]);
        }
    }
}
