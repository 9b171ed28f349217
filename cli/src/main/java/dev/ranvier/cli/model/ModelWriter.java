package dev.ranvier.cli.model;

import dev.ranvier.channel.Channel;
import dev.ranvier.channel.Field;
import dev.ranvier.channel.Power;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a model file that {@link ModelReader} reads back: all numbers with every digit, in the engine's units. For cells of
 * one compartment without synapses and noise, as {@code recover} takes them.
 */
public final class ModelWriter {
    private static final int WEIGHTS_A_LINE = 6;

    private final StringBuilder out = new StringBuilder();
    private final Path folder;

    private ModelWriter(Path folder) {
        this.folder = folder;
    }

    /** The text of a model file in {@code folder}, with {@code comments} at its head. */
    public static String write(ModelFile model, List<String> comments, Path folder) {
        ModelWriter writer = new ModelWriter(folder);
        comments.forEach(comment -> writer.line("# " + comment.replaceAll("\\R", " ")));
        writer.model(model);
        return writer.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void model(ModelFile model) {
        CellEntry cell = model.membrane();
        line("format: ranvier-model/1");
        line("cell:");
        line("  area_um2: " + cell.compartments().area_um2(0));
        line("  capacitance_uF_per_cm2: " + cell.capacitance_uF_per_cm2().at(cell.compartments(), 0));
        line("  initial_voltage_mV: " + cell.initialVoltage_mV());
        line("channels:");
        for (ChannelEntry channel : model.channels()) {
            switch (channel) {
                case ChannelEntry.Mechanism mechanism -> mechanism(mechanism, cell.compartments());
                case ChannelEntry.Learned learned -> learned(learned);
                case ChannelEntry.FromLibrary library -> fromLibrary(library, cell.compartments());
            }
        }
        if (!model.stimuli().isEmpty()) {
            line("stimulus:");
            model.stimuli().forEach(this::stimulus);
        }
        times(model.times());
        if (!model.probes().isEmpty()) {
            line("record: [" + model.probes().stream().map(ProbeEntry::name).collect(Collectors.joining(", ")) + "]");
        }
    }

    private void mechanism(ChannelEntry.Mechanism mechanism, Compartments one) {
        line("  - name: " + mechanism.name());
        line("    type: " + mechanism.type());
        parameters(mechanism.channel(), mechanism.parameters(), one);
    }

    private void fromLibrary(ChannelEntry.FromLibrary library, Compartments one) {
        line("  - name: " + library.name());
        line("    type: " + ChannelCatalogue.LIBRARY);
        line("    library: " + Quoted.file(library.file(), folder));
        line("    channel: " + Quoted.text(library.id()));
        parameters(library.channel(), library.parameters(), one);
    }

    private void parameters(Channel channel, Map<String, Profile> parameters, Compartments one) {
        for (Field field : channel.schema().parameters()) {
            Profile value = parameters.get(field.name());
            if (value != null) {
                line("    " + field.name() + ": " + value.at(one, 0));
            }
        }
    }

    private void learned(ChannelEntry.Learned learned) {
        line("  - name: " + learned.name());
        line("    type: " + ChannelCatalogue.LEARNED);
        line("    conductance_mS_per_cm2: " + start(learned.conductance_mS_per_cm2()));
        line("    reversal_mV: " + start(learned.reversal_mV()));
        line("    gates:");
        for (LearnedGate gate : learned.gates()) {
            line("      - name: " + gate.name());
            line("        power: " + power(gate));
            gate.curves().ifPresent(this::network);
        }
    }

    private static String start(Start start) {
        return start.fitted() ? "{fit: " + start.value() + "}" : Double.toString(start.value());
    }

    private static String power(LearnedGate gate) {
        return switch (gate.power()) {
            case Power.Fixed(int exponent) -> Integer.toString(exponent);
            case Power.Free(double exponent) -> start(new Start(exponent, gate.powerFitted()));
        };
    }

    private void network(LearnedCurves curves) {
        line("        network:");
        line("          hidden: " + curves.hidden());
        line("          weights: [");
        double[] weights = curves.weights();
        for (int k = 0; k < weights.length; k += WEIGHTS_A_LINE) {
            line("            "
                    + IntStream.range(k, Math.min(weights.length, k + WEIGHTS_A_LINE))
                            .mapToObj(j -> Double.toString(weights[j]))
                            .collect(Collectors.joining(", "))
                    + ",");
        }
        line("          ]");
    }

    private void stimulus(StimulusEntry entry) {
        switch (entry.stimulus()) {
            case Stimulus.Step(double start, double duration, double amplitude) ->
                line("  - step: {start_ms: " + start + ", duration_ms: " + duration + ", amplitude_nA: " + amplitude
                        + "}");
            case Stimulus.Ramp(double start, double duration, double from, double to) ->
                line("  - ramp: {start_ms: " + start + ", duration_ms: " + duration + ", from_nA: " + from + ", to_nA: "
                        + to + "}");
            case Stimulus.Sampled _ ->
                line("  - sampled: {file: " + Quoted.file(entry.file().orElseThrow(), folder) + "}");
            case Stimulus.Sum _ -> throw new IllegalArgumentException("a sum is written as its parts");
        }
    }

    private void times(TimeSettings times) {
        line("simulation:");
        times.duration_ms().ifPresent(duration -> line("  duration_ms: " + duration));
        times.dt_ms().ifPresent(dt -> line("  dt_ms: " + dt));
        line("  start: " + StartNames.of(times.start()));
        line("  scheme: " + SchemeNames.of(times.scheme()));
        times.spikeThreshold_mV().ifPresent(threshold -> line("  spike_threshold_mV: " + threshold));
        times.sampleInterval_ms().ifPresent(interval -> line("  sample_interval_ms: " + interval));
    }
}
