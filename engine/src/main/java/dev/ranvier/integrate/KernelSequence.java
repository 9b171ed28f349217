package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.batch.Chunk;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.mechanism.Step;
import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.program.JoinedKernels;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Kernels of many mechanisms for one phase of a step, one after the other. */
final class KernelSequence {
    private final SiteKernel[] kernels;
    private final Sites[] sites;

    /** Kernels that run over the same sites. */
    record Part(Sites sites, List<SiteKernel> kernels) {}

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

    /** One phase of all channels of a batch: chunk by chunk, in a chunk channel by channel. */
    static KernelSequence ofChannels(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        List<Part> parts = new ArrayList<>();
        for (Chunk chunk : batch.chunks()) {
            for (Chunk.Placement<Channel> placement : chunk.channels()) {
                parts.add(new Part(placement.sites(), phase.apply(placement.mechanism())));
            }
        }
        return joined(parts, batch.arena());
    }

    /** The same parts, of which neighbours are {@linkplain JoinedKernels one program} where they can. */
    static KernelSequence joined(List<Part> parts, Arena arena) {
        List<Part> joined = new ArrayList<>();
        int first = 0;
        for (int k = 0; k < parts.size(); k++) {
            if (k + 1 == parts.size() || !areOne(parts.get(k), parts.get(k + 1))) {
                joined.add(join(parts.subList(first, k + 1), arena));
                first = k + 1;
            }
        }
        return new KernelSequence(joined);
    }

    private static boolean areOne(Part part, Part next) {
        return JoinedKernels.canJoin(part.kernels)
                && JoinedKernels.canJoin(next.kernels)
                && part.sites.from() == next.sites.from()
                && part.sites.i() == next.sites.i();
    }

    private static Part join(List<Part> parts, Arena arena) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        JoinedKernels joined =
                JoinedKernels.of(parts.stream().map(Part::kernels).toList());
        List<Sites> sites = parts.stream().map(Part::sites).toList();
        int from = sites.getFirst().from();
        Block work = new Block(arena, joined.scratch(), sites.getFirst().to() - from);
        Column[] columns = IntStream.range(0, joined.scratch())
                .mapToObj(k -> work.column(k, from))
                .toArray(Column[]::new);
        return new Part(joined.sites(sites, columns), joined.kernels());
    }

    void run(Step step) {
        for (int k = 0; k < kernels.length; k++) {
            sites[k].step(step);
            kernels[k].run(sites[k]);
        }
    }
}
