package dev.ranvier.reduce;

import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.record.Probe;
import dev.ranvier.record.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A current, and what the full cell and the reduced one make of it.
 *
 * @param name what reports call it
 * @param current into the soma
 * @param full what the full cell does
 * @param reduced what the reduced one does
 * @param agreement how alike they are
 */
public record Trial(String name, Stimulus current, Response full, Response reduced, Agreement agreement) {
    /**
     * What a soma does.
     *
     * @param voltage_mV its voltage
     * @param axial_nA the current into it from its neighbours
     */
    public record Response(SampledSignal voltage_mV, SampledSignal axial_nA) {}

    /**
     * A current to be tried.
     *
     * @param name what reports call it
     * @param current into the soma
     * @param duration_ms of the run
     */
    public record Question(String name, Stimulus current, double duration_ms) {}

    /** What a cell does, a response for each question, on one thread. */
    public static List<Response> responses(Neuron neuron, List<Question> questions) {
        Map<Double, List<Question>> together = new TreeMap<>();
        questions.forEach(question -> together.computeIfAbsent(question.duration_ms(), _ -> new ArrayList<>())
                .add(question));
        Map<Question, Response> responses = new HashMap<>();
        Probe voltage = new Probe.Voltage(neuron.soma()), axial = new Probe.AxialCurrent(neuron.soma());
        together.forEach((duration_ms, alike) -> {
            Trace trace = neuron.simulation(
                            alike.stream().map(Question::current).toList(), duration_ms)
                    .withProbes(neuron.interval_ms(), voltage, axial)
                    .run(1);
            for (int lane = 0; lane < alike.size(); lane++) {
                responses.put(
                        alike.get(lane),
                        new Response(
                                new SampledSignal(neuron.interval_ms(), trace.values(voltage, lane)),
                                new SampledSignal(neuron.interval_ms(), trace.values(axial, lane))));
            }
        });
        return questions.stream().map(responses::get).toList();
    }

    /** The full cell's responses beside those of a reduced one. */
    public static List<Trial> of(List<Question> questions, Neuron full, List<Response> expected, Neuron reduced) {
        List<Response> found = responses(reduced, questions);
        List<Trial> trials = new ArrayList<>();
        for (int k = 0; k < questions.size(); k++) {
            trials.add(new Trial(
                    questions.get(k).name(),
                    questions.get(k).current(),
                    expected.get(k),
                    found.get(k),
                    Agreement.of(
                            full, expected.get(k).voltage_mV(), found.get(k).voltage_mV())));
        }
        return trials;
    }
}
