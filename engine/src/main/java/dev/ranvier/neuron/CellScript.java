package dev.ranvier.neuron;

import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.morphology.Branch;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Morphology;
import dev.ranvier.morphology.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * A cell as a Python script that NEURON runs, beside the NMODL files of its channels: sections with their 3-D points, what is inserted
 * where, currents and synapses.
 */
public final class CellScript {
    /**
     * How it runs.
     *
     * @param celsius_degC temperature
     * @param dt_ms step
     * @param duration_ms how long
     */
    public record Run(double celsius_degC, double dt_ms, double duration_ms) {}

    private static final String PROGRAM = """
        def build():
            sections = []
            for name, parent, where, nseg, resistivity, capacitance, points in SECTIONS:
                section = h.Section(name=name)
                sections.append(section)
                if parent >= 0:
                    section.connect(sections[parent](where), 0)
                if len(points) == 1:  # a length and a diameter
                    section.L, section.diam = points[0]
                else:
                    for x, y, z, diameter in points:
                        h.pt3dadd(x, y, z, diameter, sec=section)
                section.nseg = nseg
                section.Ra = resistivity
                for segment, value in zip(section, capacitance):
                    segment.cm = value
            for mechanism, where in INSERTED:
                for k in where:
                    sections[k].insert(mechanism)
            for variable, where in VALUES:
                for k, values in where:
                    for segment, value in zip(sections[k], values):
                        setattr(segment, variable, value)
            return sections


        def drive(sections):
            kept = []
            for k, x, start_ms, duration_ms, amplitude_nA in STEPS:
                clamp = h.IClamp(sections[k](x))
                clamp.delay, clamp.dur, clamp.amp = start_ms, duration_ms, amplitude_nA
                kept.append(clamp)
            for k, x, times_ms, currents_nA, held in PLAYED:
                clamp = h.IClamp(sections[k](x))
                clamp.dur = 1e9
                t, i = h.Vector(times_ms), h.Vector(currents_nA)
                i.play(clamp._ref_amp, t, 0 if held else 1)
                kept += [clamp, t, i]
            for k, x, rise_ms, decay_ms, reversal_mV, events in SYNAPSES:
                synapse = h.Exp2Syn(sections[k](x)) if rise_ms > 0 else h.ExpSyn(sections[k](x))
                synapse.e = reversal_mV
                if rise_ms > 0:
                    synapse.tau1, synapse.tau2 = rise_ms, decay_ms
                else:
                    synapse.tau = decay_ms
                for time_ms, weight_uS in events:
                    connection = h.NetCon(None, synapse, 0, 0, weight_uS)
                    kept.append(connection)
                    handler = h.FInitializeHandler(lambda c=connection, t=time_ms: c.event(t))
                    kept.append(handler)
                kept.append(synapse)
            return kept


        def run(sections):
            h.celsius, h.dt, h.secondorder = CELSIUS, DT_ms, 0
            root = sections[0](0.5)
            h.finitialize(INITIAL_mV)
            rows = [(0.0, root.v)]
            for k in range(1, round(DURATION_ms / DT_ms) + 1):
                h.fadvance()
                rows.append((k * DT_ms, root.v))
            return rows


        if __name__ == "__main__":
            sections = build()
            kept = drive(sections)
            with open("trace.csv", "w") as out:
                out.write("t_ms,v_mV\\n")
                for t_ms, v_mV in run(sections):
                    out.write(f"{t_ms:.10g},{v_mV:.17g}\\n")
            print("wrote trace.csv: voltage at " + str(sections[0](0.5)))
        """;

    private final Cell cell;
    private final Compartments compartments;
    private final Map<String, NmodlFile> files;

    private CellScript(Cell cell, Map<String, NmodlFile> files) {
        this.cell = cell;
        this.compartments = cell.compartments();
        this.files = files;
    }

