package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.memory.Block;
import dev.ranvier.memory.Column;
import dev.ranvier.memory.Exponential;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

final class LinoidTest {
    /** What the Javadoc promises for the value and for the slope, relative. */
    private static final double VALUE = 1e-13, SLOPE = 1e-10;

    /** On both sides of the change from series to quotient at |y| = 0.02, and at the singularity. */
    @Test
    void valueAndSlope_aroundTheCentre_keepTheirAccuracy() {
        double worstValue = 0, worstSlope = 0;
        try (Arena arena = Arena.ofConfined()) {
            Block block = new Block(arena, 4, 8);
            Column v = block.column(0), e = block.column(1), value = block.column(2), slope = block.column(3);
            Linoid linoid = new Linoid(-40, 10);
            for (double y = -0.3; y <= 0.3; y += 0.0001) {
                v.fill(0, 8, -40 + 10 * y);
                Exponential.apply(v, -0.1, -4, e, 0, 8);
                linoid.apply(v, e, 1, value, 0, 8);
                linoid.slope(v, e, 10, slope, 0, 8);
                double there = (v.get(0) + 40) / 10;
                worstValue = Math.max(worstValue, Math.abs(value.get(0) / exact(there) - 1));
                worstSlope = Math.max(worstSlope, Math.abs(slope.get(0) / exactSlope(there) - 1));
            }
            v.fill(0, 8, -40);
            Exponential.apply(v, -0.1, -4, e, 0, 8);
            linoid.apply(v, e, 1, value, 0, 8);
            linoid.slope(v, e, 10, slope, 0, 8);
            assertThat(value.get(0)).isEqualTo(1);
            assertThat(slope.get(0)).isEqualTo(0.5);
        }
        assertThat(worstValue).isCloseTo(0, within(VALUE));
        assertThat(worstSlope).isCloseTo(0, within(SLOPE));
    }

    private static double exact(double y) {
        return y == 0 ? 1 : -y / Math.expm1(-y);
    }

    /** 1/2 + y/6 - y^3/180 + y^5/5040 - y^7/151200 + y^9/4790016: below 1e-16 for |y| up to 0.3. */
    private static double exactSlope(double y) {
        double z = y * y;
        return 0.5 + y * (1 / 6.0 - z * (1 / 180.0 - z * (1 / 5040.0 - z * (1 / 151200.0 - z / 4790016.0))));
    }
}
