package dev.ranvier.mechanism;

/** An ion of which a pool can keep account; see {@link IonPool}. */
public enum Ion {
    /** Calcium, two elementary charges. */
    CALCIUM(2);

    private final int valence;

    Ion(int valence) {
        this.valence = valence;
    }

    /** Elementary charges of one ion. */
    public int valence() {
        return valence;
    }
}
