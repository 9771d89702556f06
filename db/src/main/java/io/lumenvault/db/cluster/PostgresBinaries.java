package io.lumenvault.db.cluster;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once from the archive on the class path and shared by all clusters beside them. */
final class PostgresBinaries {

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Finds the programs under {@code folder}, or unpacks them there.
     * The unpacked tree is named after the archive's digest and renamed into place in one step, so a half-unpacked tree is never used.
     */
    static PostgresBinaries in(Path folder) throws IOException {
        String archive = archiveName();
        Path home = folder.resolve("postgresql-" + digest(archive).substring(0, 12));
        if (!Files.isDirectory(home)) {
            unpack(archive, home);
        }
        return new PostgresBinaries(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static String archiveName() throws IOException {
        String architecture = System.getProperty("os.arch");
        String system = System.getProperty("os.name");
        if (!system.equals("Linux") || !architecture.equals("amd64")) {
            throw new IOException("no PostgreSQL is embedded for " + system + " on " + architecture
                    + " (only Linux on amd64): point --database-url at a PostgreSQL of your own");
        }
        return "/postgres-linux-x86_64.txz";
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new IOException("the PostgreSQL binaries (" + archive + ") are not on the class path");
        }
        return in;
    }

    private static void unpack(String archive, Path home) throws IOException {
        Folders.create(home.getParent());
        Path unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
        try {
            try (InputStream in = new BufferedInputStream(open(archive), 1 << 16);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, unfinished);
                }
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, home);
        } catch (IOException e) {
            Folders.delete(unfinished);
            // Another process may have unpacked the same archive meanwhile; then its tree is as good.
            if (!Files.isDirectory(home)) {
                throw new IOException("PostgreSQL cannot be unpacked into " + home + ": " + e.getMessage(), e);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a file outside its own folder: " + entry.getName());
        }
        if (entry.getName().endsWith(".a")) {
            return;
        }
        if (entry.isDirectory()) {
            createFolder(target);
            return;
        }
        createFolder(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolder(folder.getParent());
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
