package dev.ranvier.mechanism;

/**
 * How far mechanisms advance.
 *
 * @param dt_ms the time
 * @param theta how implicit the step of a mechanism without a closed solution is, {@code x' = x + dt (theta f(x') + (1 - theta)
 *     f(x))}: 1/2 for the trapezoidal rule, 1 for implicit Euler
 */
public record Step(double dt_ms, double theta) {
    /**
     * Long enough for every state to settle: {@code exp(-dt_ms / tau)} is zero for tau below a minute, while its product with the
     * step stays finite.
     */
    public static final Step SETTLED = new Step(1e8, 1);

    /** Half the way. */
    public Step halved() {
        return new Step(0.5 * dt_ms, theta);
    }
}
