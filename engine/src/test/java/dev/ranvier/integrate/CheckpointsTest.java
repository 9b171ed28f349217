package dev.ranvier.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.batch.Batch;
import dev.ranvier.memory.Column;
import dev.ranvier.model.Cell;
import dev.ranvier.model.Injection;
import dev.ranvier.model.ModelException;
import dev.ranvier.model.OrnsteinUhlenbeck;
import dev.ranvier.model.Stimulus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients in little memory. */
final class CheckpointsTest {
    private static final double DT_ms = 0.025;
    private static final int STEPS = 307;
    private static final Cell TREE = TreeCells.coupled();

    @ParameterizedTest
    @CsvSource({"STAGGERED,1", "STAGGERED,3", "IMPLICIT_EULER,1", "IMPLICIT_EULER,3"})
    void gradient_underAnyPlan_isTheSameBits(Scheme scheme, int lanes) {
        long row_bytes = Batch.rowBytes(TREE, lanes, Set.of());
        List<Double> all =
                gradient(new Checkpoints(STEPS, STEPS, row_bytes), scheme, lanes, new InitialCondition.AtRest());
        assertThat(all).anySatisfy(value -> assertThat(Math.abs(value)).isGreaterThan(1e-3));
        for (int segment : new int[] {1, 17, 100, 306}) {
            assertThat(gradient(
                            new Checkpoints(STEPS, segment, row_bytes), scheme, lanes, new InitialCondition.AtRest()))
                    .as("segments of %d", segment)
                    .isEqualTo(all);
        }
    }

    @Test
    void gradient_ofARunFromASavedState_isTheSameBits() {
        long row_bytes = Batch.rowBytes(TREE, 1, Set.of());
        State state;
        try (Batch batch = new Batch(TREE, 1, DT_ms, 2)) {
            ForwardSweep sweep = new ForwardSweep(batch, Scheme.STAGGERED, drive(batch));
            sweep.run(100, StepListener.NONE);
            state = sweep.state();
        }
        List<Double> all = gradient(
                new Checkpoints(STEPS, STEPS, row_bytes), Scheme.STAGGERED, 1, new InitialCondition.From(state));
        assertThat(gradient(
                        new Checkpoints(STEPS, 23, row_bytes), Scheme.STAGGERED, 1, new InitialCondition.From(state)))
                .isEqualTo(all);
    }

    private static Drive drive(Batch batch) {
        Stimulus noise = new Stimulus.Sampled(new OrnsteinUhlenbeck(0.3, 0.1, 2, 5).sampled(0.1, 20));
        return new Drive(batch, List.of(new Injection(0, noise)), List.of(), Optional.empty());
    }

    private static List<Double> gradient(Checkpoints plan, Scheme scheme, int lanes, InitialCondition start) {
        Target pair = new Target.ChannelParameter(TREE.indexOf("pair"), 0);
        Target axial = new Target.AxialConductance();
        try (Batch batch = new Batch(TREE, lanes, DT_ms, plan.batchRows())) {
            Drive drive = drive(batch);
            Differentials bars = Differentials.lanewise(batch, drive, Set.of(pair, axial));
            DifferentiatedRun run = new DifferentiatedRun(batch, scheme, drive, start, plan, bars);
            assertThat(run.forward(StepListener.NONE)).isEmpty();
            run.reverse(n -> {
                Column v = batch.rows().voltageAt(n);
                for (int lane = 0; lane < lanes; lane++) {
                    bars.v().set(lane, bars.v().get(lane) + v.get(lane) / STEPS);
                }
            });
            List<Double> values = new ArrayList<>();
            for (int k = 0; k < batch.sites(TREE.indexOf("pair")); k++) {
                values.add(bars.of(pair).get(k));
            }
            for (int k = 0; k < batch.elements(); k++) {
                values.add(bars.of(axial).get(k));
            }
            return values;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {38, 40, 100, 308, 309, 5000})
    void plan_withinBudget_hasTheFewestSegmentsOfAllThatFit_andRunsHardlyAStepTwiceThatItNeedNot(int rows) {
        long row_bytes = Batch.rowBytes(TREE, 1, Set.of());
        Checkpoints plan = Checkpoints.within(rows * row_bytes + 7, TREE, 1, Set.of(), STEPS);
        assertThat(plan.bytes()).isLessThanOrEqualTo(rows * row_bytes);
        List<Checkpoints> fitting = IntStream.rangeClosed(1, STEPS)
                .mapToObj(segment -> new Checkpoints(STEPS, segment, row_bytes))
                .filter(other -> other.rows() <= rows)
                .toList();
        assertThat(fitting).allMatch(other -> other.segments() >= plan.segments());
        assertThat(fitting).allMatch(other -> other.recomputedShare() > plan.recomputedShare() - 0.007);
        assertThat(plan.toString()).contains(STEPS + " steps in " + plan.segments() + " segments");
    }

    @Test
    void plan_withTooLittleMemory_isRefusedWithWhatItNeeds() {
        long row_bytes = Batch.rowBytes(TREE, 1, Set.of());
        assertThatThrownBy(() -> Checkpoints.within(20 * row_bytes, TREE, 1, Set.of(), STEPS))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("at least " + 38 * row_bytes + " bytes")
                .hasMessageContaining("budget_bytes=" + 20 * row_bytes);
    }

    @Test
    void rowBytes_areThoseOfABatch() {
        for (int lanes : new int[] {1, 3, 8}) {
            try (Batch batch = new Batch(TREE, lanes, DT_ms, 2)) {
                assertThat(Batch.rowBytes(TREE, lanes, Set.of()))
                        .isEqualTo(batch.rows().rowLength() * 8L);
            }
        }
    }

    @Test
    void everything_runsNothingTwice() {
        assertThat(Checkpoints.everything(TREE, 1, Set.of(), STEPS).recomputedShare())
                .isCloseTo(0, within(0.0));
    }
}
