package dev.ranvier.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ranvier.files.model.LossEntry;
import dev.ranvier.files.model.LossMeasure;
import dev.ranvier.loss.Window;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class LossOptionTest {
    private static LossOption convert(String text) {
        return new LossOption.Converter().convert(text);
    }

    @Test
    void convert_sum_isItsTerms() {
        assertThat(convert("voltage + 0.01*slope+1e-1 *"
                                + " van_rossum:5+soft_dtw+robust_voltage+2*spike_times+0.1*spike_shape")
                        .terms())
                .containsExactly(
                        LossEntry.of(new LossMeasure.Voltage(Window.everything()), 1),
                        LossEntry.of(new LossMeasure.Slope(Window.everything()), 0.01),
                        LossEntry.of(new LossMeasure.VanRossum(5, -20), 0.1),
                        LossEntry.of(LossMeasure.SoftDtw.USUAL, 1),
                        LossEntry.of(new LossMeasure.RobustVoltage(8, Window.everything()), 1),
                        LossEntry.of(LossMeasure.SpikeTimes.USUAL, 2),
                        LossEntry.of(LossMeasure.SpikeShape.USUAL, 0.1));
    }

    @Test
    void convert_wrongTerm_saysWhatIsWrong() {
        assertRefused("voltag", "did you mean 'voltage'?");
        assertRefused("voltage+", "'' must be a term such as");
        assertRefused("-1*voltage", "'-1*voltage' must be a term");
        assertRefused("0*voltage", "weight of a term must be positive");
        assertRefused("van_rossum", "needs its time constant");
        assertRefused("voltage:3", "voltage takes no number after a colon");
    }

    private static void assertRefused(String text, String complaint) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> convert(text))
                .withMessageContaining(complaint);
    }
}
