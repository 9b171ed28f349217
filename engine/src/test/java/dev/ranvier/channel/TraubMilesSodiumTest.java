package dev.ranvier.channel;

import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.mechanism.Channel;

/** The same kinetics with other constants. */
final class TraubMilesSodiumTest extends FastSodiumTest {
    @Override
    Channel channel() {
        return TraubMiles.sodium();
    }

    @Override
    double conductance_mS_per_cm2() {
        return 100;
    }

    @Override
    double threshold_mV() {
        return -63;
    }
}
