package io.lumenvault.db;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;

/**
 * Runs units of work, each in one PostgreSQL transaction.
 *
 * <p>When {@link #transaction} returns, the work is durable (synchronous commit); when it throws, nothing of it remains.
 * Work must not call the HSM or a network peer: no transaction is held open across such a call.
 */
public final class Database {

    private final SessionFactory sessions;
    /** Null until it is known. */
    private volatile Boolean autoCommit;

    /** @param sessions the session factory over the node's PostgreSQL */
    public Database(SessionFactory sessions) {
        this.sessions = Objects.requireNonNull(sessions, "sessions");
    }

    /** Runs {@code work} in a transaction of its own and commits it before returning what it returned. */
    public <T> T transaction(Function<StatelessSession, T> work) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            try {
                T result = work.apply(session);
                transaction.commit();
                return result;
            } catch (RuntimeException | Error failure) {
                rollBack(transaction, failure);
                throw failure;
            }
        }
    }

    /**
     * The same for searches: their statements are planned for the values at hand, where all others keep one plan, since how many
     * rows a condition meets decides which index serves it.
     */
    public <T> T search(Function<StatelessSession, T> work) {
        return transaction(session -> {
            session.doWork(connection -> {
                try (Statement planning = connection.createStatement()) {
                    planning.execute("set local plan_cache_mode = force_custom_plan");
                }
            });
            return work.apply(session);
        });
    }

    /**
     * Runs work that is one single statement, without a transaction around it: PostgreSQL commits it by itself, and it is durable
     * when it returns. That saves the round trip of a commit, and the transaction manager's work.
     */
    public <T> T statement(Function<StatelessSession, T> work) {
        if (!commitsByItself()) {
            return transaction(work);
        }
        try (StatelessSession session = sessions.openStatelessSession()) {
            return work.apply(session);
        }
    }

    /** Whether connections outside a transaction are in autocommit mode; a pool could hand them out otherwise. */
    private boolean commitsByItself() {
        if (autoCommit == null) {
            try (StatelessSession session = sessions.openStatelessSession()) {
                autoCommit = session.doReturningWork(Connection::getAutoCommit);
            }
        }
        return autoCommit;
    }

    private static void rollBack(Transaction transaction, Throwable failure) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
