package io.lumenvault.db.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lumenvault.db.DatabaseTest;
import io.lumenvault.db.object.ManagedObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writers and connections that come together where too many messages wait. */
@Timeout(60)
class MissedChangesRacesTest extends DatabaseTest {

    private final WaitingMessages messages = new WaitingMessages(database);

    /** Neither commits before the other has found that too many wait. */
    @Test
    void twoWritersAtTheBound_doNotWaitForEachOther() throws Exception {
        ManagedObject first = messages.insert();
        ManagedObject second = messages.insert();
        messages.fill();
        CyclicBarrier both = new CyclicBarrier(2);
        CompletableFuture<Boolean> one = beside(() -> messages.run(session ->
                messages.deactivate(session, first, messages.now) && await(both)));
        CompletableFuture<Boolean> other = beside(() -> messages.run(session ->
                messages.deactivate(session, second, messages.now) && await(both)));
        assertTrue(one.get() && other.get());
        assertTrue(messages.toldFromNowOn().containsAll(List.of(first.uid(), second.uid())));
    }

    private static <T> CompletableFuture<T> beside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static boolean await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
            return true;
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The change that is left out for an overflow is committed while that is taken away: it is told, since that waits. */
    @Test
    void changeLeftOutWhileTheAccountIsWritten_isTold() throws Exception {
        ManagedObject missed = messages.insert();
        ManagedObject late = messages.insert();
        messages.fill();
        messages.deactivate(missed, messages.now);
        messages.drain();
        CompletableFuture<Optional<MissedChanges.Part>> telling;
        try (Connection writer = writer()) {
            change(writer, late);
            telling = beside(messages::tell);
            awaitBlocked(telling);
            writer.commit();
        }
        assertTrue(telling.get().orElseThrow().objects() >= 1);
        assertTrue(messages.toldFromNowOn().contains(late.uid()));
    }

    private static Connection writer() throws SQLException {
        Connection writer = started.connect();
        writer.setAutoCommit(false);
        return writer;
    }

    private static void change(Connection writer, ManagedObject object) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("update managed_object set state = 3, last_change_date = now() where uid = '" + object.uid() + "'");
        }
    }

    /** It has left out a change for the newer of two overflows, and leaves out the next for the older one, while both are taken away. */
    @Test
    void writerWithSeveralObjects_andTheAccount_doNotWaitForEachOther() throws Exception {
        List<ManagedObject> missed = List.of(messages.insert(), messages.insert(), messages.insert(), messages.insert());
        messages.fill();
        CompletableFuture<Optional<MissedChanges.Part>> telling;
        try (Connection older = writer(); Connection writer = writer()) {
            change(older, missed.get(0));
            messages.deactivate(missed.get(1), messages.now);
            change(writer, missed.get(2));
            older.commit();
            messages.drain();
            telling = beside(messages::tell);
            awaitBlocked(telling);
            change(writer, missed.get(3));
            writer.commit();
        }
        assertTrue(telling.get().orElseThrow().objects() >= 1);
        assertTrue(messages.toldFromNowOn().containsAll(missed.stream().map(ManagedObject::uid).toList()));
    }

    private static void awaitBlocked(CompletableFuture<?> work) throws SQLException, InterruptedException {
        try (Connection watcher = started.connect(); Statement statement = watcher.createStatement()) {
            boolean blocked = false;
            while (!blocked) {
                assertFalse(work.isDone(), "it waits for the writer");
                try (var row = statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%gone as (delete from notification%' and pid <> pg_backend_pid()")) {
                    row.next();
                    blocked = row.getLong(1) > 0;
                }
                Thread.sleep(20);
            }
        }
    }
}
