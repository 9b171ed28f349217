package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An open file of recordings. It is read a piece at a time, so it may be larger than memory; by one thread at a time. Sweeps,
 * channels and commands are counted from 0. Numbers come in the unit of their channel.
 */
public interface RecordingFile extends AutoCloseable {
    /** What the file says about itself. */
    Header header();

    /** The sweeps, at least one, in the order in which they were recorded. */
    List<Sweep> sweeps();

    /**
     * Samples of a channel.
     *
     * @param from the first sample
     * @param to behind the last
     * @throws BadInputException if the file is damaged there
     * @throws IndexOutOfBoundsException if the sweep has no such channel or samples
     */
    double[] samples(int sweep, int channel, int from, int to);

    /**
     * Samples of a command, each holding until the next.
     *
     * @param from the first sample
     * @param to behind the last
     * @throws BadInputException if the file is damaged there
     * @throws IndexOutOfBoundsException if the sweep has no such command or samples
     */
    double[] command(int sweep, int command, int from, int to);

    /**
     * How many samples were recorded right before a sweep: those of the sweeps of the same channels that end where the next begins.
     */
    default long before(int sweep) {
        long samples = 0;
        for (int k = sweep; k > 0 && sweeps().get(k - 1).leadsTo(sweeps().get(k)); k--) {
            samples += sweeps().get(k - 1).samples();
        }
        return samples;
    }

    /** A command in words: its epochs with durations and levels, or nothing if the file has it as samples only. */
    default List<String> epochs(int command) {
        return List.of();
    }

    /** Whether a command is more than a constant level. */
    default boolean isDriven(int command) {
        return true;
    }

    /** The file, and where in it the channels are named: what a complaint begins with. */
    String place();

    /** The complaint that a sweep lacks a channel of that dimension. */
    default BadInputException lacking(int sweep, Dimension dimension) {
        Sweep shape = sweeps().get(sweep);
        return new BadInputException(place() + ": sweep " + (sweep + 1) + " has no "
                + (dimension == Dimension.VOLTAGE ? "voltage" : "current") + "; channels found: "
                + shape.channels().stream().map(Channel::described).collect(Collectors.joining(", "))
                + ". If one of them is meant, name it with its unit: --columns "
                + (dimension == Dimension.VOLTAGE ? "voltage=NAME:mV" : "current=NAME:pA"));
    }

    @Override
    void close();
}
