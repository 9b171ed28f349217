package dev.ranvier.nmodl;

import dev.ranvier.nmodl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a file into words; comments, titles and blanks go. */
final class Lexer {
    /** Characters of a file that is read. */
    static final int LONGEST = 1_000_000;

    private static final Pattern NUMBER = Pattern.compile("(\\d++\\.?\\d*+|\\.\\d++)([eE][+-]?\\d++)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
    private static final List<String> SYMBOLS = List.of("<->", "<<", "->", "==", "!=", "<=", ">=", "&&", "||");

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The words of a text, an end last. */
    static List<Token> tokens(String file, String text) {
        Lexer lexer = new Lexer(file, text);
        if (text.length() > LONGEST) {
            throw lexer.place().wrong("the file is longer than " + LONGEST + " characters");
        }
        while (lexer.at < text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", lexer.place()));
        return lexer.tokens;
    }

    private Place place() {
        return new Place(file, line, at - lineStart + 1);
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            at++;
            line++;
            lineStart = at;
        } else if (Character.isWhitespace(c) || c == '\0' || c == '\uFEFF') {
            at++;
        } else if (c == ':' || c == '?') {
            skipLine();
        } else if (c == '"') {
            string();
        } else if (!(matched(NAME, Kind.NAME) || matched(NUMBER, Kind.NUMBER))) {
            String symbol = SYMBOLS.stream()
                    .filter(known -> text.startsWith(known, at))
                    .findFirst()
                    .orElse(String.valueOf(c));
            add(Kind.SYMBOL, symbol);
        }
    }

    private boolean matched(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        String word = matcher.group();
        switch (word) {
            case "COMMENT" -> enclosed("ENDCOMMENT");
            case "VERBATIM" -> {
                Place place = place();
                tokens.add(new Token(Kind.C_CODE, enclosed("ENDVERBATIM"), place));
            }
            case "TITLE" -> skipLine();
            default -> add(kind, word);
        }
        return true;
    }

    private void add(Kind kind, String word) {
        tokens.add(new Token(kind, word, place()));
        at += word.length();
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void string() {
        Place place = place();
        int end = text.indexOf('"', at + 1);
        if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
            throw place.wrong("a string does not end");
        }
        tokens.add(new Token(Kind.STRING, text.substring(at + 1, end), place));
        at = end + 1;
    }

    /** Goes behind a word that ends what this one begins, and returns what stands between. */
    private String enclosed(String word) {
        Place place = place();
        int from = at + word.length() - "END".length(), end = text.indexOf(word, from);
        if (end < 0) {
            throw place.wrong("there is no " + word);
        }
        for (; at < end + word.length(); at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return text.substring(from, end);
    }
}
