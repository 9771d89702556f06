package io.lumenvault.db;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import org.hibernate.StatelessSession;

/**
 * Numbers that the database keeps itself, by triggers, of what would otherwise be counted over all that ever was. They are exact as of the
 * statement's snapshot: each change is in the transaction of what changed.
 */
public final class Tally {

    private static final long FOLD_LOCK = 0x4c756d656e760051L;
    private static final int CHANGES_AT_ONCE = 5000;
    private static final String FIRST = "(0,0)";

    /** What is counted, and by what. */
    public enum Kind {
        /** Managed objects that are not destroyed, by owner. */
        OBJECTS("object"),
        /** Key blocks accepted, by link. */
        BLOCKS("block"),
        /** Key blocks whose ends differed, by link. */
        DISCARDED_BLOCKS("discarded-block"),
        /** Sealed chunks of key blocks, by link. */
        CHUNKS("chunk"),
        /** Keys given to SAEs of this site, of all links; a key counts once for each SAE. */
        DELIVERIES("delivery");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private Tally() {}

    /** The number of all subjects together. */
    public static long total(StatelessSession session, Kind kind) {
        return sum(session, kind, null);
    }

    /** The number of one subject. */
    public static long of(StatelessSession session, Kind kind, String subject) {
        return sum(session, kind, List.of(subject));
    }

    /** The number of some subjects together. */
    public static long of(StatelessSession session, Kind kind, Collection<String> subjects) {
        return sum(session, kind, subjects);
    }

    private static long sum(StatelessSession session, Kind kind, Collection<String> subjects) {
        String condition = "where kind = ?" + (subjects == null ? "" : " and subject = any (?)");
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select coalesce(sum(number), 0)::bigint from (select number from tally "
                    + condition + " union all select number from tally_change " + condition + ") as counted")) {
                Array wanted = subjects == null ? null : connection.createArrayOf("text", subjects.toArray());
                int parameter = 1;
                for (int part = 0; part < 2; part++) {
                    select.setString(parameter++, kind.text);
                    if (wanted != null) {
                        select.setArray(parameter++, wanted);
                    }
                }
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /**
     * Adds the changes up, so many at a time, each time in a transaction of its own: also where nobody did for long, none takes long. No number
     * changes by it; it is to be done every few seconds, by whichever node comes first.
     */
    public static void fold(Database database) {
        for (String done = FIRST; done != null && !Thread.currentThread().isInterrupted();) {
            String from = done;
            done = database.transaction(session -> session.doReturningWork(connection -> fold(connection, from)));
        }
    }

    /**
     * Adds up the changes that stand behind a place in their table. What was added up before is not read again, as it would be from the
     * table's beginning until that is vacuumed.
     *
     * @return where it has ended, or null when nothing more is to be done
     */
    private static String fold(Connection connection, String from) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet held = lock.executeQuery("select pg_try_advisory_xact_lock(" + FOLD_LOCK + ")")) {
            held.next();
            if (!held.getBoolean(1)) {
                return null;
            }
        }
        try (PreparedStatement fold = connection.prepareStatement("""
                with batch as (select array(select ctid from tally_change where ctid > ?::tid limit ?) as places),
                changes as (delete from tally_change where ctid = any (array(select unnest(places) from batch)) returning kind, subject, number),
                added as (
                    insert into tally (kind, subject, number) select kind, subject, sum(number) from changes group by kind, subject
                    on conflict (kind, subject) do update set number = tally.number + excluded.number)
                select places[cardinality(places)]::text, cardinality(places) from batch""")) {
            fold.setString(1, from);
            fold.setInt(2, CHANGES_AT_ONCE);
            try (ResultSet row = fold.executeQuery()) {
                row.next();
                return row.getInt(2) < CHANGES_AT_ONCE ? null : row.getString(1);
            }
        }
    }
}
