package dev.ranvier.cli.bench;

/** Hears what a measurement is at. */
public interface BenchListener {
    /** A line that says it; it is soon followed by another. */
    void at(String line);
}
