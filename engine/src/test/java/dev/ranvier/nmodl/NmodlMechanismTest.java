package dev.ranvier.nmodl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.ranvier.mechanism.Field;
import dev.ranvier.mechanism.Ion;
import dev.ranvier.mechanism.IonPool;
import dev.ranvier.mechanism.IonUse;
import dev.ranvier.mechanism.Mechanism;
import dev.ranvier.mechanism.Schema;
import dev.ranvier.mechanism.StateCurves;
import dev.ranvier.mechanism.VoltageGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NmodlMechanismTest {
    private static Schema schema(String name) {
        return ModFiles.mechanism(name).mechanism().schema();
    }

    @Test
    void parameters_areRangeVariablesWithUnitsAndWhatIsReadOfIons() {
        assertThat(schema("kdr").parameters())
                .extracting(Field::name)
                .containsExactlyInAnyOrder("ek_mV", "gbar_S_per_cm2", "vhalf_mV");
        Schema cah = schema("cah");
        assertThat(cah.parameters())
                .extracting(Field::name)
                .containsExactlyInAnyOrder("cai_mM", "cao_mM", "eca_mV", "pbar_cm_per_s");
        assertThat(cah.ions())
                .containsExactlyInAnyOrder(
                        new IonUse.Senses(Ion.CALCIUM, cah.parameterIndex("cai_mM")),
                        new IonUse.Carries(Ion.CALCIUM, cah.parameterIndex("eca_mV")));
    }

    /** NEURON does not take them from the file either. */
    @Test
    void defaultsOfIons_areThoseOfTheSimulator() {
        Schema kdr = schema("kdr");
        assertThat(kdr.parameters().get(kdr.parameterIndex("ek_mV")).value()).isEqualTo(-77);
    }

    @Test
    void mechanismThatSetsTheConcentration_isAPool() {
        assertThat(ModFiles.mechanism("cad").mechanism()).isInstanceOf(IonPool.class);
        assertThat(schema("cad").states()).extracting(Field::name).startsWith("ca");
    }

    /** {@code fast} is that of the step before, {@code ainf} that of the states; {@code slow} is a number. */
    @Test
    void variablesThatBlocksLeave_areStatesUnlessTheyStay() {
        assertThat(schema("carried").states())
                .extracting(Field::name)
                .containsExactlyInAnyOrder("x", "y", "ainf", "v_before");
    }

    /** A rate that BREAKPOINT sets below a threshold is a state, and not what INITIAL gave it. */
    @Test
    void variableThatBreakpointSetsSometimes_isKept() {
        Schema schema = ModFiles.read("""
            NEURON { SUFFIX a NONSPECIFIC_CURRENT i RANGE on }
            PARAMETER { on = 1 }
            ASSIGNED { v i r }
            STATE { x }
            INITIAL { r = 1  x = x0 }
            BREAKPOINT { if (on > 0) { if (v < -65) { r = 5 } else { r = 2 } }  SOLVE s METHOD cnexp  i = 0.001*x*v }
            DERIVATIVE s { x' = (1 - x)*r }
            """).mechanism().schema();
        assertThat(schema.states()).extracting(Field::name).containsExactlyInAnyOrder("x", "r", "v_before");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        NEURON { SUFFIX a POINTER p }                                                   | line 1, column 19: POINTER is not supported
        NEURON { ARTIFICIAL_CELL a }                                                    | line 1, column 10: ARTIFICIAL_CELL is not supported: give the times
        NEURON { SUFFIX %Name% }                                                        | line 1, column 17: this is a template
        NEURON { SUFFIX a } VERBATIM x = 3; ENDVERBATIM                                 | line 1, column 21: VERBATIM has C code
        NEURON { SUFFIX a } BREAKPOINT { x = 1 }                                        | line 1, column 34: unknown name 'x'
        NEURON { SUFFIX a } ASSIGNED { x } BREAKPOINT { x = f(1) }                      | line 1, column 53: unknown function 'f' of 1 numbers
        NEURON { SUFFIX a } ASSIGNED { x y } BREAKPOINT { while (y < 1) { x = 1 } }     | line 1, column 51: how often it goes round
        NEURON { SUFFIX a } ASSIGNED { x } BREAKPOINT { while (1) { x = 1 } }           | line 1, column 49: goes round more than 10000 times
        NEURON { SUFFIX a } FUNCTION f(x) { f = f(x) } BREAKPOINT { f(1) }              | does a function call itself?
        NEURON { SUFFIX a } ASSIGNED { x } BREAKPOINT { x = (1 }                        | line 1, column 56: expected ')', found '}'
        NEURON { SUFFIX a } BREAKPOINT {                                                | line 1, column 32: a block does not end
        NEURON { SUFFIX a } INCLUDE "b.inc"                                             | line 1, column 29: there is no file b.inc
        NEURON { SUFFIX a NONSPECIFIC_CURRENT i } ASSIGNED { i } BREAKPOINT { }         | BREAKPOINT does not set the current 'i'
        COMMENT                                                                         | line 1, column 1: there is no ENDCOMMENT
        """)
    void whatCannotBeTakenOver_isRefusedWithItsPlace(String text, String complaint) {
        assertThatExceptionOfType(NmodlException.class)
                .isThrownBy(() -> ModFiles.read(text))
                .withMessageStartingWith("test.mod, line ")
                .withMessageContaining(complaint)
                .matches(e -> !String.valueOf(e.getMessage()).contains("\n"));
    }

    @Test
    void time_isAState() {
        Schema schema = ModFiles.read("NEURON { SUFFIX a NONSPECIFIC_CURRENT i } ASSIGNED { v i }"
                        + " BREAKPOINT { if (t > 1) { i = 0.001*(v+65) } else { i = 0 } }")
                .mechanism()
                .schema();
        assertThat(schema.states()).extracting(Field::name).containsExactly("time_since_start");
    }

    /** As NEURON's translator writes them. */
    @Test
    void valuesOfParameters_haveSixDigits_andConstantsAll() {
        Schema schema = ModFiles.read(
                        "NEURON { SUFFIX a NONSPECIFIC_CURRENT i RANGE p, q } CONSTANT { c = 303.0303123 }"
                                + " PARAMETER { p = 303.0303123 q = -1.23456789e-7 } ASSIGNED { v i }"
                                + " BREAKPOINT { i = (p - c)*q*v }")
                .mechanism()
                .schema();
        assertThat(schema.parameters().get(schema.parameterIndex("p")).value()).isEqualTo(303.03);
        assertThat(schema.parameters().get(schema.parameterIndex("q")).value()).isEqualTo(-1.23457e-7);
    }

    @Test
    void linearEquations_giveTheStart() {
        Mechanism mechanism = ModFiles.read("""
            NEURON { SUFFIX a NONSPECIFIC_CURRENT i }
            ASSIGNED { v i f b }
            STATE { x y }
            INITIAL { SOLVE start }
            BREAKPOINT { SOLVE kin METHOD sparse  i = 0.001*x*(v + 65) }
            LINEAR start { rates() ~ x + y = 1  ~ f*y - b*x = 0 }
            KINETIC kin { rates() ~ y <-> x (f, b)  CONSERVE x + y = 1 }
            PROCEDURE rates() { f = exp(v/20)  b = exp(-v/20) }
            """).mechanism();
        StateCurves curves = StateCurves.of(mechanism, new VoltageGrid(-60, 10, 3));
        double open = curves.target().get(curves.states().indexOf("x")).get(1);
        assertThat(open).isCloseTo(1 / (1 + Math.exp(5)), within(1e-15));
    }

    @Test
    void mechanismWithCurrentsThatSetsCalcium_keepsItForItself() {
        NmodlMechanism read = ModFiles.read("""
            NEURON { SUFFIX a USEION ca READ cai WRITE ica, cai }
            ASSIGNED { v ica }
            STATE { cai }
            INITIAL { cai = 1e-4 }
            BREAKPOINT { SOLVE s METHOD cnexp  ica = 0.0001*(v - 120) }
            DERIVATIVE s { cai' = -ica - (cai - 1e-4)/20 }
            """);
        assertThat(read.keptForItself()).containsExactly("cai");
        assertThat(read.mechanism().schema().ions()).isEmpty();
        assertThat(read.warnings()).anyMatch(warning -> warning.contains("other channels do not see it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"return 0;", "", " /* nothing */ ", "cai = _ion_cai;", "return 0; // done\n"})
    void codeThatDoesNothing_isPassedOver(String code) {
        String text = "NEURON { SUFFIX a } VERBATIM " + code + " ENDVERBATIM";
        assertThat(ModFiles.read(text).mechanism().schema().name()).isEqualTo("a");
    }
}
