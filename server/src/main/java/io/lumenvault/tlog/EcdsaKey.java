package io.lumenvault.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/**
 * A log's own key: ECDSA with P-256 and SHA-256 over the note's text (C2SP {@code signed-note} type 02, key ID = first four bytes of
 * SHA-256 of the SubjectPublicKeyInfo).
 *
 * @param name of the log: its origin
 * @param material SubjectPublicKeyInfo in DER (RFC 5480)
 */
public record EcdsaKey(String name, byte[] material) implements NoteKey {

    static final byte TYPE = 2;

    public EcdsaKey {
        material = material.clone();
    }

    @Override
    public byte type() {
        return TYPE;
    }

    @Override
    public byte[] keyId() {
        return NoteKey.materialKeyId(material);
    }

    /** A signature line of this key, given the DER signature over the checkpoint's text. */
    public NoteSignature line(byte[] signature) {
        return new NoteSignature(name, keyId(), signature);
    }

    @Override
    public boolean verifies(Checkpoint checkpoint, NoteSignature signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(material)));
            verifier.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            return made(signature) && verifier.verify(signature.signature());
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
