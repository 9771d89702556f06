package io.lumenvault.server.custody;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What is sealed in front of the material, so that a ciphertext moved to another row, or passed off as another kind, is
 * refused after opening: version, kind, generation, length, object identifier.
 */
record SealHeader(UUID id, Kind kind, int generation, int length) {

    static final int BYTES = 1 + 1 + 4 + 4 + 16;
    private static final byte VERSION = 1;

    void write(ByteBuffer target) {
        target.put(VERSION).put(kind.code()).putInt(generation).putInt(length)
                .putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    static SealHeader read(ByteBuffer source) {
        byte version = source.get();
        if (version != VERSION) {
            throw new CustodyException("sealed record has form " + version + "; this release opens form " + VERSION);
        }
        Kind kind = Kind.ofCode(source.get());
        int generation = source.getInt();
        int length = source.getInt();
        return new SealHeader(new UUID(source.getLong(), source.getLong()), kind, generation, length);
    }
}
