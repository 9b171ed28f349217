package dev.ranvier.fit;

import dev.ranvier.integrate.Differentials;
import dev.ranvier.integrate.Divergence;
import dev.ranvier.integrate.StepListener;
import dev.ranvier.integrate.TangentSweep;
import java.util.List;
import java.util.Optional;

/** Tangents beside the run of an experiment, from the beginning of its lead on. */
final class ExperimentTangents {
    private final ExperimentLanes at;
    private final Optional<TangentSweep> ofLead;
    private final TangentSweep tangents;

    /** In these directions of the experiment's batch; the listener hears what is looked at. */
    ExperimentTangents(ExperimentLanes at, List<Differentials> directions, TangentSweep.Listener listener) {
        this.at = at;
        ofLead = at.lead.map(lead -> lead.tangents(directions));
        tangents = new TangentSweep(at.batch, at.model.scheme(), at.drive, at.start, directions, listener);
    }

    /** See {@link TangentSweep#carry}. */
    void carry(int count) {
        ofLead.ifPresent(sweep -> sweep.carry(count));
        tangents.carry(count);
    }

    /** Runs all lanes to the horizon; the lanes that diverged. */
    List<Divergence> run() {
        return at.run(ofLead.<StepListener>map(sweep -> sweep).orElse(StepListener.NONE), tangents);
    }
}
