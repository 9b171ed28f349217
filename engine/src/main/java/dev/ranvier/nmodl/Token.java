package dev.ranvier.nmodl;

/**
 * A word of a file.
 *
 * @param kind what it is
 * @param text as it stands; of a string or of C code without what encloses it
 * @param place its first character
 */
record Token(Kind kind, String text, Place place) {
    /** Kinds of words. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SYMBOL,
        /** What stands between VERBATIM and ENDVERBATIM. */
        C_CODE,
        END
    }

    boolean is(String wanted) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(wanted);
    }

    NmodlException wrong(String complaint) {
        return place.wrong(complaint);
    }

    /** As messages show it. */
    String shown() {
        return kind == Kind.END
                ? "the end of the file"
                : "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
    }
}
