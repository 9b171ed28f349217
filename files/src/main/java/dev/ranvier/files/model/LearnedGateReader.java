package dev.ranvier.files.model;

import static dev.ranvier.files.model.ChannelReader.NAME;

import dev.ranvier.channel.Orientation;
import dev.ranvier.channel.Power;
import dev.ranvier.formula.NearestName;
import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Region;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the gates of a channel that are learned: of one of type {@code learned} all, of another those that it names. */
final class LearnedGateReader {
    private static final Key POWER = Key.of("power");
    private static final Key ORIENTATION = Key.of("orientation");
    static final Key HIDDEN = Key.of("hidden");
    static final Key WEIGHTS = Key.of("weights");
    static final Key NETWORK = Key.of("network");
    static final Key LEARNED = Key.of("learned");
    private static final KeyGroup OF_LEARNED =
            KeyGroup.of("channels: learned.gates", NAME, POWER, ORIENTATION, NETWORK);
    private static final KeyGroup OF_FORMULAS = KeyGroup.of("channels: gates", LEARNED, NETWORK);
    static final KeyGroup WEIGHTS_OF_GATE = KeyGroup.of("channels: learned.gates.network", HIDDEN, WEIGHTS);

    private final Compartments compartments;
    private final List<FitMark> marks;

    /** For a cell cut like this; adds to {@code marks}. */
    LearnedGateReader(Compartments compartments, List<FitMark> marks) {
        this.compartments = compartments;
        this.marks = marks;
    }

    /** The list {@code gates} of a channel of type {@code learned}. */
    List<LearnedGate> ofLearned(YamlValue list, String channel, Region where) {
        List<LearnedGate> gates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlValue value : list.list()) {
            LearnedGate gate = gate(value.mapping(), channel, where);
            if (!names.add(gate.name())) {
                throw value.wrong("another gate of this channel has the name '" + gate.name() + "' already");
            }
            gates.add(gate);
        }
        if (gates.isEmpty()) {
            throw list.wrong("at least one gate is needed");
        }
        return gates;
    }

    /** {@code gates: {h: learned}}, or {@code {h: {learned: inactivation}}}, of a channel with formulas. */
    static List<LearnedGate> ofFormulas(YamlValue group) {
        List<LearnedGate> gates = new ArrayList<>();
        group.mapping().values().forEach((name, value) -> gates.add(ofFormulas(name, value)));
        if (gates.isEmpty()) {
            throw group.wrong("at least one gate is needed, as in gates: {h: learned}");
        }
        return gates;
    }

    private static LearnedGate ofFormulas(String name, YamlValue value) {
        if (!value.isMapping()) {
            if (!value.text().equals(LEARNED.stem())) {
                throw value.wrong("a gate is 'learned', or {learned: inactivation}; it is " + value.shown());
            }
            return new LearnedGate(name, Optional.empty(), Orientation.ofName(name), Optional.empty());
        }
        YamlMapping gate = value.mapping().allowing(OF_FORMULAS);
        return new LearnedGate(
                name,
                Optional.empty(),
                orientation(gate.require(LEARNED)),
                gate.find(NETWORK).map(LearnedGateReader::network));
    }

    private LearnedGate gate(YamlMapping gate, String channel, Region where) {
        gate.allowing(OF_LEARNED);
        YamlValue power = gate.require(POWER);
        String name = gate.require(NAME).name();
        return new LearnedGate(
                name,
                Optional.of(
                        FitReader.isMark(power)
                                ? new Power.Free(fittedPower(power, channel, name, where))
                                : power(power)),
                gate.find(ORIENTATION).map(LearnedGateReader::orientation).orElseGet(() -> Orientation.ofName(name)),
                gate.find(NETWORK).map(LearnedGateReader::network));
    }

    static Orientation orientation(YamlValue value) {
        return Arrays.stream(Orientation.values())
                .filter(orientation -> orientation.word().equals(value.text()))
                .findFirst()
                .orElseThrow(() -> value.wrong("unknown orientation '" + value.text() + "'; "
                        + NearestName.hint(
                                value.text(),
                                Arrays.stream(Orientation.values())
                                        .map(Orientation::word)
                                        .toList())));
    }

    private double fittedPower(YamlValue power, String channel, String gate, Region where) {
        Field field = LearnedGate.power(gate);
        return new FitReader(compartments, marks, Uncertainty.NONE)
                .readShared(power, Fittable.ofChannel(channel, field.name(), 1, field), "", where);
    }

    private static Power power(YamlValue value) {
        try {
            return value.isInteger() ? new Power.Fixed((int) value.number()) : new Power.Free(value.number());
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static LearnedCurves network(YamlValue value) {
        YamlMapping network = value.mapping().allowing(WEIGHTS_OF_GATE);
        List<Integer> hidden = network.require(HIDDEN).list().stream()
                .map(YamlValue::positiveInteger)
                .toList();
        double[] weights = network.require(WEIGHTS).list().stream()
                .mapToDouble(YamlValue::number)
                .toArray();
        try {
            return LearnedCurves.of(hidden, weights);
        } catch (IllegalArgumentException e) {
            throw network.require(WEIGHTS).wrong(String.valueOf(e.getMessage()));
        }
    }
}
