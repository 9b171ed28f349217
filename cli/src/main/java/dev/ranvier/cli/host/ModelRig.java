package dev.ranvier.cli.host;

import dev.ranvier.cli.model.ClampEntry;
import dev.ranvier.cli.model.ModelFile;
import dev.ranvier.cli.model.ProbeEntry;
import dev.ranvier.cli.model.TimeSettings;
import dev.ranvier.embed.Rig;
import dev.ranvier.record.Probe;
import dev.ranvier.simulate.Simulation;
import java.util.List;
import java.util.stream.Stream;

/** The rig of a model file. */
public final class ModelRig {
    private ModelRig() {}

    /** A model with all that its file does to it, and nothing yet that a host does; how long to run is the host's business. */
    public static Rig of(ModelFile model) {
        TimeSettings times = model.times();
        double dt_ms = times.dt_ms().orElse(TimeSettings.USUAL_DT_ms);
        List<Probe> probes = Stream.concat(
                        Stream.of(Probe.voltage()), model.probes().stream().map(ProbeEntry::probe))
                .distinct()
                .toList();
        return Rig.of(new Simulation(
                model.cell(),
                model.injections(),
                model.conductances(),
                model.arrivals(),
                model.clamp().map(ClampEntry::driving),
                times.start(),
                times.scheme(),
                dt_ms,
                dt_ms,
                dt_ms,
                probes));
    }
}
