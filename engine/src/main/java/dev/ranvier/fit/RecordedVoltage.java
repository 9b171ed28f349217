package dev.ranvier.fit;

import dev.ranvier.model.SampledSignal;

/**
 * A voltage that was recorded beside another quantity.
 *
 * @param node where
 * @param voltage_mV its samples, from t = 0 on
 */
public record RecordedVoltage(int node, SampledSignal voltage_mV) {}
