package dev.ranvier.cli.report;

/** SVG elements, one after the other; attributes are given as text, coordinates are rounded to a tenth of a pixel. */
final class Svg {
    private static final String INK = "#333333";
    private static final String FONT = "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif";

    private final StringBuilder out = new StringBuilder();

    /** A coordinate. */
    static String px(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    /** A point of a path. */
    static String at(double x, double y) {
        return px(x) + " " + px(y);
    }

    /** Opens a drawing on white. */
    void begin(int width, int height) {
        String size = "width='" + width + "' height='" + height + "'";
        open(
                "svg",
                "xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + width + " " + height + "' " + size
                        + " role='img' font-family='" + FONT + "' font-size='12'");
        rectangle(0, 0, width, height, "fill='#ffffff'");
    }

    void open(String element, String attributes) {
        out.append('<').append(element).append(' ').append(attributes).append(">\n");
    }

    void close(String element) {
        out.append("</").append(element).append(">\n");
    }

    void path(String d, String attributes) {
        out.append("<path d='").append(d).append("' ").append(attributes).append("/>\n");
    }

    void rectangle(double x, double y, double width, double height, String attributes) {
        out.append("<rect x='" + px(x) + "' y='" + px(y) + "' width='" + px(width) + "' height='" + px(height) + "' "
                + attributes + "/>\n");
    }

    void circle(double x, double y, double radius, String attributes) {
        out.append("<circle cx='" + px(x) + "' cy='" + px(y) + "' r='" + px(radius) + "' " + attributes + "/>\n");
    }

    void text(double x, double y, String text, String attributes) {
        out.append("<text x='" + px(x) + "' y='" + px(y) + "' fill='" + INK + "' " + attributes + ">"
                + Html.escaped(text) + "</text>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
