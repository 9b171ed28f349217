package dev.ranvier.files.recording.abf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes small ABF files of both versions, after Axon's documents of the format. */
public final class AbfWriter {
    private static final int BLOCK = 512, LONG_HEADER_1 = 6144, SHORT_HEADER_1 = 2048;

    private final int version;
    private final boolean shortHeader;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<int[]> stretches = new ArrayList<>();
    private boolean floats;
    private boolean alternating;
    private boolean table = true;
    private String tag = "";

    private record Input(String name, String unit, float scale, float offset, float telegraph) {}

    private record Output(
            String name, String unit, float holding, boolean staysAtLast, int source, List<Epoch> epochs) {}

    private AbfWriter(int version, boolean shortHeader) {
        this.version = version;
        this.shortHeader = shortHeader;
    }

    /** Of version 1.83, with the long header. */
    public static AbfWriter version1() {
        return new AbfWriter(1, false);
    }

    /** Of version 1.3, whose header is short. */
    static AbfWriter version1Short() {
        return new AbfWriter(1, true);
    }

    /** Of version 2.6. */
    public static AbfWriter version2() {
        return new AbfWriter(2, false);
    }

    /** Adds a channel with its scale factor [V a unit], its offset and the gain that a telegraph told, 0 for none. */
    public AbfWriter input(String name, String unit, double scale, double offset, double telegraph) {
        inputs.add(new Input(name, unit, (float) scale, (float) offset, (float) telegraph));
        return this;
    }

    /** Adds an output of one step. */
    public AbfWriter step(String name, String unit, double holding, double level, int samples) {
        return output(name, unit, holding, false, new Epoch(1, level, 0, samples, 0, 0, 0));
    }

    /** Adds an output whose waveform comes from epochs. */
    public AbfWriter output(String name, String unit, double holding, boolean staysAtLast, Epoch... epochs) {
        outputs.add(new Output(name, unit, (float) holding, staysAtLast, 1, List.of(epochs)));
        return this;
    }

    /** Adds an output whose waveform comes from a file. */
    AbfWriter outputFromFile(String name, String unit) {
        outputs.add(new Output(name, unit, 0, false, 2, List.of()));
        return this;
    }

    /** Adds a sweep of so many samples of each channel that begins at a time [us]. */
    public AbfWriter sweep(int samples, int start_us) {
        stretches.add(new int[] {start_us, samples});
        return this;
    }

    /** Samples are of single precision. */
    AbfWriter floats() {
        floats = true;
        return this;
    }

    /** The first two outputs take turns. */
    AbfWriter alternating() {
        alternating = true;
        return this;
    }

    /** The sweeps are not in a table. */
    AbfWriter withoutTable() {
        table = false;
        return this;
    }

    /** Adds a tag at 1 ms. */
    AbfWriter tag(String comment) {
        tag = comment;
        return this;
    }

    /** The stored number of a sample: of every sweep and channel another line. */
    static short raw(int sweep, int channel, int sample) {
        return (short) (sample * 3 - 500 + 100 * channel + 10 * sweep);
    }

    /** What a reader should make of it, at 10 V over 32768 steps. */
    static double value(int sweep, int channel, int sample, double scale, double offset, double telegraph) {
        double gain = 10.0 / (float) scale / 32768;
        return raw(sweep, channel, sample) * (telegraph == 0 ? gain : gain / (float) telegraph) + (float) offset;
    }

    private int total() {
        return inputs.size()
                * stretches.stream().mapToInt(stretch -> stretch[1]).sum();
    }

    /** The file. */
    public byte[] bytes() {
        return version == 1 ? bytes1() : bytes2();
    }

    private static int blocks(int bytes) {
        return (bytes + BLOCK - 1) / BLOCK;
    }

