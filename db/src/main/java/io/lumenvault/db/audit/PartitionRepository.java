package io.lumenvault.db.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.YearMonth;
import org.hibernate.StatelessSession;

/** The monthly partitions of audit entries. */
public final class PartitionRepository {

    /** Attaching a partition waits for readers of the default one, and entries wait behind it: not for long. */
    private static final String SHORT_WAIT = "set local lock_timeout = '2s'";

    /** Makes the partition of a month. @return false when it is there */
    public boolean make(StatelessSession session, YearMonth month) {
        return session.doReturningWork(connection -> {
            try (Statement wait = connection.createStatement();
                    PreparedStatement make = connection.prepareStatement("select audit_make_partition(?)")) {
                wait.execute(SHORT_WAIT);
                make.setObject(1, month.atDay(1));
                try (ResultSet row = make.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
