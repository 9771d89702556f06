package io.lumenvault.cli.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.tlog.SignedNote;
import io.lumenvault.tlog.TlogProof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A bundle of evidence about one key: each entry stands in the tree of the signed checkpoint at the place that its file names, and is of
 * the key. Which key that is, the bundle itself says, unsigned: so it must be one identifier in full, and an entry must name just that.
 */
final class BundleFile {

    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern EVENT = Pattern.compile("events/([0-9]{12,19})\\.json");
    private static final Pattern PROOF = Pattern.compile("events/([0-9]{12,19})\\.tlog-proof");
    private static final Set<String> OTHERS = Set.of("README.txt", "checkpoint", "keys", "key-id", "genealogy.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZipFile zip;
    private final TrustedKeys keys;

    private BundleFile(ZipFile zip, TrustedKeys keys) {
        this.zip = zip;
        this.keys = keys;
    }

    /** Checks a ZIP file: a bundle, or the archive of a month. */
    static Verdict verify(Path file, TrustedKeys keys) throws EvidenceException, IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(ArchiveFile.SIGNED) == null ? new BundleFile(zip, keys).verify() : ArchiveFile.verify(zip, keys);
        } catch (ZipException damaged) {
            throw new EvidenceException("the file is damaged: " + damaged.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new EvidenceException("the file is malformed: " + malformed.getMessage());
        }
    }

    private Verdict verify() throws EvidenceException, IOException {
        SignedNote note = ExportFile.note(text("checkpoint"));
        keys.require(note);
        String key = key();
        Set<String> seen = new HashSet<>();
        long events = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (!seen.add(name)) {
                throw new EvidenceException("the bundle has " + name + " twice");
            }
            Matcher event = EVENT.matcher(name);
            if (event.matches()) {
                requirePlain(event.group(1));
                verifyEvent(event.group(1), key, note);
                events++;
            } else if (!PROOF.matcher(name).matches() && !OTHERS.contains(name)) {
                throw new EvidenceException("the bundle has a file that does not belong there: " + name);
            }
        }
        if (events == 0 || seen.size() != 2 * events + OTHERS.size()) {
            throw new EvidenceException("the bundle has no entry, or a proof without its entry");
        }
        return new Verdict(note, events + " entries of key " + key + " are in the log of " + note.checkpoint().size() + " entries");
    }

    /** There is one way to write an index: an entry counts once. */
    private static void requirePlain(String number) throws EvidenceException {
        if (!String.format("%012d", Long.parseLong(number)).equals(number)) {
            throw new EvidenceException("the bundle has a file that does not belong there: events/" + number + ".json");
        }
    }

    private String key() throws EvidenceException, IOException {
        String key = text("key-id").strip();
        try {
            if (UUID.fromString(key).toString().equals(key)) {
                return key;
            }
        } catch (IllegalArgumentException noIdentifier) {
            throw unnamed(key);
        }
        throw unnamed(key);
    }

    private static EvidenceException unnamed(String key) {
        return new EvidenceException("the bundle's key-id is not an identifier of 32 lower case hexadecimal digits in five groups, but "
                + key.length() + " characters");
    }

    private void verifyEvent(String number, String key, SignedNote note) throws EvidenceException, IOException {
        TlogProof proof = TlogProof.parse(text("events/" + number + ".tlog-proof"));
        if (!proof.note().text().equals(note.text())) {
            throw new EvidenceException("the proof of entry " + number + " is under another checkpoint than the bundle's");
        }
        if (proof.proof().leafIndex() != Long.parseLong(number)) {
            throw new EvidenceException("the proof of entry " + number + " is for index " + proof.proof().leafIndex());
        }
        byte[] body = bytes("events/" + number + ".json");
        if (!proof.includes(body)) {
            throw new EvidenceException("entry " + number + " is not in the log under its proof");
        }
        JsonNode entry = JSON.readTree(body);
        if (!names(entry.path("objects"), key) && !names(entry.path("details"), key) && !sharesAllocation(entry, key)) {
            throw new EvidenceException("entry " + number + " does not concern key " + key);
        }
        keys.requireNotBefore(note, time(entry));
    }

    private static boolean names(JsonNode values, String key) {
        for (JsonNode value : values) {
            if (value.isTextual() && value.textValue().equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** Keys of one QKD allocation differ in their last 16 bits alone; an entry may name the allocation. */
    private static boolean sharesAllocation(JsonNode entry, String key) {
        String allocation = key.substring(0, key.length() - 4) + "0000";
        return entry.path("details").path("supply").asText().equals(allocation);
    }

    static Instant time(JsonNode entry) throws EvidenceException {
        try {
            return Instant.parse(entry.path("time").asText());
        } catch (DateTimeParseException absent) {
            throw new EvidenceException("an entry has no time");
        }
    }

    private String text(String name) throws EvidenceException, IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String name) throws EvidenceException, IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new EvidenceException("the bundle has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new EvidenceException(name + " is longer than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
