package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads the section {@code electrode}. */
final class ElectrodeReader {
    private static final Key AT = Key.of("at");
    private static final Key OFFSET = new Key("offset", PhysicalQuantity.VOLTAGE);
    private static final Key HOLDING = new Key("holding", PhysicalQuantity.CURRENT);
    private static final KeyGroup KEYS = KeyGroup.of("electrode", AT, OFFSET, HOLDING);
    /** Longer than any run. */
    private static final double ALWAYS_ms = 1e12;

    private static final double nA_PER_UM2 = 1e-5;

    private final Compartments compartments;
    private final SiteReader sites;
    private final FitReader fits;

    ElectrodeReader(Compartments compartments, SiteReader sites, FitReader fits) {
        this.compartments = compartments;
        this.sites = sites;
        this.fits = fits;
    }

    /** Reads it. */
    ElectrodeEntry read(YamlMapping section) {
        section.allowing(KEYS);
        Optional<YamlValue> holding = section.find(HOLDING);
        section.find(AT).filter(_ -> holding.isEmpty()).ifPresent(place -> {
            throw place.wrong("says where a holding current is injected, and there is none: leave it out");
        });
        Site site = section.find(AT).map(sites::read).orElseGet(sites::root);
        return new ElectrodeEntry(
                section.find(OFFSET).map(this::offset_mV).orElse(0.0),
                holding.map(value -> new Injection(site.node(), always(value, section.factor(HOLDING)))));
    }

    private double offset_mV(YamlValue value) {
        Fittable offset = Fittable.electrodeOffset(value.path());
        return fits.readIfMarked(value, offset, "").orElseGet(() -> offset.within(value));
    }

    /** In a fit a step of one in its coordinate is 1 uA for each cm2 of membrane. */
    private Stimulus always(YamlValue value, double factor) {
        double area_um2 = IntStream.range(0, compartments.count())
                .filter(compartments::isCompartment)
                .mapToDouble(compartments::area_um2)
                .sum();
        Fittable holding = Fittable.holding(value.path(), factor, nA_PER_UM2 * area_um2);
        double amplitude_nA = fits.readIfMarked(value, holding, "").orElseGet(() -> value.number() * factor);
        return new Stimulus.Step(0, ALWAYS_ms, amplitude_nA);
    }
}
