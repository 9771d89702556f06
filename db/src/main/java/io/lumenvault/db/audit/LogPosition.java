package io.lumenvault.db.audit;

import java.util.Objects;

/**
 * Where an entry stands in the log: entries are in the order of their transactions, and in a transaction in the order of writing. Leaves
 * of the tree follow the same order.
 *
 * @param xid the transaction that wrote the entry
 * @param seq its sequence number
 */
public record LogPosition(String xid, long seq) implements Comparable<LogPosition> {

    public LogPosition {
        Objects.requireNonNull(xid, "xid");
        if (!xid.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("'" + xid + "' is no transaction number");
        }
        Long.parseUnsignedLong(xid);
    }

    @Override
    public int compareTo(LogPosition other) {
        int order = Long.compareUnsigned(Long.parseUnsignedLong(xid), Long.parseUnsignedLong(other.xid));
        return order != 0 ? order : Long.compare(seq, other.seq);
    }
}
