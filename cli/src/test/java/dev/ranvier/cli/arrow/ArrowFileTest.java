package dev.ranvier.cli.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ArrowFileTest {
    private static final ArrowSchema SCHEMA = new ArrowSchema(List.of(
            new ArrowColumn("point", ArrowColumn.Type.WHOLE),
            new ArrowColumn("g [S/cm²]", ArrowColumn.Type.NUMBER),
            new ArrowColumn("outcome", ArrowColumn.Type.TEXT),
            new ArrowColumn("spikes_ms", ArrowColumn.Type.NUMBERS)));
    private static final double[] NUMBERS = {0.12, Double.NaN, -0.0, Double.MIN_VALUE, 1e308};
    private static final List<String> TEXTS = List.of("done", "", "refusé: 1 µm", "done", "diverged");
    private static final List<double[]> LISTS = List.of(
            new double[] {1.5, 2.5}, new double[0], new double[] {Double.NaN}, new double[0], new double[] {1, 2, 3});

    @TempDir
    private Path folder;

    /** Rows {@code [from, to)} of the table above. */
    private static ArrowBatch rows(int from, int to) {
        ArrowBatch batch = new ArrowBatch(to - from);
        batch.addWhole(k -> (1L << 53) + from + k);
        batch.addNumber(k -> NUMBERS[from + k]);
        batch.addText(k -> TEXTS.get(from + k));
        batch.addNumbers(k -> LISTS.get(from + k));
        return batch;
    }

    private Path file(String name, int... bounds) throws IOException {
        Path file = folder.resolve(name);
        try (ArrowWriter out = new ArrowWriter(file, SCHEMA)) {
            for (int k = 1; k < bounds.length; k++) {
                out.write(rows(bounds[k - 1], bounds[k]));
            }
            out.finish();
        }
        return file;
    }

    @Test
    void whatIsWritten_isRead_bitByBit() throws IOException {
        try (ArrowReader in = new ArrowReader(file("two", 0, 3, 5))) {
            assertThat(in.schema()).isEqualTo(SCHEMA);
            assertThat(in.batches()).isEqualTo(2);
            assertThat(List.of(in.rows(0), in.rows(1))).containsExactly(3, 2);
            assertThat(bits(in.numbers(1, 0))).isEqualTo(bits(Arrays.copyOf(NUMBERS, 3)));
            assertThat(bits(in.numbers(1, 1))).isEqualTo(bits(Arrays.copyOfRange(NUMBERS, 3, 5)));
            assertThat(in.texts(2, 0)).isEqualTo(TEXTS.subList(0, 3));
            assertThat(in.texts(2, 1)).isEqualTo(TEXTS.subList(3, 5));
            assertThat(in.lists(3, 0)).containsExactly(LISTS.get(0), LISTS.get(1), LISTS.get(2));
            assertThat(in.lists(3, 1)).containsExactly(LISTS.get(3), LISTS.get(4));
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void filesPutTogether_areTheFileWrittenAtOnce() throws IOException {
        Path together = folder.resolve("together");
        try (ArrowWriter out = new ArrowWriter(together, SCHEMA)) {
            for (Path part : List.of(file("first", 0, 3), file("second", 3, 5))) {
                try (ArrowReader in = new ArrowReader(part)) {
                    out.copy(in);
                }
            }
            out.finish();
        }
        assertThat(together).hasSameBinaryContentAs(file("at once", 0, 3, 5));
    }

    /**
     * As Arrow's "IPC File Format" has it: magic, messages behind -1 and their length, bodies on cache lines, the end of messages, the
     * footer's length, magic.
     */
    @Test
    void frame_isArrows() throws IOException {
        byte[] bytes = Files.readAllBytes(file("frame", 0, 5));
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("ARROW1\0\0");
        assertThat(in.getInt(8)).isEqualTo(-1);
        assertThat(in.getInt(12)).isPositive().matches(length -> length % 8 == 0);
        int batch = 16 + in.getInt(12);
        assertThat(in.getInt(batch)).isEqualTo(-1);
        try (ArrowReader reader = new ArrowReader(folder.resolve("frame"))) {
            ArrowReader.Block block = reader.blocks().getFirst();
            assertThat(block.offset()).isEqualTo(batch);
            assertThat(block.headerBytes()).isEqualTo(8 + in.getInt(batch + 4));
            assertThat(block.bodyBytes() % 64).isZero();
            assertThat(in.getLong((int) block.offset() + block.headerBytes())).isEqualTo(1L << 53);
        }
        int footer = in.getInt(bytes.length - 10);
        assertThat(footer).isBetween(1, bytes.length);
        assertThat(in.getLong(bytes.length - 10 - footer - 16)).isEqualTo(0x00000000_FFFFFFFFL);
        assertThat(new String(bytes, bytes.length - 6, 6, StandardCharsets.US_ASCII))
                .isEqualTo("ARROW1");
    }

    @Test
    void aFileWithoutItsEnd_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file("whole", 0, 5));
        for (int length = 0; length < bytes.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> new ArrowReader(cut).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no whole Arrow file");
        }
    }

    @Test
    void aFileWithOneBitTurned_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file("whole", 0, 5));
        for (int at = 0; at < bytes.length; at += 11) {
            byte[] turned = bytes.clone();
            turned[at] ^= 4;
            Path damaged = Files.write(folder.resolve("damaged"), turned);
            assertThatThrownBy(() -> new ArrowReader(damaged).close())
                    .as("bit of byte %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no whole Arrow file");
        }
    }

    /** Makes the checksum, which stands before the footer, right. */
    private static void seal(byte[] file, int footer) {
        CRC32C checksum = new CRC32C();
        checksum.update(file, 0, footer - Long.BYTES);
        checksum.update(file, footer, file.length - 10 - footer);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(footer - Long.BYTES, checksum.getValue());
    }

    /**
     * Counts and lengths of the footer that the file does not have, under a right checksum: a copy of them would never end, or fill the
     * memory.
     */
    @Test
    @Timeout(20)
    void aFooterThatSaysTooMuch_isRefused_orChangesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(file("whole", 0, 5));
        int end = bytes.length - 10,
                footer =
                        end
                                - ByteBuffer.wrap(bytes)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt(end);
        int refused = 0;
        for (int at = bytes.length - 300; at <= bytes.length - Long.BYTES; at++) {
            for (long wrong : new long[] {1L << 60, -1, Integer.MAX_VALUE}) {
                byte[] damaged = bytes.clone();
                ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(at, wrong);
                seal(damaged, footer);
                Path file = Files.write(folder.resolve("damaged"), damaged);
                try (ArrowReader in = new ArrowReader(file);
                        ArrowWriter out = new ArrowWriter(folder.resolve("copy"), in.schema())) {
                    out.copy(in);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("no whole Arrow file");
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }
}
