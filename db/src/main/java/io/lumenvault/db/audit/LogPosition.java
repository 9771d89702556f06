package io.lumenvault.db.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Where an entry stands in the log: entries are in the order of their transactions, and in a transaction in the order of writing. Leaves
 * of the tree follow the same order.
 *
 * @param xid the transaction that wrote the entry
 * @param seq its sequence number
 */
public record LogPosition(String xid, long seq) {

    private static final String VERSION = "1";
    private static final int FIELDS = 3;

    public LogPosition {
        Objects.requireNonNull(xid, "xid");
        if (!xid.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("'" + xid + "' is no transaction number");
        }
        Long.parseUnsignedLong(xid);
    }

    /** The position as a cursor: text without meaning to whoever continues a search with it. */
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((VERSION + " " + xid + " " + seq).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException when it is no cursor that {@link #cursor} made */
    public static LogPosition ofCursor(String cursor) {
        String[] fields = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(" ", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            throw new IllegalArgumentException("'" + cursor + "' is no cursor of a search");
        }
        return new LogPosition(fields[1], Long.parseLong(fields[2]));
    }
}
