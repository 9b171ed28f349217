package dev.ranvier.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Partial;
import dev.ranvier.mechanism.SiteKernel;
import dev.ranvier.memory.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every pool promises; a test of a pool extends this and adds the formulas of its source. */
abstract class IonPoolContract {
    private static final double STEP_ms = 0.1;
    /** Differences of fourth order over 1e-4 of the input, and their rounding in units of the output. */
    private static final double DIFFERENCES = 2e-7, ROUNDING = 1e-11;

    abstract IonPool pool();

    @Test
    void schema_declaresWhatTheReverseSweepNeeds() {
        List<Partial> partials = pool().schema().partials();
        assertThat(partials)
                .contains(
                        Partial.nextByItself(IonPool.CONCENTRATION),
                        Partial.nextByIonCurrent(),
                        Partial.reversalByConcentration())
                .doesNotHaveDuplicates();
    }

    /** By every input, declared or not. The reversal follows the concentration of its time: its own partial, and the chain. */
    @Test
    void partials_equalCentralDifferences() {
        check(pool().advance(), pool().advancePartials(), STEP_ms);
        check(pool().steadyState(), pool().steadyStatePartials(), Mechanism.SETTLED_ms);
    }

    private void check(List<SiteKernel> update, List<SiteKernel> partials, double dt_ms) {
        Random random = new Random(2);
        try (ChannelBench bench = new ChannelBench(pool(), 8, dt_ms)) {
            for (int round = 0; round < 40; round++) {
                bench.sites.state(IonPool.CONCENTRATION).fill(0, 8, Math.exp(-9 + 6 * random.nextDouble()));
                bench.sites.state(IonPool.REVERSAL).fill(0, 8, 100 * random.nextDouble());
                double i = 0.01 + Math.exp(5 * random.nextGaussian());
                bench.sites.i().fill(0, 8, round % 4 == 0 ? i : -i);
                bench.run(update);
                bench.run(partials);
                Map<Partial, Double> values = new LinkedHashMap<>();
                for (int j = 0; j < bench.schemaPartials().size(); j++) {
                    values.put(
                            bench.schemaPartials().get(j),
                            bench.sites.partial(j).get(0));
                }
                inputs(bench).forEach((by, input) -> check(bench, update, values, by, input));
            }
        }
    }

    private static void check(
            ChannelBench bench, List<SiteKernel> update, Map<Partial, Double> partials, Partial by, Column input) {
        double ofConcentration = partials.getOrDefault(by, 0.0);
        Partial direct = new Partial(IonPool.REVERSAL, by.by(), by.index());
        double ofReversal = partials.getOrDefault(Partial.reversalByConcentration(), 0.0) * ofConcentration
                + (by.by() == Partial.By.PARAMETER ? partials.getOrDefault(direct, 0.0) : 0);
        check(bench, update, by, input, IonPool.CONCENTRATION, ofConcentration);
        check(bench, update, by, input, IonPool.REVERSAL, ofReversal);
    }

    private static void check(
            ChannelBench bench, List<SiteKernel> update, Partial by, Column input, int state, double derivative) {
        double expected = ChannelContract.differences(input, () -> {
            bench.run(update);
            return bench.sites.next(state).get(0);
        });
        double floor = ROUNDING * Math.abs(bench.sites.next(state).get(0)) / Math.max(1e-2, Math.abs(input.get(0)));
        assertThat(derivative)
                .as("state %d by %s = %s", state, by, input.get(0))
                .isCloseTo(expected, within(DIFFERENCES * Math.abs(expected) + floor));
    }

    /** Every input, with the partial of the next concentration by it. */
    private Map<Partial, Column> inputs(ChannelBench bench) {
        Map<Partial, Column> inputs = new LinkedHashMap<>();
        inputs.put(Partial.nextByItself(IonPool.CONCENTRATION), bench.sites.state(IonPool.CONCENTRATION));
        inputs.put(
                new Partial(IonPool.CONCENTRATION, Partial.By.STATE, IonPool.REVERSAL),
                bench.sites.state(IonPool.REVERSAL));
        inputs.put(Partial.nextByIonCurrent(), bench.sites.i());
        for (int p = 0; p < pool().schema().parameters().size(); p++) {
            inputs.put(Partial.nextByParameter(IonPool.CONCENTRATION, p), bench.sites.parameter(p));
        }
        return inputs;
    }
}
