package io.lumenvault.server.audit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which a node's own entries are told from rows that somebody else has put into the table: a MAC over time and body (HMAC-SHA-256,
 * RFC 2104, the first 128 bits) with a key that the database does not have. All nodes of a database have the same key. It stays in memory
 * while the node runs: entries are made thousands a second.
 */
public final class EntrySeal {

    /** Length of a MAC. */
    public static final int BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private volatile Keyed keyed;

    /** The key, ready for use, and how many leaves need no MAC. */
    private record Keyed(Mac mac, long since) {}

    /**
     * Begins to make MACs. Before that entries have none, and none is demanded.
     *
     * @param key at least 32 bytes; left to the caller to wipe
     * @param since leaves below this one may be of entries without a MAC: those of before there was a key
     */
    public void begin(byte[] key, long since) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            keyed = new Keyed(mac, since);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether there is a key. */
    public boolean begun() {
        return keyed != null;
    }

    /** The MAC of an entry; null before there is a key. */
    byte[] of(Instant time, byte[] body) {
        Keyed now = keyed;
        return now == null ? null : mac(now, time, body);
    }

    /**
     * Whether a node wrote the row.
     *
     * @param leafIndex that it has or is to have
     * @param time as the row has it: by this column, which finds its partition and its copies
     * @param mac as the row has it, or null
     */
    boolean accepts(long leafIndex, Instant time, byte[] body, byte[] mac) {
        Keyed now = keyed;
        if (now == null || mac == null) {
            return mac == null && (now == null || leafIndex < now.since());
        }
        return MessageDigest.isEqual(mac, mac(now, time, body));
    }

    /**
     * Whether it is certain that no node wrote the entry of a leaf. It never is of leaves from before there was this key.
     *
     * @param time as the row has it
     * @param mac as the row has it, or null
     */
    boolean disowns(long leafIndex, Instant time, byte[] body, byte[] mac) {
        Keyed now = keyed;
        return now != null && leafIndex >= now.since() && !accepts(leafIndex, time, body, mac);
    }

    private static byte[] mac(Keyed keyed, Instant time, byte[] body) {
        try {
            // A copy of one that has its key is several times cheaper than a new one, and needs no lock.
            Mac mac = (Mac) keyed.mac().clone();
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time)).flip());
            return Arrays.copyOf(mac.doFinal(body), BYTES);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
