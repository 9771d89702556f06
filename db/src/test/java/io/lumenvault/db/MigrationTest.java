package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lumenvault.db.cluster.PostgresCluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first release, with a log in it, is brought up to date. */
class MigrationTest {

    @Test
    void logOfTheFirstRelease_keepsItsEntriesAndLeaves(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start()) {
            DataSource owner = cluster.ownerConnections();
            Flyway.configure().dataSource(owner).target("2").load().migrate();
            try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("""
                        insert into audit_entry (event_id, time, principal, protocol, operation, result, objects, body)
                        select gen_random_uuid(), timestamptz '2026-01-31 23:00:00Z' + n * interval '1 hour', 'p' || n, 'kmip', 'Get', 'served',
                            array[gen_random_uuid()], convert_to('body ' || n, 'UTF8') from generate_series(0, 9) n""");
                statement.execute("insert into audit_leaf (leaf_index, seq, leaf_hash) select seq - 1, seq, sha256('\\x00'::bytea || body) from audit_entry");
                statement.execute("update audit_tree set size = 10");
            }
            Migration.run(owner, cluster.user());
            Migration.run(owner, cluster.user());
            try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
                assertEquals("10 1 10", text(statement, "select count(*) || ' ' || min(seq) || ' ' || max(seq) from audit_entry"));
                assertEquals("1", text(statement, "select count(*) from audit_entry_202601"));
                assertEquals("9", text(statement, "select count(*) from audit_entry_202602"));
                assertEquals("10", text(statement, "select count(*) from audit_leaf l join audit_entry e on e.seq = l.seq and e.time = l.time"
                        + " and l.leaf_hash = sha256('\\x00'::bytea || e.body)"));
                statement.execute("insert into audit_entry (event_id, time, principal, protocol, operation, result, body)"
                        + " values (gen_random_uuid(), now(), 'new', 'kmip', 'Get', 'served', '')");
                assertEquals("11", text(statement, "select seq from audit_entry where principal = 'new'"));
            }
        }
    }

    @Test
    void whatWasThereBefore_isCounted_andChunksKnowTheTimeOfTheirBlock(@TempDir Path folder) throws Exception {
        try (PostgresCluster cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start()) {
            DataSource owner = cluster.ownerConnections();
            Flyway.configure().dataSource(owner).target("31").load().migrate();
            try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("insert into master_key_generation (generation, state, created_at) values (7, 'pre-active', now())");
                statement.execute("insert into sealing_generation (generation) values (7)");
                statement.execute("""
                        insert into managed_object (uid, owner, object_type, state, initial_date, last_change_date, attributes, destroy_date)
                        select gen_random_uuid(), 'a', 2, 1, now(), now(), '', case when n > 3 then now() end from generate_series(1, 5) n""");
                statement.execute("""
                        insert into qkd_block (link, sequence, module, state, bits, qber, rate, epsilon, time, received_at, tag)
                        select 'l', n, 'm', case when n = 1 then 'discarded' else 'available' end, 8, 0, 0, 0, timestamptz '2026-01-01Z' + n * interval '1 day',
                            now(), decode(repeat('00', 16), 'hex') from generate_series(1, 4) n""");
                statement.execute("insert into qkd_chunk (id, link, sequence, position, allocated_here, size, generation, sealed)"
                        + " select gen_random_uuid(), 'l', n, 0, true, 4096, 7, '' from generate_series(2, 4) n");
                statement.execute("""
                        insert into qkd_supply (id, link, state, purpose, allocated_here, master, key_bits, number, created_at, chunks, starts, lengths,
                            deliveries, undelivered)
                        values (gen_random_uuid(), 'l', 'supplied', 'keys', true, 'm', 256, 5, now(), '{}', '{}', '{}', 5, 3),
                            (gen_random_uuid(), 'l', 'quarantined', 'keys', true, 'm', 256, 4, now(), '{}', '{}', '{}', 4, 4)""");
            }
            Migration.run(owner, cluster.user());
            try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement()) {
                assertEquals("block l 4, chunk l 3, delivery  7, discarded-block l 1, object a 3", text(statement,
                        "select string_agg(kind || ' ' || subject || ' ' || number, ', ' order by kind) from tally"));
                statement.execute("update qkd_supply set state = 'supplied' where state = 'quarantined'");
                assertEquals("delivery 4", text(statement, "select string_agg(kind || ' ' || number, ', ') from tally_change"), "given, in quarantine or not");
                assertEquals("3", text(statement, "select count(*) from qkd_chunk join qkd_block using (link, sequence) where block_time = time"));
            }
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
