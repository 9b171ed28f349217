package dev.ranvier.bindings.openblas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder that keeps unpacked library files. A file is used only if its contents hash to what they must; one that is missing,
 * cut short or altered is written anew, beside its place and then moved there in one step, so that any number of processes may
 * do so at once, and those that run an old file keep it.
 */
final class LibraryCache {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path folder;

    LibraryCache(Path folder) {
        this.folder = folder;
    }

    /** Paths of the files, in their order; all of them hold what they must. */
    List<Path> unpacked(BundledFiles bundled) throws IOException {
        Path home = Files.createDirectories(folder.resolve(bundled.key()));
        List<Path> paths = new ArrayList<>();
        for (BundledFiles.Entry file : bundled.files()) {
            Path place = home.resolve(file.name()).toAbsolutePath();
            if (!holds(place, file.sha256())) {
                unpack(bundled, file, place);
            }
            paths.add(place);
        }
        return paths;
    }

    private static void unpack(BundledFiles bundled, BundledFiles.Entry file, Path place) throws IOException {
        Path beside = Files.createTempFile(place.getParent(), file.name(), ".part");
        try {
            MessageDigest digest = sha256();
            try (InputStream contents = new DigestInputStream(bundled.open(file), digest)) {
                Files.copy(contents, beside, StandardCopyOption.REPLACE_EXISTING);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(file.sha256())) {
                throw new IOException(file.name() + " on the class path is not the file of version " + bundled.version()
                        + ": its SHA-256 is " + found + ", not " + file.sha256());
            }
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static boolean holds(Path file, String sha256) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        MessageDigest digest = sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk) >= 0) {
                digest.update(chunk.flip());
                chunk.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
