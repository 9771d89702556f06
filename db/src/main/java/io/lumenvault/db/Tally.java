package io.lumenvault.db;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

    /** Adds the changes up. No number changes by it; it is to be done every few seconds, by whichever node comes first. */
    public static void fold(StatelessSession session) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                try (ResultSet lock = statement.executeQuery("select pg_try_advisory_xact_lock(" + FOLD_LOCK + ")")) {
                    lock.next();
                    if (!lock.getBoolean(1)) {
                        return;
                    }
                }
                statement.execute("""
                        with changes as (delete from tally_change returning kind, subject, number)
                        insert into tally (kind, subject, number) select kind, subject, sum(number) from changes group by kind, subject
                        on conflict (kind, subject) do update set number = tally.number + excluded.number""");
            }
        });
    }
}
