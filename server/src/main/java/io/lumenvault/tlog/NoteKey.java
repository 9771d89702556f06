package io.lumenvault.tlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A public key that verifies signatures of notes. */
public sealed interface NoteKey permits EcdsaKey, Ed25519Cosigner, MlDsaCosigner {

    /** Name of the signer, as signature lines carry it. */
    String name();

    /** Kind of signature, the first byte of the key's text form (C2SP {@code signed-note}). */
    byte type();

    /** The key material as the kind defines it. */
    byte[] material();

    /** The four bytes before each signature. */
    byte[] keyId();

    /** Whether the signature is this key's over the checkpoint. */
    boolean verifies(Checkpoint checkpoint, NoteSignature signature);

    /** Whether the line names this key; it may still not verify. */
    default boolean made(NoteSignature signature) {
        return signature.name().equals(name()) && Arrays.equals(signature.keyId(), keyId());
    }

    /** The text form: {@code name+keyid+base64(type || material)}. */
    default String vkey() {
        byte[] typed = new byte[1 + material().length];
        typed[0] = type();
        System.arraycopy(material(), 0, typed, 1, material().length);
        return name() + "+" + HexFormat.of().formatHex(keyId()) + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is none, has another kind than 02, 04 or 06, or a key ID that is not its own
     */
    static NoteKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a verifier key is written name+keyid+base64");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length < 2) {
            throw new IllegalArgumentException("the verifier key of " + parts[0] + " is empty");
        }
        byte[] material = Arrays.copyOfRange(typed, 1, typed.length);
        NoteKey key = switch (typed[0]) {
            case EcdsaKey.TYPE -> new EcdsaKey(parts[0], material);
            case Ed25519Cosigner.TYPE -> new Ed25519Cosigner(parts[0], material);
            case MlDsaCosigner.TYPE -> new MlDsaCosigner(parts[0], material);
            default -> throw new IllegalArgumentException("verifier key of kind " + typed[0] + "; known are 2, 4 and 6");
        };
        if (!HexFormat.of().formatHex(key.keyId()).equals(parts[1])) {
            throw new IllegalArgumentException("the verifier key of " + parts[0] + " has not the ID " + parts[1]);
        }
        return key;
    }

    /** SHA-256(name || LF || type || material)[:4], as most kinds have it. */
    static byte[] commonKeyId(String name, byte type, byte[] material) {
        MessageDigest sha256 = sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type);
        return Arrays.copyOf(sha256.digest(material), NoteSignature.KEY_ID_BYTES);
    }

    /** SHA-256 of the material alone. */
    static byte[] materialKeyId(byte[] material) {
        return Arrays.copyOf(sha256().digest(material), NoteSignature.KEY_ID_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
