package dev.ranvier.cli.report;

/** Text in HTML and SVG. */
final class Html {
    private Html() {}

    /** {@code text} with the characters replaced that mean something in HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
