package dev.ranvier.files.recording.nwb;

import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Dimension;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.recording.Unit;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time series of one electrode: a value is {@code data * conversion + offset}.
 *
 * @param name of its group
 * @param data its samples
 * @param channel its name and its unit
 * @param conversion units a number
 * @param offset at zero
 * @param samples their number
 * @param start_ms when it began
 * @param interval_ms from sample to sample
 * @param sweep its number, if it has one
 * @param address of its group in the file
 */
record NwbSeries(
        String name,
        Dataset data,
        Channel channel,
        double conversion,
        double offset,
        int samples,
        double start_ms,
        double interval_ms,
        Optional<Long> sweep,
        long address) {
    /** Times that are printed rounded may be this part of a step off. */
    private static final double ROUNDING = 0.02;

    private static final Pattern NUMBER = Pattern.compile("(?i).*sweep_?(\\d{1,9})");

    /** Reads the series of a group that has {@code data}. */
    static NwbSeries of(Hdf file, Group group, Dataset data) {
        Unit unit = unit(file, group, data);
        String name = group.getName();
        int samples = file.length(data);
        double conversion = file.number(data, "conversion").orElse(1.0),
                offset = file.number(data, "offset").orElse(0.0);
        if (!Double.isFinite(conversion) || conversion == 0 || !Double.isFinite(offset)) {
            throw file.wrong(data.getPath(), "the conversion is " + conversion + " and the offset " + offset);
        }
        double start_ms, interval_ms;
        Optional<Dataset> starting = file.dataset(group, "starting_time"), stamps = file.dataset(group, "timestamps");
        if (starting.isPresent()) {
            start_ms = file.value(starting.get())
                    .filter(Number.class::isInstance)
                    .map(value -> 1e3 * ((Number) value).doubleValue())
                    .orElse(0.0);
            interval_ms =
                    Sweep.shortened(1e3 / file.number(starting.get(), "rate").orElse(Double.NaN));
        } else if (stamps.isPresent() && samples > 1 && file.length(stamps.get()) == samples) {
            double[] times = file.values(stamps.get(), 0, samples);
            start_ms = 1e3 * times[0];
            interval_ms = Sweep.shortened(1e3 * equalSteps(file, stamps.get(), times));
        } else {
            throw file.wrong(group.getPath(), "there is neither a starting_time nor a timestamp for each sample");
        }
        if (!(interval_ms > 0 && Double.isFinite(interval_ms))) {
            throw file.wrong(group.getPath(), "the sampling interval is " + interval_ms + " ms; it must be positive");
        }
        return new NwbSeries(
                name,
                data,
                new Channel(name, unit, electrode(file, group)),
                conversion,
                offset,
                samples,
                start_ms,
                interval_ms,
                sweep(file, group),
                group.getAddress());
    }

    /** The data of a group, if it is a series of a voltage or a current. */
    static Optional<Dataset> electric(Hdf file, Group group) {
        return file.dataset(group, "data")
                .filter(data -> unit(file, group, data).dimension() != Dimension.OTHER);
    }

    /** Whether a group says that it is a series of a patch clamp; others may have volts too, of many electrodes. */
    static boolean isOfClamp(Hdf file, Group group) {
        return file.text(group, "neurodata_type").orElse("").contains("Clamp");
    }

    /** Which electrode it is of: its place in the file, or Allen's name of it. */
    private static String electrode(Hdf file, Group group) {
        return file.group(group, "electrode")
                .map(there -> "@" + there.getAddress())
                .or(() -> file.dataset(group, "electrode_name")
                        .flatMap(file::value)
                        .map(Object::toString))
                .orElse("");
    }

    private static Unit unit(Hdf file, Group group, Dataset data) {
        Unit unit = Unit.of(file.text(data, "unit").orElse(""));
        if (unit.dimension() == Dimension.VOLTAGE || unit.dimension() == Dimension.CURRENT) {
            return unit;
        }
        return switch (file.text(group, "neurodata_type").orElse("")) {
            case "CurrentClampSeries", "IZeroClampSeries", "VoltageClampStimulusSeries" -> Unit.of("volts");
            case "VoltageClampSeries", "CurrentClampStimulusSeries" -> Unit.of("amperes");
            default -> Unit.of("");
        };
    }

    private static double equalSteps(Hdf file, Dataset stamps, double[] times) {
        double step = (times[times.length - 1] - times[0]) / (times.length - 1);
        for (int k = 1; k < times.length; k++) {
            if (!(Math.abs(times[k] - times[k - 1] - step) <= ROUNDING * step)) {
                throw file.wrong(stamps.getPath(), "times must be equally spaced: sample " + (k + 1) + " is not");
            }
        }
        return step;
    }

    private static Optional<Long> sweep(Hdf file, Group group) {
        Optional<Long> number = file.number(group, "sweep_number")
                .map(Math::round)
                .or(() -> file.dataset(group, "sweep_number")
                        .flatMap(file::value)
                        .filter(Number.class::isInstance)
                        .map(value -> ((Number) value).longValue()));
        Matcher named = NUMBER.matcher(group.getName());
        return number.or(() -> named.matches() ? Optional.of(Long.valueOf(named.group(1))) : Optional.empty());
    }

    /** Whether another one runs beside this, at the same samples. */
    boolean isBeside(NwbSeries other) {
        return samples == other.samples && interval_ms == other.interval_ms;
    }

    /** Whether a stimulus has a sample for each of this. */
    boolean isCoveredBy(NwbSeries stimulus) {
        return samples <= stimulus.samples && interval_ms == stimulus.interval_ms;
    }

    /** Whether two series have the same unit and may be of the same electrode. */
    boolean isOfElectrodeOf(NwbSeries other) {
        return channel.unit().dimension() == other.channel.unit().dimension()
                && channel.electrode().equals(other.channel.electrode());
    }

    /** Whether both begin with the same sample. */
    boolean beginsWith(NwbSeries other) {
        return Math.abs(start_ms - other.start_ms) < interval_ms / 2;
    }

    double[] read(Hdf file, int from, int to) {
        double[] values = file.values(data, from, to);
        for (int k = 0; k < values.length; k++) {
            values[k] = values[k] * conversion + offset;
        }
        return values;
    }
}
