package dev.ranvier.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The places of a trace that lie in windows, with the roots of their weights {@code w / sum w}: the weight of a place is the
 * sum of the weights of the windows it lies in. A place k spans the samples k to {@code k + span}.
 */
final class WindowedSamples {
    private final int[] places;
    private final double[] roots;

    WindowedSamples(Sampling sampling, List<Window> windows, int span) {
        double[] weights = new double[sampling.samples()];
        for (Window window : windows) {
            int to = sampling.firstFrom(window.to_ms()) - span;
            for (int k = sampling.firstFrom(window.from_ms()); k < to; k++) {
                weights[k] += window.weight();
            }
        }
        double sum = Arrays.stream(weights).sum();
        if (!(sum > 0)) {
            throw new IllegalArgumentException("no window holds " + (span + 1) + " samples of a trace that ends at "
                    + sampling.time_ms(sampling.samples() - 1) + " ms: windows=" + windows);
        }
        places = IntStream.range(0, weights.length).filter(k -> weights[k] > 0).toArray();
        roots = Arrays.stream(places)
                .mapToDouble(k -> Math.sqrt(weights[k] / sum))
                .toArray();
    }

    int count() {
        return places.length;
    }

    /** Sample at which place number j begins. */
    int sample(int j) {
        return places[j];
    }

    double root(int j) {
        return roots[j];
    }
}
