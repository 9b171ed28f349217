package dev.ranvier.kinetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OmnimodelFitterTest {
    @Test
    void fit_ofItsOwnCurves_findsThem() {
        double[] x = {0.15, -6}, tau = {-35, 30, 0.05, -0.0002, 0.03, 0.0001};
        GateSamples samples = SyntheticGates.of(v -> Omnimodel.xInf(x, v), v -> Omnimodel.tau_ms(tau, v));
        Screening screening = new Screening(samples);
        List<OmnimodelCurves> fits = new OmnimodelFitter(Holdout.NONE).fit(screening);
        assertThat(fits).hasSize(5);
        for (OmnimodelCurves fit : fits) {
            double worst = Score.of(screening, fit.values(samples.voltage_mV()), k -> true)
                    .worst();
            if (fit.form() == Omnimodel.SM4) {
                assertThat(worst).as("too few parameters").isGreaterThan(1e-6);
            } else {
                assertThat(worst).as(fit.form().text()).isLessThan(1e-9);
            }
        }
        double[] found = fits.get(2).xParameters();
        assertThat(found[0]).isCloseTo(0.15, within(1e-6));
        assertThat(found[1]).isCloseTo(-6, within(1e-4));
    }

    @Test
    void fit_higherOrder_isNeverWorse() {
        Screening screening = new Screening(SyntheticGates.potassium());
        List<OmnimodelCurves> fits = new OmnimodelFitter(Holdout.NONE).fit(screening);
        double[] errors = Stream.of(fits.get(3), fits.get(2), fits.get(0), fits.get(4))
                .mapToDouble(fit -> Score.of(screening, fit.values(SyntheticGates.VOLTAGE_mV), k -> true)
                        .mseTau())
                .toArray();
        for (int k = 1; k < errors.length; k++) {
            assertThat(errors[k]).isLessThanOrEqualTo(errors[k - 1] * (1 + 1e-6));
        }
        assertThat(errors[3]).isLessThan(1e-3);
    }
}
