package dev.ranvier.files.judge;

import dev.ranvier.files.input.Shown;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Conductance;
import dev.ranvier.model.Injection;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Stimulus;
import dev.ranvier.model.Synapse;
import dev.ranvier.morphology.Compartments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Judges the numbers of a model by those that membranes have: what is possible and yet hardly meant is named. */
public final class ModelJudgement {
    private static final double SMALLEST_um2 = 1, LARGEST_um2 = 5e6;
    private static final double LEAST_uF_PER_CM2 = 0.1, MOST_uF_PER_CM2 = 100;
    private static final double LOWEST_mV = -150, HIGHEST_mV = 100, VOLTS_mV = 0.2;
    private static final double MOST_mS_PER_CM2 = 20_000,
            LEAST_uA_PER_CM2 = 1e-5,
            MOST_uA_PER_CM2 = 10_000,
            MOST_uS = 10;
    private static final double COARSE_ms = 0.25, SHORT_ms = 0.5, SLOWEST_SYNAPSE_ms = 1e5, BRIEF_STEPS = 0.1;
    private static final double LEAST_OHM_CM = 5, MOST_OHM_CM = 10_000;
    private static final String REVERSAL = "reversal_mV";

    private ModelJudgement() {}

    /** What the person should know of a cell. */
    public static List<String> warnings(Cell cell) {
        Compartments compartments = cell.compartments();
        MembraneSize membrane = MembraneSize.of(compartments, cell.capacitance_uF_per_cm2());
        List<String> warnings = new ArrayList<>();
        if (membrane.area_um2() < SMALLEST_um2 || membrane.area_um2() > LARGEST_um2) {
            warnings.add("the cell has " + Shown.number(membrane.area_um2())
                    + " um2 of membrane, which no neuron has: are its sizes in micrometres?");
        }
        DoubleSummaryStatistics capacitance = range(cell.capacitance_uF_per_cm2(), compartments);
        if (capacitance.getMin() < LEAST_uF_PER_CM2 || capacitance.getMax() > MOST_uF_PER_CM2) {
            warnings.add("cell.capacitance_uF_per_cm2 is about 1 in every membrane, here "
                    + Shown.number(
                            capacitance.getMin() < LEAST_uF_PER_CM2 ? capacitance.getMin() : capacitance.getMax())
                    + ": 0.01 F/m2 are 1 uF/cm2");
        }
        double initial_mV = cell.initialVoltage_mV();
        if (initial_mV < LOWEST_mV || initial_mV > HIGHEST_mV || (initial_mV != 0 && Math.abs(initial_mV) < VOLTS_mV)) {
            warnings.add("cell.initial_voltage_mV: no neuron rests at " + Shown.number(initial_mV)
                    + " mV: is it in millivolts?");
        }
        if (!membrane.isOnePiece()) {
            DoubleSummaryStatistics resistivity = range(cell.axialResistivity_ohm_cm(), compartments);
            double odd = resistivity.getMin() < LEAST_OHM_CM ? resistivity.getMin() : resistivity.getMax();
            if (odd < LEAST_OHM_CM || odd > MOST_OHM_CM) {
                warnings.add("cell.axial_resistivity_ohm_cm is about 100 in every neuron, here " + Shown.number(odd)
                        + ": 1 ohm m is 100 ohm cm");
            }
        }
        for (Insertion channel : cell.insertions()) {
            large(channel, compartments).ifPresent(warnings::add);
            reversal(channel, compartments).ifPresent(warnings::add);
        }
        return warnings;
    }

    /** A reversal potential in volts, or one on the other side of zero than that of the ion in the channel's name. */
    private static Optional<String> reversal(Insertion channel, Compartments compartments) {
        String type = channel.mechanism().schema().name();
        return Optional.ofNullable(channel.parameters().get(REVERSAL))
                .map(profile -> channel.nodes(compartments)
                        .mapToDouble(node -> profile.at(compartments, node))
                        .summaryStatistics())
                .filter(range -> range.getCount() > 0)
                .flatMap(range -> {
                    double most = Math.max(Math.abs(range.getMin()), Math.abs(range.getMax()));
                    if (most > 0 && most < VOLTS_mV) {
                        return Optional.of("channel " + channel.name() + " reverses at " + Shown.number(range.getMin())
                                + " mV: is it in millivolts?");
                    }
                    boolean isDepolarising = type.contains("sodium") || type.endsWith("calcium");
                    boolean isAgainst =
                            isDepolarising ? range.getMax() < 0 : type.contains("potassium") && range.getMin() > 0;
                    return isAgainst
                            ? Optional.of("channel " + channel.name() + " is of type " + type + " and reverses at "
                                    + Shown.number(range.getMin()) + " mV, where its ion does not: are two of them"
                                    + " swapped?")
                            : Optional.empty();
                });
    }

