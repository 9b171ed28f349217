package dev.ranvier.fit;

import dev.ranvier.loss.Objective;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.Profile;
import dev.ranvier.model.Region;
import dev.ranvier.optimise.Status;
import dev.ranvier.parameter.Parameter;
import dev.ranvier.parameter.Quantity;
import dev.ranvier.parameter.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Other channels in the place of one that was looked for, with numbers of theirs fitted to the same recordings. */
public final class Alternatives {
    private static final double STEP = 10;

    private final Cell cell;
    private final int place;
    private final List<Parameter> numbers;
    private final List<Experiment> experiments, heldOut;
    private final RecoverySettings settings;

    /**
     * A channel to try.
     *
     * @param name what it is called
     * @param channel the channel; its conductance and reversal potential are those of the one in whose place it stands
     * @param free names of its parameters that are fitted
     */
    public record Alternative(String name, Channel channel, List<String> free) {
        /** Copies the list. */
        public Alternative {
            free = List.copyOf(free);
        }
    }

    /**
     * How well a model does.
     *
     * @param name what it is called
     * @param numbers that the recordings determined: those that were fitted, or of curves as many as are told by them
     * @param training_mV distance from the recordings that it was fitted to, running free; infinite where it diverged
     * @param heldOut_mV distance from those that were kept aside; NaN without them
     * @param criterion Schwarz's: {@code n ln(|r|^2 / n) + k ln n} of n samples and k numbers; less is better
     */
    public record Outcome(String name, double numbers, double training_mV, double heldOut_mV, double criterion) {}

    /**
     * In the place of the channel {@code name}.
     *
     * @param cell the model, with the curves that were found
     * @param numbers what was found beside them, as their starts
     * @param experiments the recordings
     * @param heldOut recordings that nothing is fitted to; there may be none
     */
    public Alternatives(
            Cell cell,
            String name,
            List<Parameter> numbers,
            List<Experiment> experiments,
            List<Experiment> heldOut,
            RecoverySettings settings) {
        this.cell = cell;
        this.numbers = List.copyOf(numbers);
        this.place = cell.indexOf(name);
        this.experiments = List.copyOf(experiments);
        this.heldOut = List.copyOf(heldOut);
        this.settings = settings;
    }

    /** How well the channel does that was found, of which the recordings determine so many numbers. */
    public Outcome found(String name, double determined) {
        Insertion there = cell.insertions().get(place);
        List<Parameter> unchanged = numbers.isEmpty()
                ? List.of(parameter(there.mechanism().schema().parameters().getFirst(), there))
                : numbers;
        return outcome(name, determined, cell, unchanged, new Numbers(unchanged).start());
    }

    /** How well another does. */
    public Outcome outcome(Alternative other) {
        Insertion before = cell.insertions().get(place);
        Map<String, Profile> parameters = new LinkedHashMap<>();
        for (Field field : other.channel.schema().parameters()) {
            Profile given = before.parameters().get(field.name());
            if (given != null) {
                parameters.put(field.name(), given);
            }
        }
        Insertion inserted = new Insertion(before.name(), other.channel, parameters, before.where());
        List<Insertion> insertions = new ArrayList<>(cell.insertions());
        insertions.set(place, inserted);
        Cell with = new Cell(
                cell.compartments(),
                cell.capacitance_uF_per_cm2(),
                cell.axialResistivity_ohm_cm(),
                cell.initialVoltage_mV(),
                insertions);
        List<Parameter> free = new ArrayList<>(numbers.stream()
                .filter(parameter -> !isOf(before.name(), parameter.quantity()))
                .toList());
        other.channel.schema().parameters().stream()
                .filter(field -> other.free.contains(field.name()))
                .map(field -> parameter(field, inserted))
                .forEach(free::add);
        FitResult.Started best = Fit.run(problem(with, experiments, free), FitSettings.usual(), (_, _, _, _, _) -> {})
                .bestStart();
        double[] theta = best.point();
        return best.status() == Status.DIVERGED
                ? new Outcome(
                        other.name,
                        free.size(),
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                : outcome(other.name, free.size(), with, free, theta);
    }

    private static boolean isOf(String channel, Quantity quantity) {
        return switch (quantity) {
            case Quantity.ChannelParameter(String of, String _, Region _) -> of.equals(channel);
            case Quantity.NetworkWeight(String of, String _, Region _) -> of.equals(channel);
            case Quantity.ChannelFactor(String of, String _, Region _) -> of.equals(channel);
            default -> false;
        };
    }

    private static Parameter parameter(Field field, Insertion inserted) {
        Profile profile = inserted.parameters().getOrDefault(field.name(), Profile.of(field.value()));
        double start = profile instanceof Profile.Constant(double value) ? value : field.value();
        return new Parameter(
                inserted.name() + "." + field.name(),
                new Quantity.ChannelParameter(inserted.name(), field.name(), inserted.where()),
                field.isPositive() ? new Transform.Log() : new Transform.Linear(STEP),
                start,
                Optional.empty());
    }

    private Outcome outcome(String name, double count, Cell with, List<Parameter> free, double[] theta) {
        int samples = experiments.stream()
                .mapToInt(experiment -> experiment.samples().length)
                .sum();
        double training_mV = Math.sqrt(Fit.objective(problem(with, experiments, free), theta));
        double held_mV = heldOut.isEmpty() ? Double.NaN : Math.sqrt(Fit.objective(problem(with, heldOut, free), theta));
        return new Outcome(
                name, count, training_mV, held_mV, 2 * samples * Math.log(training_mV) + count * Math.log(samples));
    }

    /** The mean squared error of all samples that are looked at. */
    private FitProblem problem(Cell with, List<Experiment> recordings, List<Parameter> free) {
        double samples = recordings.stream()
                .mapToInt(experiment -> experiment.samples().length)
                .sum();
        Objective objective = new Objective(IntStream.range(0, recordings.size())
                .mapToObj(e -> recordings.get(e).term(e, recordings.get(e).samples().length / samples))
                .toList());
        return FitProblem.ofNumbers(
                with, recordings, objective, free, settings.scheme(), settings.dt_ms(), settings.start());
    }
}
