package dev.ranvier.files.recording;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Samples in a binary file, those of a sweep equally far from each other. */
public final class BinaryArray implements SampleArray {
    private final BinaryFile file;
    private final Channel channel;
    private final NumberType type;
    private final long position;
    private final int sweeps;
    private final int samples;
    private final boolean interleaved;

    /**
     * Checks that all of it is in the file.
     *
     * @param position of its first byte
     * @param interleaved whether the first samples of all sweeps come first; else the first sweep does
     */
    public BinaryArray(
            BinaryFile file,
            Channel channel,
            NumberType type,
            long position,
            long sweeps,
            long samples,
            boolean interleaved) {
        this.file = file;
        this.channel = channel;
        this.type = type;
        this.position = position;
        this.interleaved = interleaved;
        if (samples < 1 || sweeps < 1) {
            throw file.wrong(position, "the array of " + sweeps + " sweeps and " + samples + " samples is empty");
        }
        file.require(position, samples, type.bytes(), "the array of " + samples + " samples");
        file.require(
                position, sweeps, samples * type.bytes(), "the array of " + sweeps + " times " + samples + " samples");
        if (samples > Integer.MAX_VALUE - 8 || sweeps > BinaryFile.atOnce(type.bytes())) {
            throw file.wrong(
                    position, "an array of " + sweeps + " times " + samples + " samples is too long to be read");
        }
        this.sweeps = (int) sweeps;
        this.samples = (int) samples;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public int sweeps() {
        return sweeps;
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public double[] read(int sweep, int from, int to) {
        Objects.checkIndex(sweep, sweeps);
        Objects.checkFromToIndex(from, to, samples);
        int step = type.bytes() * (interleaved ? sweeps : 1);
        long first = position + (interleaved ? type.bytes() * (long) sweep : type.bytes() * (long) sweep * samples);
        double[] out = new double[to - from];
        int atOnce = BinaryFile.atOnce(step);
        for (int k = 0; k < out.length; k += atOnce) {
            int count = Math.min(atOnce, out.length - k);
            ByteBuffer bytes =
                    file.bytes(first + (from + (long) k) * step, (count - 1) * step + type.bytes(), "samples");
            for (int j = 0; j < count; j++) {
                out[k + j] = type.read(bytes, j * step);
            }
        }
        return out;
    }

    @Override
    public void close() {
        file.close();
    }
}
