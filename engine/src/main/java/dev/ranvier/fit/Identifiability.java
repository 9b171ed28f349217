package dev.ranvier.fit;

import dev.ranvier.parameter.Parameter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What of a model recordings determine, and what they cannot tell apart.
 *
 * @param determined one a gate, channel by channel
 * @param tradeOffs what others make up for
 */
public record Identifiability(List<Determined> determined, List<TradeOff> tradeOffs) {
    /**
     * How many numbers of the curves of a gate recordings determine, and not what is expected of curves before: the trace of
     * {@code (J^T J / s^2 + P)^-1 J^T J / s^2} over a curve's own numbers.
     *
     * @param xInf of x_inf
     * @param tau of tau
     */
    public record Determined(double xInf, double tau) {
        /**
         * One point of a curve is none. A cell at rest has 1.0002 of x_inf and 9e-5 of tau, a slow gate under a short step 0.13 and 0.015.
         */
        private static final double CURVE = 1.2, SPEED = 2e-3;

        private static final double ONE_NUMBER = 1;

        /** Whether more than a point of x_inf is, or anything of tau. */
        public boolean isSomething() {
            return xInf >= CURVE || tau >= SPEED;
        }

        /** Whether it is something, and less than one number of both curves together. */
        public boolean isHardlyAnything() {
            return isSomething() && xInf + tau < ONE_NUMBER;
        }
    }

    /** Something that may change. */
    public sealed interface Part {
        /**
         * A number of the model.
         *
         * @param parameter the number, in the engine's unit, or a factor on it
         */
        record ModelNumber(Parameter parameter) implements Part {}

        /**
         * All weights of a channel that is a network.
         *
         * @param channel its name
         */
        record Network(String channel) implements Part {}

        /**
         * A curve of a gate, in a certain way.
         *
         * @param gate which gate, channel by channel
         * @param way in which way
         */
        record Curve(int gate, Way way) implements Part {}
    }

    /** How a curve changes as a whole. */
    public enum Way {
        /** x_inf times a factor. */
        SCALE,
        /** x_inf along the voltage. */
        SHIFT,
        /** tau times a factor. */
        TAU
    }

    /**
     * A change.
     *
     * @param part what changes
     * @param by by how much: ln of a factor, or the change [mV] of a number that may be negative and of a shift
     */
    public record Change(Part part, double by) {}

    /**
     * A change that the recordings hardly show, if others follow it.
     *
     * @param first the change
     * @param followers what follows it, the one that makes up for most first
     * @param deviation how far the first is undetermined, one standard deviation, in the unit of its change
     */
    public record TradeOff(Change first, List<Change> followers, double deviation) {
        /** Copies the list. */
        public TradeOff {
            followers = List.copyOf(followers);
        }
    }

    /** Copies the lists. */
    public Identifiability {
        determined = List.copyOf(determined);
        tradeOffs = List.copyOf(tradeOffs);
    }

    /** Whether the recordings determine anything of any gate, or none is looked for. */
    public boolean isSomethingDetermined() {
        return determined.isEmpty() || determined.stream().anyMatch(Determined::isSomething);
    }

    /** The gates of which the recordings determine nothing. */
    public List<Integer> undetermined() {
        return gates(numbers -> !numbers.isSomething());
    }

    /** The gates of which they determine less than one number of both curves together, and not nothing. */
    public List<Integer> hardlyDetermined() {
        return gates(Determined::isHardlyAnything);
    }

    private List<Integer> gates(Predicate<Determined> which) {
        return IntStream.range(0, determined.size())
                .filter(gate -> which.test(determined.get(gate)))
                .boxed()
                .toList();
    }
}
