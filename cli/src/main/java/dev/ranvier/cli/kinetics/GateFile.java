package dev.ranvier.cli.kinetics;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.files.input.Place;
import dev.ranvier.files.table.CsvTable;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads files of gates: JSON lines, zipped or not, and tables. */
public final class GateFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private GateFile() {}

    /**
     * Adds the gates of a file, at the temperature and, where there are several, at the calcium concentration that is nearest. A
     * line that cannot be used is left out and counted.
     */
    public static void read(Path file, double celsius, double calcium_mM, GateCollection gates) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a folder, not a file of gates");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("no such file of gates: " + file);
        }
        String name = file.toString();
        if (name.endsWith(".csv")) {
            GateTable.read(CsvTable.read(file, "table of gates"), gates);
            return;
        }
        int line = 0;
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(
                        new ShortLines(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())))) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                Place place = new Place(file.toString(), ++line, 0);
                String plain = line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
                if (!plain.isBlank()) {
                    try {
                        gates.add(GateLine.read(plain, celsius, calcium_mM), place);
                    } catch (IllegalArgumentException e) {
                        gates.leaveOut(place, String.valueOf(e.getMessage()));
                    }
                }
            }
        } catch (EOFException | ZipException e) {
            throw new BadInputException(file + ": the gzip file is truncated or damaged after line " + line + " ("
                    + e.getMessage() + "): get it again");
        } catch (CharacterCodingException _) {
            throw new BadInputException(file + ": not text (UTF-8) after line " + line);
        } catch (IOException e) {
            throw new BadInputException("file of gates cannot be read: " + file + ": " + e.getMessage());
        }
    }
}
