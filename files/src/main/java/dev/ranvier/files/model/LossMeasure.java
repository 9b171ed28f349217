package dev.ranvier.files.model;

import dev.ranvier.loss.Feature;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.loss.StimulusWindow;
import dev.ranvier.loss.Window;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A kind of distance between a model's voltage and a recording, see the package {@code dev.ranvier.loss}. */
public sealed interface LossMeasure {
    /** What a model file and a report call it. */
    String name();

    /** The mean squared error of the voltage. */
    record Voltage(Window window) implements LossMeasure {
        @Override
        public String name() {
            return "voltage";
        }
    }

    /** The mean of an error of the voltage that counts less than its square beyond a scale. */
    record RobustVoltage(double scale_mV, Window window) implements LossMeasure {
        /** The scale if none is given. */
        public static final double USUAL_SCALE_mV = 8;

        @Override
        public String name() {
            return "robust_voltage";
        }
    }

    /** The mean squared error of its slope. */
    record Slope(Window window) implements LossMeasure {
        @Override
        public String name() {
            return "slope";
        }
    }

    /** The distance of smooth spike trains. */
    record VanRossum(double tau_ms, double threshold_mV) implements LossMeasure {
        /** The voltage through which a spike rises if none is given. */
        public static final double USUAL_THRESHOLD_mV = StimulusWindow.THRESHOLD_mV;

        @Override
        public String name() {
            return "van_rossum";
        }
    }

    /** The distance of the times of spikes. */
    record SpikeTimes(SpikeTolerance tolerance) implements LossMeasure {
        /** A tenth of a millisecond counts as one, spikes within 3 ms are the same. */
        public static final SpikeTimes USUAL = new SpikeTimes(new SpikeTolerance(StimulusWindow.THRESHOLD_mV, 0.1, 3));

        @Override
        public String name() {
            return "spike_times";
        }
    }

    /** The error of the voltage in spikes, whenever they come. */
    record SpikeShape(double scale_mV, SpikeTolerance tolerance) implements LossMeasure {
        /** 20 mV; spikes within 3 ms are the same. */
        public static final SpikeShape USUAL = new SpikeShape(20, SpikeTimes.USUAL.tolerance());

        @Override
        public String name() {
            return "spike_shape";
        }
    }

    /** The distance under stretched time. */
    record SoftDtw(double block_ms, double band_ms, double gamma_mV2) implements LossMeasure {
        /** Half a millisecond, ten milliseconds, 30 mV2. */
        public static final SoftDtw USUAL = new SoftDtw(0.5, 10, 30);

        @Override
        public String name() {
            return "soft_dtw";
        }
    }

    /**
     * The distance of features from their targets.
     *
     * @param stimulus when the stimulus is on, [ms]; without it, as long as the current is on
     * @param threshold_mV the voltage above which there is a spike
     * @param aims the features
     */
    record Features(Optional<Span> stimulus, double threshold_mV, List<Aim> aims) implements LossMeasure {
        /** Copies the list. */
        public Features {
            aims = List.copyOf(aims);
        }

        @Override
        public String name() {
            return "features";
        }
    }

    /** Times. */
    record Span(double from_ms, double to_ms) {}

    /**
     * A feature and what it should be.
     *
     * @param target its value; that of the recording without it
     * @param sd how far off counts as one
     */
    record Aim(Feature feature, OptionalDouble target, double sd) {}
}
