package dev.ranvier.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.OutputRange;
import dev.ranvier.saved.DamagedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class ChannelLibraryTest {
    private static ChannelLibrary library() {
        LearnedCurves one = rounded(1), two = rounded(2);
        return new ChannelLibrary(
                6.3,
                List.of(
                        new LibraryGate(new GateId("Na", "hh", "m"), 3, true, one),
                        new LibraryGate(new GateId("Na", "hh", "n"), 4, false, two),
                        new LibraryGate(new GateId("K", "hh", "n"), 4, true, two),
                        new LibraryGate(new GateId("K", "kv", "n"), 1.5, true, one),
                        new LibraryGate(new GateId("K", "kv", "h"), Double.NaN, true, two)));
    }

    private static LearnedCurves rounded(long seed) {
        LearnedCurves curves =
                LearnedCurves.initialise(List.of(4, 3), new OutputRange(-2, 9), OutputRange.between(0.5, 3), 1, seed);
        double[] weights = curves.weights();
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) weights[k];
        }
        return LearnedCurves.of(curves.hidden(), curves.logitRange(), curves.logTauRange(), weights);
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        library().write(out);
        return out.toByteArray();
    }

    @Test
    void read_whatWasWritten_isTheSame() throws IOException {
        ChannelLibrary read = ChannelLibrary.read(new ByteArrayInputStream(bytes()));
        assertThat(read.celsius()).isEqualTo(6.3);
        assertThat(read.channels()).isEqualTo(library().channels());
        assertThat(bytes()).isEqualTo(bytes());
    }

    @Test
    void find_byIdOrByANameThatOneFamilyHas() {
        assertThat(library().find("K/hh")).isPresent();
        assertThat(library().find("kv").orElseThrow().id()).isEqualTo("K/kv");
        assertThat(library().find("hh")).isEmpty();
        assertThat(library().find("none")).isEmpty();
    }

    @Test
    void tabulated_hasTheGatesOfTheFamilysCurrent() {
        assertThat(library().find("Na/hh").orElseThrow().tabulated("na", 1, 50).gates())
                .extracting("name")
                .containsExactly("m");
        assertThat(library().find("kv").orElseThrow().tabulated("kv", 1, -90).gates())
                .extracting("name")
                .containsExactly("h", "n");
    }

    @Test
    void read_damagedFiles_areRefused() throws IOException {
        byte[] whole = bytes();
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        for (byte[] file : List.of(
                Arrays.copyOf(whole, whole.length - 9),
                changed,
                "text".getBytes(StandardCharsets.UTF_8),
                new byte[0])) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> ChannelLibrary.read(new ByteArrayInputStream(file)));
        }
    }

    /** Zipped as a library is, so with a right checksum. */
    @Test
    void read_countsThatNoLibraryHas_areRefused() throws IOException {
        for (int[] counts :
                new int[][] {{-1}, {Integer.MAX_VALUE}, {1, -1}, {1, 0}, {1, 1, Integer.MAX_VALUE}, {1, 1, 0}}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
                out.writeUTF("ranvier-channels");
                out.writeInt(1);
                out.writeDouble(6.3);
                for (int count : counts) {
                    out.writeInt(count);
                }
                out.write(new byte[1000]);
            }
            assertThatExceptionOfType(DamagedException.class)
                    .isThrownBy(() -> ChannelLibrary.read(new ByteArrayInputStream(bytes.toByteArray())))
                    .withMessageContaining("damaged");
        }
    }
}
