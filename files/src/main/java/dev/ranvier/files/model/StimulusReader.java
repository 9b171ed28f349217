package dev.ranvier.files.model;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.input.Place;
import dev.ranvier.files.signal.SignalFile;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads the list {@code stimulus}. Each element is a step, a ramp, samples or noise, and {@code at} which place; the numbers of
 * steps and ramps may be marked {@code fit:}.
 */
public final class StimulusReader {
    private static final Key STEP = Key.of("step");
    private static final Key RAMP = Key.of("ramp");
    private static final Key SAMPLED = Key.of("sampled");
    private static final Key NOISE = Key.of("noise");
    private static final Key AT = Key.of("at");
    private static final Key START = new Key("start", PhysicalQuantity.TIME);
    private static final Key DURATION = new Key("duration", PhysicalQuantity.TIME);
    private static final Key AMPLITUDE = new Key("amplitude", PhysicalQuantity.CURRENT);
    private static final Key FROM = new Key("from", PhysicalQuantity.CURRENT);
    private static final Key TO = new Key("to", PhysicalQuantity.CURRENT);
    private static final Key FILE = Key.of("file");

    private static final KeyGroup STIMULUS = KeyGroup.of("stimulus", STEP, RAMP, SAMPLED, NOISE, AT);
    private static final KeyGroup OF_STEP = KeyGroup.of("stimulus: step", START, DURATION, AMPLITUDE);
    private static final KeyGroup OF_RAMP = KeyGroup.of("stimulus: ramp", START, DURATION, FROM, TO);
    private static final KeyGroup OF_SAMPLED = KeyGroup.of("stimulus: sampled", FILE);

    private final Path folder;
    private final SiteReader sites;
    private final NoiseReader noise;
    private final FitReader fits;
    private final List<String> notes;
    private final int before;

    /** Looks for files in {@code folder} and adds to {@code notes}; so many injections stand before these. */
    StimulusReader(Path folder, SiteReader sites, NoiseReader noise, FitReader fits, List<String> notes, int before) {
        this.before = before;
        this.folder = folder;
        this.sites = sites;
        this.noise = noise;
        this.fits = fits;
        this.notes = notes;
    }

    /** Of currents of this length that are all injected into the middle of a cell's soma, in a file that stands at {@code place}. */
    public static StimulusReader intoTheSoma(
            Compartments cell, double duration_ms, Place place, Path folder, List<String> notes) {
        return new StimulusReader(
                folder,
                new SiteReader(cell),
                new NoiseReader(TimeSettings.usual(place).lasting(duration_ms, TimeSettings.USUAL_DT_ms)),
                new FitReader(cell, new ArrayList<>(), Uncertainty.NONE),
                notes,
                0);
    }

    /**
     * Reads all elements, at least one.
     *
     * @throws BadInputException when there is none, or one has a place or a mark
     */
    public List<Stimulus> currents(YamlValue list) {
        if (list.list().isEmpty()) {
            throw list.wrong("needs at least one current");
        }
        for (YamlValue element : list.list()) {
            element.mapping().find(AT).ifPresent(place -> {
                throw place.wrong("these currents are all into the middle of the soma: leave it out");
            });
        }
        List<StimulusEntry> entries = read(list);
        if (fits.hasMarks()) {
            throw list.wrong("nothing of these currents can be fitted: give numbers without fit:");
        }
        return entries.stream().map(StimulusEntry::stimulus).toList();
    }

    /** Reads all elements. */
    List<StimulusEntry> read(YamlValue list) {
        List<StimulusEntry> entries = new ArrayList<>();
        for (YamlValue element : list.list()) {
            entries.add(read(element, before + entries.size()));
        }
        return entries;
    }

    private StimulusEntry read(YamlValue element, int injection) {
        YamlMapping one = element.mapping().allowing(STIMULUS);
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
        Numbers numbers = new Numbers(fits, keys, injection, one.find(AT).isPresent() ? site.title() : "");
        Stimulus stimulus = kind.equals(STEP)
                ? step(numbers)
                : kind.equals(RAMP) ? ramp(numbers) : new Stimulus.Sampled(noise.read(keys, NoiseReader.CURRENT));
        return new StimulusEntry(stimulus, site);
    }

    /** The numbers of a current, or where their marks start, in the engine's unit; {@code part} is where it is injected. */
    private record Numbers(FitReader fits, YamlMapping keys, int injection, String part) {
        double number(Key key, Field field) {
            return marked(key, field).orElseGet(() -> keys.number(key));
        }

        double positive(Key key, Field field) {
            return marked(key, field).orElseGet(() -> keys.positive(key));
        }

        private OptionalDouble marked(Key key, Field field) {
            YamlValue value = keys.require(key);
            return fits.readIfMarked(
                    value, Fittable.ofStimulus(injection, value.path(), keys.factor(key), field), part);
        }
    }

    private static Stimulus step(Numbers step) {
        step.keys.allowing(OF_STEP);
        List<Field> fields = Stimulus.Step.FIELDS;
        return new Stimulus.Step(
                step.number(START, fields.get(0)),
                step.positive(DURATION, fields.get(1)),
                step.number(AMPLITUDE, fields.get(2)));
    }

    private static Stimulus ramp(Numbers ramp) {
        ramp.keys.allowing(OF_RAMP);
        List<Field> fields = Stimulus.Ramp.FIELDS;
        return new Stimulus.Ramp(
                ramp.number(START, fields.get(0)),
                ramp.positive(DURATION, fields.get(1)),
                ramp.number(FROM, fields.get(2)),
                ramp.number(TO, fields.get(3)));
    }

    private StimulusEntry sampled(YamlMapping sampled, Site site) {
        sampled.allowing(OF_SAMPLED);
        SignalFile current = SignalFile.current(sampled.require(FILE).fileIn(folder));
        notes.addAll(current.notes());
        return new StimulusEntry(new Stimulus.Sampled(current.signal()), site);
    }
}
