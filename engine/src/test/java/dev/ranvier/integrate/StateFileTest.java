package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Trace;
import dev.ranvier.saved.DamagedException;
import dev.ranvier.saved.Sealed;
import dev.ranvier.simulate.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No file makes a run write where it should not: not one that was damaged, and not one that was made to deceive. */
class StateFileTest {
    private static final int KIND = 0x52_4e_56_53, VERSION = 3, HEAD = 12, SUM = 4;
    private static final int STEP_AT = 2 + "STAGGERED".length() + Double.BYTES, LANES_AT = STEP_AT + Long.BYTES;

    private static final Simulation RUN = Simulation.of(
            new Cell(
                    100,
                    1,
                    -70,
                    List.of(
                            new Insertion(HodgkinHuxley.sodium()),
                            new Insertion(HodgkinHuxley.potassium()),
                            new Insertion(HodgkinHuxley.leak()))),
            new Stimulus.Step(0, 1, 0.01),
            1);

    private static byte[] file() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RUN.run().end().write(out);
        return out.toByteArray();
    }

    private static byte[] content() throws IOException {
        byte[] file = file();
        return Arrays.copyOfRange(file, HEAD, file.length - SUM);
    }

    /** With a right checksum. */
    private static State read(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sealed.write(out, KIND, VERSION, data -> data.write(content));
        return State.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void everyChangedBit_isRefused() throws IOException {
        byte[] file = file();
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> State.read(new ByteArrayInputStream(changed)))
                    .as("bit %d", bit)
                    .isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void numbersOfNoRun_areRefused_underARightChecksum() throws IOException {
        for (int step : new int[] {-1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> read(with(STEP_AT, step))).hasMessageContaining("no run has");
        }
        for (int lanes : new int[] {0, -1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> read(with(LANES_AT, lanes))).isInstanceOf(DamagedException.class);
        }
        byte[] wild = content();
        int voltageAt = LANES_AT + 2 * Integer.BYTES + 2 + "v_mV".length() + Integer.BYTES;
        ByteBuffer.wrap(wild).putDouble(voltageAt, 1e300);
        assertThatThrownBy(() -> read(wild)).hasMessageContaining("1.0E300 mV");
    }

    private static byte[] with(int at, int number) throws IOException {
        byte[] content = content();
        ByteBuffer.wrap(content).putInt(at, number);
        return content;
    }

    @Test
    void stepsBeyondWhatCanBeCounted_areRefused() throws IOException {
        State late = read(with(STEP_AT + Integer.BYTES, Integer.MAX_VALUE));
        assertThatThrownBy(() -> RUN.from(new InitialCondition.From(late)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2147483647 steps");
    }

    @Test
    void forgedContent_isRefused_orRuns() throws IOException {
        SplittableRandom random = new SplittableRandom(20);
        byte[] whole = content();
        int ran = 0;
        for (int k = 0; k < 3000; k++) {
            byte[] forged = whole.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                forged[random.nextInt(forged.length)] = (byte) random.nextInt(256);
            }
            try {
                Trace trace = RUN.from(new InitialCondition.From(read(forged))).run(1);
                assertThat(trace.samples()).isEqualTo(41);
                ran++;
            } catch (DamagedException | ModelException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(ran).isBetween(100, 2900);
    }
}
