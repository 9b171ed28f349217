package dev.ranvier.cli.report;

import java.util.Locale;

/** Colours from low (dark blue) to high (orange): the part of matplotlib's plasma that stands out from white. */
final class ColourScale {
    /** Where a colour has no value. */
    static final String NONE = "#cfcfcf";

    private static final int[] ANCHORS = {0x0d0887, 0x4b03a1, 0x7d03a8, 0xa82296, 0xcb4679, 0xe56b5d, 0xf89441};

    private ColourScale() {}

    /** The definition of a gradient with these colours from left to right. */
    static void define(Svg svg, String id) {
        svg.open("linearGradient", "id='" + id + "'");
        for (int k = 0; k < ANCHORS.length; k++) {
            double position = k / (ANCHORS.length - 1.0);
            svg.open("stop", "offset='" + position + "' stop-color='" + at(position) + "'");
            svg.close("stop");
        }
        svg.close("linearGradient");
    }

    /** The colour at a position in [0, 1]. */
    static String at(double position) {
        double scaled = Math.clamp(position, 0, 1) * (ANCHORS.length - 1);
        int k = Math.min((int) scaled, ANCHORS.length - 2);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = ANCHORS[k] >> shift & 0xff, to = ANCHORS[k + 1] >> shift & 0xff;
            colour = colour << 8 | (int) Math.rint(from + (scaled - k) * (to - from));
        }
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
