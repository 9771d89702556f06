package io.lumenvault.cli.bench;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a site's audit log with made-up entries: of 200 principals, one each 2.8 seconds from eleven months ago on, a hundred thousand rows a transaction. */
final class AuditLoad {

    private static final long STEP = 100_000;
    private static final long POLL_MILLIS = 500;
    private static final int BLOCK_ENTRIES = 512;

    private final Site site;
    private final PrintStream out;

    /** @param site which runs */
    AuditLoad(Site site, PrintStream out) {
        this.site = site;
        this.out = out;
    }

    /** Adds rows until the log has so many, and waits until they are indexed. */
    void fill(long rows) throws IOException, SQLException, InterruptedException {
        try (Connection connection = site.database().ownerConnections().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("select audit_make_partition((date_trunc('month', now() at time zone 'UTC') - n * interval '1 month')::date) "
                    + "from generate_series(-1, 12) n");
            long there = number(statement, "select count(*) from audit_entry");
            if (there < rows) {
                site.stopServer();
                // Rows that no node wrote are no entries. Those of before the secret by which nodes mark theirs are: the next start makes a new one.
                statement.execute("delete from audit_cosigner where name like '%/secret'");
                for (long number = there; number < rows; number += STEP) {
                    statement.execute(insert(number, Math.min(number + STEP, rows)));
                    out.printf("\r%,d of %,d rows ", Math.min(number + STEP, rows), rows);
                }
                site.startServer();
            }
            while (number(statement, "select coalesce(max(block), -1) + 1 from audit_block") * BLOCK_ENTRIES < rows - BLOCK_ENTRIES) {
                Thread.sleep(POLL_MILLIS);
                out.printf("\r%,d of %,d rows indexed ", number(statement, "select coalesce(max(block), -1) + 1 from audit_block") * BLOCK_ENTRIES, rows);
            }
            out.println();
            statement.execute("analyze audit_entry");
            statement.execute("analyze audit_block");
        }
    }

    /** Each row as the server writes it: columns, and the body in canonical JSON of which they are projections. */
    private static String insert(long from, long to) {
        return """
                with made as (
                    select n, gen_random_uuid() as event, gen_random_uuid() as object,
                        date_trunc('month', now()) - interval '11 months' + floor(n * 2.8) * interval '1 second' as time,
                        'client-' || (n * 7919) %% 200 as principal,
                        (array['Get','Get','Get','Get','Create','Locate','Destroy','Get Key'])[1 + (n / 200) %% 8] as operation,
                        case when n %% 50 = 0 then 'refused' when n %% 10007 = 0 then 'failed' else 'served' end as result,
                        case when n %% 5 = 0 then 'link-' || n %% 15 end as link
                    from generate_series(%d::bigint, %d - 1) n),
                bodied as (
                    select *, case when result <> 'served' then 'PERMISSION_DENIED: ' || principal || ' may not' end as reason from made)
                insert into audit_entry (event_id, time, principal, protocol, operation, result, reason, link, objects, body)
                select event, time, principal, 'kmip', operation, result, reason, link, array[object], convert_to(
                    '{"client":"10.0.' || n %% 250 || '.' || n %% 13 || '","details":{"bits":"256","ticket":"case-' || n / 1000 || '"},"event":"' || event
                    || '","fingerprint":"' || encode(sha256(principal::bytea), 'hex') || '"' || coalesce(',"link":"' || link || '"', '')
                    || ',"method":"certificate","node":"A","objects":["' || object || '"],"operation":"' || operation || '","principal":"'
                    || principal || '","protocol":"kmip"' || coalesce(',"reason":"' || reason || '"', '') || ',"result":"' || result
                    || '","schema":"1","time":"' || to_char(time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"}', 'UTF8')
                from bodied order by n""".formatted(from, to);
    }

    /** Waits until every entry has its leaf and the head over them is signed. */
    void awaitSequenced() throws IOException, SQLException, InterruptedException {
        try (Connection connection = site.database().ownerConnections().getConnection(); Statement statement = connection.createStatement()) {
            while (number(statement, "select (select max(seq) from audit_entry) - last_seq from audit_tree") > 0
                    || number(statement, "select size - (select coalesce(max(size), 0) from audit_checkpoint) from audit_tree") > 0) {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** A value that is in the log, from the middle of it. */
    String some(String query) throws IOException, SQLException {
        try (Connection connection = site.database().ownerConnections().getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
