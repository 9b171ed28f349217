package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.BinaryFile;
import dev.ranvier.files.recording.Channel;
import dev.ranvier.files.recording.Header;
import dev.ranvier.files.recording.RecordingFile;
import dev.ranvier.files.recording.Sweep;
import dev.ranvier.files.recording.Unit;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An open ABF file. */
final class AbfFile implements RecordingFile {
    private final BinaryFile file;
    private final AbfContent content;
    private final List<Sweep> sweeps = new ArrayList<>();

    AbfFile(BinaryFile file, AbfContent content) {
        this.file = file;
        this.content = content;
        List<Channel> channels = content.inputs().stream()
                .map(input -> new Channel(input.name(), Unit.of(input.unit())))
                .toList();
        List<Channel> commands = content.outputs().stream()
                .map(output -> new Channel(output.name(), Unit.of(output.unit())))
                .toList();
        for (AbfContent.Stretch stretch : content.data().stretches()) {
            sweeps.add(new Sweep(channels, commands, stretch.length(), stretch.start_ms(), content.interval_ms()));
        }
    }

    @Override
    public Header header() {
        return content.header();
    }

    @Override
    public List<Sweep> sweeps() {
        return sweeps;
    }

    @Override
    public double[] samples(int sweep, int channel, int from, int to) {
        AbfContent.Stretch stretch = content.data().stretches().get(sweep);
        Objects.checkFromToIndex(from, to, stretch.length());
        AbfContent.Input input = content.inputs().get(channel);
        int channels = content.inputs().size(), size = content.data().bytesPerSample();
        long position = content.data().position() + size * (stretch.first() + (long) from * channels);
        file.require(position, (long) (to - from) * channels, size, "samples of sweep " + (sweep + 1));
        double[] out = new double[to - from];
        int atOnce = BinaryFile.atOnce(size * channels);
        for (int k = 0; k < out.length; k += atOnce) {
            int count = Math.min(atOnce, out.length - k);
            ByteBuffer bytes = file.bytes(position + (long) k * channels * size, count * channels * size, "samples");
            if (content.data().floats()) {
                floats(bytes, channel, channels, out, k, count);
            } else {
                integers(bytes, channel, channels, input, out, k, count);
            }
        }
        return out;
    }

    private static void floats(ByteBuffer bytes, int channel, int channels, double[] out, int first, int count) {
        for (int k = 0, at = channel * Float.BYTES; k < count; k++, at += channels * Float.BYTES) {
            out[first + k] = bytes.getFloat(at);
        }
    }

    private static void integers(
            ByteBuffer bytes, int channel, int channels, AbfContent.Input input, double[] out, int first, int count) {
        double gain = input.gain(), offset = input.offset();
        for (int k = 0, at = channel * Short.BYTES; k < count; k++, at += channels * Short.BYTES) {
            out[first + k] = bytes.getShort(at) * gain + offset;
        }
    }

    @Override
    public double[] command(int sweep, int command, int from, int to) {
        int length = content.data().stretches().get(sweep).length();
        Objects.checkFromToIndex(from, to, length);
        return new Waveform(content, command).samples(sweep, length, from, to);
    }

    @Override
    public List<String> epochs(int command) {
        return new Waveform(content, command).described();
    }

    @Override
    public boolean isDriven(int command) {
        return !content.outputs().get(command).epochs().isEmpty();
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public void close() {
        file.close();
    }
}
