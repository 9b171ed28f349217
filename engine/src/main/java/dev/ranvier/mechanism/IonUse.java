package dev.ranvier.mechanism;

/**
 * What a channel has to do with an ion. Where the ion has a pool, the engine puts the pool's column in the place of one of the
 * channel's parameters, so that the channel's kernels do not know; elsewhere the parameter's own value holds.
 */
public sealed interface IonUse {
    /** The ion. */
    Ion ion();

    /** Index of the parameter that the pool supplies. */
    int parameter();

    /** The pool's state that is supplied. */
    int poolState();

    /** The channel's current is one of this ion: it fills the pool, and the pool supplies the reversal potential. */
    record Carries(Ion ion, int parameter) implements IonUse {
        @Override
        public int poolState() {
            return IonPool.REVERSAL;
        }
    }

    /** The channel depends on the ion's concentration inside, which the pool supplies. */
    record Senses(Ion ion, int parameter) implements IonUse {
        @Override
        public int poolState() {
            return IonPool.CONCENTRATION;
        }
    }
}
