package io.lumenvault.server;

import io.lumenvault.ground.BackgroundLoop;
import io.lumenvault.server.access.AuthenticationException;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.audit.Actor;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.Result;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Records that somebody presented a credential that was refused. Anybody can do so as often as he likes, so the log gets the first of a
 * kind in a minute at once, and of the rest their number when the minute is over; where there are too many kinds, those that come last
 * are one. Of the credential nothing is recorded but whom it was good for once.
 */
@Singleton
class RefusedCredentials {

    /** Kinds that are told apart in a minute: what a flood can write is two entries for each. */
    static final int MOST_KINDS = 256;
    private static final Logger LOG = Logger.getLogger(RefusedCredentials.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Consumer<AuditEvent> log;
    private final Clock clock;
    private final BackgroundLoop loop = new BackgroundLoop("refused-credentials", this::closePeriod);
    private Map<Kind, Count> kinds = new HashMap<>();

    /** Refusals that are counted together: from one address, of one holder, for one reason. */
    private record Kind(String address, Principal holder, String reason) {}

    private static final Kind OTHERS = new Kind("*", new Principal(PrincipalDirectory.UNNAMED, Set.of(), "several", "", Group.NODE),
            "several credentials were refused");

    /** How many came after the first. */
    private static final class Count {
        private final Instant since;
        private long further;

        Count(Instant since) {
            this.since = since;
        }
    }

    @Inject
    RefusedCredentials(AuditLog audit, Clock clock) {
        this(audit::append, clock);
    }

    RefusedCredentials(Consumer<AuditEvent> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void started(@Observes StartupEvent event) {
        loop.start(PERIOD.toMillis());
    }

    void stopping(@Observes ShutdownEvent event) {
        loop.close();
        try {
            closePeriod();
        } catch (RuntimeException lost) {
            LOG.errorf("refused credentials of the last minute could not be recorded: %s", lost.getMessage());
        }
    }

    /**
     * Records or counts a refusal.
     *
     * @param address of whoever presented the credential
     * @param method of authentication that the credential claims to be for
     * @throws VaultException when it cannot be recorded
     */
    void refused(String address, String method, AuthenticationException refusal) {
        Principal holder = refusal.holder().orElseGet(() -> new Principal(PrincipalDirectory.UNNAMED, Set.of(), method, "", Group.NODE));
        if (isFirst(new Kind(address, holder, refusal.recorded()))) {
            try {
                log.accept(event(new Kind(address, holder, refusal.recorded())));
            } catch (RuntimeException unrecorded) {
                LOG.errorf("audit entry for a refused credential could not be written: %s", unrecorded.getMessage());
                throw new VaultException(Reason.STORE_UNAVAILABLE, "the request could not be recorded");
            }
        }
    }

    private synchronized boolean isFirst(Kind kind) {
        Kind counted = kinds.containsKey(kind) || kinds.size() < MOST_KINDS ? kind : OTHERS;
        Count count = kinds.get(counted);
        if (count != null) {
            count.further++;
            return false;
        }
        kinds.put(counted, new Count(clock.instant()));
        return true;
    }

    /** Records the numbers of the minute, and begins the next. */
    void closePeriod() {
        Map<Kind, Count> over;
        synchronized (this) {
            over = kinds;
            kinds = new HashMap<>();
        }
        for (var counted : List.copyOf(over.entrySet())) {
            Count count = counted.getValue();
            if (count.further > 0) {
                try {
                    log.accept(event(counted.getKey()).with("further_refusals", Long.toString(count.further))
                            .with("since", count.since.toString()));
                } catch (RuntimeException unrecorded) {
                    takeBack(over);
                    throw unrecorded;
                }
            }
            over.remove(counted.getKey());
        }
    }

    /** What could not be recorded now counts on. */
    private synchronized void takeBack(Map<Kind, Count> left) {
        left.forEach((kind, count) -> {
            Count newer = kinds.put(kind, count);
            count.further += newer == null ? 0 : newer.further;
        });
    }

    private static AuditEvent event(Kind kind) {
        Principal holder = kind.holder();
        Actor actor = new Actor(holder.name(), holder.method(), holder.fingerprint().isEmpty() ? null : holder.fingerprint());
        return new AuditEvent(actor, kind.address(), "console", "Authenticate", Result.REFUSED,
                Reason.PERMISSION_DENIED.name() + ": " + kind.reason(), null, List.of(), Map.of());
    }
}
