package dev.ranvier.kinetics;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Gates with known formulas at the voltages of the Ion Channel Genealogy. */
final class SyntheticGates {
    /** -100, -90, -80 to 10 in steps of 2, 20 to 80 in steps of 10, 100. */
    static final double[] VOLTAGE_mV = IntStream.concat(
                    IntStream.concat(
                            IntStream.of(-100, -90),
                            IntStream.rangeClosed(-40, 5).map(k -> 2 * k)),
                    IntStream.of(20, 30, 40, 50, 60, 70, 80, 100))
            .mapToDouble(v -> v)
            .toArray();

    private SyntheticGates() {}

    static GateSamples of(DoubleUnaryOperator xInf, DoubleUnaryOperator tau_ms) {
        return new GateSamples(
                VOLTAGE_mV,
                IntStream.range(0, VOLTAGE_mV.length)
                        .mapToDouble(k -> xInf.applyAsDouble(VOLTAGE_mV[k]))
                        .toArray(),
                IntStream.range(0, VOLTAGE_mV.length)
                        .mapToDouble(k -> tau_ms.applyAsDouble(VOLTAGE_mV[k]))
                        .toArray());
    }

    /** Hodgkin and Huxley's n. */
    static GateSamples potassium() {
        return of(v -> alpha(v) / (alpha(v) + beta(v)), v -> 1 / (alpha(v) + beta(v)));
    }

    private static double alpha(double v_mV) {
        double y = (v_mV + 55) / 10;
        return Math.abs(y) < 1e-9 ? 0.1 : -0.1 * y / Math.expm1(-y);
    }

    private static double beta(double v_mV) {
        return 0.125 * Math.exp(-(v_mV + 65) / 80);
    }

    /** A sigmoid and a bell. */
    static GateSamples inactivation() {
        return of(v -> 1 / (1 + Math.exp((v + 62) / 6)), v -> 1 + 18 / Math.cosh((v + 60) / 22));
    }
}
