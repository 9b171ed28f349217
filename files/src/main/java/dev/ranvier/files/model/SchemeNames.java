package dev.ranvier.files.model;

import dev.ranvier.integrate.Scheme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The schemes as a model file calls them: {@code staggered}, {@code implicit-euler}. */
public final class SchemeNames {
    private SchemeNames() {}

    /** All of them. */
    static List<String> all() {
        return Arrays.stream(Scheme.values()).map(SchemeNames::of).toList();
    }

    /** The name of a scheme. */
    public static String of(Scheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scheme of that name. */
    static Optional<Scheme> find(String name) {
        return Arrays.stream(Scheme.values())
                .filter(scheme -> of(scheme).equals(name))
                .findFirst();
    }
}
