package io.lumenvault.kmip.ttlv;

import java.io.IOException;

/** Asked for memory before a message that is being read takes it, so that many readers can share a bound. */
@FunctionalInterface
public interface MemoryGrant {

    /** Grants everything: for a reader whose peers are trusted. */
    MemoryGrant UNBOUNDED = (buffer, message) -> { };

    /**
     * Returns when the memory may be taken; may wait.
     *
     * @param buffer bytes of the buffer that is about to be made for the message
     * @param message bytes that the whole message will have
     * @throws IOException when the memory cannot be had; the message is given up
     */
    void require(int buffer, int message) throws IOException;
}
