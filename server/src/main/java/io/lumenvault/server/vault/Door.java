package io.lumenvault.server.vault;

import io.lumenvault.db.Database;
import io.lumenvault.db.GroupedStatement;
import io.lumenvault.hsm.HsmUnavailableException;
import io.lumenvault.hsm.MechanismMissingException;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.custody.CipherRefusedException;
import io.lumenvault.server.custody.CustodyException;
import io.lumenvault.server.lifecycle.PolicyRefusedException;
import io.lumenvault.server.lifecycle.WrongStateException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.HibernateException;
import org.hibernate.StatelessSession;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;

/**
 * The order in which every use of a key happens: permission first, then the work, then audit and commit in one transaction.
 * A refusal or failure is recorded before the caller hears of it; if it cannot be recorded, the request fails all the same.
 */
public final class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);

    private final Database database;
    private final AuditLog audit;

    public Door(Database database, AuditLog audit) {
        this.database = Objects.requireNonNull(database, "database");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * Serves a request: checks the permission, then runs {@code work}, which opens or seals and ends in a {@link #commit}.
     *
     * @param objects the objects that the request names, for the record of a refusal
     * @throws VaultException when the request is refused or fails; it is recorded then
     */
    public <T> T pass(AccessRequest request, List<UUID> objects, Supplier<T> work) {
        try {
            if (!request.principal().may(request.permission())) {
                throw new VaultException(Reason.PERMISSION_DENIED,
                        "'" + request.principal().name() + "' may not " + request.operation());
            }
            return work.get();
        } catch (RuntimeException failure) {
            VaultException translated = translate(failure);
            refuse(request, objects, translated);
            throw translated;
        }
    }

    /** Runs work that asks for no permission and is recorded by others; what fails is told as {@link #pass} tells it. */
    public <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw translate(failure);
        }
    }

    /** Runs work and appends the event in one transaction; when it returns, both are durable. */
    public <T> T commit(AuditEvent event, Function<StatelessSession, T> work) {
        return database.transaction(session -> {
            T result = work.apply(session);
            audit.append(session, event);
            return result;
        });
    }

    /** A statement that serves many concurrent callers at once. */
    public <Q, A> GroupedStatement<Q, A> grouped(String name, BiFunction<StatelessSession, List<Q>, List<A>> statement) {
        return new GroupedStatement<>(name, database, statement);
    }

    /** Searches in a transaction of its own. */
    public <T> T search(Function<StatelessSession, T> work) {
        return database.search(work);
    }

    /** Reads in a transaction of its own. */
    public <T> T read(Function<StatelessSession, T> work) {
        return database.transaction(work);
    }

    /**
     * Records that a request was refused or failed; for refusals that an endpoint finds before the request reaches the door.
     *
     * @throws VaultException when that cannot be recorded
     */
    public void refuse(AccessRequest request, List<UUID> objects, VaultException refusal) {
        Result result = switch (refusal.reason()) {
            case HSM_UNAVAILABLE, STORE_UNAVAILABLE, PEER_UNAVAILABLE, GENERAL_FAILURE -> Result.FAILED;
            default -> Result.REFUSED;
        };
        try {
            audit.append(refusal.recorded(request.ended(result, refusal.term() + ": " + refusal.getMessage()).withObjects(objects)));
        } catch (RuntimeException unrecorded) {
            LOG.errorf("audit entry for a %s request could not be written: %s", result.text(), unrecorded.getMessage());
            throw new VaultException(Reason.STORE_UNAVAILABLE, "the request could not be recorded");
        }
    }

    private static VaultException translate(RuntimeException failure) {
        return switch (failure) {
            case VaultException known -> known;
            case PolicyRefusedException policy -> new PolicyRefusal(policy);
            case WrongStateException state -> new VaultException(Reason.WRONG_KEY_LIFECYCLE_STATE, state.getMessage());
            case CipherRefusedException data -> new VaultException(Reason.CRYPTOGRAPHIC_FAILURE, data.getMessage());
            case HsmUnavailableException away -> {
                // The loss itself has been logged once; its requests can be thousands a second.
                LOG.debugf("HSM unavailable: %s", away.getMessage());
                yield new VaultException(Reason.HSM_UNAVAILABLE, "the HSM is not available; try again later");
            }
            case MechanismMissingException missing -> new VaultException(Reason.PROTECTION_UNAVAILABLE, missing.getMessage());
            case CustodyException broken -> {
                LOG.errorf("custody: %s", broken.getMessage());
                yield new VaultException(Reason.GENERAL_FAILURE, "the sealed record cannot be opened");
            }
            case JDBCConnectionException lost -> {
                LOG.warnf("database unavailable: %s", lost.getMessage());
                yield new VaultException(Reason.STORE_UNAVAILABLE, "the database is not available; try again later");
            }
            case HibernateException store -> {
                LOG.error("database statement failed", store);
                yield new VaultException(Reason.STORE_UNAVAILABLE, "the database did not carry out the request");
            }
            default -> {
                LOG.error("request failed", failure);
                yield new VaultException(Reason.GENERAL_FAILURE, "the request failed");
            }
        };
    }
}
