package dev.ranvier.cli.reduction;

import dev.ranvier.fit.FitResult;
import dev.ranvier.learned.LearnedFlow;
import dev.ranvier.reduce.Agreement;
import dev.ranvier.reduce.Ghost;
import dev.ranvier.reduce.ScaledStimuli;
import dev.ranvier.reduce.SomaLink;
import dev.ranvier.reduce.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reduction in numbers, for programs. */
public final class ReductionSummary {
    private ReductionSummary() {}

    /** As a tree for JSON. */
    public static Map<String, Object> of(ReducedNeuron neuron) {
        ReductionTask task = neuron.task();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", task.commandLine());
        summary.put("model", task.path().toString());
        summary.put("compartments", task.model().membrane().compartmentCount());
        summary.put("ghosts", neuron.reduced().cell().ghosts().size() - 1);
        summary.put("seed", task.settings().seed());
        if (task.stimuli() instanceof ScaledStimuli scaled) {
            summary.put("rheobase_nA", scaled.rheobase_nA());
        }
        summary.put("dt_ms", task.full().dt_ms());
        summary.put("training_seconds", neuron.trainingSeconds());
        summary.put("cost_ratio", neuron.fullSeconds() / neuron.best().seconds());
        summary.put("best_start", neuron.reduced().best() + 1);
        summary.put(
                "starts",
                neuron.reduced().starts().stream().map(ReductionSummary::start).toList());
        summary.put(
                "cell",
                neuron.reduced().cell().ghosts().stream()
                        .map(ReductionSummary::ghost)
                        .toList());
        neuron.reduced().cell().link().ifPresent(link -> summary.put("link", link(link)));
        summary.put(
                "unseen",
                neuron.best().trials().stream().map(ReductionSummary::trial).toList());
        summary.put("compared", compared(neuron));
        return summary;
    }

    private static Map<String, Object> start(FitResult.Started start) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("loss", start.value());
        start.heldOut().ifPresent(value -> member.put("held_out_loss", value));
        member.put("steps", start.steps());
        return member;
    }

    private static Map<String, Object> ghost(Ghost ghost) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", ghost.name());
        member.put("area_um2", ghost.area_um2());
        member.put("capacitance_uF_per_cm2", ghost.capacitance_uF_per_cm2());
        member.put("coupling_uS", ghost.coupling_uS());
        member.put("mechanisms", ghost.mechanisms());
        return member;
    }

    private static Map<String, Object> link(SomaLink link) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("hidden", link.network().hidden());
        member.put("latents", link.network().latents());
        member.put(LearnedFlow.AXIAL_SCALE.name(), link.scale_nA());
        return member;
    }

    private static Map<String, Object> trial(Trial trial) {
        Agreement agreement = trial.agreement();
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("current", trial.name());
        member.put("rmse_mV", agreement.rmse_mV());
        member.put("spikes", agreement.spikes());
        member.put("reduced_spikes", agreement.reducedSpikes());
        member.put("largest_shift_ms", agreement.largestShift_ms());
        member.put("coincidence", agreement.coincidence());
        return member;
    }

    private static List<Object> compared(ReducedNeuron neuron) {
        List<Object> list = new ArrayList<>();
        for (Rival rival : neuron.rivals()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("name", rival.name());
            member.put("compartments", rival.compartments());
            member.put("counts_right", rival.counted());
            member.put("trials", rival.trials().size());
            member.put("steps_rmse_mV", rival.worst("step", Agreement::rmse_mV));
            member.put("steps_shift_ms", rival.worst("step", Agreement::largestShift_ms));
            member.put("coincidence", rival.coincidence());
            member.put("least_coincidence", rival.leastCoincidence());
            list.add(member);
        }
        return list;
    }
}
