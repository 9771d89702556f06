package io.lumenvault.server.audit;

import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Everything that the log says of one key, with the proof of each entry, for somebody who trusts nothing but the log's public key. */
public final class EvidenceBundle {

    /** Of more than these a proof each is not practical; an export of the time in question proves them together. */
    public static final int MOST_EVENTS = 20_000;
    private static final int PAGE = 1000;

    private final LogSearch search;
    private final LogProofs proofs;
    private final List<NoteKey> keys;
    private final ArchivedEntries archives;

    /**
     * @param archives entries that the database has not any more
     * @param keys those that sign the log's checkpoints
     */
    public EvidenceBundle(LogSearch search, LogProofs proofs, ArchivedEntries archives, List<NoteKey> keys) {
        this.archives = Objects.requireNonNull(archives, "archives");
        this.search = Objects.requireNonNull(search, "search");
        this.proofs = Objects.requireNonNull(proofs, "proofs");
        this.keys = List.copyOf(keys);
    }

    /**
     * The entries of a key.
     *
     * @param key whose
     * @param note a checkpoint over all of them
     * @param events by their leaves
     * @param unread archived months that could not be read: they may have more
     */
    public record Evidence(UUID key, SignedNote note, Map<Long, byte[]> events, List<String> unread) {}

    /**
     * Finds the entries that name the key, or that tell of its allocation, in the database and in the archives that are at hand.
     *
     * @param allocation the QKD allocation that the key is of, or null
     * @return empty when no checkpoint covers them in time
     * @throws IllegalArgumentException when there are more than {@value #MOST_EVENTS}
     */
    public Optional<Evidence> of(UUID key, UUID allocation) {
        SignedNote note = proofs.covering().orElse(null);
        if (note == null) {
            return Optional.empty();
        }
        Map<Long, byte[]> events = new TreeMap<>();
        List<AuditSearch> searches = new ArrayList<>(List.of(
                new AuditSearch(null, null, null, key, null, null, null, List.of(), null, PAGE)));
        if (allocation != null) {
            searches.add(new AuditSearch(null, null, null, null, null, null, null, LogSearch.words(allocation.toString()), null, PAGE));
        }
        searches.forEach(one -> collect(one, note, events));
        ArchivedEntries.Found archived = archives.of(key, allocation);
        archived.events().forEach(events::putIfAbsent);
        requireFew(events);
        return Optional.of(new Evidence(key, note, events, archived.unread()));
    }

    private void collect(AuditSearch first, SignedNote note, Map<Long, byte[]> events) {
        AuditSearch rest = first;
        LogPosition next;
        do {
            SearchPage page = search.page(rest);
            for (FoundEntry entry : page.entries()) {
                if (entry.leafIndex() != null && entry.leafIndex() < note.checkpoint().size()) {
                    events.put(entry.leafIndex(), entry.row().body());
                }
            }
            requireFew(events);
            next = page.next();
            rest = next == null ? rest : rest.continuedBefore(next);
        } while (next != null);
    }

    private static void requireFew(Map<Long, byte[]> events) {
        if (events.size() > MOST_EVENTS) {
            throw new IllegalArgumentException("the log has more than " + MOST_EVENTS + " entries of it: export the time in question");
        }
    }

    /**
     * Writes the bundle.
     *
     * @param genealogy where the key came from and went, as JSON
     */
    public void write(Evidence evidence, String genealogy, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, "README.txt", readme(evidence));
            add(zip, "checkpoint", evidence.note().text());
            add(zip, "keys", keys.stream().map(key -> key.vkey() + "\n").collect(Collectors.joining()));
            add(zip, "key-id", evidence.key() + "\n");
            add(zip, "genealogy.json", genealogy);
            for (var event : evidence.events().entrySet()) {
                String name = String.format("events/%012d", event.getKey());
                zip.putNextEntry(new ZipEntry(name + ".json"));
                zip.write(event.getValue());
                zip.closeEntry();
                add(zip, name + ".tlog-proof", proofs.inclusion(event.getKey(), evidence.note()).text());
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String readme(Evidence evidence) {
        return """
                What the audit log '%s' says of key %s: %d entries, under the checkpoint of %d entries.
                %s

                  events/N.json        entry number N of the log, byte for byte as it was hashed
                  events/N.tlog-proof  C2SP tlog-proof: entry N is in the tree of the checkpoint (RFC 9162 inclusion proof)
                  checkpoint           C2SP tlog-checkpoint, signed by the log's key and its cosigners
                  keys                 their public keys, for information: whoever checks must have them from elsewhere
                  genealogy.json       where the key came from and who was given it, as the site's database says; not covered by the proofs

                To check it without the site:  lumenvault audit verify FILE --public-key KEYFILE
                """.formatted(evidence.note().checkpoint().origin(), evidence.key(), evidence.events().size(), evidence.note().checkpoint().size(),
                evidence.unread().isEmpty() ? "These are all." : "NOT ALL: it may have more in archives that could not be read, of "
                        + String.join(", ", evidence.unread()) + ".");
    }
}
