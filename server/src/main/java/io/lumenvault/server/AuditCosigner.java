package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CheckpointRepository;
import io.lumenvault.db.audit.CosignerKey;
import io.lumenvault.db.audit.CosignerRepository;
import io.lumenvault.db.audit.StoredCheckpoint;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.server.audit.CheckpointSigner;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteSignature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;

/**
 * The log's second signature, by ML-DSA-44, which holds against quantum computers too. HSMs do not offer it yet, so the private key is
 * software: made from the HSM's randomness, kept sealed by the HSM in the database, opened for each signature and wiped after it.
 */
final class AuditCosigner implements CheckpointSigner {

    private final CosignerRepository keys = new CosignerRepository();
    private final CheckpointRepository checkpoints = new CheckpointRepository();
    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final Custody custody;
    private final String name;
    private final SecureRandom random;

    /** @param name the cosigner's name, as its signatures carry it */
    AuditCosigner(Database database, Custody custody, String name) {
        this.database = Objects.requireNonNull(database, "database");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.name = Objects.requireNonNull(name, "name");
        this.random = new CustodyRandom(custody);
    }

    @Override
    public MlDsaCosigner key() {
        return new MlDsaCosigner(name, stored().publicKey());
    }

    @Override
    public long since() {
        return stored().since();
    }

    @Override
    public NoteSignature sign(Checkpoint head, Instant time) {
        CosignerKey stored = stored();
        try (KeyMaterial encoded = custody.open(stored.id(), Kind.AUDIT_COSIGNER, stored.sealed());
                LentPrivateKey key = encoded.lend(LentPrivateKey::mlDsa)) {
            return new MlDsaCosigner(name, stored.publicKey()).cosign(head, time, key.key(), random);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("the audit log's cosignature cannot be made", impossible);
        }
    }

    private CosignerKey stored() {
        return database.transaction(session -> keys.find(session, name)).orElseGet(this::create);
    }

    /** Leaves of the last head without this signature; a row that claims more than the tree has must not excuse later heads from it. */
    private long signedSize() {
        return database.transaction(session -> Math.min(tree.state(session).size(),
                checkpoints.last(session).map(StoredCheckpoint::size).orElse(0L)));
    }

    private CosignerKey create() {
        KeyPair pair = LentPrivateKey.newMlDsa(random);
        var id = custody.newIdentifier();
        try (KeyMaterial encoded = KeyMaterial.owning(pair.getPrivate().getEncoded())) {
            CosignerKey made = new CosignerKey(name, signedSize(), id,
                    MlDsaCosigner.of(name, pair.getPublic()).material(),
                    custody.seal(id, Kind.AUDIT_COSIGNER, encoded));
            database.transaction(session -> {
                keys.insert(session, made);
                return null;
            });
        } finally {
            LentPrivateKey.destroy(pair.getPrivate());
        }
        return database.transaction(session -> keys.find(session, name)).orElseThrow();
    }
}
