package dev.ranvier.cli.recovery;

import dev.ranvier.channel.Power;
import dev.ranvier.cli.jobs.SideBySide;
import dev.ranvier.files.model.ChannelEntry;
import dev.ranvier.files.model.LearnedGate;
import dev.ranvier.fit.Alternatives;
import dev.ranvier.fit.Alternatives.Alternative;
import dev.ranvier.fit.Alternatives.Outcome;
import dev.ranvier.fit.Identifiability;
import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.kinetics.LibraryChannel;
import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.VoltageGrid;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Insertion;
import dev.ranvier.parameter.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Other channels in the place of the one that was recovered.
 *
 * @param recovered what was found
 * @param library published channels to try as they stand, but for their conductance; there may be none
 */
record Rivals(Recovered recovered, List<LibraryChannel> library) {
    /** What the channel is called that was recovered. */
    static final String LEARNED = "learned";

    private static final String CONDUCTANCE = "conductance_mS_per_cm2";
    private static final double STEEPEST_mV = 1;

    /** The learned channel and all others, the nearest to what was kept aside first, or without that the one with the least criterion. */
    List<Outcome> outcomes(int jobs, RecoveryListener listener) {
        ChannelEntry.Learned unknown = recovered.task().unknown().getFirst();
        Alternatives alternatives = alternatives(unknown);
        List<Callable<Outcome>> tasks = new ArrayList<>();
        tasks.add(() -> alternatives.found(LEARNED, determined()));
        List<Alternative> rivals = rivals(unknown).toList();
        AtomicInteger done = new AtomicInteger();
        rivals.forEach(rival -> tasks.add(() -> {
            Outcome outcome = alternatives.outcome(rival);
            listener.compared(done.incrementAndGet(), rivals.size());
            return outcome;
        }));
        List<Outcome> outcomes = new ArrayList<>(SideBySide.run(tasks, jobs, "rival"));
        outcomes.sort(Comparator.comparingDouble(
                outcome -> Double.isNaN(outcome.heldOut_mV()) ? outcome.criterion() : outcome.heldOut_mV()));
        return List.copyOf(outcomes);
    }

    private Alternatives alternatives(ChannelEntry.Learned unknown) {
        RecoveryTask task = recovered.task();
        Cell before = task.model().cellToRecover();
        List<Insertion> insertions = new ArrayList<>(before.insertions());
        insertions.set(
                before.indexOf(unknown.name()),
                unknown.with(recovered.gates().stream().map(FoundGate::gate).toList())
                        .insertion());
        Cell cell = new Cell(
                before.compartments(),
                before.capacitance_uF_per_cm2(),
                before.axialResistivity_ohm_cm(),
                before.initialVoltage_mV(),
                insertions);
        List<Parameter> parameters = task.parameters();
        return new Alternatives(
                cell,
                unknown.name(),
                IntStream.range(0, parameters.size())
                        .mapToObj(p ->
                                parameters.get(p).from(recovered.best().values().get(p)))
                        .toList(),
                task.observed().stream().map(observed -> observed.experiment()).toList(),
                task.heldOut().stream().map(observed -> observed.experiment()).toList(),
                task.settings());
    }

    /** Numbers of the curves that the recordings told, and those beside them. */
    private double determined() {
        Identifiability known = recovered.evidence().orElseThrow().identifiability();
        return recovered.task().parameters().size()
                + known.determined().stream()
                        .mapToDouble(gate -> gate.xInf() + gate.tau())
                        .sum();
    }

    private Stream<Alternative> rivals(ChannelEntry.Learned unknown) {
        boolean whole = unknown.gates().stream().allMatch(gate -> gate.power().orElseThrow() instanceof Power.Fixed);
        return Stream.concat(
                whole ? Stream.of(bells(unknown)) : Stream.of(),
                alike().values().stream()
                        .map(channels -> new Alternative(
                                channels.getFirst().id()
                                        + (channels.size() == 1 ? "" : " and " + (channels.size() - 1) + " alike"),
                                channels.getFirst().tabulated(unknown.name(), 1, 0),
                                List.of(CONDUCTANCE))));
    }

    /** The published channels by their curves: many have those of another. */
    private Map<List<Object>, List<LibraryChannel>> alike() {
        Map<List<Object>, List<LibraryChannel>> alike = new LinkedHashMap<>();
        for (LibraryChannel channel : library) {
            List<Object> curves = channel.conductingGates().stream()
                    .<Object>map(gate -> List.of(gate.exponent(), gate.curves()))
                    .toList();
            alike.computeIfAbsent(curves, _ -> new ArrayList<>()).add(channel);
        }
        return alike;
    }

    /** Every gate a Boltzmann sigmoid and a bell, which begin where the learned curves are steepest. */
    private Alternative bells(ChannelEntry.Learned unknown) {
        MechanismFormulas formulas = MechanismFormulas.named(unknown.name())
                .parameter(Field.conductance(1))
                .parameter(Field.reversal(0));
        List<String> free = new ArrayList<>();
        for (FoundGate found : recovered.gates()) {
            LearnedGate gate = found.gate();
            String name = gate.name();
            double[] begin = bell(gate);
            for (Field field : List.of(
                    new Field(name + "_middle_mV", begin[0], -200, 200),
                    new Field(name + "_slope_mV", begin[1], -200, 200),
                    new Field(name + "_peak_ms", begin[2], 0, 1e6))) {
                formulas.parameter(field);
                free.add(field.name());
            }
            String y = "(v - " + name + "_middle)/" + name + "_slope";
            formulas.gateByTarget(
                    name,
                    ((Power.Fixed) gate.power().orElseThrow()).exponent(),
                    "1/(1 + exp(-" + y + "))",
                    name + "_peak/sqrt((exp(" + y + "/4) + exp(-" + y + "/4))/2)");
        }
        return new Alternative("Boltzmann sigmoid and bell", formulas.channel(), free);
    }

    /** Where x_inf of a learned gate is nearest to one half, how steep it is there, and tau there. */
    private static double[] bell(LearnedGate gate) {
        VoltageGrid grid = VoltageGrid.STANDARD;
        double[] logit = new double[grid.nodes()], logTau = new double[grid.nodes()];
        gate.curves().orElseThrow().evaluate(grid, logit, logTau);
        int half = IntStream.range(1, grid.nodes() - 1)
                .boxed()
                .min(Comparator.comparingDouble(k -> Math.abs(logit[k])))
                .orElseThrow();
        double slope = 2 * grid.spacing_mV() / (logit[half + 1] - logit[half - 1]);
        double sign = slope < 0 ? -1 : 1;
        return new double[] {
            grid.voltage_mV(half), sign * Math.clamp(Math.abs(slope), STEEPEST_mV, 100), Math.exp(logTau[half])
        };
    }
}
