package dev.ranvier.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A number that sums up a voltage trace, named and defined as by eFEL 5.7 with its default settings ("eFeature descriptions",
 * efel.readthedocs.io; Van Geit et al., doi 10.5281/zenodo.593869). Where eFEL gives a list with a number a spike, this is the
 * mean. Where eFEL takes the nearest sample, this interpolates, so that the value is continuous and its derivative exact:
 *
 * <ul>
 *   <li>a peak's time is that of the parabola through its three samples, its voltage that of the highest sample;
 *   <li>widths and onsets are between crossings of straight lines between samples;
 *   <li>{@code spike_count} is the smooth mass of {@link SmoothSpikes}, since the slope of a count is 0: within some percent of
 *       eFEL's.
 * </ul>
 *
 * <p>Values are within a sample of eFEL's. The derivative fails, because the value jumps, where a spike appears or disappears or
 * crosses an end of the stimulus; it jumps, the value being continuous, where another sample becomes the extreme one or a
 * crossing passes a sample.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions are static methods
public enum Feature {
    /** Smooth number of spikes during the stimulus, eFEL's spike_count_stimint: a voltage that rises afterwards is none of its. */
    SPIKE_COUNT("spike_count", "1", SpikeTimeFeatures::count, Gap::none),
    /** {@code 1000 n / (time of the last - stim_start)} of the n spikes during the stimulus. */
    MEAN_FREQUENCY("mean_frequency", "Hz", SpikeTimeFeatures::meanFrequency, Gap::toSpike),
    /** Peak of the first spike after the start of the stimulus. */
    TIME_TO_FIRST_SPIKE("time_to_first_spike", "ms", response -> SpikeTimeFeatures.timeTo(response, 0), Gap::toSpike),
    /** Peak of the second spike after the start of the stimulus. */
    TIME_TO_SECOND_SPIKE("time_to_second_spike", "ms", response -> SpikeTimeFeatures.timeTo(response, 1), Gap::toSpike),
    /** Peak of the last spike after the start of the stimulus. */
    TIME_TO_LAST_SPIKE("time_to_last_spike", "ms", SpikeTimeFeatures::timeToLast, Gap::toSpike),
    /** Time between the first two peaks. */
    DOUBLET_ISI("doublet_ISI", "ms", SpikeTimeFeatures::firstInterval, Gap::toSpike),
    /** {@code 1000 / ISI} of the first two peaks. */
    INV_FIRST_ISI("inv_first_ISI", "Hz", SpikeTimeFeatures::rateOfFirstInterval, Gap::toSpike),
    /** {@code 1000 / ISI} of the last two peaks. */
    INV_LAST_ISI("inv_last_ISI", "Hz", SpikeTimeFeatures::rateOfLastInterval, Gap::toSpike),
    /** Standard deviation (of n - 1) over mean of the intervals without the first; no slope where all are equal. */
    ISI_CV("ISI_CV", "1", SpikeTimeFeatures::variation, Gap::toSpike),
    /**
     * Mean of {@code (ISI_i - ISI_i-1) / (ISI_i + ISI_i-1)} over the spikes during the stimulus, of which a tenth (at most 2) is
     * left out at the beginning and at least 4 must be left.
     */
    ADAPTATION_INDEX("adaptation_index", "1", SpikeTimeFeatures::adaptation, Gap::toSpike),
    /** Voltage of the peaks. */
    PEAK_VOLTAGE("peak_voltage", "mV", SpikeShapeFeatures::peak, Gap::toSpike),
    /** Voltage where dV/dt last rises through 10 mV/ms before a peak and stays above for three samples. */
    AP_BEGIN_VOLTAGE("AP_begin_voltage", "mV", SpikeShapeFeatures::onset, Gap::toSpike),
    /** Peak minus AP_begin_voltage, of the spikes during the stimulus. */
    AP_AMPLITUDE("AP_amplitude", "mV", SpikeShapeFeatures::amplitude, Gap::toSpike),
    /** AP_amplitude of the first spike. */
    AP1_AMP("AP1_amp", "mV", SpikeShapeFeatures::firstAmplitude, Gap::toSpike),
    /** Time above the threshold, of the spikes that have an AHP. */
    AP_WIDTH("AP_width", "ms", SpikeShapeFeatures::widthAtThreshold, Gap::toSpike),
    /** Time above the middle between peak and AHP. */
    SPIKE_HALF_WIDTH("spike_half_width", "ms", SpikeShapeFeatures::widthAtHalfOverMinimum, Gap::toSpike),
    /** Time above the middle between peak and AP_begin_voltage. */
    AP_DURATION_HALF_WIDTH("AP_duration_half_width", "ms", SpikeShapeFeatures::widthAtHalfOverOnset, Gap::toSpike),
    /** The AHP, the first minimum after a spike; a last one at the very end of the trace does not count. */
    AHP_DEPTH_ABS("AHP_depth_abs", "mV", SpikeShapeFeatures::minimumAfter, Gap::toSpike),
    /** AHP_depth_abs minus voltage_base. */
    AHP_DEPTH("AHP_depth", "mV", SpikeShapeFeatures::depthAfter, Gap::toSpike),
    /** Peak minus AHP. */
    AHP_DEPTH_FROM_PEAK("AHP_depth_from_peak", "mV", SpikeShapeFeatures::depthFromPeak, Gap::toSpike),
    /** Resting potential: mean over the last tenth of the time before the stimulus, its start included. */
    VOLTAGE_BASE("voltage_base", "mV", SubthresholdFeatures::base, Gap::none),
    /** Mean after the stimulus. */
    STEADY_STATE_VOLTAGE("steady_state_voltage", "mV", SubthresholdFeatures::steadyAfter, Gap::none),
    /** Mean over the last tenth of the stimulus. */
    STEADY_STATE_VOLTAGE_STIMEND("steady_state_voltage_stimend", "mV", SubthresholdFeatures::steadyAtEnd, Gap::none),
    /** Lowest sample during the stimulus. */
    MINIMUM_VOLTAGE("minimum_voltage", "mV", SubthresholdFeatures::minimum, Gap::none),
    /** Highest sample during the stimulus. */
    MAXIMUM_VOLTAGE("maximum_voltage", "mV", SubthresholdFeatures::maximum, Gap::none),
    /** steady_state_voltage_stimend minus voltage_base; over the current it is the input resistance. */
    VOLTAGE_DEFLECTION_VB_SSSE("voltage_deflection_vb_ssse", "mV", SubthresholdFeatures::deflection, Gap::none),
    /** steady_state_voltage_stimend minus minimum_voltage, of a stimulus that does not depolarise. */
    SAG_AMPLITUDE("sag_amplitude", "mV", SubthresholdFeatures::sagAmplitude, Gap::toHyperpolarisation),
    /** {@code sag_amplitude / (voltage_base - minimum_voltage)}. */
    SAG_RATIO1("sag_ratio1", "1", SubthresholdFeatures::sagRatio1, Gap::toHyperpolarisation),
    /** {@code (voltage_base - steady_state_voltage_stimend) / (voltage_base - minimum_voltage)}. */
    SAG_RATIO2("sag_ratio2", "1", SubthresholdFeatures::sagRatio2, Gap::none);

