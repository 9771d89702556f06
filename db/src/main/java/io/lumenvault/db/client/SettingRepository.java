package io.lumenvault.db.client;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.StatelessSession;

/** Settings of clients, in the endpoint's encoding. Each statement runs in the caller's transaction. */
public final class SettingRepository {

    /** All settings of a kind, by owner. */
    public Map<String, byte[]> all(StatelessSession session, String kind) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select owner, value from client_setting where kind = ?")) {
                select.setString(1, kind);
                try (ResultSet rows = select.executeQuery()) {
                    Map<String, byte[]> found = new HashMap<>();
                    while (rows.next()) {
                        found.put(rows.getString(1), rows.getBytes(2));
                    }
                    return found;
                }
            }
        });
    }

    /** Replaces a setting. */
    public void put(StatelessSession session, String owner, String kind, byte[] value, Instant now) {
        session.createNativeMutationQuery("""
                insert into client_setting (owner, kind, value, changed_at) values (:owner, :kind, :value, :now)
                on conflict (owner, kind) do update set value = excluded.value, changed_at = excluded.changed_at""")
                .setParameter("owner", owner)
                .setParameter("kind", kind)
                .setParameter("value", value)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Removes a setting, if there is one. */
    public void remove(StatelessSession session, String owner, String kind) {
        session.createNativeMutationQuery("delete from client_setting where owner = :owner and kind = :kind")
                .setParameter("owner", owner)
                .setParameter("kind", kind)
                .executeUpdate();
    }
}
