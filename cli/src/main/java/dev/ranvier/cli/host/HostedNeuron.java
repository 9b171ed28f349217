package dev.ranvier.cli.host;

import dev.ranvier.embed.Neuron;
import dev.ranvier.embed.Output;
import dev.ranvier.embed.Rig;
import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.model.ModelFile;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.record.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A neuron of a host, with its inputs and probes by number. */
final class HostedNeuron {
    private static final String CLAMP = "clamp";

    private final ModelFile model;
    private final List<HostInput> inputs;
    private final Neuron neuron;
    private final List<HostInput.Dial> dials;
    private final List<Probe> probes = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();

    private HostedNeuron(ModelFile model, List<HostInput> inputs, Neuron neuron) {
        this.model = model;
        this.inputs = inputs;
        this.neuron = neuron;
        dials = HostInput.dials(inputs, neuron);
    }

    /** Of a model file. */
    static HostedNeuron open(String path, int lanes, String inputs) {
        ModelFile model = ModelReader.read(Path.of(path));
        List<HostInput> asked = HostInput.parse(inputs, model.membrane().compartments());
        Rig rig = model.rig();
        for (HostInput input : asked) {
            rig = input.on(rig);
        }
        return new HostedNeuron(model, asked, Neuron.of(rig, lanes));
    }

    /** Another that is what this one is. */
    HostedNeuron fork() {
        HostedNeuron other = new HostedNeuron(model, inputs, neuron.fork());
        probes.forEach(other::add);
        return other;
    }

    /** The neuron itself. */
    Neuron neuron() {
        return neuron;
    }

    /** Sets an input. */
    void set(int input, int lane, double value) {
        dials.get(input).set(lane, value);
    }

    /** A probe's number. */
    int probe(String text) {
        add(
                text.strip().equals(CLAMP) && clamped().isPresent()
                        ? new Probe.ClampCurrent(clamped().getAsInt())
                        : written(text));
        return outputs.size() - 1;
    }

    private Probe written(String text) {
        Probe probe = model.probe(text, message -> new BadInputException("probe: " + message))
                .probe();
        boolean isOfClamp = probe instanceof Probe.ElectrodeCurrent(int node)
                && clamped().stream().anyMatch(at -> at == node);
        return isOfClamp ? probe : model.atATime(probe).orElse(probe);
    }

    /** Where the host's own clamp is. */
    private OptionalInt clamped() {
        return inputs.stream()
                .flatMap(input -> input instanceof HostInput.OfClamp clamp ? Stream.of(clamp) : Stream.empty())
                .mapToInt(HostInput.OfClamp::node)
                .findFirst();
    }

    private void add(Probe probe) {
        outputs.add(neuron.output(probe));
        probes.add(probe);
    }

    /** What a probe sees. */
    double get(int probe, int lane) {
        return outputs.get(probe).get(lane);
    }
}
