package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lumenvault.db.cluster.PostgresCluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a database start at once. */
@Timeout(60)
class ConcurrentStartTest {

    private static final String MONTH = "select audit_make_partition('2031-01-01')";

    @TempDir
    Path folder;

    private PostgresCluster cluster;
    private DataSource owner;
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @BeforeEach
    void start() throws Exception {
        cluster = PostgresCluster.open(folder.resolve("cluster"), Path.of("target", "postgresql").toAbsolutePath()).start();
        owner = cluster.ownerConnections();
        Migration.run(owner, cluster.user());
    }

    @AfterEach
    void stop() throws Exception {
        other.shutdownNow();
        cluster.close();
    }

    @Test
    void bothSayWhatTheServerMayDo_oneAfterTheOther() throws Exception {
        CountDownLatch granted = new CountDownLatch(1);
        Future<?> second = other.submit(() -> {
            granted.await();
            Migration.run(owner, cluster.user());
            return null;
        });
        // The first has granted, and goes on when the second waits for it.
        Migration.run(intercepted(owner, "revoke all on audit_entry_other", () -> {
            granted.countDown();
            awaitWaiting("migration-grants");
            return null;
        }), cluster.user());
        second.get();
    }

    @Test
    void partitionThatAnotherMakesMeanwhile_isNoTableOfTheServers() throws Exception {
        // Made when the first statement after the lock is about to be run, as late as another node could.
        Migration.run(intercepted(owner, "grant usage on schema", () -> number(MONTH)), cluster.user());
        assertEquals(0, number("select has_table_privilege('" + cluster.user() + "', 'audit_entry_203101', 'insert')::int"));
    }

    @Test
    void sameMonth_isMadeOnce() throws Exception {
        try (Connection first = owner.getConnection(); Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute(MONTH);
            Future<Long> second = other.submit(() -> number(MONTH));
            awaitWaiting("audit-partition");
            assertFalse(second.isDone());
            first.commit();
            assertEquals(0, second.get());
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = owner.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getObject(1) instanceof Boolean truth ? (truth ? 1 : 0) : row.getLong(1);
        }
    }

    /** Until somebody waits for that lock: waiting for a table that the other one changes is no order of the two. */
    private void awaitWaiting(String lock) throws Exception {
        while (number("select count(*) from pg_locks where not granted and locktype = 'advisory'"
                + " and (classid::bigint << 32 | objid::bigint) = hashtextextended('" + lock + "', 1)") == 0) {
            Thread.sleep(5);
        }
    }

    /** Connections that do something before a statement that begins so. */
    private static DataSource intercepted(DataSource source, String start, Callable<?> before) {
        return proxy(DataSource.class, source, (argument, result) -> result instanceof Connection connection
                ? proxy(Connection.class, connection, (given, made) -> made instanceof PreparedStatement || !(made instanceof Statement statement) ? made
                        : proxy(Statement.class, statement, (sql, answer) -> answer, sql -> {
                            if (sql instanceof String text && text.startsWith(start)) {
                                before.call();
                            }
                        }), given -> { }) : result, argument -> { });
    }

    private interface After {
        Object of(Object argument, Object result) throws Exception;
    }

    private interface Before {
        void call(Object argument) throws Exception;
    }

    private static <T> T proxy(Class<T> type, T target, After after, Before before) {
        return type.cast(Proxy.newProxyInstance(ConcurrentStartTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Object argument = arguments == null ? null : arguments[0];
            before.call(argument);
            try {
                return after.of(argument, method.invoke(target, arguments));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        }));
    }
}
