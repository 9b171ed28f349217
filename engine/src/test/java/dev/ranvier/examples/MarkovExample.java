package dev.ranvier.examples;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;

/**
 * How a Markov channel is written: states and the ways between them. A sodium channel that opens, inactivates from the open state and
 * recovers through the closed one; its numbers are made up.
 */
public final class MarkovExample {
    private MarkovExample() {}

    /** The channel. */
    public static Channel channel() {
        return MechanismFormulas.named("example")
                .conductance(100)
                .reversal(50)
                .reaction("c", "o", "5 * exp((v + 30)/12)", "0.5 * exp(-(v + 30)/15)")
                .reaction("o", "i", "1")
                .reaction("i", "c", "0.2 * exp(-(v + 60)/10)")
                .current("conductance * o * (v - reversal)")
                .channel();
    }
}
