package io.lumenvault.server.vault;

import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.db.access.TokenRow;
import io.lumenvault.policy.ApprovedOperation;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.access.ServiceToken;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Issues and revokes service tokens. Each method runs within the door ({@link Door#pass}) and commits with its audit entry. */
public final class ServiceTokens {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final AccessRepository rows = new AccessRepository();
    private final Door door;
    private final Approvals approvals;
    private final Custody custody;
    private final PrincipalDirectory directory;
    private final StoredAccess stored;
    private final Clock clock;

    public ServiceTokens(Door door, Approvals approvals, Custody custody, PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.approvals = Objects.requireNonNull(approvals, "approvals");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stored = Objects.requireNonNull(stored, "stored");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A token that was just issued: the only time that its text exists here.
     *
     * @param id what it is called
     * @param text the token in ASCII, wiped by {@link #close}
     * @param expiresAt until when it is good
     */
    public record Issued(UUID id, byte[] text, Instant expiresAt) implements AutoCloseable {

        @Override
        public void close() {
            Arrays.fill(text, (byte) 0);
        }

        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    /**
     * Issues a token, with 256 random bits of the HSM; the caller closes it. Whoever has it has these roles of its principal, so one for
     * somebody else needs the approval that granting them needs.
     *
     * @param roles the roles that it is limited to, of those that its principal has
     * @param life from a minute to 366 days
     */
    public Issued issue(AccessRequest request, String principal, Set<Role> roles, Duration life) {
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new VaultException(Reason.INVALID_FIELD, "a token lives from 60 to " + LONGEST.toSeconds() + " seconds, not " + life.toSeconds());
        }
        Account holder = directory.account(principal).filter(account -> request.principal().group().sees(account.group()))
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "there is no principal '" + principal + "'"));
        requireRoles(request, holder, roles);
        List<String> names = roles.stream().sorted().map(Role::configuredName).toList();
        Clearance clearance = clear(request, principal, names, life);
        UUID id = custody.newIdentifier();
        Instant now = clock.instant();
        try (KeyMaterial secret = custody.random(ServiceToken.SECRET_BYTES)) {
            TokenRow row = new TokenRow(id, secret.lend(ServiceToken::hash), principal, names, request.principal().name(), now, now.plus(life), null);
            door.commit(clearance.on(request.served().with("principal", principal).with("token", id.toString())
                    .with("roles", String.join(" ", names)).with("expires", row.expiresAt().toString())), session -> {
                rows.beginChange(session);
                rows.insert(session, row);
                clearance.consume(session);
                return null;
            });
            stored.refresh();
            return secret.lend(bytes -> new Issued(id, ServiceToken.text(id, bytes), row.expiresAt()));
        }
    }

    private Clearance clear(AccessRequest request, String principal, List<String> roles, Duration life) {
        if (principal.equals(request.principal().name())) {
            return Clearance.FREE;
        }
        return approvals.clear(request.with(Map.of("principal", principal, "token-roles", String.join(" ", roles), "life", life.toString())),
                ApprovedOperation.ROLE_GRANT, List.of());
    }

    /** A token is no way to act as another officer or auditor, and so to approve or to judge in a second name. */
    private static void requireRoles(AccessRequest request, Account holder, Set<Role> roles) {
        if (roles.isEmpty() || !holder.roles().containsAll(roles)) {
            throw new VaultException(Reason.INVALID_FIELD, "a token is for one or more of the roles that '" + holder.name() + "' has");
        }
        boolean governs = holder.roles().contains(Role.OFFICER) || holder.roles().contains(Role.AUDITOR);
        if (governs && !holder.name().equals(request.principal().name())) {
            throw new VaultException(Reason.PERMISSION_DENIED, "nobody issues tokens of another officer or of an auditor");
        }
    }

    /** Revokes a token. */
    public void revoke(AccessRequest request, UUID id) {
        TokenRow row = visible(request).stream().filter(token -> token.id().equals(id) && token.revokedAt() == null).findFirst()
                .orElseThrow(() -> new VaultException(Reason.OBJECT_NOT_FOUND, "there is no service token " + id));
        door.commit(request.served().with("principal", row.principal()).with("token", id.toString()), session -> {
            rows.beginChange(session);
            rows.revokeToken(session, id, clock.instant());
            return null;
        });
        stored.refresh();
    }

    /** The tokens of principals that the caller sees, newest first. */
    public List<TokenRow> visible(AccessRequest request) {
        return door.read(rows::tokens).stream()
                .filter(token -> request.principal().group().sees(directory.group(token.principal()))).toList();
    }
}
