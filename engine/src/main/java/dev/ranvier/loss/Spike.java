package dev.ranvier.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * One spike: the sample from which it only rises to the first one above the threshold, that one, the highest, the first below
 * again, and the first minimum after it.
 *
 * @param hasAhp whether the minimum came before the end of the trace
 * @param minimumBefore the minimum after the spike before this one, -1 for the first
 */
record Spike(int foot, int up, int peak, int down, int minimum, boolean hasAhp, int minimumBefore) {
    /** Samples without a new low that end the search for the minimum after a spike; eFEL's. */
    private static final int TURNED = 2;

    /** Whether sample k lies between the foot and the minimum after the spike. */
    boolean covers(int k) {
        return k >= foot && k <= minimum;
    }

    /** The spikes of a trace: from a rise through the threshold to a fall through it, and up to the next spike's peak. */
    static List<Spike> of(double[] v, double threshold_mV) {
        List<int[]> found = new ArrayList<>();
        for (int k = nextAbove(v, 0, threshold_mV); k < v.length; k = nextAbove(v, k, threshold_mV)) {
            int up = k;
            k = nextNotAbove(v, k, threshold_mV);
            if (up > 0 && k < v.length) { // neither its rise nor its fall is cut off
                found.add(new int[] {up, highest(v, up, k), k});
            }
        }
        List<Spike> spikes = new ArrayList<>();
        int before = -1;
        for (int s = 0; s < found.size(); s++) {
            int[] crossed = found.get(s);
            int end = s + 1 < found.size() ? found.get(s + 1)[1] : v.length;
            int minimum = firstMinimum(v, crossed[1], end);
            boolean hasAhp = minimum < v.length - 1;
            spikes.add(new Spike(foot(v, crossed[0]), crossed[0], crossed[1], crossed[2], minimum, hasAhp, before));
            before = minimum;
        }
        return List.copyOf(spikes);
    }

    private static int nextAbove(double[] v, int from, double threshold_mV) {
        int k = from;
        while (k < v.length && !(v[k] > threshold_mV)) {
            k++;
        }
        return k;
    }

    private static int nextNotAbove(double[] v, int from, double threshold_mV) {
        int k = from;
        while (k < v.length && v[k] > threshold_mV) {
            k++;
        }
        return k;
    }

    private static int foot(double[] v, int up) {
        int foot = up;
        while (foot > 0 && v[foot - 1] < v[foot]) {
            foot--;
        }
        return foot;
    }

    private static int highest(double[] v, int from, int to) {
        int highest = from;
        for (int k = from; k <= to; k++) {
            if (v[k] > v[highest]) {
                highest = k;
            }
        }
        return highest;
    }

    /** The first low of {@code [from, to)} after which two samples are no lower; otherwise the lowest. */
    private static int firstMinimum(double[] v, int from, int to) {
        int lowest = from;
        for (int k = from + 1, turned = 0; k < to && turned < TURNED; k++) {
            if (v[k] < v[lowest]) {
                lowest = k;
                turned = 0;
            } else {
                turned++;
            }
        }
        return lowest;
    }
}
