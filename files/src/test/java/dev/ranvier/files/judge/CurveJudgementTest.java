package dev.ranvier.files.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.formula.MechanismFormulas;
import dev.ranvier.mechanism.Channel;
import dev.ranvier.mechanism.Field;
import org.junit.jupiter.api.Test;

final class CurveJudgementTest {
    private static MechanismFormulas channel() {
        return MechanismFormulas.named("k").conductance(1).reversal(-77);
    }

    @Test
    void warnings_ofAGateThatNeverOpens_nameIt() {
        Channel volts =
                channel().gateByTarget("n", 4, "1/(1 + exp((v + 2e4)/10))", "2").channel();
        assertThat(CurveJudgement.warnings(volts))
                .containsExactly("n is 0 at every voltage: are its formulas for millivolts?");
    }

    /** A start is where a run begins, and not where the state goes. */
    @Test
    void warnings_ofAStateWithAStart_areSilent() {
        Field state = new Field("s", 0, 0, 1);
        Channel given = channel()
                .equation(state, "(1/(1 + exp(-(v + 35)/10)) - s)/2", "0")
                .current("conductance * s * (v - reversal)")
                .channel();
        assertThat(CurveJudgement.warnings(given)).isEmpty();
    }
}
