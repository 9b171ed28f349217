package dev.ranvier.formula;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks through the text of a formula, and says where in it something is wrong. */
final class FormulaScanner {
    private static final Pattern BLANKS = Pattern.compile("\\s*");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final List<String> COMPARISONS = List.of("<=", ">=", "==", "!=", "<", ">");

    private final String what;
    private final String text;
    private int at;

    FormulaScanner(String what, String text) {
        this.what = what;
        this.text = text;
        skipBlanks();
    }

    private void skipBlanks() {
        at += match(BLANKS).map(String::length).orElse(0);
    }

    private Optional<String> match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private void pass(int characters) {
        at += characters;
        skipBlanks();
    }

    /** Where the next thing begins. */
    int at() {
        return at;
    }

    /** Goes back to an earlier place. */
    void back(int place) {
        at = place;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean isNext(char sign) {
        return at < text.length() && text.charAt(at) == sign;
    }

    /** Passes a sign if it is next. */
    boolean take(char sign) {
        boolean next = isNext(sign);
        if (next) {
            pass(1);
        }
        return next;
    }

    void expect(char sign) {
        if (!take(sign)) {
            throw wrong(at, "expected '" + sign + "', found " + shown());
        }
    }

    boolean atNumber() {
        return match(NUMBER).isPresent();
    }

    double number() {
        String number = match(NUMBER).orElseThrow();
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw wrong(at, "too large a number");
        }
        pass(number.length());
        return value;
    }

    String name() {
        return takeNameIf(_ -> true).orElseThrow(() -> wrong(at, "expected a number, a name or '(', found " + shown()));
    }

    Optional<String> takeNameIf(Predicate<String> wanted) {
        Optional<String> name = match(NAME).filter(wanted);
        name.ifPresent(found -> pass(found.length()));
        return name;
    }

    String comparison() {
        String sign = COMPARISONS.stream()
                .filter(known -> text.startsWith(known, at))
                .findFirst()
                .orElseThrow(() -> wrong(at, "expected a comparison (<, <=, >, >=, ==, !=), found " + shown()));
        pass(sign.length());
        return sign;
    }

    /** What is next, for messages. */
    String shown() {
        if (atEnd()) {
            return "the end";
        }
        String rest =
                match(NAME).or(() -> match(NUMBER)).orElseGet(() -> text.substring(at, text.offsetByCodePoints(at, 1)));
        if (rest.codePointAt(0) < ' ' || rest.codePointAt(0) > '~') {
            return String.format("the character U+%04X", rest.codePointAt(0));
        }
        return quoted(rest);
    }

    /** Some text for messages, of a long one the beginning. */
    static String quoted(String text) {
        return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }

    /** The complaint about what stands at a place. */
    FormulaException wrong(int place, String complaint) {
        String before = text.substring(0, place);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new FormulaException(what, line, place - before.lastIndexOf('\n'), complaint);
    }
}
