package dev.ranvier.cli.report;

/** What was recorded, as charts call it. */
public enum ObservedQuantity {
    /** In current clamp. */
    VOLTAGE("Membrane voltage", "v (mV)", "Injected current", "i (nA)"),
    /** In voltage clamp. */
    CURRENT("Current of the clamp", "i (nA)", "Command", "v (mV)");

    private final String title;
    private final String axis;
    private final String drivingTitle;
    private final String drivingAxis;

    ObservedQuantity(String title, String axis, String drivingTitle, String drivingAxis) {
        this.title = title;
        this.axis = axis;
        this.drivingTitle = drivingTitle;
        this.drivingAxis = drivingAxis;
    }

    /** Its chart, without lines. */
    Chart chart(int height) {
        return Chart.of(title, axis, height);
    }

    /** The chart of model minus recording, called so. */
    Chart difference(String title, int height) {
        return Chart.of(title, "\u0394" + axis, height);
    }

    /** The chart of what drove the cell. */
    Chart driving(int height) {
        return Chart.of(drivingTitle, drivingAxis, height);
    }

    /** The axis. */
    String axis() {
        return axis;
    }
}
