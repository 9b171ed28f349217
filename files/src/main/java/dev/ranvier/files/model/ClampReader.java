package dev.ranvier.files.model;

import dev.ranvier.files.input.PhysicalQuantity;
import dev.ranvier.files.signal.SignalFile;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.VoltageClamp;
import dev.ranvier.morphology.Compartments;
import java.nio.file.Path;
import java.util.List;

/** Reads the section {@code clamp}. */
final class ClampReader {
    private static final Key AT = Key.of("at");
    private static final Key FILE = Key.of("file");
    private static final Key RESISTANCE = new Key("resistance", PhysicalQuantity.RESISTANCE);
    private static final Key CONDUCTANCE = new Key("conductance", PhysicalQuantity.CONDUCTANCE_DENSITY);
    private static final Key COMPENSATION = Key.of("compensation");
    private static final Key BLANK = new Key("blank", PhysicalQuantity.TIME);

    private static final KeyGroup KEYS = KeyGroup.of("clamp", AT, FILE, RESISTANCE, CONDUCTANCE, COMPENSATION, BLANK);

    private final Path folder;
    private final Compartments compartments;
    private final FitReader fits;
    private final List<String> notes;

    /** Looks for files in {@code folder} and adds to {@code notes}. */
    ClampReader(Path folder, Compartments compartments, FitReader fits, List<String> notes) {
        this.folder = folder;
        this.compartments = compartments;
        this.fits = fits;
        this.notes = notes;
    }

    /** Reads it. */
    ClampEntry read(YamlMapping clamp) {
        clamp.allowing(KEYS);
        SiteReader sites = new SiteReader(compartments);
        Site site = clamp.find(AT).map(sites::readCompartment).orElseGet(sites::root);
        if (clamp.find(RESISTANCE).isPresent() == clamp.find(CONDUCTANCE).isPresent()) {
            throw clamp.self().wrong("either resistance_MOhm or conductance_mS_per_cm2 is needed");
        }
        double left =
                1 - clamp.find(COMPENSATION).map(ClampReader::compensation).orElse(0.0);
        double area_um2 = compartments.area_um2(site.node());
        double density = clamp.find(RESISTANCE).isPresent()
                ? VoltageClamp.density_mS_per_cm2(resistance_MOhm(clamp, left), area_um2)
                : clamp.positive(CONDUCTANCE) / left;
        return new ClampEntry(
                site,
                clamp.find(FILE).map(this::command),
                area_um2,
                density,
                clamp.find(BLANK).map(ClampReader::notNegative),
                clamp.self().place());
    }

    /** What compensation leaves of it. */
    private double resistance_MOhm(YamlMapping clamp, double left) {
        YamlValue value = clamp.require(RESISTANCE);
        return fits.readIfMarked(value, Fittable.seriesResistance(value.path(), left), "")
                .orElseGet(() -> value.positive() * left);
    }

    private static double compensation(YamlValue value) {
        double part = value.number();
        if (!(part >= 0 && part < 1)) {
            throw value.wrong("must lie in [0, 1): " + value.shown());
        }
        return part;
    }

    private static double notNegative(YamlValue value) {
        double time_ms = value.number();
        if (time_ms < 0) {
            throw value.wrong("must not be negative: " + value.shown());
        }
        return time_ms;
    }

    private SampledSignal command(YamlValue file) {
        SignalFile command = SignalFile.voltage(file.fileIn(folder));
        notes.addAll(command.notes());
        return command.signal();
    }
}
