package dev.ranvier.cli.kinetics;

import dev.ranvier.files.input.BadInputException;
import dev.ranvier.kinetics.ChannelLibrary;
import dev.ranvier.kinetics.CurveFitter;
import dev.ranvier.kinetics.FittedCurves;
import dev.ranvier.kinetics.Omnimodel;
import dev.ranvier.kinetics.OmnimodelCurves;
import dev.ranvier.kinetics.Screening;
import dev.ranvier.learned.LearnedCurves;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Keeps what has been fitted in a file, a record for each pair of curves as soon as it is done, so that a run that was stopped
 * goes on where it was. The file begins with a fingerprint of data and settings; for others it is refused. A record is its
 * length, its CRC-32 and its content; what follows the last whole record is overwritten.
 */
final class Journal implements AutoCloseable {
    /** The journal's name in the output folder. */
    static final String NAME = "kinetics.journal";

    private static final int LONGEST_RECORD = 1 << 28, HEAD_BYTES = 2 * Integer.BYTES;

    private final Path file;
    private final FileChannel channel;
    private final Map<Integer, CurveFits> kept = new TreeMap<>();

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal of a folder, made if needed; {@code curves} are what is fitted, by number, and the fingerprint is of them
     * and of the settings.
     */
    static Journal open(Path folder, byte[] fingerprint, List<Screening> curves, CurveFitter fitter) {
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel);
            long end = journal.readKept(fingerprint, curves, fitter);
            if (end == 0) {
                channel.truncate(0);
                journal.append(fingerprint);
            } else {
                channel.truncate(end);
                channel.position(end);
            }
            return journal;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** The fits that were there when it was opened, by number of their curves. */
    Map<Integer, CurveFits> kept() {
        return kept;
    }

    /** Reads whole records; returns where they end, 0 if there is none; refuses a file for another fingerprint. */
    private long readKept(byte[] fingerprint, List<Screening> curves, CurveFitter fitter) throws IOException {
        long end = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (byte[] record = read(in); record.length > 0; record = read(in)) {
                if (end == 0 && !Arrays.equals(record, fingerprint)) {
                    throw new BadInputException(file + " holds the fits of other data or settings, which were not"
                            + " finished: finish them by their own command, remove that file to begin anew, or name"
                            + " another folder with --out");
                }
                if (end > 0) {
                    keep(record, curves, fitter);
                }
                end += HEAD_BYTES + record.length;
            }
        }
        return end;
    }

    private void keep(byte[] record, List<Screening> curves, CurveFitter fitter) {
        try {
            DataInputStream content = new DataInputStream(new ByteArrayInputStream(record));
            int number = Objects.checkIndex(content.readInt(), curves.size());
            kept.put(number, readFits(content, curves.get(number), fitter));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadInputException(file + " is damaged (" + e.getMessage() + "): remove it to begin anew");
        }
    }

    /** The next record; empty if there is no whole one. */
    private static byte[] read(DataInputStream in) throws IOException {
        try {
            int length = in.readInt(), sum = in.readInt();
            if (length <= 0 || length > LONGEST_RECORD) {
                return new byte[0];
            }
            byte[] record = in.readNBytes(length);
            return record.length == length && sum == sum(record) ? record : new byte[0];
        } catch (EOFException _) {
            return new byte[0];
        }
    }

    private static int sum(byte[] record) {
        CRC32 crc = new CRC32();
        crc.update(record);
        return (int) crc.getValue();
    }

    /** Adds the fits of curves number {@code number}. */
    synchronized void add(int number, CurveFits fits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(number);
            writeFits(fits, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            append(bytes.toByteArray());
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void append(byte[] record) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + record.length)
                .putInt(record.length)
                .putInt(sum(record))
                .put(record)
                .flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static BadInputException failed(Path file, IOException e) {
        return new BadInputException("cannot write " + file + ": " + e.getMessage()
                + ". What was fitted so far is kept there: make room, or mend what is wrong, and run the same command"
                + " again; or name another folder with --out");
    }

    private static void writeFits(CurveFits fits, DataOutputStream out) throws IOException {
        out.writeDouble(fits.learnedSeconds());
        out.writeDouble(fits.omniSeconds());
        out.writeBoolean(fits.learned().isPresent());
        if (fits.learned().isPresent()) {
            FittedCurves learned = fits.learned().get();
            out.writeInt(learned.starts());
            out.writeInt(learned.steps());
            ChannelLibrary.writeNetwork(learned.curves(), out);
        }
        out.writeInt(fits.omni().size());
        for (OmnimodelCurves omni : fits.omni()) {
            out.writeUTF(omni.form().name());
            writeDoubles(omni.xParameters(), out);
            writeDoubles(omni.tauParameters(), out);
        }
    }

    private static void writeDoubles(double[] values, DataOutputStream out) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static CurveFits readFits(DataInputStream in, Screening curves, CurveFitter fitter) throws IOException {
        double learnedSeconds = in.readDouble(), omniSeconds = in.readDouble();
        Optional<FittedCurves> learned = Optional.empty();
        if (in.readBoolean()) {
            int starts = in.readInt(), steps = in.readInt();
            LearnedCurves network = ChannelLibrary.readNetwork(in);
            learned = Optional.of(fitter.scored(network, curves, starts, steps));
        }
        List<OmnimodelCurves> omni = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Omnimodel form = Omnimodel.valueOf(in.readUTF());
            double[] x = readDoubles(in, form.xParameters());
            omni.add(new OmnimodelCurves(form, x, readDoubles(in, form.tauParameters())));
        }
        return new CurveFits(learned, learnedSeconds, omni, omniSeconds);
    }

    private static double[] readDoubles(DataInputStream in, int count) throws IOException {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = in.readDouble();
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
