/** Channels, cells, runs, sweeps and fits. */
@SuppressWarnings("module") // the command line is compiled later
module dev.ranvier.engine {
    requires static org.jspecify;
    requires transitive jdk.incubator.vector;
    requires dev.ranvier.bindings;
    requires java.management;

    // What a cell is.
    exports dev.ranvier.morphology;
    exports dev.ranvier.model;
    exports dev.ranvier.channel;
    exports dev.ranvier.channel.balbi;
    exports dev.ranvier.channel.carnevalehines;
    exports dev.ranvier.channel.catalogue;
    exports dev.ranvier.channel.destexhe;
    exports dev.ranvier.channel.harris;
    exports dev.ranvier.channel.hodgkinhuxley;
    exports dev.ranvier.channel.jahrstevens;
    exports dev.ranvier.channel.mainensejnowski;
    exports dev.ranvier.channel.pospischil;
    exports dev.ranvier.channel.traubmiles;
    exports dev.ranvier.formula;
    exports dev.ranvier.neuron;
    exports dev.ranvier.nmodl;

    // What is done with it.
    exports dev.ranvier.embed;
    exports dev.ranvier.simulate;
    exports dev.ranvier.record;
    exports dev.ranvier.sweep;
    exports dev.ranvier.loss;
    exports dev.ranvier.parameter;
    exports dev.ranvier.fit;
    exports dev.ranvier.reduce;
    exports dev.ranvier.kinetics;

    // What a mechanism, a loop or a fit of one's own is written with.
    exports dev.ranvier.mechanism;
    exports dev.ranvier.memory;
    exports dev.ranvier.simd;
    exports dev.ranvier.batch;
    exports dev.ranvier.integrate;
    exports dev.ranvier.learned;
    exports dev.ranvier.optimise;

    // What 'ranvier doctor' tells of, and the files of the command line.
    exports dev.ranvier.linalg to
            dev.ranvier.cli;
    exports dev.ranvier.program to
            dev.ranvier.cli;
    exports dev.ranvier.saved to
            dev.ranvier.cli;
}
