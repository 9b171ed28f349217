package dev.ranvier.record;

import dev.ranvier.integrate.Target;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.SharedNumbers.Reading.Between;
import dev.ranvier.mechanism.SharedNumbers.Reading.Whole;
import dev.ranvier.mechanism.Sites;
import dev.ranvier.memory.Column;

/** What an observable's derivative by a quantity that a site sees of shared numbers is by the numbers. */
final class SharedTargets {
    private SharedTargets() {}

    /** Tells it, for the site at index {@code at}, whose kernels have run, in a lane. */
    static void tell(
            int mechanism,
            Schema schema,
            Sites sites,
            int quantity,
            int at,
            int lane,
            double derivative,
            Observable.Partials partials) {
        Target target = new Target.Shared(mechanism);
        switch (schema.shared().reading(sites, quantity)) {
            case Whole(int number) -> partials.byTarget(target, number, lane, derivative);
            case Between(Column node, Column fraction, int offset, int stride) -> {
                int number = node.low(at) + offset;
                double f = fraction.get(at);
                partials.byTarget(target, number, lane, (1 - f) * derivative);
                partials.byTarget(target, number + stride, lane, f * derivative);
            }
        }
    }
}
