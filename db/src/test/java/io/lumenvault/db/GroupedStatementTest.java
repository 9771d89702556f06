package io.lumenvault.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.HibernateException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GroupedStatementTest extends DatabaseTest {

    private static final int CALLERS = 400;

    private final AtomicInteger groups = new AtomicInteger();
    private final GroupedStatement<Integer, Integer> inverse =
            new GroupedStatement<>("inverse", database, this::insertInverse);

    @BeforeAll
    static void start() throws Exception {
        try (Connection owner = started.connectAsOwner(); Statement create = owner.createStatement()) {
            create.execute("create table inverse (number integer primary key, quotient integer not null)");
            create.execute("grant select, insert on inverse to public");
        }
    }

    @Test
    void run_manyCallers_eachGetsItsOwnAnswer_inFewerGroups() throws Exception {
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : runAll(IntStream.rangeClosed(1, CALLERS).boxed().toList())) {
            answers.add(answer.get());
        }
        assertEquals(IntStream.rangeClosed(1, CALLERS).map(number -> 1000 / number).boxed().toList(), answers);
        assertTrue(groups.get() < CALLERS, groups + " groups");
    }

    @Test
    void run_oneBadRequestAmongOthers_failsAlone() throws Exception {
        int first = 10_000;
        List<Integer> numbers = new ArrayList<>(IntStream.range(first, first + CALLERS).boxed().toList());
        numbers.set(CALLERS / 2, 0);
        List<Future<Integer>> answers = runAll(numbers);
        for (int i = 0; i < CALLERS; i++) {
            Future<Integer> answer = answers.get(i);
            if (i == CALLERS / 2) {
                assertThrows(ExecutionException.class, answer::get);
            } else {
                assertEquals(0, answer.get());
            }
        }
        long written = database.transaction(session -> session.createNativeQuery(
                "select count(*) from inverse where number >= 10000", Long.class).getSingleResult());
        assertEquals(CALLERS - 1, written);
    }

    @Test
    void run_alone_throwsWhatTheDatabaseSays() {
        assertThrows(HibernateException.class, () -> inverse.run(0));
    }

    private List<Future<Integer>> runAll(List<Integer> numbers) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = numbers.stream().map(number -> (Callable<Integer>) () -> inverse.run(number)).toList();
            return callers.invokeAll(calls);
        }
    }

    private List<Integer> insertInverse(StatelessSession session, List<Integer> numbers) {
        groups.incrementAndGet();
        return session.doReturningWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into inverse values (?, 1000 / ?)")) {
                for (int number : numbers) {
                    insert.setInt(1, number);
                    insert.setInt(2, number);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return numbers.stream().map(number -> 1000 / number).toList();
        });
    }
}