    /** What the person should know of the curves of channels, and of a run in which they hardly move. */
    public static List<String> curves(List<Insertion> channels, double duration_ms) {
        List<String> warnings = new ArrayList<>();
        for (Insertion channel : channels) {
            CurveJudgement.warnings(channel.mechanism())
                    .forEach(warning -> warnings.add("channel " + channel.name() + ": " + warning));
            if (duration_ms >= SHORT_ms) {
                CurveJudgement.slow(channel.mechanism(), duration_ms)
                        .ifPresent(warning -> warnings.add("channel " + channel.name() + ": " + warning));
            }
        }
        if (duration_ms < SHORT_ms) {
            warnings.add("the run lasts " + Shown.number(duration_ms)
                    + " ms, in which hardly a membrane moves: are its times in milliseconds?");
        }
        return warnings;
    }

    /**
     * Why a cell cannot spike by itself: no channel pulls it above the threshold. Empty also where that is not known of a channel.
     */
    public static Optional<String> spikeless(Cell cell, double threshold_mV) {
        double highest_mV = Double.NEGATIVE_INFINITY;
        for (Insertion channel : cell.insertions()) {
            List<Field> reversals = channel.mechanism().schema().parameters().stream()
                    .filter(Field::isReversal)
                    .toList();
            if (reversals.isEmpty()) {
                return Optional.empty();
            }
            for (Field reversal : reversals) {
                Profile profile = channel.parameters().getOrDefault(reversal.name(), Profile.of(reversal.value()));
                highest_mV = Math.max(
                        highest_mV,
                        channel.nodes(cell.compartments())
                                .mapToDouble(node -> profile.at(cell.compartments(), node))
                                .max()
                                .orElse(highest_mV));
            }
        }
        return highest_mV > threshold_mV
                ? Optional.empty()
                : Optional.of("no channel pulls the cell above " + Shown.number(highest_mV)
                        + " mV, and spikes are to rise through " + Shown.number(threshold_mV)
                        + " mV: it lacks sodium, or another channel that makes spikes");
    }

    /** What to say of a threshold that no spike crosses. */
    public static Optional<String> threshold(double threshold_mV) {
        return threshold_mV < LOWEST_mV || threshold_mV > HIGHEST_mV
                ? Optional.of("no spike of a neuron rises through " + Shown.number(threshold_mV)
                        + " mV: is the threshold in millivolts?")
                : Optional.empty();
    }

    private static DoubleSummaryStatistics range(Profile profile, Compartments compartments) {
        return IntStream.range(0, compartments.count())
                .filter(compartments::isCompartment)
                .mapToDouble(node -> profile.at(compartments, node))
                .summaryStatistics();
    }

    private static Optional<String> large(Insertion channel, Compartments compartments) {
        Schema schema = channel.mechanism().schema();
        return schema.densities().stream()
                .map(density -> density.unit_mS_per_cm2().orElse(0)
                        * channel.nodes(compartments)
                                .mapToDouble(node ->
                                        channel.parameter(schema.parameterIndex(density.name()), compartments, node))
                                .max()
                                .orElse(0))
                .filter(most -> most > MOST_mS_PER_CM2)
                .findFirst()
                .map(most -> "channel " + channel.name() + " has up to " + Shown.number(most / 1000)
                        + " S/cm2, more than any membrane: is it in mS/cm2?");
    }

