package io.lumenvault.db.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.StatelessSession;

/** Statements on what tells devices. Each runs in the caller's transaction. */
public final class DeviceRepository {

    private static final String FIELDS = "serial_number, device_identifier, network_identifier, machine_identifier, media_identifier";

    /** A device that logs in as a user. */
    public record Known(UUID credential, String principal, PasswordHash password) {}

    /** Adds what tells a device; fails with a constraint violation where the group has such a device. */
    public void insert(StatelessSession session, UUID credential, String group, DeviceFields fields, PasswordHash password) {
        session.doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into device_credential (" + FIELDS
                    + ", uid, group_name, salt, iterations, verifier) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                int next = set(insert, fields);
                insert.setObject(next, credential);
                insert.setString(next + 1, group);
                insert.setBytes(next + 2, password.salt());
                insert.setInt(next + 3, password.iterations());
                insert.setBytes(next + 4, password.value());
                insert.executeUpdate();
            }
        });
    }

    /** The devices of all groups that are told by exactly these fields and linked to a user. */
    public List<Known> find(StatelessSession session, DeviceFields fields) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select device.uid, made.principal, device.salt, device.iterations, device.verifier
                    from device_credential device join user_credential made on made.uid = device.uid
                    where serial_number = ? and device_identifier = ? and network_identifier = ? and machine_identifier = ?
                    and media_identifier = ? and made.principal is not null and made.withdrawn_at is null""")) {
                set(select, fields);
                List<Known> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Known(rows.getObject(1, UUID.class), rows.getString(2),
                                new PasswordHash(rows.getBytes(3), rows.getInt(4), rows.getBytes(5))));
                    }
                }
                return found;
            }
        });
    }

    /** @return the place of the next parameter */
    private static int set(PreparedStatement statement, DeviceFields fields) throws SQLException {
        int place = 1;
        for (String field : fields.values()) {
            statement.setString(place++, field);
        }
        return place;
    }
}
