package dev.ranvier.cli.recovery;

import dev.ranvier.fit.Progress;
import dev.ranvier.fit.RecoveryResult;

/** Hears how fits get on, from several threads at once. */
public interface RecoveryListener {
    /** After every iteration of a seed. */
    void progressed(long seed, Progress progress);

    /** When a seed is done. */
    void finished(RecoveryResult result);
}
