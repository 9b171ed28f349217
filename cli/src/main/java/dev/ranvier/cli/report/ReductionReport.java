package dev.ranvier.cli.report;

import java.util.List;

/** The report of a reduction. */
public final class ReductionReport {
    private static final int WIDTH = 1000;
    private static final String FULL = "#333333";

    private ReductionReport() {}

    /** The page. */
    public static String html(ReductionContent content) {
        HtmlPage page = new HtmlPage(content.title());
        page.verdict(content.verdict(), true);
        page.keyFigures(content.keyFigures());

        content.morphology().ifPresent(drawing -> {
            page.heading(
                    "What became of the cell",
                    "Every compartment of the full cell is coloured by the compartment of the reduced one whose"
                            + " voltage is nearest to its own, 0 the soma; beside it by how near that is.");
            page.figure(drawing);
        });

        page.heading(
                "Full against reduced",
                "Currents into the soma that no fit has seen. The axial current is what flows into the soma from its"
                        + " neighbours; a reduced soma has some of their membrane, so that its own current may be"
                        + " larger.");
        for (ReductionContent.Traces traces : content.trials()) {
            page.subheading(traces.title());
            page.figure(traces(traces));
        }
        page.table(content.agreements().titles(), content.agreements().rows());

        page.heading(
                "Compared",
                "Under the same currents. What the full cell does when one of its numbers is changed by 1 % is no"
                        + " error of a reduction: under some currents a few spikes decide about all that follow.");
        page.table(content.rivals().titles(), content.rivals().rows());

        page.heading(
                "The reduced cell",
                "Conductances in mS/cm\u00b2; permeabilities and currents in the units of their channels.");
        page.table(content.cell().titles(), content.cell().rows());

        page.heading(
                "Starts",
                "The first is the chain with matched moments, the others are scattered around it. Losses are those of"
                    + " runs that are held to the full cell for 4 of every 68 ms: about the square of how late a spike"
                    + " is, in 0.1 ms.");
        page.table(content.starts().titles(), content.starts().rows());

        page.heading("Settings", "");
        page.table(content.settings());
        return page.end(content.command());
    }

    private static String traces(ReductionContent.Traces traces) {
        return Figure.svg(
                WIDTH,
                "time (ms)",
                List.of(
                        Chart.of("Membrane voltage", "v (mV)", 220)
                                .add(new Layer.Line("full", traces.full_mV(), FULL, Layer.Style.WIDE))
                                .line("reduced", traces.reduced_mV(), Chart.colour(0)),
                        Chart.of("Axial current", "i (nA)", 140)
                                .add(new Layer.Line("full", traces.fullAxial_nA(), FULL, Layer.Style.WIDE))
                                .line("reduced", traces.reducedAxial_nA(), Chart.colour(1))));
    }
}