    /** What the person should know of what drives a cell in steps of {@code dt_ms}. */
    public static List<String> warnings(Cell cell, List<Injection> injections, List<Synapse> synapses, double dt_ms) {
        MembraneSize membrane = MembraneSize.of(cell.compartments(), cell.capacitance_uF_per_cm2());
        List<String> warnings = new ArrayList<>();
        for (int k = 0; k < injections.size(); k++) {
            String name = "stimulus[" + k + "]";
            injected(name, injections.get(k), membrane).ifPresent(warnings::add);
            brief(name, injections.get(k).stimuli().getFirst(), dt_ms).ifPresent(warnings::add);
        }
        double weight_uS = synapses.stream()
                .flatMap(synapse -> synapse.conductances().stream())
                .flatMapToDouble(conductance -> Arrays.stream(conductance.values()))
                .max()
                .orElse(0);
        if (weight_uS > MOST_uS) {
            warnings.add(
                    "a synapse opens " + Shown.number(weight_uS) + " uS, a thousand times what one has: is it in nS?");
        }
        DoubleSummaryStatistics decays_ms = synapses.stream()
                .flatMap(synapse -> synapse.conductances().stream())
                .filter(Conductance.Events.class::isInstance)
                .mapToDouble(conductance -> ((Conductance.Events) conductance).decay_ms())
                .summaryStatistics();
        if (decays_ms.getMin() < dt_ms) {
            warnings.add("a synapse closes in " + Shown.number(decays_ms.getMin()) + " ms, less than a step of "
                    + Shown.number(dt_ms) + " ms: is its time constant in milliseconds?");
        }
        if (decays_ms.getMax() > SLOWEST_SYNAPSE_ms) {
            warnings.add("a synapse closes in " + Shown.number(decays_ms.getMax())
                    + " ms, so it stays open: is its time constant in milliseconds?");
        }
        if (dt_ms > COARSE_ms
                && cell.insertions().stream()
                        .anyMatch(channel ->
                                !channel.mechanism().schema().states().isEmpty())) {
            warnings.add("steps of " + Shown.number(dt_ms)
                    + " ms are longer than fast gates take: compare with simulation.dt_ms: 0.025");
        }
        return warnings;
    }

    /** What to say of a current of a size that cannot be meant; {@code name} is what the model calls it. */
    public static Optional<String> injected(String name, Injection injection, MembraneSize membrane) {
        double most = Math.min(
                membrane.density_uA_per_cm2(amplitude_nA(injection.stimuli().getFirst())), Double.MAX_VALUE);
        return most > MOST_uA_PER_CM2 || (most > 0 && most < LEAST_uA_PER_CM2)
                ? Optional.of(name + " injects " + Shown.number(most) + " uA for each cm2 of membrane, "
                        + (most > 1 ? "more than a membrane stands" : "which moves nothing")
                        + ": are its unit and the size of the cell right?")
                : Optional.empty();
    }

    private static Optional<String> brief(String name, Stimulus stimulus, double dt_ms) {
        return stimulus instanceof Stimulus.Step(double _, double duration_ms, double amplitude_nA)
                        && amplitude_nA != 0
                        && duration_ms < BRIEF_STEPS * dt_ms
                ? Optional.of(name + " lasts " + Shown.number(duration_ms) + " ms, of a step of the run of "
                        + Shown.number(dt_ms) + " ms hardly anything: is it in milliseconds?")
                : Optional.empty();
    }

    private static double amplitude_nA(Stimulus stimulus) {
        double[] values = stimulus.values();
        return IntStream.range(0, values.length)
                .filter(stimulus::isAmplitude)
                .mapToDouble(k -> Math.abs(values[k]))
                .max()
                .orElse(0);
    }

    /** What to say of a current of which nothing falls into a run. */
    public static Optional<String> missed(String name, Stimulus stimulus, double from_ms, double to_ms) {
        return amplitude_nA(stimulus) > 0
                        && stimulus.mean_nA(from_ms, to_ms) == 0
                        && stimulus.isConstant(from_ms, to_ms)
                ? Optional.of(name + ": nothing of it falls into the run, which lasts " + lasts(from_ms, to_ms))
                : Optional.empty();
    }

    /** What to say of events that a run does not meet. */
    public static Optional<String> missed(String name, List<Double> events_ms, double from_ms, double to_ms) {
        List<Double> outside = events_ms.stream()
                .filter(time_ms -> time_ms < from_ms || time_ms >= to_ms)
                .toList();
        return outside.isEmpty()
                ? Optional.empty()
                : Optional.of(name + ": " + outside.size() + " of " + events_ms.size() + " events, the first at "
                        + Shown.number(outside.getFirst()) + " ms, do not fall into the run, which lasts "
                        + lasts(from_ms, to_ms));
    }

    private static String lasts(double from_ms, double to_ms) {
        return "from " + Shown.number(from_ms) + " to " + Shown.number(to_ms) + " ms";
    }
}
