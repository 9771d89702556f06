package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.attribute.ProtectionStorage;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.ReplacementForm;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.UUID;

/** Re-key (KMIP 1.4 section 4.4, KMIP 2.1 section 6.1.46): a new key takes the place of a symmetric key, once. */
final class ReKeyHandler extends ObjectHandler<ReKey.Request> {

    private final KeyReplacement form = new KeyReplacement();
    private final LinkGroups links;

    ReKeyHandler(Vault vault, LinkGroups links) {
        super(Operation.RE_KEY, ReKey.Request.class, vault);
        this.links = links;
    }

    @Override
    public ResponsePayload handle(Call call, ReKey.Request request) {
        ProtectionStorage.requireOneOf(request.protectionStorageMasks());
        NewAttributes.requireNoTemplate(request.attributes());
        request.attributes().list().forEach(wanted -> links.requireNone(wanted, call.principal()));
        UUID uid = call.object(request.uniqueIdentifier());
        UUID successor = vault().rekeying().rekey(call.request(), uid, new ReplacementForm() {
            @Override
            public int bytes(ManagedObject replaced) {
                return decide(() -> newBytes(replaced));
            }

            @Override
            public NewObject replacement(ManagedObject replaced, UUID id, KeyMaterial material, Instant now) {
                return decide(() -> {
                    ObjectAttributes created = form.inherited(replaced, id, material, now);
                    ReplacementDates.set(created, replaced.dates(), request.offset());
                    ReplacementAttributes.give(call, created, request.attributes(), now);
                    requireAllowed(call, created);
                    return created.toNewObject(replaced.owner());
                });
            }

            @Override
            public ObjectChange replaced(ManagedObject replaced, UUID id, Instant now) {
                return form.replaced(replaced, id, now);
            }
        });
        return new ReKey.Response(successor.toString());
    }

    /** What Create would refuse to make is not made by Re-key either. */
    private static void requireAllowed(Call call, ObjectAttributes created) {
        requireSafe(created);
        NewAttributes.requireConstraints(created, call);
    }

    /** A replacement that is to be Quantum Safe is. */
    static void requireSafe(ObjectAttributes created) {
        CryptographicAlgorithm algorithm =
                Enumerations.find(CryptographicAlgorithm.class, created.cryptography().algorithm()).orElseThrow();
        QuantumSafe.require(algorithm, created.cryptography().length(), created);
    }

    /** Re-key is analogous to Create (KMIP 1.4 section 4.4): it makes no key that Create would not, however the old one came to be. */
    static int newBytes(ManagedObject object) {
        Integer algorithm = object.cryptography().algorithm();
        Integer bits = object.cryptography().length();
        if (object.objectType() != ObjectType.SYMMETRIC_KEY.code()) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, "Re-key is for a Symmetric Key");
        }
        if (algorithm == null || algorithm == CryptographicAlgorithm.DES.code()
                || algorithm == CryptographicAlgorithm.TRIPLE_DES.code()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "keys of this Cryptographic Algorithm are not made any more");
        }
        if (bits == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the key has no Cryptographic Length");
        }
        CryptographicAlgorithm known = Enumerations.find(CryptographicAlgorithm.class, algorithm).orElseThrow(() -> new KmipException(
                ResultReason.INVALID_FIELD, String.format("the Cryptographic Algorithm 0x%08X is not known", algorithm)));
        return SymmetricKeySizes.bits(known, bits) / Byte.SIZE;
    }
}
