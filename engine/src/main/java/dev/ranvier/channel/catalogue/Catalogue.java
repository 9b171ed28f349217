package dev.ranvier.channel.catalogue;

import dev.ranvier.channel.Leak;
import dev.ranvier.channel.balbi.Nav17;
import dev.ranvier.channel.carnevalehines.CarnevaleHines;
import dev.ranvier.channel.destexhe.Destexhe;
import dev.ranvier.channel.hodgkinhuxley.HodgkinHuxley;
import dev.ranvier.channel.mainensejnowski.MainenSejnowski;
import dev.ranvier.channel.pospischil.Pospischil;
import dev.ranvier.channel.traubmiles.TraubMiles;
import dev.ranvier.mechanism.Mechanism;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The channels and pools of published models: what a model file may name, what tests of every channel run over, and docs/CHANNELS.md. */
public final class Catalogue {
    private static final Map<String, Supplier<Mechanism>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("hh-sodium", HodgkinHuxley::sodium);
        TYPES.put("hh-potassium", HodgkinHuxley::potassium);
        TYPES.put("hh-leak", HodgkinHuxley::leak);
        TYPES.put("neuron-hh-potassium", HodgkinHuxley::neuronPotassium);
        TYPES.put("neuron-hh-leak", HodgkinHuxley::neuronLeak);
        TYPES.put("hh-potassium-scheme", HodgkinHuxley::potassiumScheme);
        TYPES.put("pospischil-sodium", Pospischil::sodium);
        TYPES.put("pospischil-potassium", Pospischil::potassium);
        TYPES.put("pospischil-leak", Pospischil::leak);
        TYPES.put("pospischil-m-current", Pospischil::mCurrent);
        TYPES.put("pospischil-high-threshold-calcium", Pospischil::highThresholdCalcium);
        TYPES.put("pospischil-low-threshold-calcium", Pospischil::lowThresholdCalcium);
        TYPES.put("pas", Leak::pas);
        TYPES.put("traub-miles-sodium", TraubMiles::sodium);
        TYPES.put("traub-miles-potassium", TraubMiles::potassium);
        TYPES.put("mainen-sodium", MainenSejnowski::sodium);
        TYPES.put("mainen-potassium", MainenSejnowski::potassium);
        TYPES.put("mainen-m-current", MainenSejnowski::mCurrent);
        TYPES.put("mainen-calcium", MainenSejnowski::calcium);
        TYPES.put("balbi-nav1.7", Nav17::channel);
        TYPES.put("destexhe-calcium-pool", Destexhe::calciumPool);
        TYPES.put("buffered-calcium-pool", CarnevaleHines::bufferedCalciumPool);
        TYPES.put("destexhe-calcium-potassium", Destexhe::calciumPotassium);
    }

    private Catalogue() {}

    /** The names, in the order of the catalogue. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(TYPES.keySet());
    }

    /** One of this name, with the constants of its source. */
    public static Optional<Mechanism> find(String name) {
        return Optional.ofNullable(TYPES.get(name)).map(Supplier::get);
    }

    /** One of each. */
    public static List<Mechanism> mechanisms() {
        return TYPES.values().stream().map(Supplier::get).toList();
    }
}
