package dev.ranvier.files.recording;

/** A file, or a part of one, that is an array of samples: of one sweep or of several. */
public interface SampleArray extends AutoCloseable {
    /** Its name and its unit, as far as they are known. */
    Channel channel();

    /** Number of sweeps, at least one. */
    int sweeps();

    /** Number of samples of each. */
    int samples();

    /** Samples of a sweep from one to before another. */
    double[] read(int sweep, int from, int to);

    @Override
    void close();
}
