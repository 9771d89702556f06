package io.lumenvault.cli.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.CompactRange;
import io.lumenvault.tlog.MerkleHasher;
import io.lumenvault.tlog.SignedNote;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An export in JSON lines: its leaves, completed by the hashes of what stands before and behind them, have the root of the signed
 * checkpoint. So every entry is as the log has it, at its place, and none of the range is missing. Reads a line at a time.
 */
final class ExportFile {

    static final String START = "{\"format\":\"lumenvault-audit-export/1\"";
    private static final int MOST_LINE = 16 << 20;
    private static final byte[] ENTRY = "\"entry\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASH = "\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lines lines;
    /** A head that the log must extend, or null. */
    private final Checkpoint earlier;
    private final MerkleHasher hasher = new MerkleHasher();
    private final CompactRange tree = new CompactRange();
    private long entries;
    private long hashes;
    private Instant newest = Instant.MIN;

    private ExportFile(Lines lines, Checkpoint earlier) {
        this.lines = lines;
        this.earlier = earlier;
    }

    /** @param earlier a head that the log must extend, or null */
    static Verdict verify(Path file, TrustedKeys keys, Checkpoint earlier) throws EvidenceException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            return new ExportFile(new Lines(in, MOST_LINE), earlier).verify(keys);
        } catch (JsonProcessingException malformed) {
            throw new EvidenceException("the export's first line cannot be read");
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new EvidenceException("the export is malformed: " + malformed.getMessage());
        }
    }

    private Verdict verify(TrustedKeys keys) throws EvidenceException, IOException {
        JsonNode head = JSON.readTree(lines.next());
        SignedNote note = note(head.path("checkpoint").asText());
        keys.require(note);
        long size = note.checkpoint().size();
        long start = head.path("start").asLong(-1);
        long end = head.path("end").asLong(-1);
        if (start < 0 || start > end || end > size) {
            throw new EvidenceException("an export from " + start + " to " + end + " cannot be of a log of " + size + " entries");
        }
        requireReached(note.checkpoint(), start, end);
        tree.addRange(start, decoded(head.path("before")));
        requireExtended();
        while (tree.size() < end) {
            byte[] line = lines.next();
            if (line == null) {
                throw new EvidenceException("the export ends at leaf " + tree.size() + "; it should go to " + end);
            }
            tree.addLeaf(leaf(line));
            requireExtended();
        }
        if (lines.next() != null) {
            throw new EvidenceException("the export goes on behind leaf " + end);
        }
        tree.addRange(size, decoded(head.path("after")));
        if (!MessageDigest.isEqual(tree.root(), note.checkpoint().root())) {
            throw new EvidenceException("the export is not what the checkpoint of " + size + " entries covers: an entry was changed, left out, added or moved");
        }
        requireExtended();
        keys.requireNotBefore(note, newest);
        String range = start == 0 && end == size ? "the whole log of " + size + " entries" : "entries " + start + " to " + (end - 1) + " of a log of " + size;
        String extension = earlier == null ? "" : "; it extends the checkpoint of " + earlier.size() + " entries";
        return new Verdict(note, range + ": " + entries + " with their text, " + hashes + " by their hash alone" + extension);
    }

    /** The root of an earlier tree is known where the tree passes its size. */
    private void requireReached(Checkpoint head, long start, long end) throws EvidenceException {
        if (earlier == null) {
            return;
        }
        if (!earlier.origin().equals(head.origin())) {
            throw new EvidenceException("the earlier checkpoint is of the log '" + earlier.origin() + "', the export of '" + head.origin() + "'");
        }
        if (earlier.size() > head.size()) {
            throw new EvidenceException("the log was rolled back: the earlier checkpoint is of " + earlier.size() + " entries, the export's of " + head.size());
        }
        if (earlier.size() != head.size() && (earlier.size() < start || earlier.size() > end)) {
            throw new EvidenceException("an export of the leaves from " + start + " to " + end + " does not show whether the log extends a checkpoint of "
                    + earlier.size() + " entries: export the whole log");
        }
    }

    private void requireExtended() throws EvidenceException {
        if (earlier != null && tree.size() == earlier.size() && !MessageDigest.isEqual(tree.root(), earlier.root())) {
            throw new EvidenceException("the log does not extend the earlier checkpoint of " + earlier.size() + " entries: it was replaced or changed");
        }
    }

    private byte[] leaf(byte[] line) throws EvidenceException {
        byte[] prefix = ("{\"index\":" + tree.size() + ",").getBytes(StandardCharsets.US_ASCII);
        if (!at(line, 0, prefix) || line[line.length - 1] != '}') {
            throw new EvidenceException("the line of leaf " + tree.size() + " is missing or at another place");
        }
        if (at(line, prefix.length, ENTRY)) {
            byte[] body = Arrays.copyOfRange(line, prefix.length + ENTRY.length, line.length - 1);
            notice(body);
            entries++;
            return hasher.leaf(body);
        }
        int from = prefix.length + HASH.length;
        int to = line.length - 2;
        if (at(line, prefix.length, HASH) && to >= from && line[to] == '"') {
            hashes++;
            return decoded(new String(line, from, to - from, StandardCharsets.US_ASCII));
        }
        throw new EvidenceException("the line of leaf " + tree.size() + " has neither an entry nor a hash");
    }

    /** Of the time of an entry: canonical JSON has it last. An entry without one is held against the hash all the same. */
    private void notice(byte[] body) {
        for (int i = body.length - TIME.length; i >= 0; i--) {
            if (at(body, i, TIME)) {
                int from = i + TIME.length;
                int to = from;
                while (to < body.length && body[to] != '"') {
                    to++;
                }
                try {
                    Instant time = Instant.parse(new String(body, from, to - from, StandardCharsets.US_ASCII));
                    newest = time.isAfter(newest) ? time : newest;
                } catch (java.time.format.DateTimeParseException noTime) {
                    return;
                }
                return;
            }
        }
    }

    private static boolean at(byte[] line, int from, byte[] expected) {
        return line.length >= from + expected.length && Arrays.equals(line, from, from + expected.length, expected, 0, expected.length);
    }

    private static List<byte[]> decoded(JsonNode texts) {
        List<byte[]> hashes = new ArrayList<>();
        texts.forEach(text -> hashes.add(decoded(text.asText())));
        return hashes;
    }

    /** There is one way to write a hash. */
    private static byte[] decoded(String text) {
        byte[] hash = Base64.getDecoder().decode(text);
        if (hash.length != MerkleHasher.HASH_BYTES || !Base64.getEncoder().encodeToString(hash).equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is no hash in base64");
        }
        return hash;
    }

    /** There is one way to write a note. */
    static SignedNote note(String text) {
        SignedNote note = SignedNote.parse(text);
        if (!note.text().equals(text)) {
            throw new IllegalArgumentException("the checkpoint is not written as C2SP signed notes are");
        }
        return note;
    }
}
