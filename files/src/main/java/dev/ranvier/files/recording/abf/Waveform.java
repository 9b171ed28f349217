package dev.ranvier.files.recording.abf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an output did in every sweep: its holding level for a 64th of the sweep, then its epochs one after the other, then the
 * holding level or, if it is told so, the last epoch's, which is then also where the next sweep begins.
 */
final class Waveform {
    private static final int BEFORE_FIRST_EPOCH = 64;

    private final AbfContent content;
    private final int number;
    private final AbfContent.Output output;

    /** Of output {@code number}. */
    Waveform(AbfContent content, int number) {
        this.content = content;
        this.number = number;
        this.output = content.outputs().get(number);
    }

    /** Samples from {@code from} to before {@code to} of a sweep of {@code length}. */
    double[] samples(int sweep, int length, int from, int to) {
        double[] out = new double[to - from];
        double before = between(sweep);
        Arrays.fill(out, before);
        if (runs(sweep)) {
            long start = Math.max(1, length / BEFORE_FIRST_EPOCH);
            for (Epoch epoch : output.epochs()) {
                if (epoch.duration(sweep) > 0) {
                    epoch.write(out, from, start, sweep, before);
                    start += epoch.duration(sweep);
                    before = epoch.level(sweep);
                }
            }
            fillFrom(out, start - from, between(sweep + 1));
        }
        return out;
    }

    private static void fillFrom(double[] out, long index, double value) {
        if (index < out.length) {
            Arrays.fill(out, (int) Math.max(0, index), out.length, value);
        }
    }

    /** The level before a sweep. */
    private double between(int sweep) {
        return sweep > 0 && output.staysAtLast() && !output.epochs().isEmpty()
                ? output.epochs().getLast().level(sweep - 1)
                : output.holding();
    }

    /** Of two outputs that take turns, the first has the first sweep. */
    private boolean runs(int sweep) {
        return !(content.alternating() && number < 2 && sweep % 2 != number);
    }

    /** Its level and its epochs in words. */
    List<String> described() {
        List<String> words = new ArrayList<>(List.of("holding " + shown(output.holding()) + " " + output.unit()));
        for (Epoch epoch : output.epochs()) {
            words.add(epoch.kindName() + " " + shown(epoch.duration() * content.interval_ms())
                    + grown(epoch.durationStep() * content.interval_ms()) + " ms to " + shown(epoch.level())
                    + grown(epoch.levelStep()) + " " + output.unit() + train(epoch));
        }
        return words;
    }

    private String train(Epoch epoch) {
        return epoch.period() > 0
                ? ", " + shown(epoch.width() * content.interval_ms()) + " of every "
                        + shown(epoch.period() * content.interval_ms()) + " ms"
                : "";
    }

    private static String grown(double step) {
        return step == 0 ? "" : (step > 0 ? " + " : " - ") + shown(Math.abs(step)) + " a sweep";
    }

    private static String shown(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }
}
