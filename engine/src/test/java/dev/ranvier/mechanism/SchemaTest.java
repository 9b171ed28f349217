package dev.ranvier.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.channel.CoupledPair;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.model.Insertion;
import dev.ranvier.model.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mechanism may say of itself, and what is refused. */
final class SchemaTest {
    @Test
    void partialsTwice_ofOrByWhatThereIsNot_areRefused() {
        assertRefused(List.of(Partial.nextByVoltage(0), Partial.nextByVoltage(0)), "declared twice");
        assertRefused(List.of(Partial.nextByVoltage(2)), "no such output");
        assertRefused(List.of(new Partial(-2, Partial.By.VOLTAGE, 0)), "no such output");
        assertRefused(List.of(Partial.nextByState(0, 2)), "no such input");
        assertRefused(List.of(Partial.currentByParameter(1)), "no such input");
        assertRefused(List.of(new Partial(0, Partial.By.VOLTAGE, 1)), "no such input");
        assertRefused(List.of(Partial.nextByShared(0, 1)), "no such input");
    }

    private static void assertRefused(List<Partial> partials, String why) {
        assertThatThrownBy(() -> schema(partials))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody's")
                .hasMessageContaining(partials.getLast().toString())
                .hasMessageContaining(why);
    }

    private static Schema schema(List<Partial> partials) {
        List<Field> states = List.of(Field.gate("a"), Field.gate("b"));
        return new Schema(
                "nobody's",
                states,
                List.of(Field.conductance(1)),
                0,
                partials,
                new Weights(List.of(new Field("w", 0, -1, 1))));
    }

    @Test
    void parametersThatTwoIonsSupply_orThatThereAreNot_areRefused() {
        IonUse carries = new IonUse.Carries(Ion.CALCIUM, 0), senses = new IonUse.Senses(Ion.CALCIUM, 0);
        assertThatThrownBy(() -> schema(List.of()).with(carries).with(senses))
                .hasMessageContaining("supplies the same");
        assertThatThrownBy(() -> schema(List.of()).with(new IonUse.Senses(Ion.CALCIUM, 1)))
                .hasMessageContaining("no such parameter");
    }

    @Test
    void coupledStates_areThoseThatDependOnAnother_orOnWhichAnotherDepends() {
        Schema pair = schema(List.of(Partial.nextByItself(0), Partial.nextByItself(1)));
        assertThat(pair.isCoupled(0) || pair.isCoupled(1)).isFalse();
        Schema oneWay = schema(List.of(Partial.nextByItself(0), Partial.nextByState(1, 0)));
        assertThat(oneWay.isCoupled(0) && oneWay.isCoupled(1)).isTrue();
    }

    @Test
    void partialsThatMakeNoSenseForTheKind_areRefused() {
        for (Partial partial : List.of(new Partial(0, Partial.By.NEXT_STATE, 1), Partial.nextByIonCurrent(0))) {
            assertThatThrownBy(() -> new Insertion(new Other(schema(List.of(partial)))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(partial.toString());
        }
        for (Partial partial : List.of(
                Partial.currentByState(0),
                Partial.nextByVoltage(IonPool.CONCENTRATION),
                Partial.nextByShared(IonPool.CONCENTRATION, 0),
                Partial.nextByState(IonPool.CONCENTRATION, IonPool.REVERSAL),
                Partial.nextByState(IonPool.REVERSAL, IonPool.CONCENTRATION),
                Partial.nextByIonCurrent(IonPool.REVERSAL))) {
            assertThatThrownBy(() -> new Insertion(new OtherPool(schema(List.of(partial)))))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(partial.toString());
        }
        Schema using = schema(List.of()).with(new IonUse.Senses(Ion.CALCIUM, 0));
        assertThatThrownBy(() -> new Insertion(new OtherPool(using))).hasMessageContaining("uses no ion");
        Schema small = new Schema("small", List.of(Field.gate("a")), List.of(), 0, List.of());
        assertThatThrownBy(() -> new Insertion(new OtherPool(small))).hasMessageContaining("reversal potential");
    }

    /** The pair of coupled gates under another schema. */
    private record Other(Schema schema) implements Channel {
        @Override
        public List<SiteKernel> current() {
            return new CoupledPair().current();
        }

        @Override
        public List<SiteKernel> currentPartials() {
            return new CoupledPair().currentPartials();
        }

        @Override
        public List<SiteKernel> advance() {
            return new CoupledPair().advance();
        }

        @Override
        public List<SiteKernel> advancePartials() {
            return new CoupledPair().advancePartials();
        }
    }

    /** The calcium pool under another schema. */
    private record OtherPool(Schema schema) implements IonPool {
        @Override
        public Ion ion() {
            return Ion.CALCIUM;
        }

        @Override
        public List<SiteKernel> advance() {
            return Destexhe.calciumPool().advance();
        }

        @Override
        public List<SiteKernel> advancePartials() {
            return Destexhe.calciumPool().advancePartials();
        }

        @Override
        public List<SiteKernel> steadyStatePartials() {
            return Destexhe.calciumPool().steadyStatePartials();
        }
    }

    @Test
    void kinds_keepThePositions() {
        Kinds kinds = Kinds.of(List.of(HodgkinHuxley.leak(), Destexhe.calciumPool(), HodgkinHuxley.sodium()));
        assertThat(kinds.channels()).containsOnlyKeys(0, 2);
        assertThat(kinds.pools()).containsOnlyKeys(1);
    }
}
