package dev.ranvier.sweep;

import dev.ranvier.model.Arrivals;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Signal;
import dev.ranvier.model.Synapse;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.function.BiPredicate;

/** Whether simulations of one lane differ in numbers only, so that they can be lanes of one batch. */
@SuppressWarnings("ReferenceEquality") // the same objects need no look at their numbers
final class Likeness {
    private Likeness() {}

    /** Whether so are simulations number {@code run} of two points, of which the same is kept. */
    static boolean isAlike(Trial a, Trial b, int run) {
        return (a.kept() == b.kept() || a.kept().equals(b.kept()))
                && isAlike(a.simulations().get(run), b.simulations().get(run));
    }

    private static boolean isAlike(Simulation a, Simulation b) {
        return a == b
                || (a.scheme() == b.scheme()
                        && a.dt_ms() == b.dt_ms()
                        && a.duration_ms() == b.duration_ms()
                        && a.sampleInterval_ms() == b.sampleInterval_ms()
                        && a.start().equals(b.start())
                        && a.clamp().equals(b.clamp())
                        && cells(a.cell(), b.cell())
                        && all(a.injections(), b.injections(), Likeness::injections)
                        && all(a.synapses(), b.synapses(), Likeness::synapses)
                        && all(a.arrivals(), b.arrivals(), Likeness::arrivals));
    }

    private static <T> boolean all(List<T> a, List<T> b, BiPredicate<T, T> alike) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int k = 0; k < a.size(); k++) {
            if (!alike.test(a.get(k), b.get(k))) {
                return false;
            }
        }
        return true;
    }

    private static boolean cells(Cell a, Cell b) {
        return a == b
                || (trees(a.compartments(), b.compartments())
                        && all(a.insertions(), b.insertions(), (x, y) -> insertions(x, a, y, b)));
    }

    private static boolean trees(Compartments a, Compartments b) {
        if (a == b) {
            return true;
        }
        if (a.count() != b.count()) {
            return false;
        }
        for (int node = 0; node < a.count(); node++) {
            if (a.parent(node) != b.parent(node) || a.isCompartment(node) != b.isCompartment(node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean insertions(Insertion x, Cell a, Insertion y, Cell b) {
        if (!x.name().equals(y.name()) || !x.mechanism().equals(y.mechanism())) {
            return false;
        }
        if (a.compartments() == b.compartments() && x.where().equals(y.where())) {
            return true;
        }
        for (int node = 0; node < a.compartments().count(); node++) {
            if (x.isAt(a.compartments(), node) != y.isAt(b.compartments(), node)) {
                return false;
            }
        }
        return true;
    }

    private static boolean injections(Injection a, Injection b) {
        return a.node() == b.node() && signals(a.stimuli(), b.stimuli());
    }

    private static boolean synapses(Synapse a, Synapse b) {
        return a.node() == b.node()
                && a.reversal_mV() == b.reversal_mV()
                && signals(a.conductances(), b.conductances());
    }

    private static boolean arrivals(Arrivals a, Arrivals b) {
        return a.node() == b.node() && a.process().equals(b.process()) && signals(a.trains(), b.trains());
    }

    /** Drives let a lane have another signal if as many numbers describe it. */
    private static <S extends Signal<S>> boolean signals(List<S> a, List<S> b) {
        return a.getFirst().parameters() == b.getFirst().parameters();
    }
}
