package dev.ranvier.mechanism;

import java.util.List;
import java.util.stream.Stream;

/**
 * One compilation unit of a channel: a few loops over the sites {@code [x.from(), x.to())}, some forty vector operations at
 * most. The just-in-time compiler gives up inlining inside a method that pulls in more, and then allocates every vector; a
 * list of kernels called through this interface keeps each of them on its own, and allocation-free.
 */
@FunctionalInterface
public interface SiteKernel {
    /** Runs over all sites of {@code x}; allocates nothing. */
    void run(Sites x);

    /** One list after the other. */
    static List<SiteKernel> joined(List<SiteKernel> first, List<SiteKernel> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
