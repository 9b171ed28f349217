package dev.ranvier.channel.catalogue;

import dev.ranvier.channel.BufferedCalciumPool;
import dev.ranvier.channel.Leak;
import dev.ranvier.channel.balbi.Nav17;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.mechanism.Mechanism;
import java.util.List;

/** The channels and pools given by formulas: what a model file may name, and what tests of every channel run over. */
public final class Catalogue {
    private Catalogue() {}

    /** One of each, with the constants of its source; the names of their schemas differ. */
    public static List<Mechanism> mechanisms() {
        return List.of(
                HodgkinHuxley.sodium(),
                HodgkinHuxley.potassium(),
                HodgkinHuxley.leak(),
                HodgkinHuxley.neuronPotassium(),
                HodgkinHuxley.neuronLeak(),
                HodgkinHuxley.potassiumScheme(),
                Pospischil.sodium(),
                Pospischil.potassium(),
                Pospischil.leak(),
                Pospischil.mCurrent(),
                Pospischil.highThresholdCalcium(),
                Pospischil.lowThresholdCalcium(),
                Leak.pas(),
                TraubMiles.sodium(),
                TraubMiles.potassium(),
                MainenSejnowski.sodium(),
                MainenSejnowski.potassium(),
                MainenSejnowski.mCurrent(),
                MainenSejnowski.calcium(),
                new Nav17(),
                Destexhe.calciumPool(),
                new BufferedCalciumPool(),
                Destexhe.calciumPotassium());
    }
}
