package dev.ranvier.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
    @Test
    void line_escapesWhatIsNotShown() {
        assertThat(Printable.line("a\u001b]0;t\u0007 b\u202ec \ud800"))
                .isEqualTo("a\\u001b]0;t\\u0007 b\\u202ec \\ud800");
        assertThat(Printable.line("\u00b5 \ud83d\ude00 one\ntwo")).isEqualTo("\u00b5 \ud83d\ude00 one two");
    }

    @Test
    void line_ofALongText_isItsBeginningAndItsEnd() {
        String shown = Printable.line("a" + "x".repeat(50_000_000) + "z");
        assertThat(shown).hasSizeLessThan(2000).startsWith("ax").endsWith("xz").contains("characters ...]");
    }
}
