package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.payload.StreamPosition;
import io.lumenvault.kmip.spec.ResultReason;

/**
 * What a request brings of a message.
 *
 * @param data the bytes, perhaps none
 * @param correlation names the message that goes on; null where it begins here
 * @param last whether nothing follows
 */
record Part(byte[] data, byte[] correlation, boolean last) {

    private static final byte[] NOTHING = new byte[0];

    /** Reads a request; a message that comes whole must have data, even if they are empty. */
    static Part of(byte[] data, StreamPosition position) {
        boolean first = position == null || position.correlation() == null;
        boolean last = position == null || Boolean.TRUE.equals(position.last());
        if (position != null && first && !last && !Boolean.TRUE.equals(position.first())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Correlation Value is missing; only a request with Init Indicator has none");
        }
        if (!first && Boolean.TRUE.equals(position.first())) {
            throw new KmipException(ResultReason.INVALID_FIELD, "a request with Init Indicator begins a message, and has no Correlation Value");
        }
        if (first && last && data == null) {
            throw new KmipException(ResultReason.INVALID_FIELD, "Data is missing; it must be given");
        }
        return new Part(data == null ? NOTHING : data, first ? null : position.correlation(), last);
    }

    boolean first() {
        return correlation == null;
    }
}
