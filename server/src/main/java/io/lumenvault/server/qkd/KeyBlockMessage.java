package io.lumenvault.server.qkd;

import io.lumenvault.server.custody.KeyMaterial;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * A pushed key block: a 4-byte length, so many bytes of metadata in JSON, and the key. The first {@value #TAG_KEY_BYTES} bytes of
 * the key pay for the comparison with the peer and never become key of an application.
 *
 * @param metadata what the module says of it
 * @param key the whole block; closed with the message
 */
record KeyBlockMessage(BlockMetadata metadata, KeyMaterial key) implements AutoCloseable {

    /** Media type of the message. */
    static final String MEDIA_TYPE = "application/vnd.lumenvault.key-block";
    /** 16 bytes of hash key and 16 of one-time pad. */
    static final int TAG_KEY_BYTES = 32;
    private static final int MAX_METADATA = 64 * 1024;

    KeyBlockMessage {
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(key, "key");
    }

    /** Reads a message; the caller wipes {@code body}. */
    static KeyBlockMessage read(byte[] body, int length) {
        int metadataLength = length < Integer.BYTES ? -1 : ByteBuffer.wrap(body).getInt();
        if (metadataLength < 2 || metadataLength > MAX_METADATA || metadataLength > length - Integer.BYTES) {
            throw Malformed.request("the metadata length is wrong", "length",
                    "shall be from 2 to " + MAX_METADATA + " and fit into the body of " + length + " bytes");
        }
        BlockMetadata metadata = BlockMetadata.read(JsonReader.object(body, Integer.BYTES, metadataLength));
        int from = Integer.BYTES + metadataLength;
        if (length - from != metadata.bits() / Byte.SIZE) {
            throw Malformed.request("the key does not have the length that the metadata says", "bits",
                    "says " + metadata.bits() + ", but " + (length - from) * (long) Byte.SIZE + " bits follow");
        }
        if (length - from <= TAG_KEY_BYTES) {
            throw Malformed.request("the block is too short", "bits", "shall be more than " + TAG_KEY_BYTES * Byte.SIZE
                    + ", which the comparison of the block consumes");
        }
        return new KeyBlockMessage(metadata, KeyMaterial.owning(Arrays.copyOfRange(body, from, length)));
    }

    @Override
    public void close() {
        key.close();
    }
}
