package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.server.audit.StoredCosignatures.Cosigned;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.ConsistencyProof;
import io.lumenvault.tlog.MerkleTree;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Offers the log's last head to its witnesses and keeps their cosignatures. At start they are asked whether they have seen more than there
 * is. No request but for evidence waits for it; that a witness is lost, has returned, or refuses is recorded in the log itself.
 */
public final class Witnesses {

    private static final Logger LOG = Logger.getLogger(Witnesses.class);
    private static final String PART = "audit";
    /** So many times it begins anew when another node has signed a larger head meanwhile. */
    private static final int MOST_AGAIN = 3;

    private final Database database;
    private final LogIdentity identity;
    private final StoredHead head;
    private final StoredCosignatures cosignatures;
    private final AuditLog log;
    private final List<WitnessClient> clients;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /** @param identity who has signed the heads that are offered */
    public Witnesses(Database database, AuditLog log, LogIdentity identity, List<WitnessClient> clients) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.head = new StoredHead(database, identity);
        this.cosignatures = new StoredCosignatures(database, identity);
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

    /** The last cosignature of each witness that the database has and that verifies. */
    public List<Seen> seen() {
        return clients.stream().map(client -> cosignatures.last(client.key())
                .map(found -> new Seen(client.name(), found.size(), MlDsaCosigner.time(found.cosignature())))
                .orElse(new Seen(client.name(), 0, null))).toList();
    }

    /** A head of the log with the cosignatures that witnesses have given under it, as far as they verify. */
    public SignedNote witnessed(SignedNote note) {
        return note.with(clients.stream().flatMap(client -> cosignatures.under(note, client.key()).stream()).toList());
    }

    /**
     * A head for evidence: the witnesses that are not lost are asked now.
     *
     * @return a head that has at least as many leaves as this one, with cosignatures; this one where no witness has cosigned any
     */
    public synchronized SignedNote covering(SignedNote note) {
        offer(clients.stream().filter(client -> !lost.contains(client.name())).toList());
        return clients.stream().flatMap(client -> cosignatures.last(client.key()).stream()).max(Comparator.comparingLong(Cosigned::size))
                .filter(cosigned -> cosigned.size() >= note.checkpoint().size()).map(cosigned -> witnessed(cosigned.note())).orElse(note);
    }

    /** Witnesses that did not cosign the last head that they were offered. */
    public int lost() {
        return lost.size();
    }

    /**
     * A witness that has cosigned a head which the log does not extend.
     *
     * @param size of that head
     * @param why in words
     */
    public record Conflict(String witness, long size, String why) {}

    /**
     * Asks each witness, at start, for the log that it has seen, also when the database has no head at all. Of one that is silent nothing is
     * known.
     *
     * @throws LogRolledBackException when the last head in the database is not the log's
     */
    public synchronized List<Conflict> conflicts() {
        List<Conflict> found = new ArrayList<>();
        SignedNote empty = head.last().isPresent() || clients.isEmpty() ? null : emptyHead();
        for (WitnessClient client : clients) {
            try {
                if (empty == null) {
                    ask(client);
                } else {
                    cosigned(client, empty, 0);
                }
            } catch (WitnessConflictException conflict) {
                found.add(new Conflict(client.name(), conflict.size(), conflict.getMessage()));
            } catch (RuntimeException silent) {
                LOG.warnf("the witness %s cannot say whether it has seen more of the audit log than there is: %s", client.name(), silent.getMessage());
            }
        }
        return found;
    }

    /** It is neither stored nor held; a witness that knows the log says what it has. */
    private SignedNote emptyHead() {
        Checkpoint nothing = new Checkpoint(identity.origin(), 0, new MerkleTree().root());
        return new SignedNote(nothing, List.of(identity.signer().sign(nothing, Instant.EPOCH)));
    }

    /**
     * Offers the last head to each witness that has not cosigned it. One that fails, in whatever way, keeps no other from it.
     *
     * @throws LogRolledBackException when the last head in the database is not the log's
     */
    public synchronized void offer() {
        if (head.last().isPresent()) {
            offer(clients);
        }
    }

    private void offer(List<WitnessClient> asked) {
        for (WitnessClient client : asked) {
            try {
                if (ask(client) && lost.remove(client.name())) {
                    log.append(AuditEvent.system(PART, "Witness Returned", Result.SERVED, null, Map.of("witness", client.name())));
                }
            } catch (RuntimeException failed) {
                if (!lost.contains(client.name())) {
                    log.append(AuditEvent.system(PART, "Witness Lost", Result.FAILED, null, Map.of("witness", client.name()))
                            .withReason(Result.FAILED, failed.getMessage()));
                    lost.add(client.name());
                }
            }
        }
    }

    /** @return false when it had cosigned the last head before */
    private boolean ask(WitnessClient client) {
        for (int again = MOST_AGAIN; ; again--) {
            // The record first, so that the head read after it can only be larger: another node may be offering too.
            long known = cosignatures.last(client.key()).map(Cosigned::size).orElse(0L);
            SignedNote note = lastHead();
            long size = note.checkpoint().size();
            if (known == size) {
                return false;
            }
            try {
                cosignatures.keep(note, cosigned(client, note, known));
                return true;
            } catch (WitnessConflictException conflict) {
                if (again == 0 || lastHead().checkpoint().size() == size) {
                    throw conflict;
                }
            }
        }
    }

    private SignedNote lastHead() {
        return head.last().orElseThrow(() -> new WitnessException("the log has no signed head any more"));
    }

    private NoteSignature cosigned(WitnessClient client, SignedNote note, long known) {
        WitnessClient.Answer answer = client.offer(note, proof(known, note));
        if (answer.cosignature() == null) {
            requireSmaller(answer.knownSize(), note);
            answer = client.offer(note, proof(answer.knownSize(), note));
        }
        return Optional.ofNullable(answer.cosignature()).orElseThrow(() -> new WitnessException("it says twice that it has another head"));
    }

    /** A witness that has seen more than there is proves that the log was taken back. */
    private static void requireSmaller(long known, SignedNote note) {
        if (known > note.checkpoint().size()) {
            throw new WitnessConflictException(known,
                    "it has cosigned " + known + " entries, but the log has " + note.checkpoint().size() + ": the log was rolled back");
        }
    }

    private ConsistencyProof proof(long known, SignedNote note) {
        return ConsistencyProof.of(new StoredSubtrees(database), known, note.checkpoint().size());
    }
}
