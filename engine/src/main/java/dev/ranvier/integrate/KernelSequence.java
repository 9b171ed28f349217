package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.SiteKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Kernels of many channels for one phase of a step: chunk by chunk, in a chunk one after the other. */
final class KernelSequence {
    private final SiteKernel[][] kernels;
    private final ChannelSites[][] sites;

    /** A channel's kernels in a chunk. */
    record Part(ChannelSites sites, List<SiteKernel> kernels) {}

    /** One phase of all channels of a batch. */
    KernelSequence(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        this(parts(batch, phase));
    }

    /** The parts of each chunk, in order. */
    KernelSequence(List<List<Part>> chunks) {
        kernels = new SiteKernel[chunks.size()][];
        sites = new ChannelSites[kernels.length][];
        for (int q = 0; q < kernels.length; q++) {
            List<SiteKernel> kernels = new ArrayList<>();
            List<ChannelSites> sites = new ArrayList<>();
            for (Part part : chunks.get(q)) {
                for (SiteKernel kernel : part.kernels) {
                    kernels.add(kernel);
                    sites.add(part.sites);
                }
            }
            this.kernels[q] = kernels.toArray(SiteKernel[]::new);
            this.sites[q] = sites.toArray(ChannelSites[]::new);
        }
    }

    private static List<List<Part>> parts(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        List<List<SiteKernel>> ofChannel = new ArrayList<>();
        for (int c = 0; c < batch.channels(); c++) {
            ofChannel.add(phase.apply(batch.channel(c)));
        }
        List<List<Part>> chunks = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            chunks.add(chunk.placements().stream()
                    .map(placement -> new Part(placement.sites(), ofChannel.get(placement.channel())))
                    .toList());
        }
        return chunks;
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
