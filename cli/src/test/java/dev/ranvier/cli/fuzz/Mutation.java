package dev.ranvier.cli.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes wrong files of right ones: the same for the same seed. */
final class Mutation {
    private static final Pattern TOKEN =
            Pattern.compile("[-+]?[0-9.]+(?:[eE][-+]?\\d+)?|[A-Za-z_][A-Za-z0-9_]*|[^\\sA-Za-z0-9]");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.]*(?:[eE][-+]?\\d+)?");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "-0",
            "0.5",
            "1e-300",
            "1e300",
            "-1e300",
            "1e9",
            "-1e9",
            "2147483648",
            "-2147483649",
            "99999999999999999999",
            "NaN",
            "Infinity",
            "0x1p3",
            "1d",
            "1e",
            "",
            "null",
            "1,5",
            "1e-9",
            "1e999",
            "007",
            ".nan",
            "~");
    private static final List<String> TEXTS = List.of(
            "\u001b]0;title\u0007",
            "\u0000",
            "\ud83d\ude00",
            "\ufeff",
            "\u202e",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "\"",
            "'",
            "&a",
            "*a",
            "!!java.lang.Object",
            "|",
            ">",
            "#",
            "%",
            "\t",
            "\r",
            "- ",
            "? ",
            "<<",
            "fit",
            "../..",
            "/",
            ".",
            "a".repeat(70_000),
            "[".repeat(500),
            "1,".repeat(3000),
            "soma(0.5)",
            "apical[0](7)",
            "\u00b5",
            "\\ud800");

    private final SplittableRandom random;

    Mutation(long seed) {
        random = new SplittableRandom(seed);
    }

    /** One to three changes of a text. */
    byte[] of(String text) {
        String changed = text;
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            changed = once(changed);
        }
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(20) == 0 ? once(bytes) : bytes;
    }

    private String once(String text) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> replaced(text, NUMBER, any(NUMBERS));
            case 3 -> replaced(text, TOKEN, any(TEXTS));
            case 4 -> replaced(text, TOKEN, "");
            case 5 -> swapped(text);
            case 6 -> lines(text);
            default -> text.substring(0, random.nextInt(text.length() + 1));
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String replaced(String text, Pattern what, String by) {
        List<MatchResult> found = what.matcher(text).results().toList();
        if (found.isEmpty()) {
            return by + text;
        }
        MatchResult one = any(found);
        return text.substring(0, one.start()) + by + text.substring(one.end());
    }

    /** Two tokens of the text change places. */
    private String swapped(String text) {
        List<MatchResult> found = TOKEN.matcher(text).results().toList();
        if (found.size() < 2) {
            return text;
        }
        int a = random.nextInt(found.size() - 1), b = random.nextInt(a + 1, found.size());
        MatchResult one = found.get(a), other = found.get(b);
        return text.substring(0, one.start())
                + other.group()
                + text.substring(one.end(), other.start())
                + one.group()
                + text.substring(other.end());
    }

    /** A line goes, comes twice, or comes elsewhere. */
    private String lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String line = any(lines);
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(line);
            case 1 -> lines.add(lines.indexOf(line), line);
            default -> {
                lines.remove(line);
                lines.add(random.nextInt(lines.size() + 1), line);
            }
        }
        return String.join("\n", lines);
    }

    /** One to three changes of numbers, and now and then of the length. */
    byte[] of(byte[] file) {
        byte[] changed = file.clone();
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] file) {
        if (file.length < Long.BYTES) {
            return new byte[random.nextInt(20)];
        }
        byte[] changed = file.clone();
        int at = random.nextInt(file.length - Long.BYTES + 1);
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 ->
                ByteBuffer.wrap(changed)
                        .putInt(at, any(List.of(-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 65536)));
            case 3 -> ByteBuffer.wrap(changed).putDouble(at, any(List.of(Double.NaN, 1e300, -1e300, 0.0, 1.0)));
            case 4 -> changed = Arrays.copyOf(file, at);
            default -> changed = Arrays.copyOf(file, file.length + random.nextInt(1, 100));
        }
        return changed;
    }

    /** Whether something is to be done that is done once in {@code times}. */
    boolean once(int times) {
        return random.nextInt(times) == 0;
    }
}
