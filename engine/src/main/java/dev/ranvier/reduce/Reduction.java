package dev.ranvier.reduce;

import dev.ranvier.fit.Clamp;
import dev.ranvier.fit.Experiment;
import dev.ranvier.fit.Fit;
import dev.ranvier.fit.FitListener;
import dev.ranvier.fit.FitProblem;
import dev.ranvier.fit.FitResult;
import dev.ranvier.fit.FitSettings;
import dev.ranvier.fit.Numbers;
import dev.ranvier.fit.ParameterBlock;
import dev.ranvier.fit.Stage;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.loss.Objective;
import dev.ranvier.loss.RobustVoltageError;
import dev.ranvier.loss.Sampling;
import dev.ranvier.loss.SpikeTimeError;
import dev.ranvier.loss.SpikeTolerance;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.SampledSignal;
import dev.ranvier.model.Stimulus;
import dev.ranvier.parameter.ParameterSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reduces a branched neuron to its soma and chains of ghosts: compartments that stand for parts of the tree, with all their channels,
 * whose capacitances, conductances and couplings are fitted until the soma does as the full one does. What the full cell does under
 * currents, usually noises, is simulated; others choose among the starts. A {@link SomaLink} may be learned besides.
 *
 * <p>A fit begins with chains that load the soma as the tree does, one for all or one for each type of stem
 * ({@link ReducedCell#candidates}). It is held weakly to the full cell's voltage, at the soma only, then firmly for 4 ms and free for
 * 4, 8 and 16 ms, again and again, at twice the step, under eight of the currents; then for 32 and 64 ms under sixteen; at last the
 * best start for 64 ms under all, with the step of the full cell. It never runs free to the end: there a few spikes decide that the
 * full cell itself fires at other times when its numbers are changed by 1 %, and a fit gives up what can be met for what cannot. For
 * the same reason the currents that are kept aside choose under these windows too.
 */
public final class Reduction {
    /** Currents of the stages. */
    private static final int FEW = 8, SOME = 16;

    /** Of voltages, where a fit may still be far off, and later. */
    private static final double FIRST_SCALE_mV = 8, LATER_SCALE_mV = 3;

    private static final double SPIKE_SCALE_ms = 0.1, ROBUST_ms = 0.5, MATCH_ms = 3;
    private static final double HARD_mS_per_cm2 = 300, HELD_ms = 4, SETTLED = 2e-3;
    private static final int PATIENCE = 3, MOST_STEPS = 20;
    /** Up to what factor, in natural logarithms, the numbers of other starts are off. */
    private static final double SPREAD = 0.5;

    /**
     * What a change of a number by a factor of e costs, as an error of every sample: at first, and later. It leads all starts to one
     * place; and slow currents have no slope in runs that are shorter than they are slow, so that without it they drift away.
     */
    private static final double FIRST_TETHER_mV = 0.05, LATER_TETHER_mV = 0.02;

    private final Neuron full;
    private final ReductionSettings settings;
    private final double duration_ms;
    private final List<Experiment> training;
    private final List<Experiment> heldOut;

    /**
     * Of a full cell under these currents; simulates it.
     *
     * @throws dev.ranvier.model.ModelException when the cell cannot be simulated
     */
    public Reduction(Neuron full, Stimuli stimuli, ReductionSettings settings) {
        this.full = full;
        this.settings = settings;
        duration_ms = stimuli.duration_ms();
        training = experiments(stimuli.training(full.dt_ms()));
        heldOut = experiments(stimuli.heldOut(full.dt_ms()));
    }

    /** The reduced cells before anything is fitted: {@link ReducedCell#candidates}. */
    public List<ReducedCell> candidates() {
        return ReducedCell.candidates(full.cell(), settings.ghosts());
    }

    /**
     * A reduced cell.
     *
     * @param cell the numbers of the best start
     * @param unfitted what that start's candidate was before the fit
     * @param starts where all starts ended, each with what the held-out noises say
     * @param best the start
     */
    public record Reduced(ReducedCell cell, ReducedCell unfitted, List<FitResult.Started> starts, int best) {
        /** Copies the list. */
        public Reduced {
            starts = List.copyOf(starts);
        }

        /** The same fit, to which something was added afterwards. */
        public Reduced with(ReducedCell more) {
            return new Reduced(more, unfitted, starts, best);
        }
    }

    /**
     * Fits the ghosts of some candidates from several starts, which take turns in the candidates. The same settings give the same bits for
     * any number of threads.
     */
    public Reduced run(List<ReducedCell> candidates, FitListener listener) {
        Random random = new Random(settings.seed());
        List<Cell> cells = candidates.stream().map(ReducedCell::cell).toList();
        Course course = new Course(listener);
        for (int k = 0; k < settings.starts(); k++) {
            ReducedCell candidate = candidates.get(k % candidates.size());
            ReducedCell start = k < candidates.size() ? candidate : scattered(candidate, random);
            course.add(
                    cells.get(k % cells.size()),
                    List.of(new Numbers(candidate.numbers())),
                    ParameterSet.start(start.numbers()));
        }
        follow(course);
        int best = course.left.getFirst();
        ReducedCell candidate = candidates.get(best % candidates.size());
        return new Reduced(candidate.withNumbers(course.end(best).values()), candidate, course.ends(), best);
    }

    private static ReducedCell scattered(ReducedCell cell, Random random) {
        return cell.withNumbers(cell.numbers().stream()
                .map(number -> number.start() * Math.exp(SPREAD * (2 * random.nextDouble() - 1)))
                .toList());
    }

    /**
     * The soma alone, without ghosts, its area and its capacitance fitted as the ghosts are; an area is what a factor on the current makes
     * of it.
     */
    public ReducedCell soma(FitListener listener) {
        return fitted(LoneSoma.of(full.cell()), listener);
    }

    /** The soma alone with a network in the place of its dendrites, fitted with area and capacitance. */
    public ReducedCell soma(LearnedFlow network, FitListener listener) {
        Ghost first = candidates().getFirst().ghosts().get(1);
        return fitted(LoneSoma.of(full.cell()).with(network, first.coupling_uS(), settings.seed()), listener);
    }

    private ReducedCell fitted(LoneSoma soma, FitListener listener) {
        Course course = new Course(listener);
        course.add(soma.cell().cell(), List.of(new Numbers(soma.numbers())));
        follow(course);
        return soma.withNumbers(course.end(0).values());
    }

    /** All stages, from all starts to the best one. */
    private void follow(Course course) {
        double twice_ms = 2 * full.dt_ms();
        Stream<Held> steady =
                DoubleStream.of(100, 10).mapToObj(conductance -> share -> new Clamp.Steady(conductance * share));
        course.run(FEW, twice_ms, FIRST_SCALE_mV, onTheWay(FIRST_TETHER_mV, Stream.concat(steady, windows(4, 8, 16))));
        course.run(SOME, twice_ms, LATER_SCALE_mV, onTheWay(LATER_TETHER_mV, windows(32, 64)));
        course.keepTheBest();
        course.run(training.size(), full.dt_ms(), LATER_SCALE_mV, onTheWay(LATER_TETHER_mV, windows(64)));
    }

    /**
     * A reduced cell with a learned current between its soma and its first ghost, fitted together with all numbers, from where these are.
     * It begins as one that adds nothing.
     *
     * @param network of the learned current
     */
    public Reduced linked(ReducedCell ghosts, LearnedFlow network, FitListener listener) {
        ReducedCell start =
                ghosts.with(SomaLink.silent(network, ghosts.ghosts().get(1).coupling_uS(), settings.seed()));
        Course course = new Course(listener);
        course.add(start.cell(), List.of(new Numbers(start.numbers())));
        course.run(SOME, 2 * full.dt_ms(), LATER_SCALE_mV, onTheWay(LATER_TETHER_mV, windows(32, 64)));
        course.run(training.size(), full.dt_ms(), LATER_SCALE_mV, onTheWay(LATER_TETHER_mV, windows(64)));
        return new Reduced(start.withNumbers(course.end(0).values()), start, course.ends(), 0);
    }

    /**
     * A fit in several parts, each of which begins where the one before ends; starts of one cell are lanes of one batch. Those that are not kept
     * stay where they are.
     */
    private final class Course {
        private final FitListener listener;
        private final List<Runner> runners = new ArrayList<>();
        /** Where each of them is, in the coordinates of its blocks. */
        private final List<double[]> thetas = new ArrayList<>();

        private final Map<Integer, FitResult.Started> ends = new TreeMap<>();
        /** The starts that go on. */
        private final List<Integer> left = new ArrayList<>();

        Course(FitListener listener) {
            this.listener = listener;
        }

        /** One more start, where the blocks begin. */
        void add(Cell cell, List<ParameterBlock> blocks) {
            add(
                    cell,
                    blocks,
                    blocks.stream()
                            .flatMapToDouble(block -> Arrays.stream(block.start()))
                            .toArray());
        }

        /** One more start, at theta. */
        void add(Cell cell, List<ParameterBlock> blocks, double[] theta) {
            left.add(runners.size());
            runners.add(new Runner(cell, blocks));
            thetas.add(theta);
        }

        /** Under so many of the currents to learn from; voltages farther off than the scale hardly count. */
        void run(int currents, double dt_ms, double scale_mV, Function<Cell, List<Stage>> stages) {
            List<Experiment> experiments = training.subList(0, Math.min(currents, training.size()));
            left.stream()
                    .collect(Collectors.groupingBy(
                            start -> runners.get(start).cell(), LinkedHashMap::new, Collectors.toList()))
                    .forEach((cell, alike) -> run(
                            alike,
                            new FitProblem(
                                    cell,
                                    experiments,
                                    objective(experiments, scale_mV),
                                    runners.get(alike.getFirst()).blocks(),
                                    stages.apply(cell),
                                    full.scheme(),
                                    dt_ms,
                                    full.start(),
                                    Optional.of(new FitProblem.HeldOut(heldOut, objective(heldOut, scale_mV))))));
        }

        private void run(List<Integer> alike, FitProblem problem) {
            List<FitResult.Started> found = Fit.from(
                            alike.stream().map(thetas::get).toList(),
                            problem,
                            FitSettings.usual().on(settings.threads()),
                            (k, taken, stage, value, status) ->
                                    listener.moved(alike.get(k), steps(alike.get(k)) + taken, stage, value, status))
                    .starts();
            for (int k = 0; k < found.size(); k++) {
                int start = alike.get(k);
                thetas.set(start, found.get(k).point());
                ends.put(start, found.get(k).after(steps(start) + found.get(k).steps()));
            }
        }

        private int steps(int start) {
            return ends.containsKey(start) ? end(start).steps() : 0;
        }

        /** One goes on, that with the least loss under the currents that are kept aside. */
        void keepTheBest() {
            int best = Collections.min(
                    left, Comparator.comparingDouble(start -> end(start).choice()));
            left.retainAll(List.of(best));
        }

        /** Where a start has ended. */
        FitResult.Started end(int start) {
            return Objects.requireNonNull(ends.get(start));
        }

        List<FitResult.Started> ends() {
            return List.copyOf(ends.values());
        }
    }

    /** What a start fits, and in what. */
    private record Runner(Cell cell, List<ParameterBlock> blocks) {}

    /** A clamp of a soma that is this share of a cell's membrane. */
    private interface Held {
        Clamp of(double share);
    }

    /** Now and then held with 300 mS/cm2 of the soma's own membrane. */
    private static Stream<Held> windows(double... free_ms) {
        return DoubleStream.of(free_ms)
                .mapToObj(ms -> share -> new Clamp.Intermittent(HARD_mS_per_cm2 * share, HELD_ms, ms));
    }

    private static Function<Cell, List<Stage>> onTheWay(double tether_mV, Stream<Held> clamps) {
        List<Held> held = clamps.toList();
        return cell -> held.stream()
                .map(clamp -> Stage.held(clamp.of(cell.compartments().membraneShare(0)))
                        .withTether(tether_mV)
                        .until(SETTLED, PATIENCE, MOST_STEPS))
                .toList();
    }

    private List<Experiment> experiments(List<Stimulus> currents) {
        List<SampledSignal> voltages = full.voltages_mV(currents, duration_ms);
        return IntStream.range(0, currents.size())
                .mapToObj(k -> new Experiment(
                        "current " + k, List.of(new Injection(0, currents.get(k))), List.of(), 0, voltages.get(k)))
                .toList();
    }

    /** The mean over samples of the robust voltage error, and over spikes of the robust error of their times. */
    private Objective objective(List<Experiment> experiments, double scale_mV) {
        SpikeTolerance tolerance = new SpikeTolerance(full.threshold_mV(), SPIKE_SCALE_ms, ROBUST_ms, MATCH_ms);
        List<Integer> spikes = experiments.stream()
                .map(experiment -> full.spikes_ms(experiment.recorded()).length)
                .toList();
        double weight = 1.0 / experiments.size(),
                perSpike =
                        1.0
                                / Math.max(
                                        1,
                                        spikes.stream().mapToInt(count -> count).sum());
        List<Objective.Term> terms = new ArrayList<>();
        for (int k = 0; k < experiments.size(); k++) {
            SampledSignal recorded = experiments.get(k).recorded();
            Sampling sampling = new Sampling(recorded.interval_ms(), recorded.length());
            double[] v = recorded.values();
            terms.add(new Objective.Term(k, weight, new RobustVoltageError(sampling, v, scale_mV)));
            terms.add(new Objective.Term(
                    k, Math.max(1, spikes.get(k)) * perSpike, new SpikeTimeError(sampling, v, tolerance)));
        }
        return new Objective(terms);
    }
}
