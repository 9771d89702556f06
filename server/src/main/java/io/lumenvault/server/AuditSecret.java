package io.lumenvault.server;

import io.lumenvault.db.Database;
import io.lumenvault.db.audit.CosignerKey;
import io.lumenvault.db.audit.CosignerRepository;
import io.lumenvault.db.audit.TreeRepository;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.EntrySeal;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The audit log's secret, which all nodes of a database share: of the HSM's randomness, kept sealed by the HSM beside the cosigner's key.
 * From it come the key of entries' MACs and the key of search cursors (HMAC-SHA-256 over the name of the use, NIST SP 800-108 in its
 * simplest form). Sealed with it is how many leaves need no MAC: nobody who can write into the database can move that on.
 */
final class AuditSecret {

    private static final int SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] ENTRIES = "lumenvault audit entries 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CURSORS = "lumenvault audit cursors 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHECK = "lumenvault audit check 1".getBytes(StandardCharsets.US_ASCII);
    /** For entries of nodes that start at the same time as the one that makes the secret, and do not have it yet. */
    private static final long MARGIN = 1000;

    private final CosignerRepository keys = new CosignerRepository();
    private final TreeRepository tree = new TreeRepository();
    private final Database database;
    private final Custody custody;
    private final String name;
    private final EntrySeal seal;
    private volatile SecretKey cursors;

    /**
     * @param origin the log's name
     * @param seal gets the key of entries as soon as there is one
     */
    AuditSecret(Database database, Custody custody, String origin, EntrySeal seal) {
        this.database = Objects.requireNonNull(database, "database");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.name = Objects.requireNonNull(origin, "origin") + "/secret";
        this.seal = Objects.requireNonNull(seal, "seal");
    }

    /** Reads the secret, if there is one. */
    AuditSecret read() {
        stored().ifPresent(this::open);
        return this;
    }

    /** Makes the secret if there is none: at the first start of the first node, after its master key. */
    void make(AuditLog audit) {
        if (!seal.begun()) {
            if (stored().isEmpty()) {
                create(audit);
            }
            open(stored().orElseThrow());
        }
    }

    /** The key of search cursors. */
    SecretKey cursorKey() {
        if (cursors == null) {
            throw new IllegalStateException("the audit log has no secret yet");
        }
        return cursors;
    }

    private Optional<CosignerKey> stored() {
        return database.transaction(session -> keys.find(session, name));
    }

    private void create(AuditLog audit) {
        long since = database.transaction(session -> tree.state(session).size() + tree.waiting(session)) + MARGIN;
        var id = custody.newIdentifier();
        byte[] material = new byte[SECRET_BYTES + Long.BYTES];
        try (KeyMaterial random = custody.random(SECRET_BYTES)) {
            random.lend(bytes -> ByteBuffer.wrap(material).put(bytes).putLong(since));
            byte[] check = derived(material, CHECK);
            try (KeyMaterial secret = KeyMaterial.owning(material)) {
                CosignerKey made = new CosignerKey(name, since, id, check, custody.seal(id, Kind.AUDIT_COSIGNER, secret));
                database.transaction(session -> {
                    keys.insert(session, made);
                    audit.append(session, AuditEvent.system("audit", "Create Audit Secret", Result.SERVED, null,
                            Map.of("since", Long.toString(since))));
                    return null;
                });
            }
        }
    }

    private void open(CosignerKey stored) {
        try (KeyMaterial secret = custody.open(stored.id(), Kind.AUDIT_COSIGNER, stored.sealed())) {
            secret.lend(bytes -> {
                if (bytes.length != SECRET_BYTES + Long.BYTES || !Arrays.equals(derived(bytes, CHECK), stored.publicKey())) {
                    throw new IllegalStateException("the audit log's secret in the database is another one");
                }
                byte[] cursorKey = derived(bytes, CURSORS);
                cursors = new SecretKeySpec(cursorKey, "AES");
                Arrays.fill(cursorKey, (byte) 0);
                byte[] entryKey = derived(bytes, ENTRIES);
                seal.begin(entryKey, ByteBuffer.wrap(bytes, SECRET_BYTES, Long.BYTES).getLong());
                Arrays.fill(entryKey, (byte) 0);
                return null;
            });
        }
    }

    private static byte[] derived(byte[] material, byte[] use) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(material, 0, SECRET_BYTES, ALGORITHM));
            return mac.doFinal(use);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
