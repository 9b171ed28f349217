package dev.ranvier.kinetics;

import dev.ranvier.learned.LearnedCurves;
import dev.ranvier.learned.OutputRange;
import dev.ranvier.saved.DamagedException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Learned channels, by their ids, and the file that holds them: gzip around
 *
 * <pre>
 *   UTF "ranvier-channels", int 1 (the version), double celsius
 *   int networks, then for each: int layers, int units of each; 4 doubles: middle and span of logit x_inf, of ln tau;
 *                                its weights as floats, layer by layer, each W by rows and then b
 *   int gates, then for each: UTF family, UTF channel, UTF gate, double exponent (NaN: unknown), boolean inFamily,
 *                             int number of its network
 * </pre>
 *
 * as {@link DataOutputStream} writes them. Gates with the same curves share a network. gzip's own checksum guards the content.
 */
public final class ChannelLibrary {
    private static final String FORMAT = "ranvier-channels";
    private static final int VERSION = 1;
    /** So that a damaged file cannot ask for more memory than a computer has. */
    private static final int MOST_ENTRIES = 1_000_000, MOST_LAYERS = 16, MOST_UNITS = 9999, MOST_WEIGHTS = 10_000_000;

    private final double celsius;
    private final Map<String, LibraryChannel> channels = new TreeMap<>();

    /** Of gates at one temperature. */
    public ChannelLibrary(double celsius, Collection<LibraryGate> gates) {
        this.celsius = celsius;
        Map<String, List<LibraryGate>> byChannel = new LinkedHashMap<>();
        gates.stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(gate -> byChannel
                        .computeIfAbsent(gate.id().family() + "/" + gate.id().channel(), _ -> new ArrayList<>())
                        .add(gate));
        byChannel.forEach((id, own) -> {
            GateId first = own.getFirst().id();
            channels.put(id, new LibraryChannel(first.family(), first.channel(), own));
        });
    }

    /** The temperature of the curves. */
    public double celsius() {
        return celsius;
    }

    /** All channels by id, {@code family/name}. */
    public Map<String, LibraryChannel> channels() {
        return Collections.unmodifiableMap(channels);
    }

    /** The channel of that id, {@code family/name}, or of that name if only one family has it. */
    public Optional<LibraryChannel> find(String id) {
        if (channels.containsKey(id)) {
            return Optional.of(channels.get(id));
        }
        List<LibraryChannel> named = channels.values().stream()
                .filter(channel -> channel.name().equals(id))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** Writes the file. */
    public void write(OutputStream file) throws IOException {
        Map<LearnedCurves, Integer> networks = new LinkedHashMap<>();
        List<LibraryGate> gates = channels.values().stream()
                .flatMap(channel -> channel.gates().stream())
                .toList();
        gates.forEach(gate -> networks.putIfAbsent(gate.curves(), networks.size()));
        GZIPOutputStream zipped = new GZIPOutputStream(file);
        DataOutputStream out = new DataOutputStream(zipped);
        out.writeUTF(FORMAT);
        out.writeInt(VERSION);
        out.writeDouble(celsius);
        out.writeInt(networks.size());
        for (LearnedCurves network : networks.keySet()) {
            writeNetwork(network, out);
        }
        out.writeInt(gates.size());
        for (LibraryGate gate : gates) {
            out.writeUTF(gate.id().family());
            out.writeUTF(gate.id().channel());
            out.writeUTF(gate.id().gate());
            out.writeDouble(gate.exponent());
            out.writeBoolean(gate.inFamily());
            out.writeInt(networks.getOrDefault(gate.curves(), -1));
        }
        out.flush();
        zipped.finish();
    }

    /** Writes a network, its weights rounded to floats. */
    public static void writeNetwork(LearnedCurves network, DataOutputStream out) throws IOException {
        out.writeInt(network.hidden().size());
        for (int units : network.hidden()) {
            out.writeInt(units);
        }
        out.writeDouble(network.logitRange().middle());
        out.writeDouble(network.logitRange().span());
        out.writeDouble(network.logTauRange().middle());
        out.writeDouble(network.logTauRange().span());
        for (double weight : network.weights()) {
            out.writeFloat((float) weight);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, with a message for people if it is no whole library of this version
     */
    public static ChannelLibrary read(InputStream file) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new GZIPInputStream(file));
            if (!in.readUTF().equals(FORMAT)) {
                throw new IOException("it is no library of channels");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("it has version " + version + ", this program reads version " + VERSION);
            }
            double celsius = in.readDouble();
            List<LearnedCurves> networks = new ArrayList<>();
            for (int left = count(in, "networks"); left > 0; left--) {
                networks.add(readNetwork(in));
            }
            List<LibraryGate> gates = new ArrayList<>();
            for (int left = count(in, "gates"); left > 0; left--) {
                GateId id = new GateId(in.readUTF(), in.readUTF(), in.readUTF());
                gates.add(new LibraryGate(id, in.readDouble(), in.readBoolean(), networks.get(in.readInt())));
            }
            if (in.read() >= 0) {
                throw new IOException("there is more in it than there should be");
            }
            return new ChannelLibrary(celsius, gates);
        } catch (EOFException _) {
            throw new DamagedException("it is cut short or no library of channels");
        } catch (ZipException | UTFDataFormatException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new DamagedException("it is damaged or no library of channels (" + e.getMessage() + ")");
        }
    }

    private static int count(DataInputStream in, String what) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_ENTRIES) {
            throw new DamagedException("it is damaged: it names " + count + " " + what);
        }
        return count;
    }

    private static int within(int number, int most, String what) throws DamagedException {
        if (number < 1 || number > most) {
            throw new DamagedException("it is damaged: a network has 1 to " + most + " " + what + ", not " + number);
        }
        return number;
    }

    /** Reads what {@link #writeNetwork} wrote. */
    public static LearnedCurves readNetwork(DataInputStream in) throws IOException {
        List<Integer> hidden = new ArrayList<>();
        for (int left = within(in.readInt(), MOST_LAYERS, "layers"); left > 0; left--) {
            hidden.add(within(in.readInt(), MOST_UNITS, "units"));
        }
        OutputRange logit = new OutputRange(in.readDouble(), in.readDouble());
        OutputRange logTau = new OutputRange(in.readDouble(), in.readDouble());
        double[] weights = new double[within(LearnedCurves.weightCount(hidden), MOST_WEIGHTS, "weights")];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = in.readFloat();
            if (!Double.isFinite(weights[k])) {
                throw new DamagedException("it is damaged: a weight is " + weights[k]);
            }
        }
        return LearnedCurves.of(hidden, logit, logTau, weights);
    }
}
