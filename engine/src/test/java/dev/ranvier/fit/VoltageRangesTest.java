package dev.ranvier.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.batch.Batch;
import dev.ranvier.integrate.TreeCells;
import dev.ranvier.memory.Column;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VoltageRangesTest {
    /** One dendrite goes from -70 to -20 mV; all else stays at -70. */
    @Test
    void touch_asksTheNodesOfTheMechanismAlone() {
        try (Batch batch = new Batch(TreeCells.tree(), 1, 0.025, 2, Set.of())) {
            VoltageRanges ranges = new VoltageRanges(batch);
            int tip = batch.element(batch.cell().compartments().at("b5", 0.9));
            int dendrites = batch.cell().indexOf("dendritic-na"),
                    soma = batch.cell().indexOf("na");
            ranges.begin();
            visit(ranges, batch, tip, -70);
            visit(ranges, batch, tip, -20);
            assertThat(ranges.touch(dendrites, -50, -40)).isTrue();
            assertThat(ranges.touch(soma, -50, -40)).isFalse();
            assertThat(ranges.touch(soma, -70, -60)).isTrue();
            assertThat(ranges.touch(dendrites, -19, 0)).isFalse();
            assertThat(ranges.touch(dendrites, -90, -71)).isFalse();
            ranges.begin();
            visit(ranges, batch, tip, -70);
            assertThat(ranges.touch(dendrites, -50, -40)).isFalse();
        }
    }

    private static void visit(VoltageRanges ranges, Batch batch, int element, double voltage_mV) {
        Column v = batch.rows().voltageAt(0);
        v.fill(0, batch.elements(), -70);
        v.set(element, voltage_mV);
        ranges.at(0);
    }
}
