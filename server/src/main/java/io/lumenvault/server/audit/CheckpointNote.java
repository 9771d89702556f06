package io.lumenvault.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A tree head as a C2SP {@code tlog-checkpoint}: origin, size and root, signed as a signed note with ECDSA P-256 (signature
 * type 02, key ID = first four bytes of SHA-256 of the SubjectPublicKeyInfo).
 */
final class CheckpointNote {

    private static final String SIGNATURE_PREFIX = "\u2014 ";
    private static final int KEY_ID_BYTES = 4;

    private CheckpointNote() {}

    static String body(String origin, long size, byte[] root) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    static String signed(String origin, String body, byte[] publicKey, byte[] signature) {
        byte[] keyId = keyId(publicKey);
        byte[] identified = Arrays.copyOf(keyId, KEY_ID_BYTES + signature.length);
        System.arraycopy(signature, 0, identified, KEY_ID_BYTES, signature.length);
        return body + "\n" + SIGNATURE_PREFIX + origin + " " + Base64.getEncoder().encodeToString(identified) + "\n";
    }

    /** Whether the note is this body, signed by this key. */
    static boolean verifies(String note, String body, byte[] publicKey) {
        if (!note.startsWith(body + "\n" + SIGNATURE_PREFIX)) {
            return false;
        }
        String line = note.substring(body.length() + 1 + SIGNATURE_PREFIX.length()).strip();
        try {
            byte[] identified = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
            if (identified.length <= KEY_ID_BYTES
                    || !Arrays.equals(keyId(publicKey), Arrays.copyOf(identified, KEY_ID_BYTES))) {
                return false;
            }
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey));
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(body.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(identified, KEY_ID_BYTES, identified.length - KEY_ID_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private static byte[] keyId(byte[] publicKey) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(publicKey), KEY_ID_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
