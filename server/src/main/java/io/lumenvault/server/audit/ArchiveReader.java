package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.LogPages;
import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.ground.Sha256;
import io.lumenvault.tlog.MerkleHasher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/** Holds the archive files that are at hand against the leaves that the log has kept of their entries, in one verification by one thread. */
final class ArchiveReader {

    private static final long WINDOW = 4096;

    private final LogPages pages = new LogPages();
    private final Database database;
    private final Path folder;
    private long windowStart;
    private List<Leaf> window = List.of();

    ArchiveReader(Database database, Path folder) {
        this.database = Objects.requireNonNull(database, "database");
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** Whether the archive of the month is here. */
    boolean has(ArchivedMonth month) {
        return Files.exists(file(month));
    }

    private Path file(ArchivedMonth month) {
        return new MonthArchive(folder, YearMonth.parse(month.month())).file();
    }

    /** Checks every body of the archive. @return what is wrong, or null */
    String fault(ArchivedMonth month) {
        try (ZipFile zip = new ZipFile(file(month).toFile())) {
            MessageDigest sha256 = Sha256.streaming();
            long entries;
            try (InputStream in = zip.getInputStream(zip.getEntry(MonthArchive.ENTRIES));
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(new DigestInputStream(in, sha256), StandardCharsets.UTF_8))) {
                entries = matching(lines);
            }
            boolean same = entries == month.entries() && HexFormat.of().formatHex(sha256.digest()).equals(month.digest());
            return same ? null : "the archive of " + month.month() + " does not hold what the log recorded of it";
        } catch (IOException | IllegalArgumentException | NullPointerException | IndexOutOfBoundsException damaged) {
            return "the archive of " + month.month() + " cannot be read: " + damaged.getMessage();
        }
    }

    /** The number of lines that hash to their leaves, and are of entries that the database has not: of others it needs no archive. */
    private long matching(BufferedReader lines) throws IOException {
        MerkleHasher hasher = new MerkleHasher();
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int body = line.indexOf(MonthArchive.BODY_START);
            long index = Long.parseLong(line.substring(MonthArchive.LINE_START.length(), body));
            byte[] bytes = line.substring(body + MonthArchive.BODY_START.length(), line.length() - 1).getBytes(StandardCharsets.UTF_8);
            Leaf leaf = leaf(index);
            if (leaf != null && leaf.entry() == null && Arrays.equals(hasher.leaf(bytes), leaf.leafHash())) {
                number++;
            }
        }
        return number;
    }

    private Leaf leaf(long index) {
        if (index < windowStart || index >= windowStart + window.size()) {
            windowStart = index;
            window = database.transaction(session -> pages.leaves(session, index, index + WINDOW));
        }
        return window.isEmpty() ? null : window.get((int) (index - windowStart));
    }
}
