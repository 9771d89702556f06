package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.AesCipher;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import java.util.function.Function;

/** A key that the door has let somebody use once, for as long as the use lasts. Its material is opened when it is asked for. */
public final class HeldKey {

    private final ManagedObject object;
    private final Custody custody;

    HeldKey(ManagedObject object, Custody custody) {
        this.object = object;
        this.custody = custody;
    }

    /** Its metadata, with the dates that the policy imposes. */
    public ManagedObject object() {
        return object;
    }

    /** Whether the key is in the clear inside the HSM only, so that it can be used there alone. */
    public boolean inHsm() {
        return object.storageClass() != StorageClass.EXTERNAL;
    }

    /** Opens the material, lends it and wipes it; for keys that are not held by the HSM. */
    public <T> T lend(Function<KeyMaterial, T> use) {
        if (inHsm()) {
            throw new VaultException(Reason.INVALID_FIELD, "the key of object " + object.uid()
                    + " is held by the HSM, where it can Encrypt and Decrypt by AES, and nothing else");
        }
        try (KeyMaterial opened = custody.open(object.uid(), Kind.MANAGED_OBJECT, object.material())) {
            return use.apply(opened);
        }
    }

    /** Encrypts in the HSM. */
    public byte[] encrypt(AesCipher cipher, byte[] plaintext) {
        return custody.userKeys().encrypt(object, cipher, plaintext);
    }

    /** Decrypts in the HSM; the caller wipes what is returned. */
    public byte[] decrypt(AesCipher cipher, byte[] ciphertext) {
        return custody.userKeys().decrypt(object, cipher, ciphertext);
    }
}