    private static void text(ByteBuffer out, int at, String text) {
        out.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void data(ByteBuffer out, int at) {
        int position = at;
        for (int sweep = 0; sweep < stretches.size(); sweep++) {
            for (int k = 0; k < stretches.get(sweep)[1]; k++) {
                for (int channel = 0; channel < inputs.size(); channel++) {
                    if (floats) {
                        out.putFloat(position, raw(sweep, channel, k) * 0.125f);
                        position += Float.BYTES;
                    } else {
                        out.putShort(position, raw(sweep, channel, k));
                        position += Short.BYTES;
                    }
                }
            }
        }
    }

    private void sweeps(ByteBuffer out, int at) {
        for (int k = 0; k < stretches.size(); k++) {
            out.putInt(at + 8 * k, stretches.get(k)[0]);
            out.putInt(at + 8 * k + 4, stretches.get(k)[1] * inputs.size());
        }
    }

    private int mode() {
        return stretches.stream().anyMatch(stretch -> stretch[1] != stretches.getFirst()[1]) ? 1 : 5;
    }

    private byte[] bytes1() {
        int header = blocks(shortHeader ? SHORT_HEADER_1 : LONG_HEADER_1);
        int samples = blocks(total() * (floats ? 4 : 2)),
                synch = header + samples,
                tags = synch + blocks(8 * stretches.size());
        byte[] bytes = new byte[(tags + 1) * BLOCK];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        text(out, 0, "ABF ");
        out.putFloat(4, shortHeader ? 1.3f : 1.83f);
        out.putShort(8, (short) mode()).putInt(10, total()).putInt(16, stretches.size());
        out.putInt(20, 20260102)
                .putInt(24, 3600)
                .putInt(40, header)
                .putInt(44, tags)
                .putInt(48, tag.isEmpty() ? 0 : 1);
        out.putInt(92, table ? synch : 0)
                .putInt(96, table ? stretches.size() : 0)
                .putShort(100, (short) (floats ? 1 : 0));
        out.putShort(120, (short) inputs.size())
                .putFloat(122, 50f / inputs.size())
                .putFloat(130, 1);
        out.putInt(138, stretches.getFirst()[1] * inputs.size());
        out.putFloat(244, 10).putInt(252, 32768);
        for (int k = 0; k < 16; k++) {
            out.putShort(410 + 2 * k, (short) (k < inputs.size() ? 15 - k : -1));
        }
        for (int k = 0; k < inputs.size(); k++) {
            int physical = 15 - k;
            Input input = inputs.get(k);
            text(out, 442 + 10 * physical, input.name());
            text(out, 602 + 8 * physical, input.unit());
            out.putFloat(730 + 4 * physical, 1).putFloat(922 + 4 * physical, input.scale());
            out.putFloat(986 + 4 * physical, input.offset()).putFloat(1050 + 4 * physical, 1);
            if (!shortHeader) {
                out.putShort(4512 + 2 * physical, (short) (input.telegraph() == 0 ? 0 : 1));
                out.putFloat(4576 + 4 * physical, input.telegraph());
            }
        }
        for (int k = 0; k < outputs.size(); k++) {
            output1(out, k, outputs.get(k));
        }
        if (!shortHeader) {
            text(out, 4898, "C:\\protocols\\steps.pro");
        }
        data(out, header * BLOCK);
        sweeps(out, synch * BLOCK);
        tag(out, tags * BLOCK);
        return bytes;
    }

    private void output1(ByteBuffer out, int number, Output output) {
        text(out, 1306 + 10 * number, output.name());
        text(out, 1346 + 8 * number, output.unit());
        out.putFloat(1394 + 4 * number, output.holding());
        if (shortHeader) {
            out.putShort(1438, (short) output.source()).putShort(1440, (short) number);
            out.putShort(1442, (short) (output.staysAtLast() ? 1 : 0));
        } else {
            out.putShort(2296 + 2 * number, (short) 1).putShort(2300 + 2 * number, (short) output.source());
            out.putShort(2304 + 2 * number, (short) (output.staysAtLast() ? 1 : 0));
        }
        for (int k = 0; k < output.epochs().size(); k++) {
            Epoch epoch = output.epochs().get(k);
            int n = 10 * number + k;
            if (shortHeader) {
                out.putShort(1444 + 2 * k, (short) epoch.kind()).putFloat(1464 + 4 * k, (float) epoch.level());
                out.putFloat(1504 + 4 * k, (float) epoch.levelStep()).putShort(1544 + 2 * k, (short) epoch.duration());
                out.putShort(1564 + 2 * k, (short) epoch.durationStep());
            } else {
                out.putShort(2308 + 2 * n, (short) epoch.kind()).putFloat(2348 + 4 * n, (float) epoch.level());
                out.putFloat(2428 + 4 * n, (float) epoch.levelStep()).putInt(2508 + 4 * n, epoch.duration());
                out.putInt(2588 + 4 * n, epoch.durationStep());
                out.putInt(2136 + 4 * n, epoch.period()).putInt(2216 + 4 * n, epoch.width());
            }
        }
    }

    private void tag(ByteBuffer out, int at) {
        out.putInt(at, 1000);
        text(out, at + 4, tag);
    }

    private byte[] bytes2() {
        List<String> strings = new ArrayList<>(List.of("Clampex", "C:\\protocols\\steps.pro"));
        inputs.forEach(input -> strings.addAll(List.of(input.name(), input.unit())));
        outputs.forEach(output -> strings.addAll(List.of(output.name(), output.unit())));
        byte[] text = String.join("\0", strings).concat("\0").getBytes(StandardCharsets.ISO_8859_1);
        int epochs = outputs.stream().mapToInt(output -> output.epochs().size()).sum();
        int protocol = 1,
                adc = 2,
                dac = adc + blocks(128 * inputs.size()),
                epoch = dac + Math.max(1, blocks(256 * outputs.size()));
        int string = epoch + Math.max(1, blocks(48 * epochs)), data = string + blocks(44 + text.length);
        int synch = data + blocks(total() * (floats ? 4 : 2)), tags = synch + blocks(8 * stretches.size());
        byte[] bytes = new byte[(tags + 1) * BLOCK];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        text(out, 0, "ABF2");
        out.putInt(4, 0x02060000)
                .putInt(8, BLOCK)
                .putInt(12, stretches.size())
                .putInt(16, 20260102)
                .putInt(20, 3_600_000);
        out.putShort(30, (short) (floats ? 1 : 0)).putInt(60, 1).putInt(72, 2);
        section(out, 0, protocol, 512, 1);
        section(out, 1, adc, 128, inputs.size());
        section(out, 2, dac, 256, outputs.size());
        section(out, 5, epoch, 48, epochs);
        section(out, 9, string, 44 + text.length, 1);
        section(out, 10, data, floats ? 4 : 2, total());
        section(out, 11, tags, 64, tag.isEmpty() ? 0 : 1);
        section(out, 15, synch, 8, table ? stretches.size() : 0);
        int p = protocol * BLOCK;
        out.putShort(p, (short) mode()).putFloat(p + 2, 50).putFloat(p + 14, 1);
        out.putInt(p + 22, stretches.getFirst()[1] * inputs.size())
                .putFloat(p + 110, 10)
                .putInt(p + 118, 32768);
        out.putShort(p + 182, (short) (alternating ? 1 : 0));
        for (int k = 0; k < inputs.size(); k++) {
            Input input = inputs.get(k);
            int row = adc * BLOCK + 128 * k;
            out.putShort(row, (short) k).putShort(row + 2, (short) (input.telegraph() == 0 ? 0 : 1));
            out.putFloat(row + 6, input.telegraph()).putFloat(row + 28, 1).putFloat(row + 40, input.scale());
            out.putFloat(row + 44, input.offset())
                    .putFloat(row + 48, 1)
                    .putInt(row + 74, 3 + 2 * k)
                    .putInt(row + 78, 4 + 2 * k);
        }
        int at = epoch * BLOCK;
        for (int k = 0; k < outputs.size(); k++) {
            Output output = outputs.get(k);
            int row = dac * BLOCK + 256 * k, name = 3 + 2 * (inputs.size() + k);
            out.putShort(row, (short) k)
                    .putFloat(row + 12, output.holding())
                    .putInt(row + 24, name)
                    .putInt(row + 28, name + 1);
            out.putShort(row + 40, (short) 1).putShort(row + 42, (short) output.source());
            out.putShort(row + 44, (short) (output.staysAtLast() ? 1 : 0));
            for (int n = 0; n < output.epochs().size(); n++, at += 48) {
                Epoch one = output.epochs().get(n);
                out.putShort(at, (short) n).putShort(at + 2, (short) k).putShort(at + 4, (short) one.kind());
                out.putFloat(at + 6, (float) one.level()).putFloat(at + 10, (float) one.levelStep());
                out.putInt(at + 14, one.duration()).putInt(at + 18, one.durationStep());
                out.putInt(at + 22, one.period()).putInt(at + 26, one.width());
            }
        }
        text(out, string * BLOCK, "SSCH");
        out.put(string * BLOCK + 44, text);
        data(out, data * BLOCK);
        sweeps(out, synch * BLOCK);
        tag(out, tags * BLOCK);
        return bytes;
    }

    private static void section(ByteBuffer out, int number, int block, int bytes, int rows) {
        int at = 76 + 16 * number;
        out.putInt(at, rows == 0 ? 0 : block).putInt(at + 4, bytes).putLong(at + 8, rows);
    }
}
