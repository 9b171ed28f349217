package dev.ranvier.files.recording;

import dev.ranvier.files.input.BadInputException;
import java.util.ArrayList;
import java.util.List;

/** Arrays that were recorded together: each a channel. An array of one sweep belongs to all sweeps of the others. */
public final class ArrayRecording implements RecordingFile {
    private final String place;
    private final Header header;
    private final List<SampleArray> arrays;
    private final List<Sweep> sweeps = new ArrayList<>();

    /**
     * Refuses arrays that do not fit together.
     *
     * @param place what complaints begin with
     * @param interval_ms from sample to sample
     */
    public ArrayRecording(String place, Header header, List<SampleArray> arrays, double interval_ms) {
        this.place = place;
        this.header = header;
        this.arrays = List.copyOf(arrays);
        int count = arrays.stream().mapToInt(SampleArray::sweeps).max().orElse(0);
        SampleArray first = arrays.getFirst();
        for (SampleArray array : arrays) {
            if (array.samples() != first.samples() || (array.sweeps() != count && array.sweeps() != 1)) {
                throw new BadInputException(place + ": " + described(first) + " and " + described(array)
                        + " do not fit together: as many samples and sweeps of each are needed");
            }
        }
        if (!(interval_ms > 0 && Double.isFinite(interval_ms))) {
            throw new BadInputException(
                    place + ": the sampling interval is " + interval_ms + " ms; it must be positive");
        }
        List<Channel> channels = arrays.stream().map(SampleArray::channel).toList();
        for (int k = 0; k < count; k++) {
            sweeps.add(new Sweep(channels, List.of(), first.samples(), 0, interval_ms));
        }
    }

    private static String described(SampleArray array) {
        return array.channel().described() + " of " + array.sweeps() + " times " + array.samples() + " samples";
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<Sweep> sweeps() {
        return sweeps;
    }

    @Override
    public double[] samples(int sweep, int channel, int from, int to) {
        SampleArray array = arrays.get(channel);
        return array.read(array.sweeps() == 1 ? 0 : sweep, from, to);
    }

    @Override
    public double[] command(int sweep, int command, int from, int to) {
        throw new IndexOutOfBoundsException("an array has no commands");
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public void close() {
        arrays.forEach(SampleArray::close);
    }
}
