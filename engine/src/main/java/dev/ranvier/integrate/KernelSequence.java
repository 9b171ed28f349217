package dev.ranvier.integrate;

import dev.ranvier.batch.Batch;
import dev.ranvier.channel.Channel;
import dev.ranvier.channel.ChannelSites;
import dev.ranvier.channel.SiteKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The kernels of all channels of a batch for one phase of a step, in order. */
final class KernelSequence {
    private final SiteKernel[] kernels;
    private final ChannelSites[] sites;

    KernelSequence(Batch batch, Function<Channel, List<SiteKernel>> phase) {
        List<SiteKernel> kernels = new ArrayList<>();
        List<ChannelSites> sites = new ArrayList<>();
        for (int c = 0; c < batch.channels(); c++) {
            for (SiteKernel kernel : phase.apply(batch.channel(c))) {
                kernels.add(kernel);
                sites.add(batch.sites(c));
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
