package dev.ranvier.fit;

import dev.ranvier.optimise.Schedule;

/**
 * How long Adam's steps are: a linear warm-up, then a cosine down.
 *
 * @param rate the highest rate
 * @param lastRate the last one
 * @param warmUp part of the steps that warm up
 * @param decay of the weights
 * @param clip length to which longer gradients are shortened
 */
public record AdamSettings(double rate, double lastRate, double warmUp, double decay, double clip) {
    /** For numbers in the coordinates of their transforms. */
    public static final AdamSettings USUAL = new AdamSettings(0.05, 1e-4, 0.1, 0, 1);
    /** For the weights of networks, as published: Beck et al., arXiv 2606.16693. */
    public static final AdamSettings PUBLISHED = new AdamSettings(5e-3, 1e-4, 0, 1e-4, 1);

    /** Over so many steps in all. */
    Schedule over(int steps) {
        return new Schedule.WarmUpCosine(rate, lastRate, (int) (warmUp * steps), steps);
    }
}
