package dev.ranvier.cli.report;

import java.util.stream.IntStream;

/** Leaves out points that fall between others in the same column of pixels, so that long traces stay quick to draw. */
final class Thinning {
    private static final int POINTS_A_PIXEL = 4;

    private Thinning() {}

    /** Indices to draw: all of few points; of many, the first, lowest, highest and last of every column of pixels. */
    static int[] kept(Points points, Axis x, int pixels) {
        int size = points.size();
        if (size <= POINTS_A_PIXEL * pixels) {
            return IntStream.range(0, size).toArray();
        }
        IntStream.Builder kept = IntStream.builder();
        for (int from = 0, to; from < size; from = to) {
            to = from + 1;
            while (to < size && column(points, to, x, pixels) == column(points, from, x, pixels)) {
                to++;
            }
            int low = from, high = from;
            for (int k = from; k < to; k++) {
                low = points.y(k) < points.y(low) ? k : low;
                high = points.y(k) > points.y(high) ? k : high;
            }
            IntStream.of(from, Math.min(low, high), Math.max(low, high), to - 1)
                    .distinct()
                    .forEach(kept::add);
        }
        return kept.build().toArray();
    }

    private static int column(Points points, int k, Axis x, int pixels) {
        return (int) (x.position(points.x(k)) * pixels);
    }
}
