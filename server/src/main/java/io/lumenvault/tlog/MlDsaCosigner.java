package io.lumenvault.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A cosigner's key: ML-DSA-44 (FIPS 204) in its pure form with an empty context, over the structure {@code cosigned_message} of C2SP
 * {@code tlog-cosignature} (signature type 06). The signature commits to the cosigner's name, the time, the log's origin, size and root.
 *
 * @param name of the cosigner, 1 to 255 bytes
 * @param material the public key as FIPS 204 encodes it, 1312 bytes
 */
public record MlDsaCosigner(String name, byte[] material) implements NoteKey {

    static final byte TYPE = 6;
    private static final String ALGORITHM = "ML-DSA-44";
    private static final int PUBLIC_KEY_BYTES = 1312;
    private static final int SIGNATURE_BYTES = 2420;
    private static final int MOST_NAME_BYTES = 255;
    /** Everything in front of the key in a SubjectPublicKeyInfo of id-ml-dsa-44 (RFC 9881). */
    private static final byte[] SPKI_HEADER = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    public MlDsaCosigner {
        if (material.length != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("an ML-DSA-44 public key has " + PUBLIC_KEY_BYTES + " bytes, not " + material.length);
        }
        int nameBytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes < 1 || nameBytes > MOST_NAME_BYTES) {
            throw new IllegalArgumentException("a cosigner's name has 1 to " + MOST_NAME_BYTES + " bytes, not " + nameBytes);
        }
        material = material.clone();
    }

    /** The cosigner with this public key. */
    public static MlDsaCosigner of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        return new MlDsaCosigner(name, Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length));
    }

    @Override
    public byte type() {
        return TYPE;
    }

    @Override
    public byte[] keyId() {
        return NoteKey.commonKeyId(name, TYPE, material);
    }

    /**
     * Cosigns: the statement that this is the largest tree of the log that the cosigner has seen at that time.
     *
     * @param key the private key to this public one
     * @param random for the hedged form of FIPS 204
     */
    public NoteSignature cosign(Checkpoint checkpoint, Instant time, PrivateKey key, SecureRandom random) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(key, random);
        signer.update(CosignedMessage.mlDsa(name, time.getEpochSecond(), checkpoint));
        return new NoteSignature(name, keyId(), CosignedMessage.timestamped(time.getEpochSecond(), signer.sign()));
    }

    /** When the cosignature says that it was made. */
    public static Instant time(NoteSignature cosignature) {
        return CosignedMessage.time(cosignature);
    }

    @Override
    public boolean verifies(Checkpoint checkpoint, NoteSignature cosignature) {
        byte[] signature = cosignature.signature();
        if (!made(cosignature) || signature.length != Long.BYTES + SIGNATURE_BYTES || !CosignedMessage.hasTime(cosignature)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey());
            verifier.update(CosignedMessage.mlDsa(name, CosignedMessage.seconds(cosignature), checkpoint));
            return verifier.verify(signature, Long.BYTES, SIGNATURE_BYTES);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(SPKI_HEADER, SPKI_HEADER.length + PUBLIC_KEY_BYTES);
        System.arraycopy(material, 0, encoded, SPKI_HEADER.length, PUBLIC_KEY_BYTES);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
