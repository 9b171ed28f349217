package dev.ranvier.cli.recovery;

import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;

/** Hears how fits get on, from several threads at once. */
public interface RecoveryListener {
    /** After every iteration of a seed. */
    void progressed(long seed, Progress progress);

    /** After each of the channels that are tried in the place of the one that was recovered. */
    void compared(int done, int all);

    /** When a seed is done. */
    void finished(RecoveryResult result);
}
