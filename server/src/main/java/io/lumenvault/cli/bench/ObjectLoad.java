package io.lumenvault.cli.bench;

import io.lumenvault.cli.demo.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills a site with objects to be located: copies of one that a client has made, each with a name, a group of a thousandth and a custom
 * attribute of a ten-thousandth of them; half are active, one in a thousand is compromised. Their material cannot be opened.
 */
final class ObjectLoad {

    private static final long STEP = 50_000;
    private static final int GROUPS = 1000;
    private static final int SITES = 10_000;

    private final Site site;
    private final PrintStream out;
    private long there;

    /** @param site which runs */
    ObjectLoad(Site site, PrintStream out) {
        this.site = site;
        this.out = out;
    }

    /** Adds copies of an object until there are so many. */
    void fill(String template, long rows) throws IOException, SQLException {
        try (Connection connection = site.database().ownerConnections().getConnection(); Statement statement = connection.createStatement()) {
            for (; there < rows; there = Math.min(there + STEP, rows)) {
                statement.execute(insert(template, there, Math.min(there + STEP, rows)));
                out.printf("\r%,d of %,d objects ", Math.min(there + STEP, rows), rows);
            }
            out.println();
            statement.execute("vacuum analyze managed_object");
            statement.execute("vacuum analyze object_index");
        }
    }

    static String name(int number) {
        return "object-" + number;
    }

    static String group(int number) {
        return "group-" + number % GROUPS;
    }

    /** Value of the custom attribute x-site. */
    static String site(int number) {
        return "site-" + number % SITES;
    }

    private static String insert(String template, long from, long to) {
        return """
                with made as (select n, gen_random_uuid() as uid, timestamptz '2026-01-01Z' + n * interval '1 second' as initial,
                        case when n %% 1000 = 7 then 4 when n %% 2 = 0 then 2 else 1 end as state from generate_series(%d::bigint, %d - 1) n),
                stored as (insert into managed_object (uid, owner, object_type, state, cryptographic_algorithm, cryptographic_length,
                        cryptographic_usage_mask, initial_date, activation_date, last_change_date, attributes, generation, sealed)
                    select made.uid, one.owner, one.object_type, made.state, one.cryptographic_algorithm, one.cryptographic_length,
                        one.cryptographic_usage_mask, made.initial, case when made.state <> 1 then made.initial end, made.initial,
                        one.attributes, one.generation, one.sealed
                    from made, managed_object one where one.uid = '%s' returning uid, owner, initial_date)
                insert into object_index (owner, attribute, value, uid, initial_date)
                select stored.owner, entry.attribute, entry.value, stored.uid, stored.initial_date
                from stored join made using (uid) cross join lateral (values ('Name', 'object-' || n), ('Object Group', 'group-' || n %% %d),
                    ('x-site', 'site-' || n %% %d)) entry (attribute, value)""".formatted(from, to, template, GROUPS, SITES);
    }
}
