package io.lumenvault.tlog;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One signature line of a C2SP {@code signed-note}.
 *
 * @param name of the key
 * @param keyId 4 bytes that tell keys of one name apart
 * @param signature what the key's kind makes of it
 */
public record NoteSignature(String name, byte[] keyId, byte[] signature) {

    static final int KEY_ID_BYTES = 4;
    private static final String PREFIX = "\u2014 ";

    public NoteSignature {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
            throw new IllegalArgumentException("the key name '" + name + "' must have no blanks and no plus sign");
        }
        if (keyId.length != KEY_ID_BYTES || signature.length == 0) {
            throw new IllegalArgumentException("a signature has a key ID of 4 bytes and is not empty");
        }
    }

    /** The line, with its line end. */
    public String line() {
        byte[] both = Arrays.copyOf(keyId, KEY_ID_BYTES + signature.length);
        System.arraycopy(signature, 0, both, KEY_ID_BYTES, signature.length);
        return PREFIX + name + " " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** @throws IllegalArgumentException when it is no signature line (without its line end) */
    static NoteSignature parse(String line) {
        int blank = line.lastIndexOf(' ');
        if (!line.startsWith(PREFIX) || blank < PREFIX.length()) {
            throw new IllegalArgumentException("a signature line is an em dash, a name and base64");
        }
        byte[] both = Base64.getDecoder().decode(line.substring(blank + 1));
        if (both.length <= KEY_ID_BYTES) {
            throw new IllegalArgumentException("a signature of " + both.length + " bytes holds no more than a key ID");
        }
        return new NoteSignature(line.substring(PREFIX.length(), blank), Arrays.copyOf(both, KEY_ID_BYTES),
                Arrays.copyOfRange(both, KEY_ID_BYTES, both.length));
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(keyId);
    }
}
