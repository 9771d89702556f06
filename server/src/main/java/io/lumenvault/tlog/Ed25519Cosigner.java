package io.lumenvault.tlog;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of a witness that cosigns by Ed25519 (C2SP {@code tlog-cosignature}, signature type 04), as most public ones do: to be
 * verified here; our own witness signs by ML-DSA-44.
 *
 * @param name of the cosigner
 * @param material the public key as RFC 8032 encodes it, 32 bytes
 */
public record Ed25519Cosigner(String name, byte[] material) implements NoteKey {

    static final byte TYPE = 4;
    private static final int PUBLIC_KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** Everything in front of the key in a SubjectPublicKeyInfo of id-Ed25519 (RFC 8410). */
    private static final byte[] SPKI_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    public Ed25519Cosigner {
        if (material.length != PUBLIC_KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has " + PUBLIC_KEY_BYTES + " bytes, not " + material.length);
        }
        material = material.clone();
    }

    @Override
    public byte type() {
        return TYPE;
    }

    @Override
    public byte[] keyId() {
        return NoteKey.commonKeyId(name, TYPE, material);
    }

    @Override
    public boolean verifies(Checkpoint checkpoint, NoteSignature cosignature) {
        byte[] signature = cosignature.signature();
        if (!made(cosignature) || signature.length != Long.BYTES + SIGNATURE_BYTES || !CosignedMessage.hasTime(cosignature)) {
            return false;
        }
        byte[] encoded = Arrays.copyOf(SPKI_HEADER, SPKI_HEADER.length + PUBLIC_KEY_BYTES);
        System.arraycopy(material, 0, encoded, SPKI_HEADER.length, PUBLIC_KEY_BYTES);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(CosignedMessage.ed25519(CosignedMessage.seconds(cosignature), checkpoint));
            return verifier.verify(signature, Long.BYTES, SIGNATURE_BYTES);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
