package dev.ranvier.embed;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;

/** The numbers of a cell as they stand in a batch, which settings change. */
final class Numbers {
    private Numbers() {}

    /** Gives a batch the numbers of another of the same cell with as many lanes. */
    static void copy(Batch from, Batch to) {
        copy(from.area(), to.area(), from.elements());
        copy(from.capacitance_uF_per_cm2(), to.capacitance_uF_per_cm2(), from.elements());
        copy(from.initialVoltage_mV(), to.initialVoltage_mV(), from.elements());
        copy(from.axialConductance_uS(), to.axialConductance_uS(), from.elements());
        copy(from.stimulusGain(), to.stimulusGain(), from.width());
        copy(from.clampConductance_mS_per_cm2(), to.clampConductance_mS_per_cm2(), from.width());
        copy(from.electrodeOffset_mV(), to.electrodeOffset_mV(), from.width());
        for (int c = 0; c < from.mechanisms(); c++) {
            for (int p = 0; p < from.mechanism(c).schema().parameters().size(); p++) {
                copy(from.parameter(c, p), to.parameter(c, p), from.sites(c));
            }
        }
    }

    private static void copy(Column from, Column to, int count) {
        for (int k = 0; k < count; k++) {
            to.set(k, from.get(k));
        }
    }
}
