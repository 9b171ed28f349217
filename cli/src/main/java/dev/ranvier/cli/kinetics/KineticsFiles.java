package dev.ranvier.cli.kinetics;

import dev.ranvier.cli.output.Json;
import dev.ranvier.cli.output.Staging;
import dev.ranvier.cli.report.KineticsReport;
import dev.ranvier.files.table.CsvWriter;
import dev.ranvier.kinetics.Flag;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** The files that a run leaves behind. */
public final class KineticsFiles {
    /** The library's name in the output folder. */
    public static final String LIBRARY = "channels.rvc";

    private final FittedKinetics fitted;
    private final List<ScoredFit> models;

    /** Of this run. */
    public KineticsFiles(FittedKinetics fitted) {
        this.fitted = fitted;
        this.models = fitted.gates().stream()
                .flatMap(gate -> ScoredFit.of(gate, fitted.settings().holdout()).stream())
                .toList();
    }

    /** What the summary says. */
    public KineticsSummary summary() throws IOException {
        return new KineticsSummary(fitted, models, sha256());
    }

    /** Writes them. */
    public void write(
            Staging staging, boolean withCurves, KineticsSummary summary, Map<String, Object> tree, String command)
            throws IOException {
        scores(true).write(staging.file("kinetics.csv"));
        if (withCurves) {
            writeCurves(staging);
        }
        if (fitted.settings().models().hasLearned()) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staging.file(LIBRARY)))) {
                fitted.library().write(out);
            }
        }
        Files.writeString(staging.file("summary.json"), Json.text(tree));
        Files.writeString(
                staging.file("report.html"),
                KineticsReport.html(new KineticsPage(fitted, models, summary, command).content()));
    }

    /** A line for each gate and model. */
    private CsvWriter scores(boolean withSeconds) {
        CsvWriter table = new CsvWriter(models.size())
                .column(
                        "family",
                        row -> CsvWriter.cell(models.get(row).gate().gate().id().family()))
                .column(
                        "channel",
                        row -> CsvWriter.cell(models.get(row).gate().gate().id().channel()))
                .column(
                        "gate",
                        row -> CsvWriter.cell(models.get(row).gate().gate().id().gate()))
                .column("model", row -> models.get(row).model());
        number(table, "mse_x_inf", model -> model.fitted().mseXInf());
        number(table, "mse_tau", model -> model.fitted().mseTau());
        number(table, "left_out_mse_x_inf", model -> model.leftOut().mseXInf());
        number(table, "left_out_mse_tau", model -> model.leftOut().mseTau());
        number(table, "max_error_x_inf", model -> model.fitted().maxErrorXInf());
        number(table, "max_relative_error_tau", model -> model.fitted().maxRelativeErrorTau());
        table.column("starts", row -> Integer.toString(models.get(row).starts()));
        if (withSeconds) {
            number(table, "seconds", model -> Math.round(model.seconds() * 1e6) * 1e-6);
        }
        return table.column("flags", row -> flags(models.get(row).gate()));
    }

    static String flags(FittedGate gate) {
        return gate.screening().flags().stream().map(Flag::text).collect(Collectors.joining(" "));
    }

    private void number(CsvWriter table, String name, ToDoubleFunction<ScoredFit> value) {
        table.column(name, row -> {
            double number = value.applyAsDouble(models.get(row));
            return Double.isNaN(number) ? "" : CsvWriter.text(number);
        });
    }

    /** Of all scores without the seconds, which no two runs share. */
    private String sha256() throws IOException {
        StringWriter text = new StringWriter();
        scores(false).write(text);
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeCurves(Staging staging) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(staging.file("curves.csv.gz")));
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(new GZIPOutputStream(file), StandardCharsets.UTF_8))) {
            out.write("family,channel,gate,model,voltage_mV,x_inf,tau_ms\n");
            for (ScoredFit model : models) {
                double[] voltage_mV = model.gate().screening().samples().voltage_mV();
                String names = CsvWriter.cell(model.gate().gate().id().family()) + ","
                        + CsvWriter.cell(model.gate().gate().id().channel()) + ","
                        + CsvWriter.cell(model.gate().gate().id().gate()) + "," + model.model() + ",";
                for (int k = 0; k < voltage_mV.length; k++) {
                    out.write(names + CsvWriter.text(voltage_mV[k]) + ","
                            + CsvWriter.text(model.values().xInf()[k]) + ","
                            + CsvWriter.text(model.values().tau_ms()[k]) + "\n");
                }
            }
        }
    }
}
