package io.lumenvault.server.vault;

import io.lumenvault.db.access.AccessRepository;
import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.PasswordHash;
import io.lumenvault.db.client.TicketRepository;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.Principal;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.access.StoredAccess;
import io.lumenvault.server.custody.Custody;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;

/**
 * Links credentials to users, withdraws them and changes passwords. What is withdrawn is so for ever, at every node once this returns, and with it
 * the tickets that were obtained by it. KMIP has no operation for that: users do it by the console's port, as officers do.
 */
public final class CredentialChanges {

    private static final String PROTOCOL = "console";

    /** What is of the same password, and goes with it. */
    private static final Set<String> OF_A_PASSWORD = Set.of(CredentialRow.PASSWORD, CredentialRow.HASHED_PASSWORD);

    private final CredentialRepository rows = new CredentialRepository();
    private final AccessRepository access = new AccessRepository();
    private final TicketRepository tickets = new TicketRepository();
    private final Door door;
    private final Custody custody;
    private final Credentials credentials;
    private final CredentialLogin logins;
    private final PrincipalChanges principals;
    private final PrincipalDirectory directory;
    private final StoredAccess stored;
    private final Clock clock;

    public CredentialChanges(Door door, Custody custody, Credentials credentials, CredentialLogin logins, PrincipalChanges principals,
            PrincipalDirectory directory, StoredAccess stored, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.logins = Objects.requireNonNull(logins, "logins");
        this.principals = Objects.requireNonNull(principals, "principals");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stored = Objects.requireNonNull(stored, "stored");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The credentials of a user, withdrawn ones included, oldest first; without what tells them. */
    public List<CredentialRow> list(AccessRequest request, String user) {
        if (directory.account(user).filter(known -> request.principal().group().sees(known.group())).isEmpty()) {
            throw new VaultException(Reason.OBJECT_NOT_FOUND, "there is no principal '" + user + "'");
        }
        return door.read(session -> rows.of(session, user));
    }

    /** Withdraws a credential; a certificate stands for nobody any more. */
    public void withdraw(AccessRequest request, UUID uid) {
        CredentialRow row = door.read(session -> rows.find(session, uid))
                .filter(found -> request.principal().group().sees(new Group(found.group())) && found.withdrawnAt() == null)
                .orElseThrow(() -> none(uid));
        var event = request.served().with("credential", uid.toString()).with("type", row.type());
        door.commit(row.principal() == null ? event : event.with("principal", row.principal()), session -> {
            access.beginChange(session);
            if (!rows.find(session, uid).map(CredentialRow::principal).equals(Optional.ofNullable(row.principal()))) {
                throw new VaultException(Reason.CONFLICT, "the credential was linked to a user meanwhile; ask again");
            }
            if (!rows.withdraw(session, uid, request.principal().name(), clock.instant())) {
                throw none(uid);
            }
            if (row.fingerprint() != null && row.principal() != null) {
                principals.requireCertificateMayGo(session, request, row.principal());
                access.revokeCertificate(session, row.fingerprint(), row.principal(), request.principal().name(), clock.instant());
                tickets.endBeside(session, row.fingerprint());
            }
            return null;
        });
        stored.refresh();
    }

    private static VaultException none(UUID uid) {
        return new VaultException(Reason.OBJECT_NOT_FOUND, "there is no credential '" + uid + "' that is not withdrawn");
    }

    /** Gives a user a password in place of those that it has, after the approval of others where a policy asks for it. */
    public void replacePassword(AccessRequest request, String user, byte[] passwordUtf8) {
        PasswordHash hash = credentials.hash(passwordUtf8);
        UUID uid = custody.newIdentifier();
        principals.replacePassword(request, user, uid, session -> put(session, request, user, uid, hash));
    }

    /** Links a credential that is linked to nobody to a user, after the approval of others where a policy asks for it. */
    public void link(AccessRequest request, String user, UUID uid) {
        CredentialRow row = door.read(session -> rows.unlinked(session, uid))
                .filter(found -> request.principal().group().sees(new Group(found.group()))).orElseThrow(() -> linked(uid));
        principals.linkCredential(request, user, row, session -> {
            if (!rows.link(session, uid, user)) {
                throw linked(uid);
            }
        });
    }

    private static VaultException linked(UUID uid) {
        return new VaultException(Reason.OBJECT_NOT_FOUND, "there is no credential '" + uid + "' that is linked to nobody");
    }

    /**
     * Gives a user the password that it wants in place of those that it has. An attempt that is refused is recorded and, where a credential
     * is wrong, counted as any login.
     *
     * @param caller whom the client certificate stands for
     * @param read reads what is wanted
     */
    public void changeOwn(Principal caller, String client, Supplier<PasswordChange> read) {
        AccessRequest asked = new AccessRequest(caller, client, PROTOCOL, "Change Password", Permission.OBJECT_USE);
        Login login;
        PasswordChange change;
        try {
            change = read.get();
            login = logins.login(caller, client, PROTOCOL, change.current()).orElseThrow(() -> new VaultException(Reason.PERMISSION_DENIED,
                    "the password is not that of a user that '" + caller.name() + "' may log in, was used before, or was wrong too often of late"));
        } catch (VaultException refusal) {
            door.refuse(asked, List.of(), refusal);
            throw refusal;
        }
        changePassword(new AccessRequest(login.principal(), client, PROTOCOL, asked.operation(), asked.permission()), login, change.wanted());
    }

    private void changePassword(AccessRequest request, Login login, byte[] passwordUtf8) {
        String user = login.principal().name();
        door.pass(request, List.of(), () -> {
            if (directory.isConfigured(user)) {
                throw new VaultException(Reason.INVALID_FIELD,
                        "'" + user + "' is a principal of the configuration file, which alone changes its password");
            }
            PasswordHash hash = credentials.hash(passwordUtf8);
            UUID uid = custody.newIdentifier();
            return door.commit(request.served().with("principal", user).with("credential", uid.toString()), session -> {
                access.beginChange(session);
                boolean current = rows.of(session, user).stream().filter(row -> row.withdrawnAt() == null).map(CredentialRow::uid).toList()
                        .containsAll(login.credentials());
                if (!current) {
                    throw new VaultException(Reason.CONFLICT, "a credential was withdrawn meanwhile; ask again");
                }
                put(session, request, user, uid, hash);
                return null;
            });
        });
    }

    private void put(StatelessSession session, AccessRequest request, String user, UUID uid, PasswordHash hash) {
        rows.of(session, user).stream().filter(row -> row.withdrawnAt() == null && OF_A_PASSWORD.contains(row.type()))
                .forEach(row -> rows.withdraw(session, row.uid(), request.principal().name(), clock.instant()));
        rows.insert(session, new CredentialRow(uid, CredentialRow.PASSWORD, directory.group(user).name(), user, hash, null,
                request.principal().name(), clock.instant(), null));
    }
}
