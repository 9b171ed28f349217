package dev.ranvier.cli.report;

/**
 * What was recorded, as charts call it.
 *
 * @param title of its chart
 * @param axis of its chart
 * @param drivingTitle of the chart of what drove the cell
 * @param drivingAxis of that chart
 */
public record ObservedQuantity(String title, String axis, String drivingTitle, String drivingAxis) {
    /** In current clamp. */
    public static final ObservedQuantity VOLTAGE =
            new ObservedQuantity("Membrane voltage", "v (mV)", "Injected current", "i (nA)");
    /** In voltage clamp. */
    public static final ObservedQuantity CURRENT =
            new ObservedQuantity("Current of the clamp", "i (nA)", "Command", "v (mV)");

    /** Another quantity, in current clamp. */
    public static ObservedQuantity of(String title) {
        return new ObservedQuantity(title, title, VOLTAGE.drivingTitle, VOLTAGE.drivingAxis);
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
}
