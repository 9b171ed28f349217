package dev.ranvier.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files: a mechanism comes out, or a complaint of one line with its place; {@code -Dnmodl.mutations=10000} for many. Nothing else
 * is thrown, and nothing takes long.
 */
final class NmodlFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("nmodl.mutations", 300);
    private static final String PIECES = "(){}[]=+-*/^<>~,:?'\"!&|.0123456789eEvxmn \n\t_#\u00e9\0";

    private final Random random = new Random(21);

    private String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int k = random.nextInt(1, 5); k > 0; k--) {
            int from = random.nextInt(damaged.length()), to = Math.min(damaged.length(), from + random.nextInt(1, 30));
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(from, to);
                case 1 -> damaged.insert(from, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> damaged.setCharAt(from, PIECES.charAt(random.nextInt(PIECES.length())));
                default ->
                    damaged.insert(
                            random.nextInt(damaged.length()),
                            damaged.substring(from, to).repeat(random.nextInt(1, 4)));
            }
        }
        return damaged.toString();
    }

    @Test
    @Timeout(600)
    void damagedFile_isReadOrRefusedInOneLine() {
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            String text = damaged(ModFiles.text(ModFiles.ALL.get(k % ModFiles.ALL.size())));
            try {
                assertThat(ModFiles.read(text).mechanism().schema().name()).isNotEmpty();
            } catch (NmodlException e) {
                refused++;
                assertThat(e.getMessage()).doesNotContain("\n").startsWith("test.mod, line ");
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS);
    }
}
