package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The voltage or the current of a sweep, wherever the file has it.
 *
 * @param file the file
 * @param sweep which sweep, from 0
 * @param number of the channel or of the command, from 0
 * @param isCommand whether it is a command and was not recorded
 * @param unit of its numbers in the file
 */
public record Signal(RecordingFile file, int sweep, int number, boolean isCommand, Unit unit) {
    /**
     * What was recorded of that dimension: the channel that the person names, or the first.
     *
     * @throws BadInputException if there is no channel of that name
     */
    public static Optional<Signal> recorded(RecordingFile file, int sweep, Dimension dimension, Reading reading) {
        Optional<Reading.Column> named = reading.column(dimension);
        return named.isPresent()
                ? Optional.of(named(file, sweep, dimension, named.get()))
                : first(file, sweep, dimension, false, reading);
    }

    /** The same, or else the first command that is of that dimension. */
    public static Optional<Signal> given(RecordingFile file, int sweep, Dimension dimension, Reading reading) {
        return recorded(file, sweep, dimension, reading).or(() -> first(file, sweep, dimension, true, reading));
    }

    /**
     * What drove the cell while this was recorded: the current injected beside a voltage, the voltage commanded beside a current. The one
     * that the person names; else what the file has of the same electrode, if it says so, a command first; else the command beside the
     * channel; else what was recorded; else another command.
     *
     * @param recorded a voltage or a current
     * @throws BadInputException if there is no channel of that name
     */
    public static Optional<Signal> driving(Signal recorded, Reading reading) {
        Dimension other = recorded.unit.dimension() == Dimension.VOLTAGE ? Dimension.CURRENT : Dimension.VOLTAGE;
        RecordingFile file = recorded.file;
        List<Channel> commands = file.sweeps().get(recorded.sweep).commands();
        if (reading.column(other).isEmpty() && !recorded.channel().electrode().isEmpty()) {
            return ofElectrode(recorded, other, true).or(() -> ofElectrode(recorded, other, false));
        }
        int beside = recorded.number;
        if (reading.column(other).isEmpty()
                && !recorded.isCommand
                && beside < commands.size()
                && commands.get(beside).unit().dimension() == other
                && file.isDriven(beside)) {
            return Optional.of(new Signal(
                    file, recorded.sweep, beside, true, commands.get(beside).unit()));
        }
        return given(file, recorded.sweep, other, reading);
    }

    /** One that may be of the same electrode. */
    private static Optional<Signal> ofElectrode(Signal recorded, Dimension dimension, boolean isCommand) {
        RecordingFile file = recorded.file;
        Sweep shape = file.sweeps().get(recorded.sweep);
        List<Channel> channels = isCommand ? shape.commands() : shape.channels();
        for (int k = 0; k < channels.size(); k++) {
            Channel channel = channels.get(k);
            if (channel.unit().dimension() == dimension
                    && channel.mayBeWith(recorded.channel())
                    && (!isCommand || file.isDriven(k))) {
                return Optional.of(new Signal(file, recorded.sweep, k, isCommand, channel.unit()));
            }
        }
        return Optional.empty();
    }

    /** Of the channels that are not said to be something else. */
    private static Optional<Signal> first(
            RecordingFile file, int sweep, Dimension dimension, boolean isCommand, Reading reading) {
        Sweep shape = file.sweeps().get(sweep);
        List<Channel> channels = isCommand ? shape.commands() : shape.channels();
        int other = isCommand
                ? -1
                : reading.column(Dimension.OTHER)
                        .map(named ->
                                named.among(channels.stream().map(Channel::name).toList()))
                        .orElse(-1);
        for (int k = 0; k < channels.size(); k++) {
            Unit unit = channels.get(k).unit();
            if (k != other && unit.dimension() == dimension && (!isCommand || file.isDriven(k))) {
                return Optional.of(new Signal(file, sweep, k, isCommand, unit));
            }
        }
        return Optional.empty();
    }

    private static Signal named(RecordingFile file, int sweep, Dimension dimension, Reading.Column named) {
        Sweep shape = file.sweeps().get(sweep);
        List<String> channels = shape.channels().stream().map(Channel::name).toList();
        List<String> commands = shape.commands().stream().map(Channel::name).toList();
        int channel = named.among(channels), command = channel < 0 ? commands.indexOf(named.name()) : -1;
        if (channel < 0 && command < 0) {
            throw new BadInputException(file.place() + ": "
                    + named.missing(
                            dimension,
                            Stream.concat(channels.stream(), commands.stream()).toList()));
        }
        Unit own = channel >= 0
                ? shape.channels().get(channel).unit()
                : shape.commands().get(command).unit();
        Unit unit = named.unit().orElse(own);
        if (!dimension.isMeasuredIn(unit)) {
            throw new BadInputException(file.place() + ": --columns: the unit of '" + named.name() + "' is '"
                    + unit.name() + "': say what it is, as in " + named.name() + ":" + dimension.unit());
        }
        return new Signal(file, sweep, Math.max(channel, command), channel < 0, unit);
    }

    /** The channel or the command. */
    public Channel channel() {
        Sweep shape = file.sweeps().get(sweep);
        return (isCommand ? shape.commands() : shape.channels()).get(number);
    }

    /**
     * Its samples in the engine's unit.
     *
     * @param from the first sample; one below 0 is of the sweeps {@linkplain RecordingFile#before before}
     * @param to behind the last
     * @throws BadInputException if one is not finite
     */
    public double[] read(int from, int to) {
        if (from >= 0) {
            return within(from, to);
        }
        int length = file.sweeps().get(sweep - 1).samples();
        double[] before =
                new Signal(file, sweep - 1, number, isCommand, unit).read(from + length, Math.min(to, 0) + length);
        double[] all = Arrays.copyOf(before, to - from);
        if (to > 0) {
            System.arraycopy(within(0, to), 0, all, before.length, to);
        }
        return all;
    }

    private double[] within(int from, int to) {
        double[] values = isCommand ? file.command(sweep, number, from, to) : file.samples(sweep, number, from, to);
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                int end = k;
                while (end < values.length && !Double.isFinite(values[end])) {
                    end++;
                }
                throw new BadInputException(file.place() + ": sweep " + (sweep + 1) + ": " + (end - k)
                        + " samples of " + channel().described() + " from sample " + (from + k + 1) + " on are "
                        + values[k] + ": cut them off with --from-ms and --to-ms");
            }
        }
        return unit.convert(values);
    }
}
