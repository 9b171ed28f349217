package dev.ranvier.cli.simulation;

import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.SimulationReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;

/** The files that a simulation leaves behind. */
public final class SimulationFiles {
    private final Simulated simulated;

    /** Of this simulation. */
    public SimulationFiles(Simulated simulated) {
        this.simulated = simulated;
    }

    /** Writes them. */
    public void write(Staging staging) throws IOException {
        TraceFiles traces = new TraceFiles(simulated);
        String traceDrawing = traces.svg();
        Optional<String> morphologyDrawing = MorphologyFigure.svg(simulated);
        traces.csv().write(staging.file("trace.csv"));
        traces.spikes().write(staging.file("spikes.csv"));
        Files.writeString(staging.file("trace.svg"), traceDrawing);
        if (morphologyDrawing.isPresent()) {
            Files.writeString(staging.file("morphology.svg"), morphologyDrawing.get());
        }
        try (OutputStream end = Files.newOutputStream(staging.file("end.state"))) {
            simulated.trace().end().write(end);
        }
        Files.writeString(
                staging.file("report.html"),
                SimulationReport.html(SimulationPage.of(simulated, traceDrawing, morphologyDrawing)));
    }
}
