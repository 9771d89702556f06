package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.NewRow;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.AesCipher;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.StorageClassRule;
import io.lumenvault.server.lifecycle.KeyUse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Objects of storage class internal: AES keys that are made in the HSM, used in it and never leave it. Their destruction is a change
 * of state first; the key is removed from the HSM right after that, or by the upkeep where that failed.
 */
public final class InternalObjects {

    private static final int ATTEMPTS = 20;
    private static final int ERASED_AT_ONCE = 100;
    /** KMIP 1.4 section 3.19. */
    private static final int ENCRYPT = 0x4;
    private static final int DECRYPT = 0x8;

    private final ObjectRepository objects = new ObjectRepository();
    private final Vault vault;
    private final Door door;
    private final AuditLog audit;
    private final Custody custody;
    private final StorageClassRule storage;
    private final Clock clock;

    InternalObjects(Vault vault, Door door, AuditLog audit, Custody custody, StorageClassRule storage, Clock clock) {
        this.vault = vault;
        this.door = door;
        this.audit = audit;
        this.custody = custody;
        this.storage = storage;
        this.clock = clock;
    }

    /** Where a new key goes whose maker has not said so. */
    public StorageClass storageClass(StorageClassRule.NewKey key) {
        return storage.of(key);
    }

    /** Makes an AES key in the HSM and stores its object. A key whose object cannot be stored is removed again. */
    public void create(AccessRequest request, NewObject created, int bits) {
        door.pass(request, List.of(created.uid()), () -> {
            custody.createInternal(created.uid(), bits);
            boolean stored = false;
            try {
                NewRow plain = vault.row(created, null);
                NewRow row = new NewRow(plain.object().internal(), plain.index());
                AuditEvent event = request.served().withObjects(List.of(created.uid())).with("bits", Integer.toString(bits))
                        .with("owner", created.owner()).with("storage_class", StorageClass.INTERNAL.text());
                door.commit(event, session -> {
                    objects.insertAll(session, List.of(row));
                    return null;
                });
                stored = true;
                return null;
            } catch (ConstraintViolationException taken) {
                throw Vault.duplicate(created, taken);
            } finally {
                if (!stored) {
                    custody.destroyInternal(created.uid());
                }
            }
        });
    }

    /**
     * Encrypts data of a client.
     *
     * @param cipher reads from the key's metadata how; throws to refuse
     */
    public byte[] encrypt(AccessRequest request, UUID uid, Function<ManagedObject, AesCipher> cipher, byte[] plaintext) {
        return use(request, uid, ENCRYPT, KeyUse::requireProtect, object -> custody.encryptInternal(uid, cipher.apply(object), plaintext),
                plaintext.length);
    }

    /** Decrypts data of a client; the caller wipes what is returned. */
    public byte[] decrypt(AccessRequest request, UUID uid, Function<ManagedObject, AesCipher> cipher, byte[] ciphertext) {
        return use(request, uid, DECRYPT, KeyUse::requireProcess, object -> custody.decryptInternal(uid, cipher.apply(object), ciphertext),
                ciphertext.length);
    }

    /** What comes out leaves only after the audit entry is durable, and only if the key has not changed meanwhile. */
    private byte[] use(AccessRequest request, UUID uid, int usage, BiConsumer<ManagedObject, Instant> lifecycle,
            Function<ManagedObject, byte[]> operation, int bytes) {
        return door.pass(request, List.of(uid), () -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                ManagedObject key = vault.find(request, uid);
                requireUsable(key, usage);
                lifecycle.accept(key, clock.instant());
                byte[] out = operation.apply(key);
                boolean recorded = false;
                try {
                    recorded = audit.appendUse(request.served().withObjects(List.of(uid)).with("bytes", Integer.toString(bytes)), uid, key.version());
                } finally {
                    if (!recorded) {
                        Arrays.fill(out, (byte) 0);
                    }
                }
                if (recorded) {
                    return out;
                }
            }
            throw Vault.contended(uid);
        });
    }

    private static void requireUsable(ManagedObject key, int usage) {
        if (key.dates().destroy() != null) {
            throw new VaultException(Reason.OBJECT_DESTROYED, "object " + key.uid() + " has been destroyed");
        }
        if (key.storageClass() != StorageClass.INTERNAL) {
            throw new VaultException(Reason.INVALID_FIELD, "object " + key.uid()
                    + " is no key of storage class internal: it can be got, and is not used at the server");
        }
        Integer allowed = key.cryptography().usageMask();
        if (allowed == null || (allowed & usage) == 0) {
            throw new VaultException(Reason.INCOMPATIBLE_USAGE, "the Cryptographic Usage Mask of object " + key.uid() + " does not allow to "
                    + (usage == ENCRYPT ? "Encrypt" : "Decrypt"));
        }
    }

    /** Removes from the HSM the keys of destroyed objects, and records each. */
    public void eraseDestroyed() {
        erase(door.read(session -> objects.tokenKeysLeft(session, ERASED_AT_ONCE)), failure -> {
            throw failure;
        });
    }

    /** The same for one object that has just been destroyed; where it fails now, the upkeep does it. */
    void eraseSoon(ManagedObject destroyed) {
        if (destroyed.storageClass() == StorageClass.INTERNAL) {
            erase(List.of(destroyed.uid()), _ -> { });
        }
    }

    private void erase(List<UUID> left, Consumer<RuntimeException> onFailure) {
        for (UUID uid : left) {
            try {
                custody.destroyInternal(uid);
                AuditEvent event = AuditEvent.system("custody", "Erase Key", Result.SERVED, null, Map.of()).withObjects(List.of(uid));
                door.read(session -> {
                    if (objects.tokenKeyErased(session, uid)) {
                        audit.append(session, event);
                    }
                    return null;
                });
            } catch (RuntimeException failure) {
                onFailure.accept(failure);
            }
        }
    }
}
