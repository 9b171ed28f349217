package dev.ranvier.cli.export;

/** What channels can be written as. */
public enum ExportFormat {
    /** NMODL files, and with all channels of a cell a script for NEURON. */
    NMODL,
    /** Tables of x_inf and tau over voltage, which {@code ranvier kinetics} reads. */
    CSV,
    /** Files of formulas, for channels of {@code type: formula}. */
    FORMULA
}
