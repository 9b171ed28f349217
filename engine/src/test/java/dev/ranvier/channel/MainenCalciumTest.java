package dev.ranvier.channel;

import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.mechanism.Channel;

/** The same kinetics with other constants. */
final class MainenCalciumTest extends HighThresholdCalciumTest {
    @Override
    Channel channel() {
        return MainenSejnowski.calcium();
    }

    @Override
    double conductance_mS_per_cm2() {
        return 0.03;
    }

    @Override
    double reversal_mV() {
        return 140;
    }
}
