package io.lumenvault.db;

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
