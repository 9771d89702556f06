package io.lumenvault.server.audit;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.WitnessRepository;
import io.lumenvault.db.audit.WitnessRepository.Witnessed;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteKey;
import io.lumenvault.tlog.NoteSignature;
import io.lumenvault.tlog.SignedNote;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * Cosignatures of witnesses as the database has them, believed only where they verify: whoever may insert a row must not be able to say
 * that a witness has seen the log.
 */
final class StoredCosignatures {

    /** So many rows of a witness are looked at for one that verifies; when none does, the witness itself is asked. */
    private static final int MOST = 16;

    private final WitnessRepository rows = new WitnessRepository();
    private final CheckpointRepository heads = new CheckpointRepository();
    private final Database database;
    private final LogIdentity identity;

    StoredCosignatures(Database database, LogIdentity identity) {
        this.database = Objects.requireNonNull(database, "database");
        this.identity = Objects.requireNonNull(identity, "identity");
    }

    /** A cosignature and the head that it is under. */
    record Cosigned(SignedNote note, NoteSignature cosignature) {

        long size() {
            return note.checkpoint().size();
        }
    }

    /** The last one of a witness. */
    Optional<Cosigned> last(NoteKey witness) {
        return database.transaction(session -> rows.newest(session, witness.name(), MOST).stream()
                .flatMap(row -> head(session, row.size()).flatMap(note -> verified(row, note, witness)).stream()).findFirst());
    }

    /** That of a witness under this head. */
    Optional<NoteSignature> under(SignedNote note, NoteKey witness) {
        return database.transaction(session -> rows.of(session, note.checkpoint().size(), witness.name()))
                .flatMap(row -> verified(row, note, witness)).map(Cosigned::cosignature);
    }

    void keep(SignedNote note, NoteSignature cosignature) {
        database.transaction(session -> {
            rows.insert(session, new Witnessed(note.checkpoint().size(), cosignature.name(), cosignature.line(), MlDsaCosigner.time(cosignature)));
            return null;
        });
    }

    private Optional<SignedNote> head(StatelessSession session, long size) {
        try {
            return heads.ofSize(session, size).map(head -> SignedNote.parse(head.note()))
                    .filter(note -> note.checkpoint().size() == size && identity.signed(note));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Cosigned> verified(Witnessed row, SignedNote note, NoteKey witness) {
        try {
            return SignedNote.signatures(row.line()).stream().filter(line -> witness.verifies(note.checkpoint(), line)).findFirst()
                    .map(line -> new Cosigned(note, line));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
