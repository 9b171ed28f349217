package dev.ranvier.reduce;

import dev.ranvier.model.ModelException;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Currents into the soma, scaled to the current at which a cell just fires. Noises differ in mean, deviation and correlation time,
 * which are spread evenly over their ranges (Halton, Numer. Math. 2 (1960) 84), so that a set of any size is mixed.
 *
 * @param rheobase_nA the least current that makes the cell fire
 * @param seed of the noises
 */
public record ScaledStimuli(double rheobase_nA, long seed) implements Stimuli {
    private static final double LOWEST_MEAN = 1, HIGHEST_MEAN = 3.5, LOWEST_SD = 0.1, HIGHEST_SD = 1.6;
    private static final double SHORTEST_ms = 3, LONGEST_ms = 100;
    private static final int[] BASES = {2, 3, 5};
    private static final int TRAINING = 48, HELD_OUT = 16, FIRST_UNSEEN = 1000, UNSEEN = 8;
    private static final double DURATION_ms = 200;
    private static final double[] STEPS = {0.5, 0.9, 1.1, 1.25, 1.5, 2, 2.5, 3, 3.5};
    private static final double STEP_ms = 70, ON_ms = 40, RAMP_ms = 200, HIGHEST = 4, NOISE_ms = 500, USUAL = 2;

    /** Refuses a rheobase that is not positive. */
    public ScaledStimuli {
        ModelException.positive("rheobase_nA", rheobase_nA);
    }

    /** Noises number {@code from} to {@code to - 1}, means of 1 to 3.5 rheobases, deviations of 0.1 to 1.6, correlated for 3 to 100 ms. */
    public List<OrnsteinUhlenbeck> noises(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::noise).toList();
    }

    private OrnsteinUhlenbeck noise(int number) {
        return new OrnsteinUhlenbeck(
                rheobase_nA * between(LOWEST_MEAN, HIGHEST_MEAN, radicalInverse(number + 1, BASES[0])),
                rheobase_nA * geometric(LOWEST_SD, HIGHEST_SD, radicalInverse(number + 1, BASES[1])),
                geometric(SHORTEST_ms, LONGEST_ms, radicalInverse(number + 1, BASES[2])),
                1_000_003 * seed + number);
    }

    private static double between(double low, double high, double part) {
        return low + part * (high - low);
    }

    private static double geometric(double low, double high, double part) {
        return low * Math.pow(high / low, part);
    }

    /** The digits of a number mirrored at the point. */
    private static double radicalInverse(int number, int base) {
        double inverse = 0, digit = 1.0 / base;
        for (int rest = number; rest > 0; rest /= base) {
            inverse += rest % base * digit;
            digit /= base;
        }
        return inverse;
    }

    @Override
    public double duration_ms() {
        return DURATION_ms;
    }

    @Override
    public List<Stimulus> training(double dt_ms) {
        return sampled(noises(0, TRAINING), dt_ms);
    }

    @Override
    public List<Stimulus> heldOut(double dt_ms) {
        return sampled(noises(TRAINING, TRAINING + HELD_OUT), dt_ms);
    }

    private static List<Stimulus> sampled(List<OrnsteinUhlenbeck> noises, double dt_ms) {
        return noises.stream()
                .<Stimulus>map(noise -> new Stimulus.Sampled(noise.sampled(dt_ms, DURATION_ms)))
                .toList();
    }

    /** Steps of 0.5 to 3.5 rheobases, a ramp to 4, and noises of 500 ms. */
    @Override
    public List<Trial.Question> unseen(double dt_ms) {
        List<Trial.Question> questions = new ArrayList<>();
        for (double step : STEPS) {
            questions.add(
                    new Trial.Question("step " + step, new Stimulus.Step(10, ON_ms, step * rheobase_nA), STEP_ms));
        }
        questions.add(new Trial.Question("ramp", new Stimulus.Ramp(0, RAMP_ms, 0, HIGHEST * rheobase_nA), RAMP_ms));
        for (OrnsteinUhlenbeck noise : noises(FIRST_UNSEEN, FIRST_UNSEEN + UNSEEN)) {
            questions.add(new Trial.Question(
                    "noise " + (questions.size() - STEPS.length),
                    new Stimulus.Sampled(noise.sampled(dt_ms, NOISE_ms)),
                    NOISE_ms));
        }
        return questions;
    }

    /** Two rheobases. */
    @Override
    public double usual_nA() {
        return USUAL * rheobase_nA;
    }
}
