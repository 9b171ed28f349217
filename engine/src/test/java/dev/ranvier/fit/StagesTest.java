package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StagesTest {
    private static Clamp.Intermittent clamp(Stage stage) {
        return (Clamp.Intermittent) stage.clamp();
    }

    /** Each is at another place than the last one, and all places of a window's length are visited alike. */
    @Test
    void windows_growAndMoveBeforeEveryStep() {
        List<Stage> stages = Stages.WINDOWS.stages();
        assertThat(stages.stream().map(stage -> clamp(stage).free_ms()).distinct())
                .containsExactly(2.0, 4.0, 8.0, 16.0, 32.0, 64.0);
        assertThat(stages).allMatch(stage -> stage.mostSteps() == 1);
        for (double free_ms : new double[] {2, 64}) {
            List<Double> phases = stages.stream()
                    .filter(stage -> clamp(stage).free_ms() == free_ms)
                    .map(stage -> clamp(stage).phase())
                    .sorted()
                    .toList();
            for (int k = 1; k < phases.size(); k++) {
                assertThat(phases.get(k) - phases.get(k - 1)).isBetween(0.3 / phases.size(), 2.0 / phases.size());
            }
        }
    }

    /** A step is judged where the next one begins. */
    @Test
    void windows_judgeAStepAtTheNextPlace() {
        List<Stage> stages = Stages.WINDOWS.stages();
        for (int k = 0; k < stages.size(); k++) {
            Stage judging = stages.get(k).judging();
            assertThat(judging.isElsewhere(stages.get(k))).isTrue();
            assertThat(judging.judge()).isEmpty();
            if (k + 1 < stages.size() && stages.get(k + 1).isElsewhere(stages.get(k))) {
                assertThat(judging.looksAtTheSame(stages.get(k + 1))).isTrue();
            }
        }
    }

    @Test
    void isElsewhere_isTrueOfTheSameWindowsOnly() {
        Stage here = Stage.held(new Clamp.Intermittent(300, 4, 8, 0.1));
        assertThat(here.isElsewhere(Stage.held(new Clamp.Intermittent(300, 4, 8, 0.7))))
                .isTrue();
        assertThat(here.isElsewhere(Stage.held(new Clamp.Intermittent(300, 4, 16, 0.1))))
                .isFalse();
        assertThat(here.isElsewhere(Stage.free())).isFalse();
    }
}