    private final String efelName;
    private final String unit;
    private final Function<Response, Optional<Measure>> measure;
    private final Function<Response, Optional<Measure>> gap;

    Feature(
            String efelName,
            String unit,
            Function<Response, Optional<Measure>> measure,
            Function<Response, Optional<Measure>> gap) {
        this.efelName = efelName;
        this.unit = unit;
        this.measure = measure;
        this.gap = gap;
    }

    /** The feature that eFEL calls so. */
    public static Feature named(String efelName) {
        return Arrays.stream(values())
                .filter(feature -> feature.efelName.equals(efelName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such feature: " + efelName + "; there are "
                        + Arrays.stream(values()).map(Feature::efelName).collect(Collectors.joining(", "))));
    }

    /** Its name in eFEL. */
    public String efelName() {
        return efelName;
    }

    /** mV, ms, Hz, or 1 for a pure number. */
    public String unit() {
        return unit;
    }

    /** Its value for a trace; empty where the trace does not have it, for want of spikes most often. */
    public OptionalDouble value(double[] trace_mV, Sampling sampling, StimulusWindow stimulus) {
        return of(new Response(trace_mV, sampling, stimulus))
                .map(found -> OptionalDouble.of(found.value()))
                .orElse(OptionalDouble.empty());
    }

    /** The values of several features of one trace, NaN for those that it does not have; a new array. */
    public static double[] values(
            List<Feature> features, double[] trace_mV, Sampling sampling, StimulusWindow stimulus) {
        Response response = new Response(trace_mV, sampling, stimulus);
        double[] values = new double[features.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = features.get(k).of(response).map(Measure::value).orElse(Double.NaN);
        }
        return values;
    }

    Optional<Measure> of(Response response) {
        return measure.apply(response);
    }

    /** Distance from having the feature [mV]. */
    Optional<Measure> gap(Response response) {
        return gap.apply(response);
    }
}