    /**
     * The script.
     *
     * @param title its first line
     * @param morphology the shape of the cell, if it has one
     * @param files by the name of an insertion
     * @throws IllegalArgumentException for what NEURON has in another way or not at all
     */
    public static String of(
            String title,
            Cell cell,
            Optional<Morphology> morphology,
            Map<String, NmodlFile> files,
            List<Injection> injections,
            List<Synapse> synapses,
            Run run) {
        CellScript script = new CellScript(cell, files);
        StringBuilder text = new StringBuilder("\"\"\"" + title + """


            Run it where its .mod files are:  nrnivmodl && python3 cell.py
            It is NEURON's fixed step, implicit Euler; trace.csv has the voltage at the middle of the root.
            ""\"
            from neuron import h

            """);
        text.append("CELSIUS = " + run.celsius_degC + "\nDT_ms = " + run.dt_ms + "\nDURATION_ms = " + run.duration_ms
                + "\nINITIAL_mV = " + cell.initialVoltage_mV() + "\n\n");
        text.append("# name, parent, place on it, segments, Ra [ohm cm], cm [uF/cm2] of each, points (x, y, z, diameter"
                + " [um])\n");
        list(text, "SECTIONS", script.sections(morphology));
        text.append("# mechanism, sections\n");
        list(text, "INSERTED", script.inserted());
        text.append("# variable, [(section, values of its segments)]\n");
        list(text, "VALUES", script.values());
        text.append("# section, place, start [ms], duration [ms], current [nA]\n");
        list(text, "STEPS", script.steps(injections));
        text.append("# section, place, times [ms], currents [nA], whether each holds until the next\n");
        list(text, "PLAYED", script.played(injections));
        text.append("# section, place, rise [ms], decay [ms], reversal [mV], events (time [ms], weight [uS])\n");
        list(text, "SYNAPSES", script.synapses(synapses));
        return text.append("\n\n").append(PROGRAM).toString();
    }

    private static void list(StringBuilder text, String name, List<String> elements) {
        text.append(name + " = [\n");
        elements.forEach(element -> text.append("    " + element + ",\n"));
        text.append("]\n\n");
    }

    private List<String> sections(Optional<Morphology> morphology) {
        List<String> sections = new ArrayList<>();
        for (int k = 0; k < compartments.branchCount(); k++) {
            int[] nodes = compartments.compartments(k);
            List<Double> capacitance = new ArrayList<>();
            for (int node : nodes) {
                capacitance.add(cell.capacitance_uF_per_cm2().at(compartments, node));
            }
            int branch = k;
            Optional<Branch> shape = morphology.map(whole -> whole.branches().get(branch));
            String points = shape.map(
                            one -> one.points().stream().map(CellScript::point).collect(Collectors.joining(", ")))
                    .orElseGet(() -> {
                        double diameter_um = compartments.diameter_um(nodes[0]);
                        return "(" + compartments.area_um2(nodes[0]) / (Math.PI * diameter_um) + ", " + diameter_um
                                + ")";
                    });
            sections.add("(\"" + compartments.branchName(k) + "\", "
                    + shape.map(Branch::parent).orElse(-1) + ", "
                    + shape.map(Branch::parentFraction).orElse(0.0) + ", " + nodes.length + ", "
                    + cell.axialResistivity_ohm_cm().at(compartments, nodes[0]) + ", " + capacitance + ", [" + points
                    + "])");
        }
        return sections;
    }

    private static String point(Point point) {
        return "(" + point.x_um() + ", " + point.y_um() + ", " + point.z_um() + ", " + 2 * point.radius_um() + ")";
    }

    private List<String> inserted() {
        List<String> inserted = new ArrayList<>();
        for (Insertion insertion : cell.insertions()) {
            List<Integer> where = new ArrayList<>();
            for (int k = 0; k < compartments.branchCount(); k++) {
                if (isIn(insertion, k)) {
                    where.add(k);
                }
            }
            inserted.add("(\"" + file(insertion).suffix() + "\", " + where + ")");
        }
        return inserted;
    }

    private NmodlFile file(Insertion insertion) {
        NmodlFile file = files.get(insertion.name());
        if (file == null) {
            throw new IllegalArgumentException("there is no NMODL file of " + insertion.name());
        }
        return file;
    }

    private boolean isIn(Insertion insertion, int branch) {
        for (int node : compartments.compartments(branch)) {
            if (insertion.isAt(compartments, node)) {
                return true;
            }
        }
        return false;
    }

