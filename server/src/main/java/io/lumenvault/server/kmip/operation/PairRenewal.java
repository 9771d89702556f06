package io.lumenvault.server.kmip.operation;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectChange;
import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.object.ManagedObject.PrivateKey;
import io.lumenvault.kmip.object.ManagedObject.PublicKey;
import io.lumenvault.kmip.spec.CryptographicAlgorithm;
import io.lumenvault.kmip.spec.Enumerations;
import io.lumenvault.kmip.spec.LinkType;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.RecommendedCurve;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.MaterialForm;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.kmip.cryptography.KeyPairs;
import io.lumenvault.server.lifecycle.Lifecycle;
import io.lumenvault.server.vault.NewObject;
import io.lumenvault.server.vault.PairReplacementForm.Replacement;
import io.lumenvault.server.vault.Vault;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes the pair that takes the place of another one: of its algorithm, length, curve and formats (KMIP 1.4 section 4.5). */
final class PairRenewal {

    private static final Set<CryptographicAlgorithm> OF_SEVERAL_CURVES =
            EnumSet.of(CryptographicAlgorithm.EC, CryptographicAlgorithm.ECDSA, CryptographicAlgorithm.ECDH);

    private final KeyReplacement form = new KeyReplacement();
    private final Vault vault;

    PairRenewal(Vault vault) {
        this.vault = vault;
    }

    /** One half of the pair: what is replaced, and the identifier of what replaces it. */
    record Half(ManagedObject replaced, UUID uid) {

        /** What is taken over; dates are not set. */
        ObjectAttributes inherited(Instant now) {
            ObjectAttributes created = KeyReplacement.inherited(replaced, uid, MaterialForm.ENCODED, now);
            KeyFormat.of(old(now)).ifPresent(format -> KeyFormat.set(created, format));
            return created;
        }

        private ObjectAttributes old(Instant now) {
            return ObjectAttributes.of(replaced, Lifecycle.state(replaced, now));
        }
    }

    /** What those who want the pair say of it. */
    interface Terms {

        /** What a half has beside what its new key says. */
        ObjectAttributes attributes(Half half, Instant now);

        /** Refuses a half that may not be made. */
        void require(ObjectAttributes created);
    }

    /** The public key of a private key's pair. */
    static UUID partner(ManagedObject privateKey) {
        if (privateKey.objectType() != ObjectType.PRIVATE_KEY.code()) {
            throw new KmipException(ResultReason.INVALID_OBJECT_TYPE, "Re-key Key Pair is for the Private Key of a pair");
        }
        return ObjectLinks.target(ObjectAttributes.of(privateKey, null), LinkType.PUBLIC_KEY_LINK)
                .orElseThrow(() -> new KmipException(ResultReason.INVALID_FIELD,
                        "the Private Key has no Link of type Public Key Link, so its pair is not known"));
    }

    /** @return the replacement of the private key, then that of the public key */
    List<Replacement> make(Half secret, Half open, Terms terms, Instant now) {
        if (open.replaced().objectType() != ObjectType.PUBLIC_KEY.code()) {
            throw new KmipException(ResultReason.INVALID_FIELD, "the Public Key Link of the Private Key names no Public Key");
        }
        ObjectAttributes oldSecret = secret.old(now);
        ObjectAttributes oldOpen = open.old(now);
        CryptographicAlgorithm algorithm = algorithm(secret.replaced());
        KeyPairs.Made made = KeyPairs.make(algorithm, secret.replaced().cryptography().length(), curve(algorithm, oldSecret, oldOpen),
                KeyFormat.of(oldSecret).orElse(null), KeyFormat.of(oldOpen).orElse(null), new VaultRandom(vault));
        PrivateKey privateKey = new PrivateKey(made.privateKey());
        try {
            ObjectAttributes newSecret = terms.attributes(secret, now);
            ObjectAttributes newOpen = terms.attributes(open, now);
            QuantumSafe.require(algorithm, made.length(), newSecret, newOpen);
            PublicKey publicKey = new PublicKey(made.publicKey());
            PairHalf.describe(newSecret, privateKey, made.privateKey(), LinkType.PUBLIC_KEY_LINK, open.uid(), now);
            PairHalf.describe(newOpen, publicKey, made.publicKey(), LinkType.PRIVATE_KEY_LINK, secret.uid(), now);
            terms.require(newSecret);
            terms.require(newOpen);
            Replacement opened = new Replacement(newOpen.toNewObject(open.replaced().owner()),
                    Material.seal(publicKey, MaterialForm.ENCODED), form.replaced(open.replaced(), open.uid(), now));
            NewObject created = newSecret.toNewObject(secret.replaced().owner());
            ObjectChange replaced = form.replaced(secret.replaced(), secret.uid(), now);
            // Last, so that nothing fails while it is nobody's to wipe.
            return List.of(new Replacement(created, Material.seal(privateKey, MaterialForm.ENCODED), replaced), opened);
        } finally {
            privateKey.wipe();
        }
    }

    private static CryptographicAlgorithm algorithm(ManagedObject privateKey) {
        Integer code = privateKey.cryptography().algorithm();
        return code == null ? refuse("the Private Key has no Cryptographic Algorithm")
                : Enumerations.find(CryptographicAlgorithm.class, code).orElseThrow();
    }

    /** Of a key that the server has made, the length tells the curve where none is named; of a registered one it may not. */
    private static RecommendedCurve curve(CryptographicAlgorithm algorithm, ObjectAttributes secret, ObjectAttributes open) {
        RecommendedCurve named = DomainParameters.curve(secret, open);
        boolean made = !secret.instances(AttributeType.RANDOM_NUMBER_GENERATOR).isEmpty();
        return named == null && !made && OF_SEVERAL_CURVES.contains(algorithm)
                ? refuse("the pair was registered without Cryptographic Domain Parameters, so its curve is not known") : named;
    }

    private static <T> T refuse(String problem) {
        throw new KmipException(ResultReason.INVALID_FIELD, problem);
    }
}
