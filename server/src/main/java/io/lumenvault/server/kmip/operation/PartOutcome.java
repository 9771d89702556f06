package io.lumenvault.server.kmip.operation;

/**
 * What comes of a part.
 *
 * @param out what comes out; of a digest, MAC or signature nothing before the end
 * @param tag the tag of an authenticated encryption that is finished, or null
 * @param correlation names the message that goes on, or null where it is finished
 */
record PartOutcome(byte[] out, byte[] tag, byte[] correlation) {

    /** What comes out of a message that is finished; null before. */
    byte[] result() {
        return correlation == null ? out : null;
    }
}
