package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.WitnessRepository;
import io.lumenvault.db.audit.WitnessRepository.Witnessed;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Offers the log's last head to its witnesses and keeps their cosignatures. No request waits for it; that a witness is lost, has
 * returned, or refuses is recorded in the log itself. One thread runs it.
 */
public final class Witnesses {

    private static final String PART = "audit";

    private final WitnessRepository cosignatures = new WitnessRepository();
    private final Database database;
    private final StoredHead head;
    private final AuditLog log;
    private final List<WitnessClient> clients;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /** @param identity who has signed the heads that are offered */
    public Witnesses(Database database, AuditLog log, LogIdentity identity, List<WitnessClient> clients) {
        this.database = Objects.requireNonNull(database, "database");
        this.head = new StoredHead(database, identity);
        this.log = Objects.requireNonNull(log, "log");
        this.clients = List.copyOf(clients);
    }

    /**
     * The last cosignature of a witness.
     *
     * @param size number of leaves of the head, 0 before the first
     * @param time when it was given, by the witness's clock, or null before the first
     */
    public record Seen(String witness, long size, Instant time) {}

    /** The last cosignature of each witness. */
    public List<Seen> seen() {
        return clients.stream().map(client -> last(client).map(found -> new Seen(found.witness(), found.size(), found.time()))
                .orElse(new Seen(client.name(), 0, null))).toList();
    }

    /** Witnesses that did not cosign the last head that they were offered. */
    public int lost() {
        return lost.size();
    }

    /**
     * Offers the last head to each witness that has not cosigned it. A record of a cosignature under a larger head than the log's own is
     * none of this log's: the witness itself is asked.
     *
     * @throws LogRolledBackException when the last head in the database is not the log's
     */
    public void offer() {
        // The records first, so that the head read after them can only be larger: another node may be offering too.
        List<Long> recorded = clients.stream().map(client -> last(client).map(Witnessed::size).orElse(0L)).toList();
        SignedNote note = head.last().orElse(null);
        if (note == null) {
            return;
        }
        long size = note.checkpoint().size();
        for (int i = 0; i < clients.size(); i++) {
            WitnessClient client = clients.get(i);
            long known = recorded.get(i);
            if (known != size) {
                offer(client, note, Math.min(known, size));
            }
        }
    }

    private void offer(WitnessClient client, SignedNote note, long known) {
        try {
            WitnessClient.Answer answer = client.offer(note, proof(known, note));
            if (answer.cosignature() == null) {
                requireSmaller(answer.knownSize(), note);
                answer = client.offer(note, proof(answer.knownSize(), note));
            }
            if (answer.cosignature() == null) {
                throw new WitnessException("it says twice that it has another head, now of " + answer.knownSize() + " entries");
            }
            keep(client, note, answer.cosignature());
        } catch (WitnessException | LogDamagedException failed) {
            if (lost.add(client.name())) {
                log.append(AuditEvent.system(PART, "Witness Lost", Result.FAILED, null, Map.of("witness", client.name()))
                        .withReason(Result.FAILED, failed.getMessage()));
            }
        }
    }

    /** A witness that has seen more than there is proves that the log was taken back. */
    private static void requireSmaller(long known, SignedNote note) {
        if (known > note.checkpoint().size()) {
            throw new WitnessException("it has cosigned " + known + " entries, but the log has " + note.checkpoint().size() + ": the log was rolled back");
        }
    }

    private void keep(WitnessClient client, SignedNote note, NoteSignature cosignature) {
        database.transaction(session -> {
            cosignatures.insert(session, new Witnessed(note.checkpoint().size(), client.name(), cosignature.line(), MlDsaCosigner.time(cosignature)));
            return null;
        });
        if (lost.remove(client.name())) {
            log.append(AuditEvent.system(PART, "Witness Returned", Result.SERVED, null, Map.of("witness", client.name())));
        }
    }

    private ConsistencyProof proof(long known, SignedNote note) {
        return ConsistencyProof.of(new StoredSubtrees(database), known, note.checkpoint().size());
    }

    private Optional<Witnessed> last(WitnessClient client) {
        return database.transaction(session -> cosignatures.last(session, client.name()));
    }
}
