package dev.ranvier.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedTest {
    private static final int KIND = 0x1234, VERSION = 3;

    private static byte[] sealed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Sealed.write(out, KIND, VERSION, content -> {
            content.writeInt(2);
            content.writeDouble(1.5);
            content.writeDouble(-2);
        });
        return out.toByteArray();
    }

    private static DataInputStream read(byte[] file) throws IOException {
        return Sealed.read(new ByteArrayInputStream(file), KIND, VERSION);
    }

    @Test
    void content_isReadAsItWasWritten() throws IOException {
        DataInputStream content = read(sealed());
        assertThat(Sealed.count(content, Double.BYTES)).isEqualTo(2);
        assertThat(content.readDouble()).isEqualTo(1.5);
        assertThat(content.readDouble()).isEqualTo(-2);
        assertThat(content.available()).isZero();
    }

    @Test
    void everyChangedBit_isRefused() throws IOException {
        byte[] whole = sealed();
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(changed)).as("bit %d", bit).isInstanceOf(DamagedException.class);
        }
    }

    @Test
    void everyShorterFile_andAnythingBehind_isRefused() throws IOException {
        byte[] whole = sealed();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).hasMessageContaining("cut short");
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1))).hasMessageContaining("more in it");
    }

    @Test
    void countsThatTheFileHasNoPlaceFor_areRefused() throws IOException {
        for (int count : new int[] {-1, Integer.MIN_VALUE, 3, Integer.MAX_VALUE}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Sealed.write(out, KIND, VERSION, content -> {
                content.writeInt(count);
                content.writeDouble(1);
                content.writeDouble(2);
            });
            DataInputStream content = read(out.toByteArray());
            assertThatThrownBy(() -> Sealed.count(content, Double.BYTES))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining(Integer.toString(count));
        }
    }
}
