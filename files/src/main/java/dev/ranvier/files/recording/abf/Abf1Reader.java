package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.BinaryFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the header of version 1, whose fields are at fixed places. Files before version 1.6 have 2048 bytes of it, which know one
 * waveform and no telegraphs.
 */
final class Abf1Reader {
    private static final int SHORT_HEADER = 2048,
            LONG_HEADER = 6144,
            MOST_CHANNELS = 16,
            MOST_EPOCHS = 10,
            WAVEFORMS = 2;
    private static final float FIRST_LONG = 1.6f;

    private final BinaryFile file;
    private final boolean isLong;

    Abf1Reader(BinaryFile file) {
        this.file = file;
        file.require(0, SHORT_HEADER, 1, "header");
        this.isLong = float32(4) >= FIRST_LONG && dataPosition() >= LONG_HEADER && file.length() >= LONG_HEADER;
    }

    private int int16(long position) {
        return file.int16(position, "header");
    }

    private int int32(long position) {
        return file.int32(position, "header");
    }

    private double float32(long position) {
        return file.float32(position, "header");
    }

    private long dataPosition() {
        return int32(40) * (long) AbfLayout.BLOCK_BYTES;
    }

    AbfContent read() {
        int channels = int16(120);
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw file.wrong(120, "the number of channels is " + channels + "; 1 to 16 are possible");
        }
        AbfLayout layout = new AbfLayout(file, int16(8), int16(100), channels, float32(122) * channels, float32(130));
        double interval_ms = layout.interval_ms(122);
        long samples = int32(10);
        AbfContent.Data data = layout.data(
                dataPosition() + int16(14) * (long) layout.bytesPerSample(),
                samples,
                int32(92) * (long) AbfLayout.BLOCK_BYTES,
                2 * Integer.BYTES,
                int32(96),
                int32(16));
        List<String> notes = new ArrayList<>();
        List<AbfContent.Output> outputs = outputs(AbfLayout.areUniform(data), notes);
        double version = Math.round(float32(4) * 100) / 100.0;
        return new AbfContent(
                layout.header(
                        "ABF " + version,
                        isLong ? file.text(4898, 256, "header") : "",
                        int32(20),
                        int32(24) * 1000L + int16(366),
                        layout.tags(int32(44) * (long) AbfLayout.BLOCK_BYTES, 64, int32(48)),
                        notes),
                inputs(channels),
                outputs,
                data,
                interval_ms,
                false);
    }

    private List<AbfContent.Input> inputs(int channels) {
        List<AbfContent.Input> inputs = new ArrayList<>();
        for (int k = 0; k < channels; k++) {
            int physical = int16(410 + 2 * k);
            if (physical < 0 || physical >= MOST_CHANNELS) {
                throw file.wrong(
                        410 + 2 * k, "channel " + (k + 1) + " has the number " + physical + "; 0 to 15 are possible");
            }
            double gain = float32(244)
                    / float32(922 + 4 * physical)
                    / float32(1050 + 4 * physical)
                    / float32(730 + 4 * physical)
                    / int32(252);
            if (isLong && int16(4512 + 2 * physical) == 1) {
                gain /= float32(4576 + 4 * physical);
            }
            inputs.add(AbfLayout.input(
                    file,
                    922 + 4 * physical,
                    file.text(442 + 10 * physical, 10, "header"),
                    file.text(602 + 8 * physical, 8, "header"),
                    gain,
                    float32(986 + 4 * physical) - float32(1114 + 4 * physical)));
        }
        return inputs;
    }

    private List<AbfContent.Output> outputs(boolean uniform, List<String> notes) {
        List<AbfContent.Output> outputs = new ArrayList<>();
        int active = isLong ? -1 : int16(1440);
        for (int k = 0; k < WAVEFORMS; k++) {
            String name = file.text(1306 + 10 * k, 10, "header");
            boolean enabled = isLong ? int16(2296 + 2 * k) != 0 : k == active;
            int source = isLong ? int16(2300 + 2 * k) : int16(1438);
            AbfLayout.noteSource(enabled, source, name, uniform, notes);
            outputs.add(new AbfContent.Output(
                    name,
                    file.text(1346 + 8 * k, 8, "header"),
                    float32(1394 + 4 * k),
                    (isLong ? int16(2304 + 2 * k) : int16(1442)) != 0,
                    enabled && source == AbfLayout.FROM_EPOCHS && uniform ? epochs(k) : List.of()));
        }
        return outputs;
    }

    private List<Epoch> epochs(int output) {
        List<Epoch> epochs = new ArrayList<>();
        for (int k = 0; k < MOST_EPOCHS; k++) {
            int n = output * MOST_EPOCHS + k;
            Epoch epoch = isLong
                    ? new Epoch(
                            int16(2308 + 2 * n),
                            float32(2348 + 4 * n),
                            float32(2428 + 4 * n),
                            int32(2508 + 4 * n),
                            int32(2588 + 4 * n),
                            int32(2136 + 4 * n),
                            int32(2216 + 4 * n))
                    : new Epoch(
                            int16(1444 + 2 * k),
                            float32(1464 + 4 * k),
                            float32(1504 + 4 * k),
                            int16(1544 + 2 * k),
                            int16(1564 + 2 * k),
                            0,
                            0);
            AbfLayout.add(file, epochs, epoch, isLong ? 2308 + 2 * n : 1444 + 2 * k);
        }
        return epochs;
    }
}
