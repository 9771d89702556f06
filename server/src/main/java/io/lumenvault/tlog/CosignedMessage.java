package io.lumenvault.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The bytes that cosigners sign (C2SP {@code tlog-cosignature}), and the time in front of their signatures. */
final class CosignedMessage {

    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_BYTE = 1;

    private CosignedMessage() {}

    /** The structure {@code cosigned_message} of ML-DSA-44 cosignatures: a checkpoint is the subtree from leaf 0. */
    static byte[] mlDsa(String cosigner, long seconds, Checkpoint checkpoint) {
        byte[] name = cosigner.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(SUBTREE_LABEL.length + 2 * LENGTH_BYTE + name.length + origin.length
                + 3 * Long.BYTES + MerkleHasher.HASH_BYTES);
        message.put(SUBTREE_LABEL);
        message.put((byte) name.length).put(name);
        message.putLong(seconds);
        message.put((byte) origin.length).put(origin);
        message.putLong(0).putLong(checkpoint.size());
        message.put(checkpoint.root());
        return message.array();
    }

    /** The text of Ed25519 cosignatures. */
    static byte[] ed25519(long seconds, Checkpoint checkpoint) {
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.text()).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code timestamped_signature}: seconds since the epoch, big-endian, and the signature. */
    static byte[] timestamped(long seconds, byte[] signature) {
        return ByteBuffer.allocate(Long.BYTES + signature.length).putLong(seconds).put(signature).array();
    }

    /** When a cosignature was made, in seconds since the epoch. */
    static long seconds(NoteSignature cosignature) {
        return ByteBuffer.wrap(cosignature.signature()).getLong();
    }

    /** Whether a cosignature says a time that can be. */
    static boolean hasTime(NoteSignature cosignature) {
        return seconds(cosignature) >= 0 && seconds(cosignature) <= Instant.MAX.getEpochSecond();
    }

    /** When a cosignature was made. */
    static Instant time(NoteSignature cosignature) {
        return Instant.ofEpochSecond(seconds(cosignature));
    }
}
