package io.lumenvault.server.vault;

import io.lumenvault.db.access.CredentialRepository;
import io.lumenvault.db.access.CredentialRow;
import io.lumenvault.db.access.UserRepository;
import io.lumenvault.server.access.Group;
import io.lumenvault.server.access.Role;
import io.lumenvault.server.custody.Custody;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Users and groups of users, as KMIP makes them (3.0 draft, sections 6.1.10 and 6.1.13). A user is a principal of the officer's group with
 * the role application; it stands for itself by the credentials that it is linked to, each of which is linked once. What else it may do,
 * officers grant as to any principal.
 */
public final class Users {

    private final UserRepository rows = new UserRepository();
    private final CredentialRepository linked = new CredentialRepository();
    private final Door door;
    private final Custody custody;
    private final PrincipalChanges principals;
    private final Credentials credentials;
    private final CredentialLogin login;
    private final Reprovisioning reprovisioning;
    private final Clock clock;

    public Users(Door door, Custody custody, PrincipalChanges principals, Credentials credentials, CredentialLogin login,
            Reprovisioning reprovisioning, Clock clock) {
        this.door = Objects.requireNonNull(door, "door");
        this.custody = Objects.requireNonNull(custody, "custody");
        this.principals = Objects.requireNonNull(principals, "principals");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.login = Objects.requireNonNull(login, "login");
        this.reprovisioning = Objects.requireNonNull(reprovisioning, "reprovisioning");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Makes what users can be linked to. */
    public Credentials credentials() {
        return credentials;
    }

    /** How users log in by their credentials. */
    public CredentialLogin login() {
        return login;
    }

    /** How a principal comes by another client certificate. */
    public Reprovisioning reprovisioning() {
        return reprovisioning;
    }

    /** Makes a user: a principal that is linked to these credentials and is in these groups of users. */
    public UUID createUser(AccessRequest request, String name, List<UUID> credentials, List<UUID> groups) {
        return door.pass(request, List.of(), () -> {
            UUID uid = custody.newIdentifier();
            Group tenant = request.principal().group();
            List<String> certificates = new ArrayList<>();
            door.read(session -> {
                credentials.forEach(credential -> unlinked(session, tenant, credential, certificates));
                return null;
            });
            Map<String, String> means = new TreeMap<>();
            put(means, "credentials", credentials.stream().map(UUID::toString).toList());
            put(means, "certificates", certificates);
            principals.create(request, name, tenant.name(), Set.of(Role.APPLICATION), certificates, means, session -> {
                rows.identify(session, uid, name);
                credentials.forEach(credential -> link(session, credential, name));
                groups.forEach(group -> join(session, group, tenant, name));
            });
            return uid;
        });
    }

    private static void put(Map<String, String> means, String name, List<String> values) {
        if (!values.isEmpty()) {
            means.put(name, String.join(" ", values));
        }
    }

    /** Adds the fingerprint of one that is a certificate. */
    private void unlinked(StatelessSession session, Group tenant, UUID uid, List<String> certificates) {
        CredentialRow row = linked.unlinked(session, uid).filter(found -> tenant.sees(new Group(found.group())))
                .orElseThrow(() -> none("credential without a user", uid));
        if (row.fingerprint() != null) {
            certificates.add(row.fingerprint());
        }
    }

    private void link(StatelessSession session, UUID uid, String name) {
        if (!linked.link(session, uid, name)) {
            throw none("credential without a user", uid);
        }
    }

    private void join(StatelessSession session, UUID group, Group tenant, String name) {
        if (!rows.join(session, group, tenant.name(), name)) {
            throw none("group", group);
        }
    }

    private static VaultException none(String what, UUID uid) {
        return new VaultException(Reason.OBJECT_NOT_FOUND, "there is no " + what + " '" + uid + "'");
    }

    /** Makes a group of users within the officer's own group (tenant). It gives its members no right. */
    public UUID createGroup(AccessRequest request, String name) {
        return door.pass(request, List.of(), () -> {
            UUID uid = custody.newIdentifier();
            try {
                return door.commit(request.served().with("user-group", name), session -> {
                    rows.insertGroup(session, uid, name, request.principal().group().name(), request.principal().name(), clock.instant());
                    return uid;
                });
            } catch (ConstraintViolationException _) {
                throw new VaultException(Reason.NON_UNIQUE_NAME_ATTRIBUTE, "there is a group of users '" + name + "' already");
            }
        });
    }
}
