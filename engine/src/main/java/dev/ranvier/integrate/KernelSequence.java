package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Kernels of many channels for one phase of a step, one after the other. */
final class KernelSequence {
    private final SiteKernel[] kernels;
    private final Sites[] sites;

    /** Kernels that run over the same sites. */
    record Part(Sites sites, List<SiteKernel> kernels) {}

    /** One phase of all channels of a batch: chunk by chunk, in a chunk channel by channel. */
    KernelSequence(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        this(batch, List.of(), phase, List.of());
    }

    /** With kernels that run over every chunk before and after its channels. */
    KernelSequence(
            Batch batch, List<SiteKernel> before, Function<Channel, List<SiteKernel>> phase, List<SiteKernel> after) {
        this(parts(batch, before, phase, after));
    }

    /** The parts in order. */
    KernelSequence(List<Part> parts) {
        List<SiteKernel> kernels = new ArrayList<>();
        List<Sites> sites = new ArrayList<>();
        for (Part part : parts) {
            for (SiteKernel kernel : part.kernels) {
                kernels.add(kernel);
                sites.add(part.sites);
            }
        }
        this.kernels = kernels.toArray(SiteKernel[]::new);
        this.sites = sites.toArray(Sites[]::new);
    }

    private static List<Part> parts(
            Batch batch, List<SiteKernel> before, Function<Channel, List<SiteKernel>> phase, List<SiteKernel> after) {
        Map<Integer, List<SiteKernel>> ofChannel = new HashMap<>();
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            parts.add(new Part(chunk.membrane(), before));
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                List<SiteKernel> kernels =
                        ofChannel.computeIfAbsent(placement.position(), _ -> phase.apply(placement.mechanism()));
                parts.add(new Part(placement.sites(), kernels));
            }
            parts.add(new Part(chunk.membrane(), after));
        }
        return parts;
    }

    void run(Step step) {
        for (int k = 0; k < kernels.length; k++) {
            sites[k].step(step);
            kernels[k].run(sites[k]);
        }
    }
}
