package io.lumenvault.server.audit;

import io.lumenvault.ground.Sha256;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.SignedNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What stands where the archive of a month is to be written. The bodies in it may be the only ones that there are: it gives way to an archive
 * that has all of them alone.
 */
final class StandingArchive {

    private static final int MOST_NOTE = 1 << 20;

    private final Path file;

    StandingArchive(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    /**
     * Before the month is read and written in vain.
     *
     * @throws ArchiveStandsException when there is a file that is no archive: nothing takes its place
     */
    void requireReadable() {
        if (Files.exists(file)) {
            try (ZipFile standing = new ZipFile(file.toFile()); InputStream entries = content(standing, MonthArchive.ENTRIES)) {
                note(standing);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw unreadable(unreadable);
            }
        }
    }

    private ArchiveStandsException unreadable(Exception why) {
        return new ArchiveStandsException("the archive " + file + " stands there and cannot be read (" + why.getMessage()
                + "): move it away, and the month is archived");
    }

    /**
     * Decides between it and the one that was just written.
     *
     * @param next the file that was just written, and {@code archived} what is in it
     * @return what stands there, when that is the same and the log's key has signed it; empty when the new one is to take its place
     * @throws ArchiveStandsException when the new one lacks entries of it
     */
    Optional<ArchivedMonth> replacedBy(Path next, ArchivedMonth archived, LogIdentity identity) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (ZipFile standing = new ZipFile(file.toFile())) {
            Optional<ArchivedMonth> same = same(standing, archived, identity);
            if (same.isPresent() || isWithin(standing, next)) {
                return same;
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw unreadable(unreadable);
        }
        throw new ArchiveStandsException("the archive " + file + " stands there and holds entries that the database has not");
    }

    private static Optional<ArchivedMonth> same(ZipFile standing, ArchivedMonth archived, LogIdentity identity) throws IOException {
        SignedNote signed = note(standing);
        byte[] digest = digest(standing);
        Checkpoint statement = ArchivedMonth.statement(identity.origin(), YearMonth.parse(archived.month()), archived.entries(), digest);
        boolean same = Arrays.equals(digest, HexFormat.of().parseHex(archived.digest())) && signed.checkpoint().sameAs(statement)
                && signed.signedBy(identity.signer().key());
        return same ? Optional.of(new ArchivedMonth(archived.month(), archived.entries(), archived.digest(),
                signed.signatures().getFirst().line().strip(), archived.leaves())) : Optional.empty();
    }

    private static SignedNote note(ZipFile zip) throws IOException {
        try (InputStream note = content(zip, MonthArchive.SIGNED)) {
            return SignedNote.parse(new String(note.readNBytes(MOST_NOTE), StandardCharsets.UTF_8));
        }
    }

    private static byte[] digest(ZipFile zip) throws IOException {
        MessageDigest sha256 = Sha256.streaming();
        try (InputStream entries = new DigestInputStream(content(zip, MonthArchive.ENTRIES), sha256)) {
            entries.transferTo(OutputStream.nullOutputStream());
        }
        return sha256.digest();
    }

    /** Whether the other one has every line of this: both are in the order of the leaves. */
    private static boolean isWithin(ZipFile standing, Path other) throws IOException {
        try (ZipFile larger = new ZipFile(other.toFile()); BufferedReader wanted = lines(standing); BufferedReader there = lines(larger)) {
            for (String line = wanted.readLine(); line != null; line = wanted.readLine()) {
                String found = there.readLine();
                while (found != null && !found.equals(line)) {
                    found = there.readLine();
                }
                if (found == null) {
                    return false;
                }
            }
            return true;
        }
    }

    private static BufferedReader lines(ZipFile zip) throws IOException {
        return new BufferedReader(new InputStreamReader(content(zip, MonthArchive.ENTRIES), StandardCharsets.UTF_8));
    }

    private static InputStream content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return zip.getInputStream(entry);
    }
}
