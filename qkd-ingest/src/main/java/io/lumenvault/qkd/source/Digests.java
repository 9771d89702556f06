package io.lumenvault.qkd.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What a number stands for, as a SHA-256 that may lie in a file. */
final class Digests {
    private Digests() {
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of a number with the identifiers that it stands for, each with its length before it. */
    static byte[] of(long number, List<String> ids) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        for (String id : ids) {
            byte[] text = id.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            digest.update(text);
        }
        return digest.digest();
    }

    /** Of a chunk of key; kept in memory only. */
    static byte[] of(byte[] key) {
        return sha256().digest(key);
    }
}
