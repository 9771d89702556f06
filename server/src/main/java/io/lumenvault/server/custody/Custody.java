package io.lumenvault.server.custody;

import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.hsm.AesCipher;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.hsm.SealBrokenException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/**
 * Seals and opens key material in the HSM. Every opening is a call of the HSM; nothing opened is kept.
 *
 * <p>Sealed form: AES-256-GCM under the non-extractable master key of a generation, over a {@link SealHeader} followed by the
 * material. The header is checked after opening.
 */
public final class Custody {

    private final RootOfTrust hsm;
    private final SealAllowance allowance;
    private final HsmRandom random;
    private final LongAdder uses = new LongAdder();

    public Custody(RootOfTrust hsm, SealAllowance allowance) {
        this.hsm = Objects.requireNonNull(hsm, "hsm");
        this.allowance = Objects.requireNonNull(allowance, "allowance");
        this.random = new HsmRandom(hsm);
    }

    /** New random material from the HSM. */
    public KeyMaterial random(int bytes) {
        return KeyMaterial.owning(random.bytes(bytes));
    }

    /** A new random identifier (UUID version 4). */
    public UUID newIdentifier() {
        return random.uuid();
    }

    /** Seals material under the active generation as that of object {@code id}; the material is left to the caller to wipe. */
    public SealedMaterial seal(UUID id, Kind kind, KeyMaterial material) {
        uses.increment();
        return sealNow(id, kind, material);
    }

    private SealedMaterial sealNow(UUID id, Kind kind, KeyMaterial material) {
        int generation = allowance.take();
        ByteBuffer plaintext = ByteBuffer.allocate(SealHeader.BYTES + material.length());
        try {
            new SealHeader(id, kind, generation, material.length()).write(plaintext);
            material.lend(plaintext::put);
            return new SealedMaterial(generation, hsm.seal(generation, plaintext.array()));
        } finally {
            Arrays.fill(plaintext.array(), (byte) 0);
        }
    }

    /**
     * Opens the material of object {@code id}; the caller closes it.
     *
     * @throws CustodyException when the record is damaged or belongs to another object, kind or generation
     */
    public KeyMaterial open(UUID id, Kind kind, SealedMaterial sealed) {
        uses.increment();
        return openNow(id, kind, sealed);
    }

    /**
     * Opens what is sealed and seals it under the active generation. Not counted among the {@link #uses}.
     *
     * @throws CustodyException as for {@link #open}
     */
    public SealedMaterial reseal(UUID id, Kind kind, SealedMaterial sealed) {
        try (KeyMaterial material = openNow(id, kind, sealed)) {
            return sealNow(id, kind, material);
        }
    }

    /** Makes an AES key in the token that never leaves it, for object {@code id}. */
    public void createInternal(UUID id, int bits) {
        hsm.internalKeys().create(id, bits);
    }

    /** Removes the key of object {@code id} from the token for ever; one that is not there is removed already. */
    public void destroyInternal(UUID id) {
        hsm.internalKeys().destroy(id);
    }

    /**
     * Encrypts under the key of object {@code id} inside the token; the caller keeps the plaintext.
     *
     * @throws CipherRefusedException where the data do not fit the cipher
     */
    public byte[] encryptInternal(UUID id, AesCipher cipher, byte[] plaintext) {
        try {
            return hsm.internalKeys().encrypt(id, cipher, plaintext);
        } catch (SealBrokenException refused) {
            throw new CipherRefusedException("the data cannot be encrypted so", refused);
        }
    }

    /**
     * Decrypts under the key of object {@code id} inside the token; the caller wipes what is returned.
     *
     * @throws CipherRefusedException where tag or padding are wrong, or the data do not fit the cipher; it does not say which
     */
    public byte[] decryptInternal(UUID id, AesCipher cipher, byte[] ciphertext) {
        try {
            return hsm.internalKeys().decrypt(id, cipher, ciphertext);
        } catch (SealBrokenException refused) {
            throw new CipherRefusedException("the data cannot be decrypted so", refused);
        }
    }

    /** Seals and openings for requests since the start. */
    public long uses() {
        return uses.sum();
    }

    private KeyMaterial openNow(UUID id, Kind kind, SealedMaterial sealed) {
        byte[] plaintext = openInHsm(id, sealed);
        try {
            if (plaintext.length < SealHeader.BYTES) {
                throw new CustodyException("sealed record of " + id + " is too short");
            }
            SealHeader header = SealHeader.read(ByteBuffer.wrap(plaintext));
            SealHeader expected =
                    new SealHeader(id, kind, sealed.generation(), plaintext.length - SealHeader.BYTES);
            if (!header.equals(expected)) {
                throw new CustodyException("sealed record of " + id + " belongs elsewhere: it says " + header);
            }
            return KeyMaterial.owning(Arrays.copyOfRange(plaintext, SealHeader.BYTES, plaintext.length));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private byte[] openInHsm(UUID id, SealedMaterial sealed) {
        try {
            return hsm.open(sealed.generation(), sealed.bytes());
        } catch (SealBrokenException broken) {
            throw new CustodyException("sealed record of " + id + " is damaged", broken);
        }
    }
}
