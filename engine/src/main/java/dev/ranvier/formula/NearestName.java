package dev.ranvier.formula;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The known name that needs the fewest changes of one character, if these are at most a third of its length. */
    public static Optional<String> of(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> changes(unknown, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> changes(unknown, name)));
    }

    /** {@code "did you mean 'x'? Known: a, x"}, without the question if nothing is near. */
    public static String hint(String unknown, Collection<String> known) {
        return of(unknown, known).map(name -> "did you mean '" + name + "'? ").orElse("") + "Known: "
                + String.join(", ", known);
    }

    /** Levenshtein's distance, upper and lower case being the same. */
    private static int changes(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT), b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
