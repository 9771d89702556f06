package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    private static final int CHANGES = 12_000;

    @Test
    void changesThatNobodyHasAddedUpForLong_areAddedUpInSteps(@TempDir Path folder) throws Exception {
        try (TestDatabase started = TestDatabase.start(folder); Connection owner = started.connectAsOwner(); Statement statement = owner.createStatement()) {
            statement.execute("create table step (tx xid8, changes bigint)");
            statement.execute("create function note_step() returns trigger language plpgsql security definer as $$ begin"
                    + " insert into step select pg_current_xact_id(), count(*) from gone; return null; end $$");
            statement.execute("create trigger note_step after delete on tally_change referencing old table as gone"
                    + " for each statement execute function note_step()");
            statement.execute("insert into tally_change select 'block', 'link' || n % 2, 1 from generate_series(1, " + CHANGES + ") n");
            Tally.fold(started.database());
            assertEquals(0, number(statement, "select count(*) from tally_change"));
            assertEquals(CHANGES / 2, number(statement, "select number from tally where kind = 'block' and subject = 'link0'"));
            assertEquals(CHANGES, number(statement, "select sum(changes) from step"));
            assertEquals(5000, number(statement, "select max(changes) from (select sum(changes) as changes from step group by tx) transaction"));
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
