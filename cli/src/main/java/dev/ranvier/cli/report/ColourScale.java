package dev.ranvier.cli.report;

import java.util.Locale;

/** Colours for numbers. */
enum ColourScale {
    /** From low (dark blue) to high (orange): the part of matplotlib's plasma that stands out from white. */
    PLASMA(0x0d0887, 0x4b03a1, 0x7d03a8, 0xa82296, 0xcb4679, 0xe56b5d, 0xf89441),
    /** From negative (blue) through 0 (white) to positive (vermilion). */
    SIGNED(0x0072b2, 0x8fc3e0, 0xffffff, 0xf2b48c, 0xd55e00);

    /** Where a colour has no value. */
    static final String NONE = "#cfcfcf";

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final int[] anchors;

    ColourScale(int... anchors) {
        this.anchors = anchors;
    }

    /** The definition of a gradient with these colours from left to right. */
    void define(Svg svg, String id) {
        svg.open("linearGradient", "id='" + id + "'");
        for (int k = 0; k < anchors.length; k++) {
            double position = k / (anchors.length - 1.0);
            svg.open("stop", "offset='" + position + "' stop-color='" + at(position) + "'");
            svg.close("stop");
        }
        svg.close("linearGradient");
    }

    /** The colour at a position in [0, 1]. */
    String at(double position) {
        double scaled = Math.clamp(position, 0, 1) * (anchors.length - 1);
        int k = Math.min((int) scaled, anchors.length - 2);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = anchors[k] >> shift & 0xff, to = anchors[k + 1] >> shift & 0xff;
            colour = colour << 8 | (int) Math.rint(from + (scaled - k) * (to - from));
        }
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
