package io.lumenvault.server.custody;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.AesCipher;
import io.lumenvault.hsm.KeySource;
import io.lumenvault.hsm.KeyUse;
import io.lumenvault.hsm.KeyWrap;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SealBrokenException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The keys of users that are made and used inside the HSM, by storage class. */
public final class UserKeys {

    private final Custody custody;
    private final RootOfTrust hsm;

    UserKeys(Custody custody, RootOfTrust hsm) {
        this.custody = custody;
        this.hsm = hsm;
    }

    /**
     * Makes an AES key in the token that never leaves it, for object {@code id}.
     *
     * @param usageMask KMIP Cryptographic Usage Mask: what it is made for
     */
    public void createInternal(UUID id, int bits, int usageMask) {
        hsm.internalKeys().create(id, bits, uses(usageMask));
    }

    /** KMIP 1.4 section 9.1.3.3.1. */
    private static Set<KeyUse> uses(int usageMask) {
        Set<KeyUse> uses = EnumSet.noneOf(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            int bit = switch (use) {
                case ENCRYPT -> 0x4;
                case DECRYPT -> 0x8;
                case WRAP -> 0x10;
                case UNWRAP -> 0x20;
            };
            if ((usageMask & bit) != 0) {
                uses.add(use);
            }
        }
        return uses;
    }

    /** Removes the key of object {@code id} from the token for ever; one that is not there is removed already. */
    public void destroyInternal(UUID id) {
        hsm.internalKeys().destroy(id);
    }

    /** Makes an AES key in the token that leaves it wrapped only; what is returned is for object {@code id}. */
    public SealedMaterial createTranslate(UUID id, int bits) {
        return custody.sealWrapped(id, generation -> hsm.wrappedKeys().create(generation, bits));
    }

    /**
     * Takes an AES key that came wrapped under another key of a user, inside the token; what is returned is for object {@code id}.
     *
     * @param bare the value of an external unwrapping key, from its opened material; the caller of this closes it
     * @throws CipherRefusedException where that key did not wrap it, or it is no AES key of that length
     */
    public SealedMaterial take(UUID id, byte[] foreign, ManagedObject unwrappingKey,
            BiFunction<ManagedObject, KeyMaterial, KeyMaterial> bare, KeyWrap method, int bits) {
        try {
            return with(unwrappingKey, bare, under ->
                    custody.sealWrapped(id, generation -> hsm.wrappedKeys().take(foreign, under, method, generation, bits)));
        } catch (SealBrokenException refused) {
            throw new CipherRefusedException("the wrapped key cannot be unwrapped to an AES key of " + bits + " bits", refused);
        }
    }

    /**
     * Wraps a key under another inside the token.
     *
     * @param key of storage class external or translate
     * @param plain what is wrapped of an external key, from its opened material
     * @param bare the value of an external wrapping key, from its opened material
     * @throws CustodyException where what is stored of one of them is damaged
     */
    public KeyMaterial wrap(ManagedObject key, BiFunction<ManagedObject, KeyMaterial, KeyMaterial> plain, ManagedObject wrappingKey,
            BiFunction<ManagedObject, KeyMaterial, KeyMaterial> bare, KeyWrap method) {
        try {
            return with(key, plain, leaving -> with(wrappingKey, bare, under ->
                    KeyMaterial.owning(hsm.wrappedKeys().export(leaving, under, method))));
        } catch (SealBrokenException broken) {
            throw new CustodyException("wrapped record of " + key.uid() + " or " + wrappingKey.uid() + " is damaged", broken);
        }
    }

    /**
     * Encrypts under a key of storage class internal or translate inside the token; the caller keeps the plaintext.
     *
     * @throws CipherRefusedException where the data do not fit the cipher
     */
    public byte[] encrypt(ManagedObject key, AesCipher cipher, byte[] plaintext) {
        try {
            return key.storageClass() == StorageClass.TRANSLATE
                    ? hsm.wrappedKeys().encrypt(custody.openWrapped(key.uid(), key.material()), cipher, plaintext)
                    : hsm.internalKeys().encrypt(key.uid(), cipher, plaintext);
        } catch (SealBrokenException refused) {
            throw new CipherRefusedException("the data cannot be encrypted so", refused);
        }
    }

    /**
     * Decrypts under a key of storage class internal or translate inside the token; the caller wipes what is returned.
     *
     * @throws CipherRefusedException where tag or padding are wrong, or the data do not fit the cipher; it does not say which
     */
    public byte[] decrypt(ManagedObject key, AesCipher cipher, byte[] ciphertext) {
        try {
            return key.storageClass() == StorageClass.TRANSLATE
                    ? hsm.wrappedKeys().decrypt(custody.openWrapped(key.uid(), key.material()), cipher, ciphertext)
                    : hsm.internalKeys().decrypt(key.uid(), cipher, ciphertext);
        } catch (SealBrokenException refused) {
            throw new CipherRefusedException("the data cannot be decrypted so", refused);
        }
    }

    /** Runs with a key; an external one is opened for that and wiped. */
    private <T> T with(ManagedObject key, BiFunction<ManagedObject, KeyMaterial, KeyMaterial> value, Function<KeySource, T> use) {
        return switch (key.storageClass()) {
            case INTERNAL -> use.apply(new KeySource.Internal(key.uid()));
            case TRANSLATE -> use.apply(custody.openWrapped(key.uid(), key.material()));
            case EXTERNAL -> {
                try (KeyMaterial opened = custody.open(key.uid(), Kind.MANAGED_OBJECT, key.material());
                        KeyMaterial bare = value.apply(key, opened)) {
                    yield bare.lend(bytes -> use.apply(new KeySource.Clear(bytes)));
                }
            }
        };
    }
}
