package dev.ranvier.mechanism;

import dev.ranvier.mechanism.Partial.By;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The current {@code i(v_c, v_p, z; p)} [nA] that flows inside of the cell from a node c to its parent p, with states
 * {@code dz/dt = g(v_c, v_p, z; p)}. On the links that have one it takes the place of the ohmic current {@code G (v_c - v_p)};
 * where several are on a link, they add up.
 *
 * <p>{@link Sites#v} is the voltage of the node, {@link Sites#parentV} that of its parent; all kernels may read both, and partials
 * may be by both. An end of a branch has no membrane, and its voltage is that of the middle of the step before: a state beside
 * one follows it half a step late.
 */
public non-sealed interface AxialCurrent extends Placed {
    @Override
    default boolean isAxial() {
        return true;
    }

    /** An axial current knows both voltages and its own states before the step. */
    @Override
    default Optional<String> flaw() {
        return flaw(
                Set.of(By.VOLTAGE, By.PARENT_VOLTAGE, By.STATE, By.PARAMETER, By.SHARED),
                "an axial current depends on both voltages");
    }

    /** {@code i += i(v_c, v_p, z; p)}, {@code slope += di/dv_c} and {@code parentSlope += di/dv_p}. */
    @Override
    List<SiteKernel> current();

    /**
     * Writes the partials of the linearised current {@code i + slope (u_c - v_c) + parentSlope (u_p - v_p)} by states and
     * parameters at fixed u and v, and where it is not linear, {@link Partial#currentByVoltage} and
     * {@link Partial#currentByParentVoltage}: {@code (u_c - v_c) d slope + (u_p - v_p) d parentSlope} by v_c and by v_p.
     */
    @Override
    List<SiteKernel> currentPartials();
}
