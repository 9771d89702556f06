package io.lumenvault.server.audit;

import io.lumenvault.db.audit.MonthPartition;
import io.lumenvault.ground.Sha256;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MerkleHasher;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive file of a month: a ZIP with {@value #ENTRIES} (one line an entry, {@code {"index":LEAF,"body":BODY}}, the body as it was
 * hashed), {@value #SIGNED} (number and digest of the entries, signed by the log as a C2SP note), {@value #HEAD} (a signed head of the log
 * over all of them) and {@value #KEYS} (the log's keys).
 */
final class MonthArchive {

    static final String ENTRIES = "entries.jsonl";
    static final String SIGNED = "archive.note";
    static final String HEAD = "checkpoint.note";
    static final String KEYS = "keys.txt";
    static final String LINE_START = "{\"index\":";
    static final String BODY_START = ",\"body\":";

    private final Path folder;
    private final YearMonth month;

    MonthArchive(Path folder, YearMonth month) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.month = Objects.requireNonNull(month, "month");
    }

    /** Where it is or is to be. */
    Path file() {
        return folder.resolve(month + ".zip");
    }

    /**
     * Writes the file durably. One that stands there with the same entries, signed by the log, stays: a run that could not take the month
     * out of the database has left it. One with some of them only is replaced.
     *
     * @param head a signed head over all entries of the month
     * @throws LogDamagedException when an entry does not hash to its leaf: then the month stays where it is
     * @throws ArchiveStandsException when the file that stands there holds other entries, or cannot be read: it stays, and so does the month
     */
    ArchivedMonth write(MonthPartition partition, LogIdentity identity, SignedNote head) throws IOException, SQLException {
        Files.createDirectories(folder);
        StandingArchive standing = new StandingArchive(file());
        standing.requireReadable();
        Path next = folder.resolve(month + ".zip.new");
        try {
            return write(next, standing, partition, identity, head);
        } finally {
            // Where it has not become the archive, the next run begins anew: a month that fails for long fills no disk.
            Files.deleteIfExists(next);
        }
    }

    private ArchivedMonth write(Path next, StandingArchive standing, MonthPartition partition, LogIdentity identity, SignedNote head)
            throws IOException, SQLException {
        ArchivedMonth archived;
        try (FileChannel channel = FileChannel.open(next,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))) {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            MessageDigest sha256 = Sha256.streaming();
            zip.putNextEntry(new ZipEntry(ENTRIES));
            LeafSet leaves = writeEntries(partition, new DigestOutputStream(zip, sha256), head.checkpoint().size());
            long entries = leaves.number();
            byte[] digest = sha256.digest();
            Checkpoint statement = ArchivedMonth.statement(identity.origin(), month, entries, digest);
            SignedNote signed = new SignedNote(statement, List.of(identity.signer().sign(statement, java.time.Instant.EPOCH)));
            put(zip, SIGNED, signed.text());
            put(zip, HEAD, head.text());
            put(zip, KEYS, identity.keys().stream().map(NoteKey::vkey).collect(Collectors.joining("\n", "", "\n")));
            zip.finish();
            zip.flush();
            channel.force(true);
            archived = new ArchivedMonth(month.toString(), entries, java.util.HexFormat.of().formatHex(digest),
                    signed.signatures().getFirst().line().strip(), leaves.digest());
        }
        Optional<ArchivedMonth> made = standing.replacedBy(next, archived, identity);
        if (made.isEmpty()) {
            Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        // The month leaves the database next: the name must outlive a loss of power as the content does.
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return made.orElse(archived);
    }

    /** @return the leaves of the entries that were written */
    private static LeafSet writeEntries(MonthPartition partition, OutputStream out, long headSize) throws IOException, SQLException {
        MerkleHasher hasher = new MerkleHasher();
        LeafSet leaves = new LeafSet();
        long[] last = {-1};
        long withoutLeaf = partition.<IOException>read((index, leafHash, body) -> {
            if (index >= headSize || !Arrays.equals(hasher.leaf(body), leafHash)) {
                throw new LogDamagedException("the entry of leaf " + index + " has been changed, or no signed head covers it");
            }
            if (index <= last[0]) {
                throw new LogDamagedException("leaf " + index + " is of an entry behind that of leaf " + last[0]);
            }
            last[0] = index;
            out.write((LINE_START + index + BODY_START).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.write("}\n".getBytes(StandardCharsets.US_ASCII));
            leaves.add(index);
        });
        if (withoutLeaf > 0) {
            throw new LogDamagedException(withoutLeaf + " entries of the month have no leaf");
        }
        return leaves;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
