package dev.ranvier.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.files.model.ModelReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The text is tested further where the command is. */
final class FlexibleCellTest {
    @Test
    void near_aCellThatNoNoiseDrives_fitsTheShapeOfSpikesToo() {
        assertThat(shapes(false)).isOne();
        assertThat(shapes(true)).isZero();
    }

    private static long shapes(boolean isDrivenByNoise) {
        String text = FlexibleCell.near(new SpikingCell(-40, 30, 100, 100, -65, isDrivenByNoise), -40);
        return ModelReader.parse("cell.yaml", text, Path.of("")).fit().loss().stream()
                .map(LossEntry::measure)
                .filter(LossMeasure.SpikeShape.class::isInstance)
                .count();
    }
}
