package dev.ranvier.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts compartments times lanes times steps, so that JMH reports the time of a compartment-step too. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class CompartmentSteps {
    /** Compartment-steps made in this iteration; JMH resets it. */
    public long compartmentStep;
}