    private List<String> values() {
        Map<String, Map<Integer, String>> byVariable = new LinkedHashMap<>();
        for (Insertion insertion : cell.insertions()) {
            NmodlFile file = file(insertion);
            for (Field field : insertion.mechanism().schema().parameters()) {
                NmodlFile.Variable variable = file.variables().get(field.name());
                if (variable == null) {
                    continue;
                }
                String name = variable.ofIon() ? variable.name() : variable.name() + "_" + file.suffix();
                Map<Integer, String> values = byVariable.computeIfAbsent(name, _ -> new TreeMap<>());
                for (int k = 0; k < compartments.branchCount(); k++) {
                    if (isIn(insertion, k)) {
                        String own = values(insertion, field, variable, k);
                        String other = values.put(k, own);
                        if (other != null && !other.equals(own)) {
                            throw new IllegalArgumentException("two channels have different " + variable.name() + " on "
                                    + compartments.branchName(k) + ", and NEURON has one for all of them");
                        }
                    }
                }
            }
            refusePartsOfSections(insertion);
        }
        return byVariable.entrySet().stream()
                .map(entry -> "(\"" + entry.getKey() + "\", ["
                        + entry.getValue().entrySet().stream()
                                .map(one -> "(" + one.getKey() + ", " + one.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + "])")
                .toList();
    }

    private String values(Insertion insertion, Field field, NmodlFile.Variable variable, int branch) {
        Profile profile = insertion.parameters().getOrDefault(field.name(), Profile.of(field.value()));
        List<Double> values = new ArrayList<>();
        for (int node : compartments.compartments(branch)) {
            values.add(
                    insertion.isAt(compartments, node) || !isConductance(field)
                            ? profile.at(compartments, node) * variable.factor()
                            : 0.0);
        }
        return values.toString();
    }

    private static boolean isConductance(Field field) {
        return field.name().matches(".*(S_per_cm2|S_per_um2|cm_per_s)");
    }

    /** NEURON inserts into whole sections; where it should not be, its conductance is 0. */
    private void refusePartsOfSections(Insertion insertion) {
        boolean canVanish = insertion.mechanism().schema().parameters().stream().anyMatch(CellScript::isConductance);
        IntPredicate isAt = node -> insertion.isAt(compartments, node);
        for (int k = 0; k < compartments.branchCount() && !canVanish; k++) {
            int[] nodes = compartments.compartments(k);
            long count = Arrays.stream(nodes).filter(isAt).count();
            if (count > 0 && count < nodes.length) {
                throw new IllegalArgumentException(insertion.name() + " is in a part of " + compartments.branchName(k)
                        + " only, and NEURON inserts into whole sections");
            }
        }
    }

    private String place(int node) {
        return compartments.branch(node) + ", " + compartments.fraction(node);
    }

    private static List<Stimulus> parts(Stimulus stimulus) {
        return stimulus instanceof Stimulus.Sum(List<Stimulus> parts)
                ? parts.stream().flatMap(part -> parts(part).stream()).toList()
                : List.of(stimulus);
    }

    private List<String> steps(List<Injection> injections) {
        List<String> steps = new ArrayList<>();
        for (Injection injection : injections) {
            for (Stimulus part : injection.stimuli().stream()
                    .flatMap(one -> parts(one).stream())
                    .toList()) {
                if (part instanceof Stimulus.Step(double start_ms, double duration_ms, double amplitude_nA)) {
                    steps.add("(" + place(injection.node()) + ", " + start_ms + ", " + duration_ms + ", " + amplitude_nA
                            + ")");
                }
            }
        }
        return steps;
    }

    private List<String> played(List<Injection> injections) {
        List<String> played = new ArrayList<>();
        for (Injection injection : injections) {
            for (Stimulus part : injection.stimuli().stream()
                    .flatMap(one -> parts(one).stream())
                    .toList()) {
                List<Double> times_ms = new ArrayList<>(), currents_nA = new ArrayList<>();
                boolean held = part instanceof Stimulus.Sampled;
                if (part instanceof Stimulus.Sampled sampled) {
                    double[] values = sampled.values();
                    for (int k = 0; k <= values.length; k++) {
                        times_ms.add(k * sampled.current_nA().interval_ms());
                        currents_nA.add(k < values.length ? values[k] : 0);
                    }
                } else if (part instanceof Stimulus.Ramp ramp) {
                    double end_ms = ramp.start_ms() + ramp.duration_ms();
                    // after the last time NEURON holds the mean of what stands at it
                    times_ms.addAll(List.of(0.0, ramp.start_ms(), ramp.start_ms(), end_ms, end_ms, end_ms + 1));
                    currents_nA.addAll(List.of(0.0, 0.0, ramp.from_nA(), ramp.to_nA(), 0.0, 0.0));
                }
                if (!times_ms.isEmpty()) {
                    played.add("(" + place(injection.node()) + ", " + times_ms + ", " + currents_nA + ", "
                            + (held ? "True" : "False") + ")");
                }
            }
        }
        return played;
    }

    private List<String> synapses(List<Synapse> synapses) {
        List<String> lines = new ArrayList<>();
        for (Synapse synapse : synapses) {
            switch (synapse.conductances().getFirst()) {
                case Conductance.Events events ->
                    lines.add("(" + place(synapse.node()) + ", " + events.rise_ms() + ", " + events.decay_ms() + ", "
                            + synapse.reversal_mV() + ", "
                            + events.events().stream()
                                    .map(event -> "(" + event.time_ms() + ", " + event.weight_uS() + ")")
                                    .toList()
                            + ")");
                case Conductance.Sampled _ ->
                    throw new IllegalArgumentException("a synapse of noise is not written as NEURON's");
            }
        }
        return lines;
    }
}
