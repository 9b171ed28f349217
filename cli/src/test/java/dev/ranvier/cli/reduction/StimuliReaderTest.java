package dev.ranvier.cli.reduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.model.Stimulus;
import dev.ranvier.morphology.Compartments;
import dev.ranvier.morphology.Discretisation;
import dev.ranvier.morphology.MorphologyBuilder;
import dev.ranvier.morphology.SwcType;
import dev.ranvier.reduce.GivenStimuli;
import dev.ranvier.reduce.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StimuliReaderTest {
    private static final Compartments CELL = new MorphologyBuilder()
            .root("soma", SwcType.SOMA, 20, 20, 20)
            .cylinder("dend", SwcType.BASAL, "soma", 1, 100, 2)
            .build()
            .discretise(new Discretisation.PerBranch(1));

    @TempDir
    private Path folder;

    private GivenStimuli read(String text) throws IOException {
        return StimuliReader.read(Files.writeString(folder.resolve("stim.yaml"), text), CELL, new ArrayList<>());
    }

    @Test
    void currents_areOfTheirLists_andThoseKeptAsideJudgeWithoutOthers() throws IOException {
        GivenStimuli stimuli = read("""
            duration_ms: 150
            training:
              - noise: {mean_pA: 300, sd_pA: 150, correlation_ms: 10, seed: 1}
              - step: {start_ms: 20, duration_ms: 100, amplitude_pA: 300}
            held_out:
              - ramp: {start_ms: 20, duration_ms: 100, from_pA: 0, to_pA: 500}
            """);
        assertThat(stimuli.duration_ms()).isEqualTo(150);
        assertThat(stimuli.training(0.025)).hasSize(2).last().isEqualTo(new Stimulus.Step(20, 100, 0.3));
        assertThat(stimuli.heldOut(0.025)).containsExactly(new Stimulus.Ramp(20, 100, 0, 0.5));
        assertThat(stimuli.unseen(0.025))
                .containsExactly(new Trial.Question("ramp 1", new Stimulus.Ramp(20, 100, 0, 0.5), 150));
        assertThat(stimuli.usual_nA()).isBetween(0.1, 0.5);
    }

    @Test
    void currents_thatAreMissing_elsewhereOrToBeFitted_areRefused() {
        String kept = "held_out: [{ramp: {start_ms: 0, duration_ms: 9, from_pA: 0, to_pA: 5}}]\n";
        assertRefused("training: []\n" + kept, "at least one current");
        assertRefused(kept, "training");
        assertRefused(
                "training: [{step: {start_ms: 0, duration_ms: 9, amplitude_pA: 5}, at: dend}]\n" + kept,
                "into the middle of the soma");
        assertRefused(
                "training: [{step: {start_ms: 0, duration_ms: 9, amplitude_pA: {fit: 5}}}]\n" + kept, "without fit:");
    }

    private void assertRefused(String lists, String why) {
        assertThatThrownBy(() -> read("duration_ms: 10\n" + lists))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("stim.yaml:");
    }
}
