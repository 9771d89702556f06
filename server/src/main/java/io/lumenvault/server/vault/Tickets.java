package io.lumenvault.server.vault;

import io.lumenvault.db.client.TicketRepository;
import io.lumenvault.db.client.TicketRow;
import io.lumenvault.ground.Sha256;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.audit.AuditEvent;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tickets that stand for a login: 256 random bits of the HSM, kept as their hash alone, bound to a principal and to what it logged in by,
 * and good for a time and a number of requests.
 */
public final class Tickets {

    /** What a ticket lives where nothing is asked for, and at most. */
    public static final Duration USUAL = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofHours(24);
    private static final int BYTES = 32;
    private static final long MOST_OF_ONE = 1000;

    private final TicketRepository rows = new TicketRepository();
    private final Door door;
    private final Custody custody;
    private final Clock clock;

    Tickets(Door door, Custody custody, Clock clock) {
        this.door = door;
        this.custody = custody;
        this.clock = clock;
    }

    /**
     * Issues a ticket in the caller's name; the caller of this wipes it.
     *
     * @param rights what it is limited to, in the endpoint's encoding, or null
     * @param expires when it ends
     * @param requests how many requests it is good for, or null
     * @param credentials the user's credentials that the request was authenticated by, without which the ticket is good no more
     */
    public byte[] issue(AccessRequest request, byte[] rights, Instant expires, Long requests, List<UUID> credentials) {
        return door.pass(request, List.of(), () -> {
            Instant now = clock.instant();
            if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
                throw new VaultException(Reason.INVALID_FIELD,
                        "a ticket ends after now, and within " + LONGEST.toHours() + " hours; not at " + expires);
            }
            if (requests != null && requests < 1) {
                throw new VaultException(Reason.INVALID_FIELD, "a ticket is good for 1 request or more, not " + requests);
            }
            try (KeyMaterial random = custody.random(BYTES)) {
                byte[] ticket = random.lend(byte[]::clone);
                TicketRow row = new TicketRow(Sha256.of(ticket), request.principal().name(), rights, now, expires, requests,
                        credentials, request.principal().fingerprint());
                AuditEvent event = request.served().with("expires", expires.toString())
                        .with("requests", requests == null ? "any" : requests.toString());
                return door.commit(event, session -> {
                    if (!rows.insert(session, row, MOST_OF_ONE)) {
                        throw new VaultException(Reason.BUSY, "'" + row.principal() + "' has " + MOST_OF_ONE + " tickets already");
                    }
                    return ticket;
                });
            }
        });
    }

    /**
     * Uses one of the caller's tickets for one request; empty where it is not, or no longer, good.
     *
     * @param configured passwords of the configuration file that are in force
     */
    public Optional<TicketRow> use(AccessRequest request, byte[] ticket, Set<UUID> configured) {
        return door.pass(request, List.of(),
                () -> door.read(session -> rows.use(session, Sha256.of(ticket), request.principal().name(), clock.instant(), configured)));
    }

    /** The ticket that was obtained beside the caller's certificate, in whoever's name; empty as for {@link #use}. */
    public Optional<TicketRow> find(Principal caller, byte[] ticket, Set<UUID> configured) {
        return door.attempt(
                () -> door.read(session -> rows.find(session, Sha256.of(ticket), caller.fingerprint(), clock.instant(), configured)));
    }

    /** Ends one of the caller's tickets. @return false where the caller has no such ticket */
    public boolean end(AccessRequest request, byte[] ticket) {
        return door.pass(request, List.of(), () -> door.commit(request.served(),
                session -> rows.end(session, Sha256.of(ticket), request.principal().name())));
    }
}
