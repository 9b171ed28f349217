/** What people have on disk: models, recordings, tables and libraries of learned channels. */
@SuppressWarnings({
    "module", // the command line is compiled later
    "requires-automatic" // jhdf says nothing of itself as a module
})
module dev.ranvier.files {
    requires static org.jspecify;
    requires transitive dev.ranvier.engine;
    requires org.snakeyaml.engine;
    requires io.jhdf;

    exports dev.ranvier.files.input;
    exports dev.ranvier.files.judge;
    exports dev.ranvier.files.library;
    exports dev.ranvier.files.model;
    exports dev.ranvier.files.recording;
    exports dev.ranvier.files.signal;
    exports dev.ranvier.files.table;

    // The recording of the demo is written as one.
    exports dev.ranvier.files.recording.text to
            dev.ranvier.cli;

    uses dev.ranvier.files.recording.RecordingFormat;

    provides dev.ranvier.files.recording.RecordingFormat with
            dev.ranvier.files.recording.abf.AbfFormat,
            dev.ranvier.files.recording.text.TextFormat,
            dev.ranvier.files.recording.igor.IgorFormat,
            dev.ranvier.files.recording.numpy.NpyFormat,
            dev.ranvier.files.recording.numpy.NpzFormat,
            dev.ranvier.files.recording.nwb.NwbFormat;
}
