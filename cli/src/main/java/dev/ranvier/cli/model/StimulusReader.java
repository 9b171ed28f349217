package dev.ranvier.cli.model;

import dev.ranvier.cli.input.Quantity;
import dev.ranvier.cli.table.SignalFile;
import dev.ranvier.model.Stimulus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one element of the list {@code stimulus}: {@code step}, {@code ramp} or {@code sampled} with its keys. */
final class StimulusReader {
    private static final Key STEP = Key.of("step");
    private static final Key RAMP = Key.of("ramp");
    private static final Key SAMPLED = Key.of("sampled");
    private static final Key START = new Key("start", Quantity.TIME);
    private static final Key DURATION = new Key("duration", Quantity.TIME);
    private static final Key AMPLITUDE = new Key("amplitude", Quantity.CURRENT);
    private static final Key FROM = new Key("from", Quantity.CURRENT);
    private static final Key TO = new Key("to", Quantity.CURRENT);
    private static final Key FILE = Key.of("file");

    private final Path folder;
    private final List<String> notes;

    /** Looks for files in {@code folder} and adds to {@code notes}. */
    StimulusReader(Path folder, List<String> notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** Reads an element. */
    StimulusEntry read(YamlValue element) {
        YamlMapping one = element.mapping().allowing(STEP, RAMP, SAMPLED);
        if (one.values().size() != 1) {
            throw element.wrong(
                    "exactly one of step, ramp and sampled is needed; give several as several list elements");
        }
        Optional<StimulusEntry> step = one.find(STEP).map(value -> step(value.mapping()));
        Optional<StimulusEntry> ramp = one.find(RAMP).map(value -> ramp(value.mapping()));
        return step.or(() -> ramp).orElseGet(() -> sampled(one.require(SAMPLED).mapping()));
    }

    private static StimulusEntry step(YamlMapping step) {
        step.allowing(START, DURATION, AMPLITUDE);
        return new StimulusEntry(
                new Stimulus.Step(step.number(START), step.positive(DURATION), step.number(AMPLITUDE)),
                Optional.empty());
    }

    private static StimulusEntry ramp(YamlMapping ramp) {
        ramp.allowing(START, DURATION, FROM, TO);
        return new StimulusEntry(
                new Stimulus.Ramp(ramp.number(START), ramp.positive(DURATION), ramp.number(FROM), ramp.number(TO)),
                Optional.empty());
    }

    private StimulusEntry sampled(YamlMapping sampled) {
        sampled.allowing(FILE);
        Path file = folder.resolve(sampled.require(FILE).text());
        SignalFile current = SignalFile.current(file);
        notes.addAll(current.notes());
        return new StimulusEntry(new Stimulus.Sampled(current.signal()), Optional.of(file));
    }
}
