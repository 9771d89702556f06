package io.lumenvault.server.vault;

import io.lumenvault.db.client.TicketRow;
import io.lumenvault.server.access.Account;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.Role;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who a request is from where it brings a user's credential beside its client certificate. The certificate must be that of a principal
 * with a role, whose group sees the user's; the request is then the user's ({@link CredentialCheck}). Wrong credentials are counted by the
 * name of the user and by that of the certificate's principal ({@link LoginThrottle}). One that was right once is refused as they are and
 * not counted: who has recorded it learns nothing from it, and must not keep its user out by it.
 */
public final class CredentialLogin {

    private static final int AT_ONCE = 2;
    /** Of a gateway of many users, that all come at once: about two seconds of waiting. */
    private static final int MOST_OF_A_CALLER = 32;
    private static final int MOST_OF_A_GROUP = 64;
    private static final int AS_A_USER = 10;
    /** One certificate can be that of a gateway of many users, all of whom mistype. */
    private static final int BY_A_CALLER = 100;
    private static final Set<Role> GOVERNING = Set.of(Role.OFFICER, Role.AUDITOR);

    private final Door door;
    private final PrincipalDirectory directory;
    private final ConfiguredPasswords configured;
    private final CredentialCheck credentials;
    private final LoginThrottle callers;
    private final LoginThrottle tried;
    private final VerificationTurns turns = new VerificationTurns(AT_ONCE, MOST_OF_A_CALLER, MOST_OF_A_GROUP);

    public CredentialLogin(Door door, PrincipalDirectory directory, SecretCredentials secrets, ConfiguredPasswords configured, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.configured = Objects.requireNonNull(configured, "configured");
        this.credentials = new CredentialCheck(door, directory, secrets, configured);
        this.callers = new LoginThrottle(clock, BY_A_CALLER);
        this.tried = new LoginThrottle(clock, AS_A_USER);
    }

    /**
     * The user, with the roles that it has now. Called once for a request, however many operations it has.
     *
     * @param caller whom the certificate stands for
     * @param client its address, and the protocol, for the record of a wrong credential
     * @return empty where the credential is not the user's, there is no such user, or the caller may not speak for it
     * @throws VaultException where that cannot be found out; with Busy where the caller or its group brings too many at a time
     */
    public Optional<Login> login(Principal caller, String client, String protocol, PresentedCredential presented) {
        if (caller.roles().isEmpty()) {
            return Optional.empty();
        }
        return turns.take(caller, () -> door.attempt(() -> counted(caller, client, protocol, presented)));
    }

    private Optional<Login> counted(Principal caller, String client, String protocol, PresentedCredential presented) {
        List<Account> users = credentials.named(presented).flatMap(name -> visible(caller, name).stream()).toList();
        List<String> names = users.stream().map(Account::name).toList();
        List<String> by = List.of(caller.name());
        AccessRequest asked = new AccessRequest(caller, client, protocol, "Login", Permission.OBJECT_USE);
        if (callers.waits(by) || tried.waits(names)) {
            refuse(asked, users, "wrong credentials were brought too often of late");
            return Optional.empty();
        }
        Verdict<Login> verdict = credentials.check(caller, users, presented);
        if (verdict.stale()) {
            refuse(asked, users, "the credential was used before, or is of another time");
        } else if (verdict.right().isEmpty()) {
            callers.failed(by);
            tried.failed(names);
            refuse(asked, users, "the credential is not that of the user");
        }
        return verdict.right();
    }

    /** Guesses are in the log, whatever the rest of the message asks. Names that nobody has are not: they may be a password. */
    private void refuse(AccessRequest asked, List<Account> users, String reason) {
        String tried = users.isEmpty() ? "no known user" : users.stream().map(Account::name).collect(Collectors.joining(" "));
        door.refuse(asked, List.of(), new VaultException(Reason.PERMISSION_DENIED, "as " + tried + ": " + reason));
    }

    /**
     * The user that a ticket was issued to, for a request that brings it beside the certificate that it was obtained beside.
     *
     * @return empty where the user brought no credential for it, or the caller may not speak for the user any more
     */
    public Optional<Login> byTicket(Principal caller, TicketRow ticket) {
        return caller.roles().isEmpty() || ticket.credentials().isEmpty() ? Optional.empty()
                : visible(caller, ticket.principal()).map(user -> Login.by(caller, user, "ticket", ticket.credentials(), null));
    }

    /** Passwords of the configuration file that are in force: tickets that were obtained by another one are not. */
    public Set<UUID> configured() {
        return configured.identifiers();
    }

    /**
     * Who approved a role of those that govern saw the account's certificates, and no password: it is no way to such roles, but for
     * principals of the configuration file, whose passwords stand there too.
     */
    private Optional<Account> visible(Principal caller, String name) {
        return directory.account(name).filter(user -> caller.group().sees(user.group()))
                .filter(user -> directory.isConfigured(name) || Collections.disjoint(user.roles(), GOVERNING));
    }
}
