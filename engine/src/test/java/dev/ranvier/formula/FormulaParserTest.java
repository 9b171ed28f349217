package dev.ranvier.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaParserTest {
    private static final Map<String, Measured> NAMES = Map.of(
            "v", Measured.in(Unit.of("mV"), Algebra.variable("v")),
            "tau", Measured.in(Unit.of("ms"), Algebra.variable("tau")),
            "calcium", Measured.in(Unit.of("mM"), Algebra.variable("calcium")),
            "i", Measured.in(Unit.of("uA/cm2"), Algebra.variable("i")),
            "depth", Measured.in(Unit.of("um"), Algebra.variable("depth")),
            "faraday", Measured.in(Unit.of("C/mol"), Algebra.constant(96485.33212)),
            "half", Measured.in(Unit.of("mV"), Algebra.variable("half")),
            "x", Measured.number(Algebra.variable("x")));
    private static final Map<String, Double> AT =
            Map.of("v", -40.0, "tau", 5.0, "calcium", 0.002, "i", -3.0, "depth", 0.5, "half", -40.0, "x", 0.25);

    private static Expression read(String text) {
        return FormulaParser.read("f", text, NAMES).value();
    }

    private static double value(Expression f) {
        return new PlainArithmetic(AT).of(f).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 + 2*3 - 4/8                        | 6.5
        -2^2                                 | -4
        2^-2                                 | 0.25
        2^3^2                                | 512
        -x - -x                              | 0
        (v + 35 mV)/10 mV                    | -0.5
        exp(-(v + 35)/10)                    | 1.6487212707001282
        log(exp(x)) + log10(1000)            | 3.25
        sqrt(16*x) + abs(v)                  | 42
        min(v, -50) + max(x, 0)              | -49.75
        if(v < -35 and x > 0, 1, 2)          | 1
        if(v < -45 or x != 0.25, 1, 2)       | 2
        if(v >= -40, tau, 0)                 | 5
        1.5e-3*2E3                           | 3
        linoid(0) + tanh(0)                  | 1
        .5 + 1.                              | 1.5
        """)
    void formulas_haveTheirValue(String text, double expected) {
        assertThat(value(read(text))).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        v + 0.035 V                          | mV     | -5
        0.3 /s                               | /ms    | 3e-4
        1/(0.005 s)                          | /ms    | 0.2
        -min(i, 0)/(2 * faraday * depth)     | mM/ms  | 3.1092808970e-4
        calcium + 1 uM                       | mM     | 0.003
        0.1 * (v + 40)                       | /ms    | 0
        5.18e-5 * i                          | mM/ms  | -1.554e-4
        2 S/cm2 * (v + 35 mV)                | uA/cm2 | -10000
        tau^2/tau                            | ms     | 5
        5 * exp((v + 40)/0.01 V)             | ms     | 5
        """)
    void units_areConverted(String text, String unit, double expected) {
        Expression f = FormulaParser.read("f", text, NAMES, Unit.of(unit));
        assertThat(value(f)).isCloseTo(expected, within(1e-9 * Math.max(1e-4, Math.abs(expected))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        v + 1 ms             | 3  | cannot add mV and ms
        tau - v              | 5  | cannot subtract ms and mV
        exp(v)               | 5  | what exp takes must be a pure number, is in mV
        v^x                  | 1  | what is raised to a power that is not a whole number must be a pure number, is in mV
        2^v                  | 3  | an exponent must be a pure number, is in mV
        if(v < tau, 1, 2)    | 6  | cannot compare mV and ms
        if(x < 1, v, tau)    | 12 | cannot choose between mV and ms
        1 + vv               | 5  | unknown name 'vv'; did you mean 'v'?
        1 + exo(x)           | 5  | unknown function 'exo'; did you mean 'exp'?
        min(x)               | 1  | min takes two numbers, here 1
        exp(x, 1)            | 1  | exp takes one number, here 2
        1 +                  | 4  | expected a number, a name or '(', found the end
        (1 + x               | 7  | expected ')', found the end
        1 x                  | 3  | expected an operator or the end, found 'x'
        1 + $                | 5  | expected a number, a name or '(', found '$'
        if(x, 1, 2)          | 5  | expected a comparison
        1e999                | 1  | too large a number
        1 + log(-1)          | 9  | what log takes must be positive, is -1
        log10(2 - 2)         | 7  | what log10 takes must be positive, is 0
        2*sqrt(-4)           | 8  | what sqrt takes must not be negative, is -4
        x/(3 - 3)            | 3  | this is zero
        1/(x - x)            | 3  | this is zero
        x + exp(1000)        | 5  | this has no finite value
        x * 0^-1             | 5  | this has no finite value
        (-8)^0.5 + x         | 1  | this has no finite value
        1 + µ                | 5  | expected a number, a name or '(', found the character U+00B5
        """)
    void mistakes_areNamedWithTheirColumn(String text, int column, String complaint) {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> read(text))
                .satisfies(e -> assertThat(e.column()).as(e.getMessage()).isEqualTo(column))
                .satisfies(e -> assertThat(e.complaint()).startsWith(complaint));
    }

    @Test
    void mistakes_inALaterLine_areThere() {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> read("1 +\n  exp(v/10 mV)\n  + wrong"))
                .satisfies(e -> assertThat(List.of(e.line(), e.column())).isEqualTo(List.of(3, 5)));
    }

    @Test
    void unitOfTheWhole_isChecked() {
        assertThatExceptionOfType(FormulaException.class)
                .isThrownBy(() -> FormulaParser.read("tau", "v/(2 mV)", NAMES, Unit.of("ms")))
                .satisfies(e -> assertThat(e.complaint()).isEqualTo("is in a pure number, must be in ms"));
    }

    @Test
    void nestingAndLength_areLimited() {
        for (String text :
                List.of("(".repeat(10_000), "-(".repeat(10_000), "x^".repeat(10_000) + "1", "exp(".repeat(5_000))) {
            assertThatExceptionOfType(FormulaException.class)
                    .isThrownBy(() -> read(text))
                    .satisfies(e -> assertThat(e.complaint()).contains("nested deeper than 200"));
        }
        assertThatExceptionOfType(FormulaException.class).isThrownBy(() -> read("x+".repeat(60_000) + "x"));
        assertThat(Expression.inOrder(List.of(read("tanh(x)*v+".repeat(9_000) + "x")))
                        .size())
                .isLessThan(50_000);
    }

    /** However papers and programs write it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1*(v + 40)/(1 - exp(-(v + 40)/10))",
                "-0.1*(v + 40)/(exp(-(v + 40)/10) - 1)",
                "0.1*(-40 - v)/(exp((-40 - v)/10) - 1)",
                "(0.1*v + 4)/(1 - exp(-0.1*v - 4))",
                "x*4*(v + 40 mV)/(10 mV)/(1 - exp((-40 mV - v)/10 mV))",
                "linoid((v + 40)/10)"
            })
    void linoids_areRecognised(String text) {
        Expression f = read(text);
        assertThat(f.toString()).contains("linoid(");
        assertThat(value(f)).isCloseTo(1, within(1e-12)); // at the voltage of 0/0
    }

    @Test
    void linoids_withParameters_areRecognised() {
        Expression f = read("x*(v - half)/(1 - exp(-(v - half)/x))");
        assertThat(f.toString()).contains("linoid(");
    }

    @Test
    void text_isReadBackAsAFormulaOfTheSameText() {
        Map<String, Measured> names =
                Map.of("a", Measured.number(Algebra.variable("a")), "b", Measured.number(Algebra.variable("b")));
        for (int seed = 0; seed < 3000; seed++) {
            Expression f = new RandomFormulas(seed, List.of("a", "b")).next(10);
            if (!f.toString()
                    .matches("(?s).*(\\.\\.\\.|nan|infinity).*")) { // too long, or made of numbers that are none
                assertThat(FormulaParser.read("f", f.toString(), names).value()).hasToString(f.toString());
            }
        }
    }
}
