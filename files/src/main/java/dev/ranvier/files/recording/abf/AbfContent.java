package dev.ranvier.files.recording.abf;

import dev.ranvier.files.recording.Header;
import java.util.List;

/**
 * What the headers of both versions say.
 *
 * @param header for people
 * @param inputs the recorded channels, in the order of their samples
 * @param outputs the commands
 * @param data where the samples are
 * @param interval_ms between two samples of one channel
 * @param alternating whether the first two outputs take turns, the first in the first sweep
 */
record AbfContent(
        Header header, List<Input> inputs, List<Output> outputs, Data data, double interval_ms, boolean alternating) {
    /**
     * A channel: a value is {@code raw * gain + offset}, of floating-point data the number itself.
     *
     * @param name as the file has it
     * @param unit as the file has it
     * @param gain units a step of the converter
     * @param offset at zero
     */
    record Input(String name, String unit, double gain, double offset) {}

    /**
     * A command.
     *
     * @param name as the file has it
     * @param unit as the file has it
     * @param holding its level when nothing is commanded
     * @param staysAtLast whether it keeps the last epoch's level between sweeps, and does not return to holding
     * @param epochs of the waveform; none if it stays at holding
     */
    record Output(String name, String unit, double holding, boolean staysAtLast, List<Epoch> epochs) {
        Output {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * Interleaved samples.
     *
     * @param position of the first byte
     * @param floats whether they are of single precision; else 16-bit integers
     * @param stretches a sweep each
     */
    record Data(long position, boolean floats, List<Stretch> stretches) {
        int bytesPerSample() {
            return floats ? Float.BYTES : Short.BYTES;
        }
    }

    /**
     * A sweep among the samples.
     *
     * @param first samples of all channels before it
     * @param length samples of one channel
     * @param start_ms when it began
     */
    record Stretch(long first, int length, double start_ms) {}
}
