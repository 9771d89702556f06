package io.lumenvault.db;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.exception.JDBCConnectionException;

/**
 * One statement for the same need of many concurrent callers: while one group is at the database, the next gathers. It saves each
 * caller a round trip of its own and, where it writes, a commit of its own. Alone, a caller's request is a group of one.
 *
 * <p>Callers wait until their group is durable. A group that fails is run again one by one, so that a request can only fail by itself;
 * when the database is lost, all of the group fail at once.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class GroupedStatement<Q, A> {

    /** Below the number of results at which the JDBC driver would end a batch, and commit it, half-way. */
    private static final int LARGEST_GROUP = 100;
    /** While the database flushes one group, another can be sent. */
    private static final int THREADS = 2;

    private final Gathering<Waiting<Q, A>> gathering = new Gathering<>(LARGEST_GROUP);
    private final Function<Function<StatelessSession, List<A>>, List<A>> running;
    private final BiFunction<StatelessSession, List<Q>, List<A>> statement;

    /** A request and where its answer goes. */
    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}

    /**
     * @param name of its threads
     * @param statement one statement, or one batch of them, for many requests; gives an answer for each, in their order
     */
    public GroupedStatement(String name, Database database, BiFunction<StatelessSession, List<Q>, List<A>> statement) {
        this(name, statement, Objects.requireNonNull(database, "database")::statement);
    }

    private GroupedStatement(String name, BiFunction<StatelessSession, List<Q>, List<A>> statement,
            Function<Function<StatelessSession, List<A>>, List<A>> running) {
        this.running = running;
        this.statement = Objects.requireNonNull(statement, "statement");
        for (int i = 0; i < THREADS; i++) {
            // Platform threads: a virtual one would pass by the scheduler at every answer of the database.
            Thread.ofPlatform().name(name + "-" + i).daemon().start(this::serve);
        }
    }

    /** The same for work of several statements, which run in one transaction for each group. */
    public static <Q, A> GroupedStatement<Q, A> transaction(String name, Database database,
            BiFunction<StatelessSession, List<Q>, List<A>> work) {
        return new GroupedStatement<>(name, work, Objects.requireNonNull(database, "database")::transaction);
    }

    /** Runs the statement for a request, and returns or throws what became of it. */
    public A run(Q request) {
        return runAll(List.of(request)).getFirst();
    }

    /** The same for several requests of one caller, which go together where there is room; throws what became of the first that failed. */
    public List<A> runAll(List<Q> requests) {
        List<CompletableFuture<A>> answers = requests.stream().map(this::begin).toList();
        try {
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private CompletableFuture<A> begin(Q request) {
        Waiting<Q, A> waiting = new Waiting<>(request, new CompletableFuture<>());
        try {
            gathering.add(waiting);
            return waiting.answer();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", stopped);
        }
    }

    private void serve() {
        while (true) {
            List<Waiting<Q, A>> group;
            try {
                group = gathering.leave();
            } catch (InterruptedException nobodys) {
                continue;
            }
            try {
                serve(group);
            } finally {
                gathering.back();
            }
        }
    }

    private void serve(List<Waiting<Q, A>> group) {
        try {
            List<A> answers = running.apply(session -> statement.apply(session, group.stream().map(Waiting::request).toList()));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (JDBCConnectionException lost) {
            group.forEach(waiting -> waiting.answer().completeExceptionally(lost));
        } catch (RuntimeException | Error failed) {
            if (group.size() == 1) {
                group.getFirst().answer().completeExceptionally(asRuntime(failed));
            } else {
                group.forEach(waiting -> serve(List.of(waiting)));
            }
        }
    }

    private static RuntimeException asRuntime(Throwable failed) {
        return failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
    }
}
