package dev.ranvier.channel;

import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.mechanism.Channel;

/** The same kinetics with other constants. */
final class TraubMilesPotassiumTest extends DelayedRectifierTest {
    @Override
    Channel channel() {
        return TraubMiles.potassium();
    }

    @Override
    double conductance_mS_per_cm2() {
        return 30;
    }

    @Override
    double threshold_mV() {
        return -63;
    }
}
