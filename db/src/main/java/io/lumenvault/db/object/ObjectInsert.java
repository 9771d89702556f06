package io.lumenvault.db.object;

import io.lumenvault.db.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Stores new objects by one statement. Nothing restricts a new object yet but its periods, where it is Compromised already. */
final class ObjectInsert {

    private static final String COLUMNS = """
            uid, owner, object_type, state, version, cryptographic_algorithm, cryptographic_length, cryptographic_usage_mask,
            initial_date, activation_date, process_start_date, protect_stop_date, deactivation_date,
            compromise_occurrence_date, compromise_date, destroy_date, last_change_date,
            fresh, origin_link, attributes, generation, sealed, storage_class, token_key, protect_until, process_until""";

    private static final String INSERT = "insert into managed_object (" + COLUMNS + ") select * from unnest(?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (" + COLUMNS + ")";

    private ObjectInsert() {}

    static void run(Connection connection, List<ManagedObject> objects) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Binding bind = new Binding(connection, insert, objects);
            bind.next("uuid", ManagedObject::uid);
            bind.next("text", ManagedObject::owner);
            bind.next("int4", ManagedObject::objectType);
            bind.next("int2", ManagedObject::state);
            bind.next("int8", ManagedObject::version);
            bind.next("int4", object -> object.cryptography().algorithm());
            bind.next("int4", object -> object.cryptography().length());
            bind.next("int4", object -> object.cryptography().usageMask());
            bind.date(LifecycleDates::initial);
            bind.date(LifecycleDates::activation);
            bind.date(LifecycleDates::processStart);
            bind.date(LifecycleDates::protectStop);
            bind.date(LifecycleDates::deactivation);
            bind.date(LifecycleDates::compromiseOccurrence);
            bind.date(LifecycleDates::compromise);
            bind.date(LifecycleDates::destroy);
            bind.date(LifecycleDates::lastChange);
            bind.next("bool", ManagedObject::fresh);
            bind.next("text", ManagedObject::originLink);
            bind.bytes(ManagedObject::attributes);
            bind.next("int4", object -> object.material() == null ? null : object.material().generation());
            bind.bytes(object -> object.material() == null ? null : object.material().bytes());
            bind.next("text", object -> object.storageClass().text());
            bind.next("bool", ManagedObject::tokenKey);
            bind.time(object -> object.restrictions().protectUntil());
            bind.time(object -> object.restrictions().processUntil());
            insert.executeUpdate();
        }
    }

    /** Binds one column after the other. */
    private static final class Binding {

        private final Connection connection;
        private final PreparedStatement statement;
        private final List<ManagedObject> objects;
        private int bound;

        Binding(Connection connection, PreparedStatement statement, List<ManagedObject> objects) {
            this.connection = connection;
            this.statement = statement;
            this.objects = objects;
        }

        void next(String type, Function<ManagedObject, Object> value) throws SQLException {
            statement.setArray(++bound, Columns.of(connection, type, objects, value));
        }

        void date(Function<LifecycleDates, Instant> value) throws SQLException {
            time(object -> value.apply(object.dates()));
        }

        void time(Function<ManagedObject, Instant> value) throws SQLException {
            statement.setArray(++bound, Columns.times(connection, objects, value));
        }

        void bytes(Function<ManagedObject, byte[]> value) throws SQLException {
            statement.setArray(++bound, Columns.bytes(connection, objects, value));
        }
    }
}
