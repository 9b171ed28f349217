package dev.ranvier.nmodl;

/** A file that is not NMODL, or has what cannot be taken over; the message is one line: file, line, column, complaint. */
public final class NmodlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String complaint;

    NmodlException(Place place, String complaint) {
        super(place + ": " + complaint);
        this.complaint = complaint;
    }

    /** What is wrong, without the place. */
    public String complaint() {
        return complaint;
    }
}
