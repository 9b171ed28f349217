package dev.ranvier.cli.bench;

/**
 * What the interval of a ratio says about a margin. Slower and faster are tests of the hypothesis that the change is not beyond
 * the margin, same is a test of equivalence (Schuirmann 1987: two one-sided tests): nothing is claimed that the whole interval
 * does not say. On identical code an alarm needs an interval that misses 1 by more than the margin, which is much rarer than its
 * confidence alone tells.
 */
enum Verdict {
    /** The whole interval is beyond the margin. */
    SLOWER("SLOWER"),
    /** The whole interval is beyond it on the other side. */
    FASTER("faster"),
    /** The whole interval is within the margin. */
    SAME("same"),
    /** Neither: more forks are needed to tell. */
    UNCLEAR("unclear");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The verdict on a ratio with a margin such as 0.05: slower is above 1.05, faster below 1/1.05. */
    static Verdict of(Ratio ratio, double margin) {
        double slower = 1 + margin, faster = 1 / slower;
        return ratio.low() > slower
                ? SLOWER
                : ratio.high() < faster ? FASTER : ratio.low() >= faster && ratio.high() <= slower ? SAME : UNCLEAR;
    }

    @Override
    public String toString() {
        return text;
    }
}
