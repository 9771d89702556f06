package io.lumenvault.db.qkd;

/**
 * What is in store of a link, in bits.
 *
 * @param ownBits available, allocated by this end
 * @param peerBits available, allocated by the peer
 * @param pendingBits not compared yet
 * @param chunks sealed chunks of any kind, those waiting for deliveries included
 */
public record PoolFigures(long ownBits, long peerBits, long pendingBits, long chunks) {

    /** All that can be supplied, from either end. */
    public long availableBits() {
        return ownBits + peerBits;
    }

    /** All that waits to be supplied or compared. */
    public long storedBits() {
        return availableBits() + pendingBits;
    }
}
