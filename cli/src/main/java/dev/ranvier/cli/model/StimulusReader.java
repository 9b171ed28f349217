package dev.ranvier.cli.model;

import dev.ranvier.cli.input.Quantity;
import dev.ranvier.cli.table.SignalFile;
import dev.ranvier.model.Stimulus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one element of the list {@code stimulus}: a step, a ramp, samples or noise, and {@code at} which place. */
final class StimulusReader {
    private static final Key STEP = Key.of("step");
    private static final Key RAMP = Key.of("ramp");
    private static final Key SAMPLED = Key.of("sampled");
    private static final Key NOISE = Key.of("noise");
    private static final Key AT = Key.of("at");
    private static final Key START = new Key("start", Quantity.TIME);
    private static final Key DURATION = new Key("duration", Quantity.TIME);
    private static final Key AMPLITUDE = new Key("amplitude", Quantity.CURRENT);
    private static final Key FROM = new Key("from", Quantity.CURRENT);
    private static final Key TO = new Key("to", Quantity.CURRENT);
    private static final Key FILE = Key.of("file");

    private final Path folder;
    private final SiteReader sites;
    private final NoiseReader noise;
    private final List<String> notes;

    /** Looks for files in {@code folder} and adds to {@code notes}. */
    StimulusReader(Path folder, SiteReader sites, NoiseReader noise, List<String> notes) {
        this.folder = folder;
        this.sites = sites;
        this.noise = noise;
        this.notes = notes;
    }

    /** Reads an element. */
    StimulusEntry read(YamlValue element) {
        YamlMapping one = element.mapping().allowing(STEP, RAMP, SAMPLED, NOISE, AT);
        List<Key> kinds = List.of(STEP, RAMP, SAMPLED, NOISE).stream()
                .filter(kind -> one.find(kind).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw element.wrong(
                    "exactly one of step, ramp, sampled and noise is needed; give several as several list elements");
        }
        Key kind = kinds.getFirst();
        YamlMapping keys = one.require(kind).mapping();
        Site site = one.find(AT).map(sites::read).orElseGet(sites::root);
        if (kind.equals(SAMPLED)) {
            return sampled(keys, site);
        }
        Stimulus stimulus = kind.equals(STEP)
                ? step(keys)
                : kind.equals(RAMP) ? ramp(keys) : new Stimulus.Sampled(noise.read(keys, Quantity.CURRENT));
        return new StimulusEntry(stimulus, site, Optional.empty());
    }

    private static Stimulus step(YamlMapping step) {
        step.allowing(START, DURATION, AMPLITUDE);
        return new Stimulus.Step(step.number(START), step.positive(DURATION), step.number(AMPLITUDE));
    }

    private static Stimulus ramp(YamlMapping ramp) {
        ramp.allowing(START, DURATION, FROM, TO);
        return new Stimulus.Ramp(ramp.number(START), ramp.positive(DURATION), ramp.number(FROM), ramp.number(TO));
    }

    private StimulusEntry sampled(YamlMapping sampled, Site site) {
        sampled.allowing(FILE);
        Path file = folder.resolve(sampled.require(FILE).text());
        SignalFile current = SignalFile.current(file);
        notes.addAll(current.notes());
        return new StimulusEntry(new Stimulus.Sampled(current.signal()), site, Optional.of(file));
    }
}
