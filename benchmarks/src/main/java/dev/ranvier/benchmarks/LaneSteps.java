package dev.ranvier.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts steps times lanes, so that JMH reports the time of a lane-step beside that of a step of the whole batch. Padding
 * lanes do not count: what they cost is part of the price of a small batch.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class LaneSteps {
    /** Lane-steps made in this iteration; JMH resets it. */
    public long laneStep;
}
