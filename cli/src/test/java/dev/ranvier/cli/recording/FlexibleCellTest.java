package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.model.FitSection;
import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.model.ModelReader;
import dev.ranvier.parameter.Prior;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text is tested further where the command is. */
final class FlexibleCellTest {
    @Test
    void near_aCellThatNoNoiseDrives_fitsTheShapeOfSpikesToo() {
        assertThat(shapes(near(false))).isOne();
        assertThat(shapes(near(true))).isZero();
    }

    @Test
    void near_aCellThatNoNoiseDrives_keepsTheCapacitanceThatWasMeasured() {
        assertThat(capacitance(near(false))).contains(new Prior(1, 1));
        assertThat(capacitance(near(true))).isEmpty();
    }

    private static FitSection near(boolean isDrivenByNoise) {
        String text = FlexibleCell.near(new SpikingCell(-40, 30, 100, 100, -65, isDrivenByNoise), -40);
        return ModelReader.parse("cell.yaml", text, Path.of("")).fit();
    }

    private static long shapes(FitSection fit) {
        return fit.loss().stream()
                .map(LossEntry::measure)
                .filter(LossMeasure.SpikeShape.class::isInstance)
                .count();
    }

    private static Optional<Prior> capacitance(FitSection fit) {
        return fit.parameters().stream()
                .filter(parameter -> parameter.name().equals("capacitance_uF_per_cm2"))
                .findFirst()
                .orElseThrow()
                .prior();
    }
}
